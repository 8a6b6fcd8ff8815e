"""What goes on to the next agenda (S7): items that were not discussed, actions to look at, the question who is missing.

Who that is stands with the session by itself, until it is settled (sessions/inviting/missing.py, P4).

An agenda is read by who is invited to it, so an item goes by itself only to a session that nobody reads who could not
read the one it comes from. To another session the kernteam takes it in words of its own (`place`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from buurtbalans.accounts.models import User
from sessions.actions.models import Action
from sessions.agenda.models import ITEMS_MAX, AgendaFile, AgendaItem, AgendaItemQuerySet, Treatment
from sessions.minutes.models import Carrying, Minutes
from sessions.planning.models import Session, SessionStatus
from trajects.partners.models import Membership, Partner, Role

ACTIONS_TITLE, ACTIONS_MINUTES = "Acties en huiswerk langslopen", 10
TABLE_TITLE, TABLE_MINUTES = "Zitten de juiste partijen aan tafel?", 5
STANDING = (("actions_item", ACTIONS_TITLE, ACTIONS_MINUTES), ("table_item", TABLE_TITLE, TABLE_MINUTES))
STILL_TO_COME = (SessionStatus.DRAFT, SessionStatus.INVITED)
LEFT = (Treatment.OPEN, Treatment.CARRIED)


def mark_what_is_left(session: Session) -> None:
    """What was not discussed by the time the minutes are settled is carried over, and they say so."""
    _left(session).filter(treatment=Treatment.OPEN).update(treatment=Treatment.CARRIED)


@transaction.atomic
def carry_on(session: Session, *, by: User) -> Session | None:
    """Take what a settled session left to the next one; that session, or None while there is none to take it.

    The next is the first one still to come to which everybody is invited who was invited to this one. It happens once.
    """
    minutes = Minutes.objects.select_for_update().filter(session=session, settled_at__isnull=False).first()
    if minutes is None or minutes.carried_at is not None:
        return None
    target = _next_after(session)
    if target is None:
        return None
    _carry(minutes, target, by)
    return target


@transaction.atomic
def fill(session: Session, *, by: User) -> int:
    """Bring to an agenda what earlier sessions left; returns how many items it got.

    Everything that still waits may come, from whichever session, as long as no wider company reads it here. The
    standing items come once in a session's life, so that nobody finds back what he took off.
    """
    if session.status not in STILL_TO_COME:
        return 0
    _lock(session)
    before = session.items.on_agenda().count()
    for minutes in _waiting(session):
        _carry(minutes, session, by)
    _add_standing_items(session, by)
    return session.items.on_agenda().count() - before


def carry_into(session: Session, *, by: User) -> None:
    """A session was planned: what waited for a next session comes along when this is the one."""
    waiting = Minutes.objects.filter(
        session__traject=session.traject_id, settled_at__isnull=False, carried_at=None, session__date__lte=session.date
    )
    held = [minutes for minutes in waiting.select_related("session") if _next_after(minutes.session) == session]
    for minutes in held:
        carry_on(minutes.session, by=by)


@transaction.atomic
def place(item: AgendaItem, target: Session, *, by: User, title: str) -> AgendaItem | None:
    """Put a topic that waits on an agenda, in these words; None when somebody did already, or that agenda is full."""
    _lock(target)
    row = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if row.treatment not in (Treatment.PARKED, *LEFT) or _is_carried(row):
        return None
    # Others would learn from a mark that there was a session they do not know: in other words it is a new topic.
    is_new = reaches_others(row, target)
    copy = _copy(row, target, by, title)
    copy.carried_from = None if is_new else row
    came = _insert(target, [copy])
    if came:
        if not is_new:
            _bring_files({row.pk: copy})
        AgendaItem.objects.filter(pk=row.pk).update(treatment=Treatment.CLOSED if is_new else Treatment.CARRIED)
    return next(iter(came), None)


def waiting_topics(traject_id: int) -> AgendaItemQuerySet:
    """Topics of a traject that were parked, or left over and not taken to another agenda yet; for the gate."""
    parked = Q(treatment=Treatment.PARKED)
    left = Q(treatment=Treatment.CARRIED, session__status=SessionStatus.FINAL)
    items = AgendaItem.objects.filter(parked | left, session__traject=traject_id, deleted_at=None, is_break=False)
    return items.exclude(carried_to__isnull=False)


def reaches_others(item: AgendaItem, target: Session) -> bool:
    """Would somebody read this item at the target who may not read it where it comes from?"""
    return not is_no_wider(target, item.session)


def is_no_wider(target: Session, source: Session) -> bool:
    """Is everybody who reads the target's agenda among who may read the source's?"""
    return _audience(target) <= _audience(source) | _kernteam_only(source.traject_id)


def kept_from(session: Session, newcomers: Iterable[Partner]) -> list[str]:
    """Titles on an agenda that came by themselves from a session of which some of these partners may not know."""
    coming, kernteam = {partner.pk for partner in newcomers}, _kernteam_only(session.traject_id)
    items = session.items.on_agenda().filter(carried_from__isnull=False).select_related("carried_from__session")
    return [
        item.title
        for item in items
        if item.carried_from and not coming <= _audience(item.carried_from.session) | kernteam
    ]


def open_actions(traject_id: int, until: date) -> QuerySet[Action]:
    """Actions and homework of a traject to look at on a day: open, and due by then or without a date; for the gate."""
    due = Q(due__lte=until) | Q(due=None)
    return Action.objects.filter(due, traject=traject_id).open()


def _carry(minutes: Minutes, target: Session, by: User) -> None:
    source = minutes.session
    if is_no_wider(target, source):
        _take_over([item for item in _left(source) if not _is_carried(item)], target, by)
        # Not for a wider company: that they appear would tell it that a session it does not know was settled.
        _add_standing_items(target, by)
    minutes.carried_to, minutes.carried_at = target, timezone.now()
    minutes.save(update_fields=["carried_to", "carried_at"])


def _take_over(items: list[AgendaItem], target: Session, by: User) -> None:
    """Put items on an agenda; what stands there already under the same name is that item, and is marked so."""
    there = {item.title.casefold(): item for item in target.items.on_agenda().filter(carried_from=None)}
    new, found = [], {}
    for item in items:
        same = there.pop(item.title.casefold(), None)
        if same is None:
            new.append(_copy(item, target, by, item.title))
        else:
            AgendaItem.objects.filter(pk=same.pk).update(carried_from=item)
            found[item.pk] = same
    came = {item.carried_from_id: item for item in _insert(target, new) if item.carried_from_id}
    _bring_files(found | came)


def _bring_files(places: Mapping[int, AgendaItem]) -> None:
    """The files of items, given by number, come along to where these went: the same files, each row with its own gate.

    Only for items that come as they are: whoever reads them there could read them before.
    """
    stored = AgendaFile.objects.filter(item__in=places).exclude(file="").order_by("pk")
    AgendaFile.objects.bulk_create(
        AgendaFile(
            item=places[one.item_id],
            file=one.file.name,
            filename=one.filename,
            size=one.size,
            uploaded_by_id=one.uploaded_by_id,
        )
        for one in stored
    )


def _waiting(session: Session) -> Iterable[Minutes]:
    """Settled minutes of earlier sessions whose leftovers went nowhere yet and may be read here."""
    rows = Minutes.objects.select_for_update(of=("self",)).filter(
        session__traject=session.traject_id, settled_at__isnull=False, carried_at=None
    )
    for minutes in rows.select_related("session").order_by("session__date", "pk"):
        if _moment(minutes.session) < _moment(session) and is_no_wider(session, minutes.session):
            yield minutes


def _left(session: Session) -> AgendaItemQuerySet:
    return session.items.filter(treatment__in=LEFT, is_break=False).on_agenda()


def _is_carried(item: AgendaItem) -> bool:
    return AgendaItem.objects.filter(carried_from=item).exists()


def _next_after(session: Session) -> Session | None:
    invited = _audience(session)
    later = Session.objects.filter(traject=session.traject_id, status__in=STILL_TO_COME, date__gte=session.date)
    for candidate in later.exclude(pk=session.pk).order_by("date", "starts_at", "pk"):
        if _moment(candidate) > _moment(session) and invited <= _audience(candidate):
            return candidate
    return None


def _moment(session: Session) -> tuple[date, time, int]:
    return session.date, session.starts_at, session.pk


def _audience(session: Session) -> set[int]:
    return set(session.invited.values_list("partner_id", flat=True))


def _kernteam_only(traject_id: int) -> set[int]:
    """The partners of which everybody sits in the kernteam, which sees every session anyway."""
    seats = Membership.objects.active().filter(traject=traject_id, partner__isnull=False)
    others = seats.exclude(role=Role.KERNTEAM).values_list("partner_id", flat=True)
    return set(seats.filter(role=Role.KERNTEAM).values_list("partner_id", flat=True)) - set(others)


def _copy(item: AgendaItem, target: Session, by: User, title: str) -> AgendaItem:
    """The item as it comes on the next agenda; in other words when others read it there."""
    same = title == item.title
    return AgendaItem(
        session=target,
        title=title,
        minutes=item.minutes,
        lead=item.lead if same else "",
        werkvorm_id=item.werkvorm_id,
        working_form=item.working_form,
        purpose=item.purpose if same else "",
        discussion_point=item.discussion_point,
        preparer=item.preparer,
        is_confidential=item.is_confidential,
        carried_from=item,
        changed_by=by.name,
    )


def _add_standing_items(session: Session, by: User) -> None:
    """Once: looking at what was agreed, and the question who is missing.

    Whether anything is open is not asked: what is open may come from a session that not every reader knows of.
    """
    carrying, is_new = Carrying.objects.get_or_create(session=session)
    if not is_new:
        return
    there = {item.title.casefold(): item for item in session.items.on_agenda()}
    for name, title, minutes in STANDING:
        row = there.get(title.casefold())
        if row is None:
            new = AgendaItem(session=session, title=title, minutes=minutes, changed_by=by.name)
            row = next(iter(_insert(session, [new])), None)
        setattr(carrying, name, row)
    carrying.save()


def _insert(session: Session, new: list[AgendaItem]) -> list[AgendaItem]:
    """Put items on an agenda, after its opening and what came there before them; those for which there is room."""
    _lock(session)
    items = list(session.items.on_agenda())
    new = new[: max(ITEMS_MAX - len(items), 0)]
    at = min(len(items), 1 + sum(_came_by_itself(session, item) for item in items))
    for position, item in enumerate(items[at:], start=at + len(new) + 1):
        item.position = position
    AgendaItem.objects.bulk_update(items[at:], ["position"])
    for position, item in enumerate(new, start=at + 1):
        item.position = position
        item.save()
    return new


def _came_by_itself(session: Session, item: AgendaItem) -> bool:
    return item.carried_from_id is not None or item.title in (ACTIONS_TITLE, TABLE_TITLE)


def _lock(session: Session) -> None:
    """One at a time for everything that touches the order of one agenda."""
    Session.objects.select_for_update().only("pk").get(pk=session.pk)
