"""What professionals have of the residents: released findings, and the feedback they send back (B6)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access, wall
from trajects.crossing import services
from trajects.crossing.forms import FeedbackForm, ReadForm, RemarkForm
from trajects.crossing.models import FeedbackProposal, ReleasedFinding
from trajects.crossing.rewritings import CHANGED_MEANWHILE
from trajects.partners.people import site_of
from trajects.residents.models import NoteKind, ResidentsTrack
from trajects.residents.page import door_of
from trajects.traject import editing, page
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject


@require_safe
def residents_input(request: Request, traject_pk: int) -> HttpResponse:
    """What residents handed over, what they heard back, and who guides them: nothing else of their side."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    findings = list(access.visible(request.user, ReleasedFinding.objects.filter(traject=traject)))
    groups = [(kind.label, [row for row in findings if row.kind == kind]) for kind in NoteKind]
    guides = list(wall.guides_of(request.user, traject_pk).select_related("organisation"))
    context = page.context(
        request.user,
        traject,
        "residents",
        groups=[pair for pair in groups if pair[1]],
        feedback=list(access.visible(request.user, FeedbackProposal.objects.filter(traject=traject))),
        guides=guides,
        is_guide=request.user in guides,
    )
    return render(request, "trajects/crossing/input.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def feedback_add(request: Request, traject_pk: int) -> HttpResponse:
    """Write what the residents should hear."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    form = FeedbackForm(sent(request), door=door_of(request, traject_pk))
    if not form.is_valid():
        return editing.show(request, traject, form, _about(traject_pk, "Terugkoppeling schrijven"))
    form.keep_decisions(services.propose_feedback(traject, by=request.user, **form.changes()))
    return editing.saved(request, _url(traject_pk), "De bewonersbegeleider leest dit eerst.")


@require_http_methods(["GET", "HEAD", "POST"])
def feedback_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Write it again, as long as the residents have not read it."""
    proposal = _fetch(request, "edit_traject", traject_pk, pk)
    if proposal.is_passed and request.method != "POST":
        messages.info(request, "Bewoners lezen dit al. Vraag de bewonersbegeleider om het weg te halen.")
        return redirect(_url(traject_pk))
    return editing.edit(
        request,
        proposal.traject,
        FeedbackForm(sent(request), instance=proposal, door=door_of(request, traject_pk)),
        _about(traject_pk, "Terugkoppeling wijzigen"),
        save=lambda seen, changes: services.change_feedback(proposal, seen, by=request.user, **changes),
    )


@require_POST
def feedback_pass(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The guide passes the text on to the residents as it was on the page."""
    proposal, track = _for_guide(request, traject_pk, pk)
    seen = ReadForm(request.POST).seen
    if services.pass_feedback(proposal, seen, track, by=request.user, site=site_of(request)):
        return editing.saved(request, _url(traject_pk), "Doorgegeven. De bewoners kunnen dit nu lezen.")
    messages.error(request, CHANGED_MEANWHILE)
    return redirect(_url(traject_pk))


@require_http_methods(["GET", "HEAD", "POST"])
def feedback_return(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The guide asks the kernteam for another text."""
    proposal, _track = _for_guide(request, traject_pk, pk)
    form = RemarkForm(sent(request), initial={"version": proposal.version}, door=door_of(request, traject_pk))
    if form.is_valid():
        seen, remark = form.cleaned_data["version"], form.cleaned_data["remark"]
        if services.return_feedback(proposal, seen, remark=remark):
            form.keep_decisions(proposal)
            return editing.saved(request, _url(traject_pk), "Teruggestuurd naar het kernteam.")
        form.add_error(None, CHANGED_MEANWHILE)
    about = _about(traject_pk, "Terugkoppeling terugsturen", submit="Terugsturen")
    intro = "Het kernteam en de partners lezen je opmerking. Schrijf niets op van wat bewoners onderling zeiden."
    return editing.show(request, proposal.traject, form, about, intro=intro)


@require_POST
def feedback_remove(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The guide takes feedback away from the residents' pages."""
    proposal, track = _for_guide(request, traject_pk, pk)
    services.remove_feedback(proposal, track, by=request.user)
    return editing.saved(request, _url(traject_pk), "Weggehaald bij de bewoners.")


def _fetch(request: Request, action: str, traject_pk: int, pk: int) -> FeedbackProposal:
    rows = FeedbackProposal.objects.filter(traject_id=traject_pk).select_related("traject")
    return access.fetch(request.user, action, rows, pk)


def _for_guide(request: Request, traject_pk: int, pk: int) -> tuple[FeedbackProposal, ResidentsTrack]:
    proposal = _fetch(request, "view_traject", traject_pk, pk)
    wall.require_guide(request.user, traject_pk)
    tracks = ResidentsTrack.objects.filter(traject_id=traject_pk).select_related("traject")
    return proposal, access.fetch(request.user, "guide_residents", tracks)


def _url(traject_pk: int) -> str:
    return reverse("trajects:residents-input", args=[traject_pk])


def _about(traject_pk: int, heading: str, submit: str = "Voorleggen aan de bewonersbegeleider") -> FormPage:
    return FormPage(heading, _url(traject_pk), "residents", submit)
