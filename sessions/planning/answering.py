"""Saying whether one's organisation comes: by the link in the mail, or on the site (P7).

The page behind the link tells what the mail told: day, time and place, and for which organisation one answers.
Looking changes nothing, because mail scanners follow links; only the buttons do.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from privacy.links import services as links
from privacy.links.models import Purpose
from privacy.refusals import Hidden
from sessions.planning.answers import own_invitation
from sessions.planning.forms import AnswerForm
from sessions.planning.models import Session, SessionPartner
from sessions.planning.services import TooLateError, give_answer
from trajects.traject import page

LINK_PAGE = "sessions/planning/answer_by_link.html"
SITE_PAGE = "sessions/planning/answer.html"
TOO_LATE = "De bijeenkomst is al begonnen of gaat niet door. Antwoorden kan niet meer."


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link, with the three answers."""
    found = links.opened(token, Purpose.ANSWER_SESSION, Session.objects.select_related("traject"))
    invitation = own_invitation(*found) if found else None
    if found is None or invitation is None:
        return render(request, "link_ended.html", status=404)
    user, session = found
    form = _form(request, invitation, Door(user, session.traject_id))
    context = {"invitation": invitation, "session": session, "form": form, "thanks": bool(request.GET.get("gedaan"))}
    if not form.is_valid():
        return render(request, LINK_PAGE, context, status=422 if form.is_bound else 200)
    if not _keep(form, invitation):
        session.refresh_from_db()
        return render(request, LINK_PAGE, {**context, "too_late": TOO_LATE}, status=409)
    return HttpResponseRedirect(f"{request.path}?gedaan=1")


@require_http_methods(["GET", "HEAD", "POST"])
def session_answer(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The same on the site, for who is logged in: three buttons on the agenda, or this page to say more."""
    session = access.fetch(request.user, "see", Session.objects.filter(traject_id=traject_pk), pk)
    invitation = own_invitation(request.user, session)
    if invitation is None:
        raise Hidden("traject_sessions.sessionpartner", pk)
    form = _form(request, invitation, Door(request.user, traject_pk))
    if not form.is_valid():
        context = _page(request, session, invitation=invitation, form=form)
        return render(request, SITE_PAGE, context, status=422 if form.is_bound else 200)
    if not _keep(form, invitation):
        context = _page(request, session, invitation=invitation, form=form, too_late=TOO_LATE)
        return render(request, SITE_PAGE, context, status=409)
    message = f"Opgeslagen. Jullie antwoord: {invitation.get_answer_display().lower()}."
    return htmx.changed(request, "", {}, session.get_absolute_url(), message=message)


def _form(request: HttpRequest, invitation: SessionPartner, door: Door) -> AnswerForm:
    return AnswerForm(sent(request), invitation=invitation, door=door)


def _keep(form: AnswerForm, invitation: SessionPartner) -> bool:
    """Write the answer; False when it comes too late."""
    try:
        give_answer(invitation, **form.cleaned_data)
    except TooLateError:
        return False
    form.keep_decisions(invitation)
    return True


def _page(request: Request, session: Session, **more: Any) -> dict[str, Any]:
    return page.context(request.user, session.traject, "sessions", session=session, heading="Komen jullie?", **more)
