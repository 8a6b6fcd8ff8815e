"""The agenda on paper: one page up to twelve items, tagged, saying for whom and when it was made (V7)."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from buurtbalans import pdf
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from sessions.actions.models import Action, ActionKind
from sessions.agenda.board import board
from sessions.agenda.clock import clock_time, past_midnight
from sessions.planning.models import Session, SessionPartner, SessionStatus

AUDIENCE = "Voor: genodigden van deze bijeenkomst"
PAPER = "pdf/agenda.html"
MAX_GOALS = 5
ROOMY_UP_TO = 8
# A fuller agenda gets smaller letters first; at last the purposes stay on the screen only.
TO_FIT = (
    {"density": "dense"},
    {"density": "tight"},
    {"density": "tight", "with_purposes": False},
)


@require_safe
def agenda_pdf(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The agenda as PDF, for who may see the session."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "see", sessions, pk)
    name = f"agenda {session.traject.name} {session.date:%Y-%m-%d}"
    return pdf.respond(request, PAPER, _for(session, request.user), name=name, to_fit=TO_FIT)


def mailed_agenda(session: Session, reader: User) -> bytes:
    """The same paper for somebody who sees the session, to go along with a mail. Raises PdfUnavailableError."""
    return pdf.make(PAPER, _for(session, reader), to_fit=TO_FIT)


def _for(session: Session, reader: User) -> dict[str, Any]:
    homework = access.visible(reader, Action.objects.filter(session=session, kind=ActionKind.HOMEWORK))
    invited = access.visible(reader, SessionPartner.objects.filter(session=session))
    return paper_context(
        session,
        reader,
        homework=list(homework.select_related("partner__organisation")),
        invited=[row.partner.organisation.name for row in invited.select_related("partner__organisation")],
    )


def paper_context(session: Session, reader: User, *, homework: list[Action], invited: list[str]) -> dict[str, Any]:
    """Everything on the paper. `homework` and `invited` are what this reader may see."""
    shown = board(session)
    goals = [purpose for step in shown.steps for purpose in step.purposes][:MAX_GOALS]
    return {
        "session": session,
        "traject": session.traject,
        "board": shown,
        "homework": homework,
        "invited": invited,
        "goals": goals,
        "ends_at": clock_time(past_midnight(session.starts_at) + shown.times.planned),
        "density": "compact" if len(shown.rows) > ROOMY_UP_TO else "",
        "with_purposes": True,
        "imprint": imprint(session, reader),
    }


def organisation_of(reader: User) -> str:
    """For whom a paper was made (V7)."""
    return reader.organisation.name if reader.organisation else reader.name


def imprint(session: Session, reader: User, *, audience: str = AUDIENCE, stand: str = "Agenda") -> dict[str, str]:
    """The four corners of a page; `stand` says what paper it is, once the session is no longer a draft."""
    now = timezone.localtime()
    today = date_format(now, "j F Y")
    stand = "Concept" if session.status == SessionStatus.DRAFT else stand
    return {
        "traject": session.traject.name,
        "version": f"{stand} – {today}",
        "audience": audience,
        "made": f"Gemaakt op {today} om {date_format(now, 'H.i')} uur voor {organisation_of(reader)}",
    }
