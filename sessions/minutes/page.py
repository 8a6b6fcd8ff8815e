"""The page of the minutes, for who writes them and for who reads them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from buurtbalans import htmx
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.addresses import address
from privacy import access
from privacy.doors.forms import TRACEABLE_BRIEF
from privacy.questions import Given, Question
from sessions.actions.models import Action
from sessions.agenda.models import AgendaItem, Treatment
from sessions.minutes.contents import GENERAL, Values, contents, heading, is_recorded
from sessions.minutes.models import Minutes, MinutesCorrection, MinutesNote, MinutesPart, Verdict
from sessions.minutes.services import may_correct
from sessions.outcomes.models import OutcomeKind
from sessions.planning.models import Attendance, Session, SessionPartner, SessionStatus
from trajects.traject import page

PAGE = "sessions/minutes/page.html"
SETTLED = "Het verslag is vastgesteld en verandert niet meer. Zet een aantekening eronder als er iets niet klopt."
NOT_YET = "Het verslag begint als de bijeenkomst is afgelopen."


@dataclass(frozen=True)
class Place:
    """Where in the minutes a text belongs: an item, a text whose item is gone, or neither: the whole."""

    key: str
    title: str
    item: AgendaItem | None = None
    part: MinutesPart | None = None


@Question
def _session(user: User, traject: Given, pk: Given) -> QuerySet[Session]:
    return access.visible(user, Session.objects.filter(traject_id=traject, pk=pk).select_related("traject"))


@Question
def _minutes(user: User, session: Given) -> QuerySet[Minutes]:
    return access.visible(user, Minutes.objects.filter(session=session))


@Question
def _corrections(user: User, session: Given) -> QuerySet[MinutesCorrection]:
    corrections = access.visible(user, MinutesCorrection.objects.filter(session=session))
    return corrections.select_related("partner__organisation").order_by("pk")


@Question
def _later(user: User, session: Given) -> QuerySet[MinutesNote]:
    return access.visible(user, MinutesNote.objects.filter(session=session)).order_by("created_at", "pk")


@Question
def _mine(user: User, session: Given, membership: Given, partner: Given) -> "QuerySet[Action]":
    actions = Action.objects.filter(session=session).of_seat(membership, partner)
    return access.visible(user, actions).open()


@Question
def _invited(user: User, session: Given) -> QuerySet[SessionPartner]:
    rows = access.visible(user, SessionPartner.objects.filter(session=session))
    return rows.select_related("partner__organisation").order_by("partner__organisation__folded", "pk")


def read(request: Request, traject_pk: int, pk: int) -> Session:
    """The session whose minutes are read. Raises Http404."""
    return _session.one(request.user, traject=traject_pk, pk=pk)


def prepared(request: Request, traject_pk: int, pk: int) -> Session:
    """The session whose minutes the kernteam writes. Raises what the gate raises."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    return access.fetch(request.user, "prepare_session", sessions, pk)


def row_of(user: User, session: Session) -> Minutes | None:
    """The row of these minutes, None before anything was done with them."""
    return next(iter(_minutes(user, session=session.pk)), None)


def later(user: User, session: Session) -> list[MinutesNote]:
    """The notes under settled minutes, oldest first."""
    return _later(user, session=session.pk)


def words(user: User, session: Session, minutes: Minutes | None) -> Values:
    """What the minutes say: as they were settled, or as they are now."""
    kept: Values | None = minutes.contents if minutes and session.status == SessionStatus.FINAL else None
    return contents(user, session) if kept is None else kept


def context(request: Request, session: Session, **more: Any) -> dict[str, Any]:
    """Everything on the page."""
    user, is_draft = request.user, session.status == SessionStatus.MINUTES
    seat, minutes = access.seat(user, session.traject_id), row_of(user, session)
    is_shown = is_draft or session.status == SessionStatus.FINAL
    # Before the session ended they are not there to read: what is recorded meanwhile belongs to the room.
    shown = words(user, session, minutes) if is_shown else heading(session)
    corrections = _corrections(user, session=session.pk)
    if is_draft:
        _lay_beside(corrections, shown)
    writes = is_draft and seat is not None and "prepare_session" in seat.actions
    corrects = is_draft and seat is not None and may_correct(session, minutes, seat.partner_id)
    return page.context(
        user,
        session.traject,
        "sessions",
        session=session,
        minutes=minutes,
        shown=shown,
        is_draft=is_draft,
        is_final=session.status == SessionStatus.FINAL,
        is_over=session.date <= timezone.localdate(),
        is_recorded=is_shown and is_recorded(shown),
        writes=writes,
        corrects=corrects and "take_part" in (seat.actions if seat else ()),
        corrections=corrections,
        open_corrections=sum(correction.verdict == Verdict.OPEN for correction in corrections),
        later=_later(user, session=session.pk),
        mine=_mine(user, session=session.pk, membership=seat.membership_id, partner=seat.partner_id) if seat else [],
        invited=_invited(user, session=session.pk) if writes else [],
        kinds=OutcomeKind.choices,
        treatments=Treatment.choices,
        attendances=Attendance.choices,
        hint=TRACEABLE_BRIEF,
        **more,
    )


def place(session: Session, user: User, key: str) -> Place:
    """The place that an address names. Raises Http404."""
    kind, _, number = key.partition("-")
    if key == GENERAL:
        return Place(key, "Algemeen")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404
    if kind == "punt":
        item = access.fetch(user, "see", AgendaItem.objects.filter(session=session), int(number))
        return Place(key, item.title, item)
    loose = MinutesPart.objects.filter(session=session, item=None).exclude(item_title="")
    if kind != "tekst":
        raise Http404
    part = access.fetch(user, "see", loose, int(number))
    return Place(key, part.item_title, part=part)


def section(request: Request, session: Session, key: str, **more: Any) -> dict[str, Any]:
    """The context of one place in the minutes, for a part of the page."""
    shown = context(request, session, changed_key=key, **more)
    return {**shown, "section": next((one for one in shown["shown"]["sections"] if one["key"] == key), None)}


def elsewhere(request: Request, session: Session, message: str, *, anchor: str = "") -> HttpResponse:
    """Back to the minutes, which say what happened."""
    return htmx.changed(request, "", {}, f"{url(session)}{anchor}", message=message)


def refused(request: Request, session: Session) -> HttpResponse:
    """Answer to writing in minutes that are no draft (settled meanwhile, or not begun); what was typed is shown."""
    session.refresh_from_db(fields=["status"])
    text = SETTLED if session.status == SessionStatus.FINAL else NOT_YET
    typed = [value for name, value in request.POST.items() if name in ("text", "answer") and value]
    if htmx.is_htmx(request):
        response = render(request, "_melding.html", {"text": text}, status=409)
        response["HX-Retarget"], response["HX-Reswap"] = "#bb-melding", "innerHTML"
        return response
    if not typed:
        messages.warning(request, text)
        return redirect(url(session))
    return render(request, PAGE, context(request, session, refused=text, typed=typed), status=409)


def url(session: Session) -> str:
    """The address of the minutes."""
    return address("sessions:minutes", session.traject_id, session.pk)


def _lay_beside(corrections: list[MinutesCorrection], shown: Values) -> None:
    """Put each correction at its place in the draft; where that place is gone, with the whole."""
    sections = {section["key"]: section for section in shown["sections"]}
    for correction in corrections:
        section = sections.get(f"punt-{correction.item_id}", sections[GENERAL])
        section.setdefault("corrections", []).append(correction)
