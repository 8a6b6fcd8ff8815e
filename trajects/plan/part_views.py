"""Writing one part of the plan: a page of its own, kept while one types, with who else writes there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.accounts.web_session.limits import background
from privacy import access
from privacy.doors.finding import Door
from trajects.plan import writing
from trajects.plan.conversation import said_beside
from trajects.plan.forms import OpenFormForm, PartForm
from trajects.plan.known import known_of, known_rows
from trajects.plan.models import PlanPart
from trajects.plan.outline import Outline, PartView, outline
from trajects.plan.parts import Part
from trajects.plan.writing import Kept
from trajects.traject import editing
from trajects.traject.editing import Change, FormPage
from trajects.traject.models import Traject

ONWARD = "verder"
"""The button that goes on to the next part, by its name."""


@require_http_methods(["GET", "HEAD", "POST"])
def part_edit(request: Request, traject_pk: int, part: str) -> HttpResponse:
    """Write one part of the plan."""
    traject, row = _fetch(request, traject_pk, part)
    found = outline(traject)
    view = found.around(part).this
    form = PartForm(sent(request), instance=row, door=Door(request.user, traject_pk))
    about = FormPage(f"{view.number}. {view.title}", _after(request, found, part), template="trajects/plan/part.html")
    return editing.edit(
        request,
        traject,
        form,
        about,
        save=lambda seen, changes: _save(request, form, view),
        last_change=lambda: Change(row.changed_by or "", row.changed_at),
        **_beside(request, row, found),
    )


@require_POST
def part_keep(request: Request, traject_pk: int, part: str) -> HttpResponse:
    """Keep what was typed so far, and tell when; what may not be kept yet stays in its form."""
    traject, row = _fetch(request, traject_pk, part)
    form = PartForm(request.POST, instance=row, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return render(request, "trajects/plan/_kept.html", {"form": form}, status=422)
    is_known = bool(form.cleaned_data["text"]) or outline(traject).around(part).this.is_known
    kept = writing.keep(row, form.as_sent(), by=request.user, is_known=is_known, **form.changes())
    if kept == Kept.CONFLICT:
        row.refresh_from_db()
        return render(request, "trajects/plan/_kept.html", {"first": row}, status=409)
    if kept == Kept.WRITTEN:
        form.keep_decisions(row, once=True)
    return render(request, "trajects/plan/_kept.html", {"row": row})


@background
@require_POST
def part_present(request: Request, traject_pk: int, part: str) -> HttpResponse:
    """Tell that this form is still open, and hear who else has one; no sign that its writer does something."""
    _, row = _fetch(request, traject_pk, part)
    form = OpenFormForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["open_form"]:
        return HttpResponse(status=422)
    writing.be_there(row, form.cleaned_data["open_form"], by=request.user)
    return render(request, "trajects/plan/_writers.html", {"writers": writing.writers_of(request.user, row)})


def _fetch(request: Request, traject_pk: int, part: str) -> tuple[Traject, PlanPart]:
    traject = access.fetch(request.user, "edit_plan", Traject.objects.select_related("plan"), traject_pk)
    rows = PlanPart.objects.filter(plan=traject.plan, part__in={part} & set(Part.values)).select_related("changed_by")
    row = get_object_or_404(access.visible(request.user, rows))
    row.plan = traject.plan
    return traject, row


def _beside(request: Request, row: PlanPart, found: Outline) -> dict[str, Any]:
    """What the page of a part shows beside its form."""
    around = found.around(row.part)
    return {
        "outline": found,
        "part": around.this,
        "around": around,
        "known": known_rows(known_of(found.lines), row.part),
        "writers": writing.writers_of(request.user, row),
        "comments": said_beside(request.user, found.plan.traject_id, row.part),
    }


def _save(request: Request, form: PartForm, view: PartView) -> bool:
    """Keep the text for good; False when somebody else was first."""
    row, given = form.instance, form.as_sent()
    kept = writing.keep(row, given, by=request.user, is_known=view.is_known, **form.changes())
    if kept != Kept.CONFLICT:
        writing.close(row, given.form, by=request.user)
    return kept != Kept.CONFLICT


def _after(request: Request, found: Outline, part: str) -> str:
    """Where one goes after saving: the next part when that was asked and there is one, else the plan."""
    following = found.around(part).following
    if ONWARD in request.POST and following:
        return reverse("trajects:plan-part-edit", args=[found.plan.traject_id, following.name])
    return f"{reverse('trajects:plan', args=[found.plan.traject_id])}#onderdeel-{part}"
