"""Answering an invitation to take part for a partner."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from privacy import access
from trajects.partners import invitations
from trajects.partners.asked_pages import AskedPages
from trajects.partners.models import Invitation, Membership, Role

ALONG = ("partner__organisation", "partner__traject", "invited_by__organisation")


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


def _asked(token: str) -> Invitation | None:
    return access.fetch_by_link(Invitation.objects.open().select_related(*ALONG), token)


def _first_page(seat: Membership) -> str:
    # Who only reads the submitted plan does not see the traject itself.
    return reverse("pages:my-work") if seat.role == Role.READER else reverse("pages:step-in", args=[seat.traject_id])


PAGES = AskedPages(
    asked=_asked,
    page="trajects/partners/invitation.html",
    address="trajects:invitation",
    accept=invitations.accept,
    accept_with_new_account=invitations.accept_with_new_account,
    decline=invitations.decline,
    first_page=_first_page,
)
