"""What is worth a second look when a session is planned or moved: warnings, never a refusal."""

from django.utils.text import get_text_list

from buurtbalans.accounts.models import User
from privacy import access
from sessions.planning.days import day_off
from sessions.planning.models import Session, SessionPartner

PAST = "Let op: deze dag is al geweest."
TOGETHER = "en"


def advice(user: User, session: Session) -> list[str]:
    """Warnings about when a session is, as far as this person may know why."""
    found = [PAST] if session.is_past else []
    if reason := day_off(session.date):
        found.append(f"Let op: deze dag is {reason}.")
    return [*found, *_overlaps(user, session)]


def _overlaps(user: User, session: Session) -> list[str]:
    """Other sessions at the same time with the same organisations.

    Only those that this person sees count. That somebody is taken by a session one may not know of stays unsaid: a
    hint without details would still tell that there is one.
    """
    meanwhile = Session.objects.going_on().filter(
        date=session.date, starts_at__lt=session.ends_at, ends_at__gt=session.starts_at
    )
    others = list(access.visible(user, meanwhile.exclude(pk=session.pk)))
    if not others:
        return []
    invited = access.visible(user, SessionPartner.objects.filter(session__in=[session, *others]))
    names: dict[int, set[str]] = {}
    for pk, name in invited.values_list("session_id", "partner__organisation__name"):
        names.setdefault(pk, set()).add(name)
    own = names.get(session.pk, set())
    both = [(other, sorted(own & names.get(other.pk, set()))) for other in others]
    return [
        f"Let op: “{other.title}” is op hetzelfde moment, ook met {get_text_list(shared, TOGETHER)}."
        for other, shared in both
        if shared
    ]
