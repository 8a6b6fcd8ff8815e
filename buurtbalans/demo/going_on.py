"""What goes on in a traject of the demo when it is loaded: a session being held, a date poll, who is missing."""

from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from sessions.agenda.models import AgendaItem
from sessions.agenda.services import fill_from_example
from sessions.inviting.services import change_missing, note_missing
from sessions.outcomes import services as outcomes
from sessions.planning.days import working_day_from
from sessions.planning.models import Session
from sessions.planning.notices import recipients, remember
from sessions.planning.services import open_to_invited, plan_session
from sessions.polls.models import Poll, PollOption, PollVoter
from sessions.polls.services import vote
from sessions.room import rounds, services
from sessions.room.models import NoteGroup, Phase, Room, RoomNote, RoomSeat
from sessions.werkvormen.models import Werkvorm
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record

HOURS = 3
EARLIEST, USUAL, LATEST = 0, 13, 20
ORDER = (Phase.WRITING, Phase.REVEALED, Phase.VOTING)


def go_on(scene: Scene) -> None:
    """Everything that is still open on the day of the load, where the data file tells of it."""
    if "running" in scene.text:
        _hold(scene, scene.text["running"])
    if "poll" in scene.text:
        _ask(scene, scene.text["poll"])
    for row in scene.text.get("missing", []):
        _miss(scene, row)


def _hold(scene: Scene, row: Row) -> None:
    """The session that began an hour before the load, at the item that the file names, its clock paused."""
    starts = _an_hour_ago(scene)
    began = timezone.make_aware(datetime.combine(scene.days.today, starts))
    with scene.days.at(row["planned"]):
        session = _plan(scene, row, day=0, starts=starts, ends=time(starts.hour + HOURS))
        Session.objects.filter(pk=session.pk).update(date=scene.days.today)
        session.refresh_from_db()
        items = _agenda(scene, session, row["agenda"])
    with scene.days.at(row["sent"]):
        open_to_invited(session)
        remember(session, recipients(session))
        record(scene.traject, scene.narrator, LogKind.AGENDA_SENT, session.title, session_id=session.pk)
    with scene.days.on(began):
        room = services.start(session, by=scene.narrator)
        for partner in row["phones"]:
            services.take_seat(room, scene.partners[partner].pk)
        for item, text in zip(items, row["agenda"], strict=True):
            _stick(scene, session, item, text)
        for outcome in row["outcomes"]:
            _record(scene, session, items[outcome["item"] - 1], outcome)
        services.go_to(session, items[row["item"] - 1])
    _stop_the_clock(session, items[row["item"] - 1], row["seconds_left"])


def _an_hour_ago(scene: Scene) -> time:
    """The whole hour before the load, as long as the session fits in the day."""
    now = timezone.localtime()
    hour = now.hour - 1 if now.date() == scene.days.today else USUAL
    return time(min(max(hour, EARLIEST), LATEST))


def _plan(scene: Scene, row: Row, *, day: int, starts: time, ends: time) -> Session:
    return plan_session(
        scene.traject,
        by=scene.narrator,
        title=row["title"],
        day=scene.days.day(day),
        starts_at=starts,
        ends_at=ends,
        place=row.get("place", ""),
        steps=scene.traject.steps.filter(number__in=row["steps"]),
        partners=scene.chosen(row["invited"]),
    )


def _agenda(scene: Scene, session: Session, rows: list[Row]) -> list[AgendaItem]:
    werkvormen = {werkvorm.name: werkvorm for werkvorm in Werkvorm.objects.all()}
    return [
        AgendaItem.objects.create(
            session=session,
            position=position,
            title=row["title"],
            minutes=row["minutes"],
            lead=row["lead"],
            purpose=row.get("purpose", ""),
            werkvorm=werkvormen[row["werkvorm"]],
            changed_by=scene.narrator.name,
        )
        for position, row in enumerate(rows, start=1)
    ]


def _stick(scene: Scene, session: Session, item: AgendaItem, row: Row) -> None:
    """The notes of an item, up to the phase that the file names, under their headings and with their votes."""
    if "phase" not in row:
        return
    services.go_to(session, item)
    rounds.set_phase(session, item, Phase.WRITING)
    notes = [_note(scene, session, item, note) for note in row["notes"]]
    for phase in ORDER[1 : ORDER.index(Phase(row["phase"])) + 1]:
        rounds.set_phase(session, item, phase)
    groups = [rounds.add_group(session, item, title) for title in row.get("headings", [])]
    phones = list(RoomSeat.objects.filter(room__session=session).select_related("room").order_by("pk"))
    for note, text in zip(notes, row["notes"], strict=True):
        _treat(note, text, groups, phones)


def _note(scene: Scene, session: Session, item: AgendaItem, row: Row) -> RoomNote:
    return rounds.stick(
        session.pk,
        item.pk,
        partner=scene.partners[row["partner"]],
        sentence=row.get("sentence", "probleem"),
        what=row["what"],
        because=row["because"],
        once=uuid5(NAMESPACE_URL, f"{session.title}/{row['what']}"),
    )


def _treat(note: RoomNote, row: Row, groups: list[NoteGroup], phones: list[RoomSeat]) -> None:
    if "heading" in row:
        rounds.lay_under(note, groups[row["heading"] - 1])
    for phone in row.get("votes", []):
        rounds.vote(phones[phone - 1], note.pk, wants=True)


def _record(scene: Scene, session: Session, item: AgendaItem, row: Row) -> None:
    outcomes.add(
        session,
        by=scene.narrator,
        partner=scene.partners["gemeente"],
        kind=row["kind"],
        text=row["text"],
        once=uuid5(NAMESPACE_URL, row["text"]),
        item=item,
    )


def _stop_the_clock(session: Session, item: AgendaItem, seconds: int) -> None:
    """Pause at this many seconds before the end of the item, reckoned from the true moment of the load."""
    now = timezone.now()
    began = now - timedelta(minutes=item.minutes, seconds=-seconds)
    Room.objects.filter(session=session).update(item_started_at=began, paused_at=now)


def _ask(scene: Scene, row: Row) -> None:
    """A session in draft that looks for its day. The mails that went out then are not sent again."""
    with scene.days.at(row["asked"]) as asked:
        session = _plan(scene, row, day=row["days"][0], starts=row["starts"], ends=row["ends"])
        fill_from_example(session, by=scene.narrator)
        poll = Poll.objects.create(session=session, closes_on=scene.days.day(row["closes"]), created_by=scene.narrator)
        for day in _working_days(scene, row["days"]):
            PollOption.objects.create(poll=poll, date=day, starts_at=row["starts"], ends_at=row["ends"])
        record(scene.traject, scene.narrator, LogKind.POLL_OPENED, session.title, session_id=session.pk)
        invited = dict(session.invited.values_list("partner_id", "pk"))
        voters = {
            seat.pk: PollVoter.objects.create(
                poll=poll, invitation_id=invited[seat.partner_id or 0], membership=seat, mailed_at=asked
            )
            for seat in recipients(session)
        }
    options = list(poll.options.all())
    for answer in row["answers"]:
        with scene.days.at(answer["day"]):
            said = zip(options, answer["says"], strict=True)
            vote(voters[scene.seats[answer["who"]].pk], {option.pk: says for option, says in said})


def _working_days(scene: Scene, offsets: list[int]) -> list[date]:
    """Different days on which people work, in order."""
    days: list[date] = []
    for offset in offsets:
        earliest = scene.days.day(offset)
        days.append(working_day_from(max(earliest, days[-1] + timedelta(days=1)) if days else earliest))
    return days


def _miss(scene: Scene, row: Row) -> None:
    known = {name: row[name] for name in ("category", "name", "reason") if name in row}
    with scene.days.at(row["noted"]):
        party = note_missing(scene.sessions[row["session"]], by=scene.narrator, **known)
    if "status" in row:
        with scene.days.at(row["followed_up"]):
            change_missing(party, party.version, by=scene.narrator, status=row["status"])
