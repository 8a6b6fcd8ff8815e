"""What is deleted today, by the terms of privacy.md section 6: one function for each row of that table.

Nobody asks for these rows: a nightly job does. So they are read beside the gate, and nothing of them is shown.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from buurtbalans import deleted
from privacy.access_events import retention as access_events
from privacy.registrations.models import Registration
from privacy.retention import accounts, leftovers
from privacy.retention.models import Rule
from privacy.retention.removing import purge, report, sweep
from privacy.retention.terms import Terms, last_passed
from sessions.agenda.models import AgendaItem
from sessions.minutes.models import MinutesPart
from sessions.planning.models import PreparationTask
from sessions.room.models import NoteGroup, Room, RoomNote
from trajects.crossing.models import Rewriting, RewritingStatus
from trajects.residents.models import ResidentsNote
from trajects.traject.models import Traject, TrajectStatus

# Long after the ten minutes in which a deleted item can be put back.
UNDO_IS_OVER = timedelta(days=1)


@dataclass(frozen=True)
class Run:
    """One night: the moment, and the terms that hold."""

    now: datetime
    terms: Terms

    def ended(self, months: int) -> QuerySet[Traject]:
        """The trajects that ended so many months ago or longer."""
        last = last_passed(timezone.localdate(self.now), months)
        return Traject.objects.filter(status=TrajectStatus.CLOSED, ended_on__lte=last)

    def before(self, months: int) -> datetime:
        """The first moment that is still kept of what is kept so many months."""
        day = last_passed(timezone.localdate(self.now), months) + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def registrations(run: Run) -> int:
    """Registrations of ended trajects, and all that are too old, with their files, versions and grants."""
    ended = Q(traject__in=run.ended(run.terms.registrations_months))
    old = Q(created_at__lt=run.before(run.terms.registrations_at_most_months))
    return sweep(Rule.REGISTRATIONS, Registration.objects.filter(ended | old), "traject_id")


def drafts(run: Run) -> int:
    """What prepared a session that was long ago, and agenda items that nobody can put back any more.

    What was typed in the room or as a draft of the minutes counts from the settled minutes, which keep what they
    quote; what prepared it from the session itself.
    """
    last = timezone.localdate(run.now) - timedelta(days=run.terms.drafts_days)
    settled = {"session__minutes_row__settled_at__lt": run.now - timedelta(days=run.terms.drafts_days)}
    return sum(
        sweep(Rule.DRAFTS, rows, "session__traject_id")
        for rows in (
            PreparationTask.objects.filter(session__date__lte=last),
            RoomNote.objects.filter(**settled),
            NoteGroup.objects.filter(**settled),
            MinutesPart.objects.filter(**settled),
            Room.objects.filter(**settled),
            AgendaItem.objects.filter(deleted_at__lt=run.now - UNDO_IS_OVER),
        )
    )


def residents_input(run: Run) -> int:
    """Notes whose findings were handed over long ago, and all notes and rewritings of ended trajects.

    What was handed over stays with the professionals: it is a row of its own.
    """
    months = run.terms.residents_input_months
    done = Rewriting.objects.filter(status=RewritingStatus.RELEASED, decided_at__lt=run.before(months))
    others = Rewriting.objects.exclude(pk__in=done.values("pk"))
    of = ResidentsNote.objects.filter
    released = Q(pk__in=of(rewritings__in=done).values("pk")) & ~Q(pk__in=of(rewritings__in=others).values("pk"))
    ended = Q(track__traject__in=run.ended(months))
    notes = ResidentsNote.objects.filter(ended | released)
    traject = "track__traject_id"
    return sweep(Rule.RESIDENTS_INPUT, notes, traject) + sweep(
        Rule.RESIDENTS_INPUT, Rewriting.objects.filter(ended), traject
    )


def trajects(run: Run) -> int:
    """Whole trajects that ended long ago: nothing remains of them but the report."""
    found = list(run.ended(run.terms.traject_months))
    for traject in found:
        with transaction.atomic():
            deleted.remember([traject])
            accounts.note_purged(traject.pk, timezone.localdate(run.now))
            report(Rule.TRAJECT, purge(traject), traject.pk)
    return len(found)


def people(run: Run) -> int:
    """Accounts of who takes part in nothing any more: closed first, erased later."""
    return accounts.look_after(timezone.localdate(run.now), run.terms)


def seen(run: Run) -> int:
    """The oldest of the trace of access; its chain keeps an anchor."""
    gone = access_events.forget_before(run.before(run.terms.access_events_months))
    report(Rule.ACCESS_EVENTS, Counter({"privacy.AccessEvent": gone}))
    return gone


def logins(run: Run) -> int:
    """Where and when people logged in, and what administrators changed."""
    return leftovers.forget_logins(run.before(run.terms.login_events_months), run.now)


def jobs(run: Run) -> int:
    """Jobs that are done, the mails among them, and links in mails that work no more."""
    return leftovers.forget_jobs(timedelta(days=run.terms.mail_days)) + leftovers.forget_links(run.now)


def cache(run: Run) -> int:
    """What the cache holds after its time."""
    return leftovers.empty_cache(run.now) + leftovers.forget_writing(run.now)


def files(run: Run) -> int:
    """Files on disk whose row is gone."""
    return leftovers.remove_orphans(run.now)


# In this order: what is left alone by one rule may be orphaned by it, and goes with the last.
RULES: Mapping[Rule, Callable[[Run], int]] = {
    Rule.REGISTRATIONS: registrations,
    Rule.DRAFTS: drafts,
    Rule.RESIDENTS_INPUT: residents_input,
    Rule.TRAJECT: trajects,
    Rule.ACCOUNTS: people,
    Rule.ACCESS_EVENTS: seen,
    Rule.LOGIN_EVENTS: logins,
    Rule.JOBS: jobs,
    Rule.CACHE: cache,
    Rule.FILES: files,
}
