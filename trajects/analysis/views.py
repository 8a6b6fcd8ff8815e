"""The page with problem statements, opportunities, causes and joint goals, and the forms behind it.

`kind` is the word of one of them (trajects/analysis/findings.py), given by the address.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.analysis import services
from trajects.analysis.findings import KINDS, sections
from trajects.plan.sourcing import sources_of
from trajects.traject import editing, ordering, page
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject


@require_safe
def analysis(request: Request, traject_pk: int) -> HttpResponse:
    """What exactly is the problem, why is it there, and what do the partners want to reach together?"""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    return render(request, "trajects/analysis/page.html", _context(request, traject))


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def finding_add(request: Request, traject_pk: int, kind: str) -> HttpResponse:
    """Write down one more."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    this = KINDS[kind]
    form = this.form(sent(request), traject=traject, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return editing.show(request, traject, form, FormPage(f"{this.noun} toevoegen", _url(traject_pk)))
    form.keep_decisions(this.add(traject, by=request.user, **form.changes()))
    return editing.saved(request, f"{_url(traject_pk)}#{kind}", f"{this.noun} toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def finding_edit(request: Request, traject_pk: int, kind: str, pk: int) -> HttpResponse:
    """Rewrite one, or tie it to something else."""
    finding = access.fetch(request.user, "edit_traject", KINDS[kind].rows(traject_pk), pk)
    door = Door(request.user, traject_pk)
    return editing.edit(
        request,
        finding.traject,
        KINDS[kind].form(sent(request), instance=finding, traject=finding.traject, door=door),
        FormPage(f"{KINDS[kind].noun} wijzigen", f"{_url(traject_pk)}#{kind}-{pk}"),
        save=lambda seen, changes: services.change(finding, seen, by=request.user, **changes),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def finding_delete(request: Request, traject_pk: int, kind: str, pk: int) -> HttpResponse:
    """Take one away, after asking."""
    finding = access.fetch(request.user, "edit_traject", KINDS[kind].rows(traject_pk), pk)
    if request.method == "POST":
        services.remove(finding, by=request.user)
        return editing.saved(request, _url(traject_pk), "Verwijderd.")
    about = FormPage(f"{KINDS[kind].noun} verwijderen?", _url(traject_pk), submit="Verwijderen")
    text = finding.title if kind == "doel" else finding.text
    return editing.confirm(request, finding.traject, about, text)


@require_POST
def finding_move(request: Request, traject_pk: int, kind: str, pk: int) -> HttpResponse:
    """Move one a place up or down; the letter of a goal in the plan changes with it."""
    finding = access.fetch(request.user, "edit_traject", KINDS[kind].rows(traject_pk), pk)
    moved = ordering.move_by(request, finding, KINDS[kind].rows(traject_pk), kind)
    return htmx.changed(
        request,
        "trajects/analysis/_findings.html",
        _context(request, finding.traject),
        _url(traject_pk),
        message=moved.message,
        focus=moved.button_id,
    )


def _context(request: Request, traject: Traject) -> dict[str, object]:
    found = {"sections": sections(request.user, traject), "sources": sources_of(request.user, traject.pk)}
    return page.context(request.user, traject, "plan", **found)


def _url(traject_pk: int) -> str:
    return reverse("trajects:analysis", args=[traject_pk])
