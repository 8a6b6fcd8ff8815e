"""Answering an invitation by mail: the pages that are open without logging in.

They tell the inviter's organisation and until when the link works, nothing of the traject (privacy.md 49).
Looking changes nothing, because mail scanners follow links; only the buttons do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import sent
from trajects.partners.asked_by_mail import LinkEndedError, NotAcceptedError
from trajects.partners.forms import NewAccountForm
from trajects.partners.models import Membership

LOGIN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class AskedPages:
    """The pages behind the link of one kind of invitation.

    `asked` gives the invitation that a link still opens, `page` is the template with the question and `address` the
    name of its URL. The others do what was answered, and say where somebody goes who takes part now.
    """

    asked: Callable[[str], Any]
    page: str
    address: str
    accept: Callable[..., Membership]
    accept_with_new_account: Callable[..., Membership]
    decline: Callable[..., None]
    first_page: Callable[[Membership], str]

    def invitation(self, request: HttpRequest, token: str) -> HttpResponse:
        """The page behind the link in the mail, with the two answers."""
        asked = self.asked(token)
        if asked is None:
            return _ended(request)
        answer = request.POST.get("antwoord")
        if answer == "nee":
            return self._decline(request, asked)
        if answer == "ja":
            return self._accept(request, asked, token)
        context = {"invitation": asked, "failed": request.method == "POST"}
        return render(request, self.page, context, status=422 if context["failed"] else 200)

    def account(self, request: HttpRequest, token: str) -> HttpResponse:
        """Name and password of somebody who has no account yet; saving them is the yes."""
        asked = self.asked(token)
        if asked is None:
            return _ended(request)
        here = reverse(self.address, args=[token])
        if request.user.is_authenticated or _has_account(asked):
            return redirect(here)
        form = NewAccountForm(asked.email, sent(request), initial={"name": asked.name})
        if form.is_valid():
            return self._join_with_new_account(request, asked, form)
        context = {"invitation": asked, "form": form, "back_url": here}
        return render(request, "trajects/partners/account.html", context, status=422 if form.is_bound else 200)

    def _join_with_new_account(self, request: HttpRequest, asked: Any, form: NewAccountForm) -> HttpResponse:
        try:
            seat = self.accept_with_new_account(asked, site=_site(request), **form.cleaned_data)
        except LinkEndedError:
            return _ended(request)
        except IntegrityError:
            # Another invitation to the same address was answered at this very moment: the account is there now.
            return redirect("account_login")
        login(request, seat.user, backend=LOGIN_BACKEND)
        return self._welcome(request, seat)

    def _decline(self, request: HttpRequest, asked: Any) -> HttpResponse:
        try:
            self.decline(asked, site=_site(request))
        except LinkEndedError:
            return _ended(request)
        return render(request, "trajects/partners/declined.html", {"invitation": asked})

    def _accept(self, request: HttpRequest, asked: Any, token: str) -> HttpResponse:
        """Yes, from who is logged in; others log in or make an account first, and then say it."""
        user = request.user
        here = reverse(self.address, args=[token])
        if not isinstance(user, User):
            if _has_account(asked):
                return redirect(f"{reverse('account_login')}?{urlencode({'next': here})}")
            return redirect(f"{self.address}-account", token)
        try:
            seat = self.accept(asked, by=user, site=_site(request))
        except LinkEndedError:
            return _ended(request)
        except NotAcceptedError as reason:
            return render(request, "trajects/partners/refused.html", {"reason": reason, "here": here}, status=403)
        return self._welcome(request, seat)

    def _welcome(self, request: HttpRequest, seat: Membership) -> HttpResponse:
        messages.success(request, "Je doet mee. Welkom!")
        return redirect(self.first_page(seat))


def _ended(request: HttpRequest) -> HttpResponse:
    """Unknown, used, withdrawn or too old: nobody can tell which."""
    return render(request, "trajects/partners/link_ended.html", status=404)


def _has_account(asked: Any) -> bool:
    return User.objects.filter(email=asked.email).exists()


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
