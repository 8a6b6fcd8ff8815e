"""Findings on their way out, on the residents' side: composed by the guide, decided on by residents (B6)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from trajects.crossing import services
from trajects.crossing.forms import ReadForm, RemarkForm, RewritingForm
from trajects.crossing.models import Rewriting
from trajects.partners.people import site_of
from trajects.residents import page
from trajects.traject.editing import FormPage

CHANGED_MEANWHILE = "De tekst is intussen veranderd. Lees hem opnieuw en kies dan."
RELEASED_ALREADY = "Deze bevinding is overgedragen. Trek haar eerst in als je de tekst wilt wijzigen."


@require_safe
def rewriting_list(request: Request, traject_pk: int) -> HttpResponse:
    """All findings with how far they are: what waits for residents first."""
    track = page.track_of(request, traject_pk)
    if first := page.to_agreement(request, track):
        return first
    rows = access.visible(request.user, Rewriting.objects.filter(track=track)).prefetch_related("notes")
    found = sorted(rows, key=lambda row: not row.awaits_residents)
    return render(
        request, "trajects/crossing/rewritings.html", page.context(request.user, track, "findings", rewritings=found)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def rewriting_add(request: Request, traject_pk: int) -> HttpResponse:
    """Rewrite one or more notes into a finding, and put it before the residents."""
    track = page.track_of(request, traject_pk, "guide_residents")
    if first := page.to_agreement(request, track):
        return first
    form = RewritingForm(request.user, track, sent(request), door=page.door_of(request, traject_pk))
    if not form.is_valid():
        return page.show(request, track, form, _about(traject_pk, "Bevinding herschrijven"))
    form.keep_decisions(services.propose(track, by=request.user, site=site_of(request), **form.changes()))
    return page.saved(request, _url(traject_pk), "De bevinding ligt nu bij de bewoners.")


@require_http_methods(["GET", "HEAD", "POST"])
def rewriting_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Write a finding again; residents are asked again."""
    rewriting = _fetch(request, "guide_residents", traject_pk, pk)
    if rewriting.is_released and request.method != "POST":
        messages.info(request, RELEASED_ALREADY)
        return redirect(_url(traject_pk))
    door = page.door_of(request, traject_pk)
    return page.edit(
        request,
        rewriting.track,
        RewritingForm(request.user, rewriting.track, sent(request), instance=rewriting, door=door),
        _about(traject_pk, "Bevinding opnieuw herschrijven"),
        save=lambda seen, changes: services.rewrite(rewriting, seen, by=request.user, site=site_of(request), **changes),
    )


@require_POST
def rewriting_approve(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """A resident approves the text as it was on the page."""
    rewriting = _fetch(request, "approve_finding", traject_pk, pk)
    if services.approve(rewriting, ReadForm(request.POST).seen, by=request.user):
        return page.saved(request, _url(traject_pk), "Overgedragen. De professionals kunnen deze bevinding nu lezen.")
    messages.error(request, CHANGED_MEANWHILE)
    return redirect(_url(traject_pk))


@require_http_methods(["GET", "HEAD", "POST"])
def rewriting_return(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """A resident sends the text back and says what should be different."""
    rewriting = _fetch(request, "approve_finding", traject_pk, pk)
    door = page.door_of(request, traject_pk)
    form = RemarkForm(sent(request), initial={"version": rewriting.version}, door=door)
    if form.is_valid():
        seen, remark = form.cleaned_data["version"], form.cleaned_data["remark"]
        if services.send_back(rewriting, seen, by=request.user, remark=remark):
            form.keep_decisions(rewriting)
            return page.saved(request, _url(traject_pk), "De bevinding is teruggestuurd.")
        form.add_error(None, CHANGED_MEANWHILE)
    about = _about(traject_pk, "Bevinding terugsturen", submit="Terugsturen")
    return page.show(request, rewriting.track, form, about, quoted=rewriting.text)


@require_http_methods(["GET", "HEAD", "POST"])
def rewriting_withdraw(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take a finding back from the professionals, after asking."""
    rewriting = _fetch(request, "withdraw_finding", traject_pk, pk)
    if request.method == "POST":
        services.withdraw(rewriting, by=request.user)
        return page.saved(request, _url(traject_pk), "Ingetrokken. De professionals zien deze bevinding niet meer.")
    about = _about(traject_pk, "Bevinding intrekken?", submit="Intrekken")
    return page.confirm(request, rewriting.track, about, rewriting.text)


def _fetch(request: Request, action: str, traject_pk: int, pk: int) -> Rewriting:
    rows = Rewriting.objects.filter(track__traject_id=traject_pk).select_related("track__traject")
    return access.fetch(request.user, action, rows, pk)


def _url(traject_pk: int) -> str:
    return reverse("trajects:rewriting-list", args=[traject_pk])


def _about(traject_pk: int, heading: str, submit: str = "Voorleggen aan bewoners") -> FormPage:
    return FormPage(heading, _url(traject_pk), "findings", submit)
