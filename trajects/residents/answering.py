"""Answering an invitation to the residents' track."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from privacy import access
from trajects.partners.asked_pages import AskedPages
from trajects.partners.models import Membership
from trajects.residents import invitations
from trajects.residents.models import ResidentsInvitation

ALONG = ("track", "invited_by__organisation")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail, with the two answers."""
    return PAGES.invitation(request, token)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_account(request: HttpRequest, token: str) -> HttpResponse:
    """Name and password of somebody who has no account yet; saving them is the yes."""
    return PAGES.account(request, token)


def _asked(token: str) -> ResidentsInvitation | None:
    return access.fetch_by_link(ResidentsInvitation.objects.open().select_related(*ALONG), token)


def _first_page(seat: Membership) -> str:
    return reverse("trajects:residents", args=[seat.traject_id])


PAGES = AskedPages(
    asked=_asked,
    page="trajects/residents/invitation.html",
    address="trajects:residents-invitation",
    accept=invitations.accept,
    accept_with_new_account=invitations.accept_with_new_account,
    decline=invitations.decline,
    first_page=_first_page,
)
