"""Writing one part of a plan: kept while one types, and others see who writes where (L1)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access
from privacy.questions import Given, Question
from trajects.plan import services
from trajects.plan.models import Plan, PlanPart
from trajects.plan.writing_models import HEARD_LATELY, Writing


class Kept(Enum):
    """What became of a text that was sent."""

    WRITTEN = "written"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Sent:
    """A text as a form sends it: which form, for which time, and the version of the part that its writer saw."""

    form: UUID
    turn: int
    seen: int


@dataclass(frozen=True)
class Writer:
    """Somebody else who has a part open, and since when."""

    part: str
    name: str
    since: datetime


@transaction.atomic
def keep(part: PlanPart, sent: Sent, *, by: User, text: str, status: str, is_known: bool) -> Kept:
    """Keep the text of a part; CONFLICT, with nothing written, when somebody else was first.

    What the same form wrote before is no conflict, whether its answer arrived or not. A text that is older than what
    that form sent since is left (SAME), and so is one that stands there already, whoever wrote it.
    """
    open_form = _open(part, sent.form, by)
    if 0 < sent.turn <= open_form.turn:
        # Not the version of now: that may be somebody else's, which this form has not seen.
        part.version = open_form.version or sent.seen
        return Kept.SAME
    now = PlanPart.objects.select_for_update().get(pk=part.pk)
    seen = sent.seen
    if open_form.version == now.version and sent.turn > open_form.turn:
        seen = now.version
    is_same = (text, services.how_far(text, status, is_known=is_known)) == (now.text, now.status)
    if seen != now.version and not is_same:
        return Kept.CONFLICT
    if is_same:
        part.refresh_from_db()
    else:
        services.write_part(part, seen, by=by, text=text, status=status, is_known=is_known)
    open_form.turn, open_form.version = sent.turn, part.version
    open_form.save(update_fields=["turn", "version"])
    return Kept.SAME if is_same else Kept.WRITTEN


@transaction.atomic
def be_there(part: PlanPart, form: UUID, *, by: User) -> None:
    """This person has this form open now. Who was silent for a while begins anew."""
    now = timezone.now()
    row = _open(part, form, by)
    if row.is_silent(now):
        row.since = now
    row.seen_at = now
    row.save(update_fields=["since", "seen_at"])


def close(part: PlanPart, form: UUID, *, by: User) -> None:
    """This person is done with this form. What it sent is remembered: some of it may arrive twice, or too late."""
    Writing.objects.filter(part=part, user=by, form=form).update(seen_at=timezone.now() - HEARD_LATELY)


def writers(user: User, plan: Plan) -> list[Writer]:
    """Who else has which part open, as far as this person may see it: each once a part, since his first form."""
    return writers_sent(user, plan)()


def writers_sent(user: User, plan: Plan) -> Callable[[], list[Writer]]:
    """The same asked now, to be read by calling what this returns (`privacy.written.together`)."""
    rows = _open_forms.sent(user, plan=plan.pk, moment=timezone.now() - HEARD_LATELY)
    return lambda: _others(rows(), user)


def _others(rows: Iterable[Writing], user: User) -> list[Writer]:
    found: dict[tuple[str, int], Writer] = {}
    for row in rows:
        if row.user_id != user.pk:
            found.setdefault((row.part.part, row.user_id), Writer(row.part.part, row.user.name, row.since))
    return list(found.values())


@Question
def _open_forms(user: User, plan: Given, moment: Given) -> "QuerySet[Writing]":
    return access.visible(user, Writing.objects.heard_since(plan, moment))


def writers_of(user: User, part: PlanPart) -> list[Writer]:
    """Who else has this part open."""
    return [writer for writer in writers(user, part.plan) if writer.part == part.part]


def _open(part: PlanPart, form: UUID, by: User) -> Writing:
    """The row of a form, held until the end of the transaction, so that its texts are kept one after the other."""
    now = timezone.now()
    row, _ = Writing.objects.select_for_update().get_or_create(
        part=part, user=by, form=form, defaults={"since": now, "seen_at": now}
    )
    return row
