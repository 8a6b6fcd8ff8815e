"""Who must take a second step, and whether this web session did (privacy.md section 7: ASVS 6.3.3)."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from buurtbalans.accounts.models import User

METHOD = "mfa"
Type = Authenticator.Type
FULL_STEPS = (Type.TOTP, Type.WEBAUTHN)


def is_required_of(user: User) -> bool:
    """Must this person take a second step before any page behind the login?

    Everybody who may ever see a registration: who belongs to an organisation, holds a professional's seat, or
    administers. Only residents and accounts without any of these go without.
    """
    if not settings.MFA_REQUIRED:
        return False
    if user.is_staff or user.is_superuser or user.organisation_id is not None:
        return True
    return bool(user.memberships.active().filter(partner__isnull=False).exists())


def is_taken(request: HttpRequest) -> bool:
    """Did the person of this web session show a second step in it, whatever door it came in by?

    Costs no query: logging in, confirming and setting up write it in the session.
    """
    user: Any = request.user
    return any(record.get("method") == METHOD for record in get_authentication_records(request, user))


def means_of(user: User) -> set[str]:
    """The kinds of second step that somebody has set up; recovery codes alone are none."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return kinds if kinds & set(FULL_STEPS) else set()


def note_taken(request: HttpRequest, user: User, kind: str) -> None:
    """Write in the web session that a second step was shown: setting one up proves that one holds it."""
    record_authentication(request, user, METHOD, type=kind, reauthenticated=True)


def is_the_last(authenticator: Authenticator) -> bool:
    """Would somebody who must take a second step be left without one?"""
    others = Authenticator.objects.filter(user=authenticator.user, type__in=FULL_STEPS).exclude(pk=authenticator.pk)
    return is_required_of(authenticator.user) and not others.exists()
