"""Reading what was said about a submitted version, saying something, and answering (L3)."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from privacy.refusals import NotAllowed
from trajects.partners.people import site_of
from trajects.plan import commenting
from trajects.plan.commenting_forms import CommentAnswerForm, CommentForm
from trajects.plan.commenting_models import PlanComment
from trajects.plan.conversation import WHOLE_PLAN, conversation_on, is_open_to
from trajects.plan.models import PlanVersion
from trajects.plan.signing import ClosedError
from trajects.traject import editing, page
from trajects.traject.editing import Change, FormPage

ALONG = ("plan_version__plan__traject", "partner__organisation", "author", "answered_by")
FORM_PAGE = "trajects/plan/answer.html"
TOO_LATE = (
    "Over deze versie kun je niets meer zeggen: er is een nieuwere, of zij is vastgesteld. Wat er gezegd is, blijft "
    "staan."
)
ANSWERED = "Het kernteam heeft hierop geantwoord. De opmerking blijft daarom staan zoals zij is."


@require_safe
def comments(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """What every organisation said about a version, part by part; a back office sees its own."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk), pk)
    said = conversation_on(request.user, version)
    context = page.context(request.user, version.plan.traject, "plan", version=version, said=said)
    context |= {"is_member": "view_traject" in context["can"], "is_open": is_open_to(request.user, version)}
    return render(request, "trajects/plan/comments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def comment_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Say something about a version, for one's organisation."""
    version, partner_id = spoken_for(request, traject_pk, pk)
    first = {"part": request.GET.get("onderdeel", "")}
    door = Door(request.user, traject_pk)
    form = CommentForm(sent(request), initial=first, contents=version.contents, door=door)
    back = comments_url(version)
    if not form.is_valid():
        about = _about(f"Opmerking bij {version.name}", back, "Opmerking plaatsen")
        return editing.show(request, version.plan.traject, form, about)
    try:
        row = commenting.comment(version, by=request.user, partner_id=partner_id, **form.changes())
    except ClosedError:
        return refused(request, back, TOO_LATE)
    form.keep_decisions(row)
    return editing.saved(request, f"{back}#{row.part or WHOLE_PLAN}", "Je opmerking staat erbij.")


@require_http_methods(["GET", "HEAD", "POST"])
def comment_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Say it in other words, as long as it was not answered; who said it and nobody else."""
    row = _own(request, traject_pk, pk)
    version = row.plan_version
    form = CommentForm(sent(request), instance=row, contents=version.contents, door=Door(request.user, traject_pk))
    return _unless_too_late(
        request,
        row,
        lambda: editing.edit(
            request,
            version.plan.traject,
            form,
            _about("Opmerking wijzigen", comments_url(version)),
            save=lambda seen, changes: commenting.change_comment(row, seen, **changes),
            last_change=lambda: Change(row.answered_by or row.author or "", row.answered_at),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def comment_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take back what one said, after asking, as long as it was not answered."""
    row = _own(request, traject_pk, pk)
    back = comments_url(row.plan_version)
    if request.method != "POST":
        about = _about("Opmerking verwijderen?", back, "Verwijderen")
        return editing.show(request, row.plan_version.plan.traject, forms.Form(), about, intro=row.text)

    def remove() -> HttpResponse:
        commenting.remove_comment(row)
        return editing.saved(request, back, "Je opmerking is verwijderd.")

    return _unless_too_late(request, row, remove)


@require_http_methods(["GET", "HEAD", "POST"])
def comment_answer(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """What the kernteam answers; also later, and on a version that was adopted."""
    rows = PlanComment.objects.filter(plan_version__plan__traject=traject_pk).select_related(*ALONG)
    row = access.fetch(request.user, "edit_plan", rows, pk)
    version, site = row.plan_version, site_of(request)
    return editing.edit(
        request,
        version.plan.traject,
        CommentAnswerForm(sent(request), instance=row, door=Door(request.user, traject_pk)),
        _about("Opmerking beantwoorden", f"{comments_url(version)}#opmerking-{row.pk}", "Antwoord plaatsen"),
        save=lambda seen, changes: commenting.answer_comment(row, seen, by=request.user, site=site, **changes),
        last_change=lambda: Change(row.answered_by or row.author or "", row.answered_at),
        intro=f"{row.partner.organisation.name} over {row.about.lower()}: {row.text}",
    )


def spoken_for(request: Request, traject_pk: int, pk: int) -> tuple[PlanVersion, int]:
    """A version on which this person may say something, and the key of the partner for which he does."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk), pk)
    seat = access.seat(request.user, traject_pk)
    if seat is None or "comment_plan" not in seat.actions:
        raise NotAllowed(version._meta.label_lower, pk)
    return version, seat.partner_id


def comments_url(version: PlanVersion) -> str:
    """The page with what was said about a version."""
    return reverse("trajects:plan-comments", args=[version.plan.traject_id, version.pk])


def _own(request: Request, traject_pk: int, pk: int) -> PlanComment:
    rows = PlanComment.objects.filter(plan_version__plan__traject=traject_pk).select_related(*ALONG)
    row = access.fetch(request.user, "comment_plan", rows, pk)
    if row.author_id != request.user.pk:
        raise NotAllowed(row._meta.label_lower, pk)
    return row


def _about(heading: str, back: str, submit: str = "Opslaan") -> FormPage:
    return FormPage(heading, back, submit=submit, template=FORM_PAGE)


def _unless_too_late(request: Request, row: PlanComment, act: Callable[[], HttpResponse]) -> HttpResponse:
    back = comments_url(row.plan_version)
    try:
        return act()
    except ClosedError:
        return refused(request, back, TOO_LATE)
    except commenting.AnsweredError:
        return refused(request, f"{back}#opmerking-{row.pk}", ANSWERED)


def refused(request: Request, url: str, why: str) -> HttpResponse:
    """Back, with why it cannot be said any more."""
    messages.warning(request, why)
    return redirect(url)
