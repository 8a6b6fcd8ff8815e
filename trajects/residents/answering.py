"""Answering an invitation to the residents' track: open without logging in.

These pages tell the inviter's organisation and until when the link works (privacy.md 49). Looking changes
nothing, because mail scanners follow links; only the buttons do.
"""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import sent
from privacy import access
from trajects.partners.answering import LOGIN_BACKEND
from trajects.partners.forms import NewAccountForm
from trajects.residents import invitations
from trajects.residents.models import ResidentsInvitation


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail, with the two answers."""
    asked = _asked(token)
    if asked is None:
        return _ended(request)
    answer = request.POST.get("antwoord")
    if answer == "nee":
        return _decline(request, asked)
    if answer == "ja":
        return _accept(request, asked, token)
    context = {"invitation": asked, "failed": request.method == "POST"}
    return render(request, "trajects/residents/invitation.html", context, status=422 if context["failed"] else 200)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_account(request: HttpRequest, token: str) -> HttpResponse:
    """Name and password of somebody who has no account yet; saving them is the yes."""
    asked = _asked(token)
    if asked is None:
        return _ended(request)
    if request.user.is_authenticated or _has_account(asked):
        return redirect("trajects:residents-invitation", token)
    form = NewAccountForm(asked.email, sent(request), initial={"name": asked.name})
    if form.is_valid():
        return _join_with_new_account(request, asked, form)
    back_url = reverse("trajects:residents-invitation", args=[token])
    context = {"invitation": asked, "form": form, "back_url": back_url}
    return render(request, "trajects/partners/account.html", context, status=422 if form.is_bound else 200)


def _join_with_new_account(request: HttpRequest, asked: ResidentsInvitation, form: NewAccountForm) -> HttpResponse:
    try:
        user = invitations.accept_with_new_account(asked, site=_site(request), **form.cleaned_data)
    except invitations.LinkEndedError:
        return _ended(request)
    except IntegrityError:
        # Another invitation to the same address was answered at this very moment: the account is there now.
        return redirect("account_login")
    login(request, user, backend=LOGIN_BACKEND)
    return _welcome(request, asked)


def _asked(token: str) -> ResidentsInvitation | None:
    rows = ResidentsInvitation.objects.open().select_related("track", "invited_by__organisation")
    return access.fetch_by_link(rows, token)


def _ended(request: HttpRequest) -> HttpResponse:
    """Unknown, used, withdrawn or too old: nobody can tell which."""
    return render(request, "trajects/partners/link_ended.html", status=404)


def _has_account(asked: ResidentsInvitation) -> bool:
    return User.objects.filter(email=asked.email).exists()


def _decline(request: HttpRequest, asked: ResidentsInvitation) -> HttpResponse:
    try:
        invitations.decline(asked, site=_site(request))
    except invitations.LinkEndedError:
        return _ended(request)
    return render(request, "trajects/partners/declined.html", {"invitation": asked})


def _accept(request: HttpRequest, asked: ResidentsInvitation, token: str) -> HttpResponse:
    """Yes, from who is logged in; others log in or make an account first, and then say it."""
    user = request.user
    here = reverse("trajects:residents-invitation", args=[token])
    if not isinstance(user, User):
        if _has_account(asked):
            return redirect(f"{reverse('account_login')}?{urlencode({'next': here})}")
        return redirect("trajects:residents-invitation-account", token)
    try:
        invitations.accept(asked, by=user, site=_site(request))
    except invitations.LinkEndedError:
        return _ended(request)
    except invitations.NotAcceptedError as reason:
        return render(request, "trajects/partners/refused.html", {"reason": reason, "here": here}, status=403)
    return _welcome(request, asked)


def _welcome(request: HttpRequest, asked: ResidentsInvitation) -> HttpResponse:
    messages.success(request, "Je doet mee. Welkom!")
    return redirect(asked.track.get_absolute_url())


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
