"""Who is missing, as the kernteam's pages show it: what was noted before, and what nobody thought of yet (P4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from buurtbalans.accounts.categories import CATEGORY_HELP
from buurtbalans.accounts.models import User
from privacy import access
from privacy.questions import Given, Question
from sessions.inviting.models import MissingParty
from sessions.planning.models import Session
from trajects.partners.models import Partner
from trajects.partners.services import lacking_categories


@dataclass(frozen=True)
class Missing:
    """A party that was noted, where it is changed, where one invites it, and at which earlier session it was noted."""

    party: MissingParty
    edit_url: str
    invite_url: str
    since: str


@dataclass(frozen=True)
class Suggestion:
    """A kind of organisation that nobody thought of."""

    category: str
    label: str
    help: str


@Question
def _noted(user: User, traject: Given) -> QuerySet[MissingParty]:
    return access.visible(user, MissingParty.objects.filter(session__traject=traject)).select_related("session")


def missing_at(user: User, session: Session) -> list[Missing]:
    """What was noted for this session, and what is left to do of earlier ones; nothing for who does not prepare."""
    return [_shown(party, session) for party in _noted(user, traject=session.traject_id) if _counts(party, session)]


def still_missing(user: User, session: Session) -> list[Missing]:
    """Of these only what is left to do."""
    return [missing for missing in missing_at(user, session) if missing.party.is_unsettled]


def suggestions(user: User, session: Session, noted: Iterable[Missing]) -> list[Suggestion]:
    """Kinds of organisation with no partner in this traject, of which nothing was noted."""
    partners = access.visible(user, Partner.objects.filter(traject=session.traject_id)).select_related("organisation")
    known = {missing.party.category for missing in noted}
    return [
        Suggestion(category.value, str(category.label), CATEGORY_HELP[category])
        for category in lacking_categories(partners)
        if category.value not in known
    ]


def _counts(party: MissingParty, session: Session) -> bool:
    """Noted here, or noted for an earlier session and not settled yet."""
    if party.session_id == session.pk:
        return True
    earlier = (party.session.date, party.session_id) < (session.date, session.pk)
    return earlier and party.is_unsettled


def _shown(party: MissingParty, session: Session) -> Missing:
    place = [session.traject_id, session.pk, party.pk]
    invite = reverse("trajects:partner-add", args=[session.traject_id])
    # The kind only: an address tells nothing that somebody wrote.
    asked = f"?{urlencode({'soort': party.category})}" if party.category else ""
    return Missing(
        party=party,
        edit_url=reverse("sessions:missing-edit", args=place),
        invite_url=f"{invite}{asked}",
        since="" if party.session_id == session.pk else party.session.title,
    )
