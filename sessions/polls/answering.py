"""Saying which days suit: by the link in the mail, or on the site.

Only the days are shown: the session is a draft, of which who is asked may know nothing more.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.links import services as links
from privacy.links.models import Purpose
from sessions.polls.forms import VoteForm
from sessions.polls.models import PollVoter, answers_by_option
from sessions.polls.services import PollClosedError, vote
from trajects.traject import page

ALONG = ("poll__session__traject", "invitation__partner__organisation")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def poll_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link."""
    found = links.opened(token, Purpose.ANSWER_POLL, PollVoter.objects.select_related(*ALONG))
    if found is None:
        return render(request, "link_ended.html", status=404)
    voter = found[1]
    form = _form(request, voter)
    context = {"voter": voter, "form": form, "thanks": bool(request.GET.get("gedaan"))}
    if not form.is_valid():
        return render(request, "sessions/polls/by_link.html", context, status=422 if form.is_bound else 200)
    if not _keep(form, voter):
        return render(request, "sessions/polls/by_link.html", {**context, "too_late": True}, status=409)
    return HttpResponseRedirect(f"{request.path}?gedaan=1")


@require_http_methods(["GET", "HEAD", "POST"])
def poll_vote(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The same on the site, for who is logged in."""
    voters = PollVoter.objects.filter(poll__session__traject=traject_pk).select_related(*ALONG)
    voter = access.fetch(request.user, "take_part", voters, pk)
    form = _form(request, voter)
    context = {"voter": voter, "form": form, "heading": "Wanneer kun je?"}
    context = page.context(request.user, voter.poll.session.traject, "sessions", **context)
    if not form.is_valid():
        return render(request, "sessions/polls/vote.html", context, status=422 if form.is_bound else 200)
    if not _keep(form, voter):
        return render(request, "sessions/polls/vote.html", {**context, "too_late": True}, status=409)
    return htmx.changed(request, "", {}, request.path, message="Opgeslagen. Bedankt voor je antwoord.")


def _form(request: HttpRequest, voter: PollVoter) -> VoteForm:
    return VoteForm(sent(request), options=voter.poll.options.all(), answers=answers_by_option(voter))


def _keep(form: VoteForm, voter: PollVoter) -> bool:
    """Write the answers; False when the poll is closed."""
    try:
        vote(voter, form.answers())
    except PollClosedError:
        return False
    return True
