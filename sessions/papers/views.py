"""Papers of a session besides the agenda as PDF: for a word processor, for the chair, and all in one (S10, V7)."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from buurtbalans import letters, pdf
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from sessions.actions.models import Action, ActionKind, Decision
from sessions.agenda.board import board
from sessions.agenda.paper import AUDIENCE, imprint, organisation_of, paper_context
from sessions.papers.letters import agenda_letter, script_letter
from sessions.papers.script import script_of
from sessions.planning.before import preparation_of
from sessions.planning.models import Session, SessionPartner

FOR_KERNTEAM = "Voor: kernteam van dit traject"


@require_safe
def agenda_docx(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The agenda for a word processor, for who may see the session."""
    session = _fetch(request, "see", traject_pk, pk)
    made_for = organisation_of(request.user)
    letter = agenda_letter(board(session), _homework(request.user, session), audience=AUDIENCE, made_for=made_for)
    return letters.download(letter, name=_name("agenda", session))


@require_safe
def script_pdf(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The chair's script as PDF, for who prepares."""
    session = _fetch(request, "prepare_session", traject_pk, pk)
    context = {
        "session": session,
        "traject": session.traject,
        "script": script_of(board(session)),
        "imprint": imprint(session, request.user, audience=FOR_KERNTEAM, stand="Draaiboek"),
    }
    return pdf.respond(request, "pdf/script.html", context, name=_name("draaiboek", session))


@require_safe
def script_docx(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The chair's script for a word processor."""
    session = _fetch(request, "prepare_session", traject_pk, pk)
    made_for = organisation_of(request.user)
    letter = script_letter(script_of(board(session)), audience=FOR_KERNTEAM, made_for=made_for)
    return letters.download(letter, name=_name("draaiboek", session))


@require_safe
def pack_pdf(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """All that prepares a session in one PDF, with a table of contents."""
    session = _fetch(request, "prepare_session", traject_pk, pk)
    context = _pack(request.user, session)
    return pdf.respond(request, "pdf/pack.html", context, name=_name("voorbereiding", session))


def _pack(user: User, session: Session) -> dict[str, Any]:
    """Everything in the pack, each part of it as this person may see it."""
    invited = access.visible(user, SessionPartner.objects.filter(session=session))
    names = [row.partner.organisation.name for row in invited.select_related("partner__organisation")]
    context = paper_context(session, user, homework=_homework(user, session), invited=names)
    due = Q(due__lte=session.date) | Q(due=None)
    of_traject = {"traject": session.traject_id, "kind": ActionKind.ACTION}
    last = access.visible(user, Session.objects.filter(traject=session.traject_id).past(session.date)).first()
    return {
        **context,
        "script": script_of(context["board"]),
        "preparation": preparation_of(user, session),
        "actions": list(access.visible(user, Action.objects.filter(due, **of_traject).open().with_people())),
        "last": last,
        "decisions": list(access.visible(user, Decision.objects.filter(session=last))) if last else [],
        "imprint": imprint(session, user, audience=FOR_KERNTEAM, stand="Voorbereiding"),
    }


def _fetch(request: Request, action: str, traject_pk: int, pk: int) -> Session:
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    return access.fetch(request.user, action, sessions, pk)


def _homework(user: User, session: Session) -> list[Action]:
    homework = access.visible(user, Action.objects.filter(session=session, kind=ActionKind.HOMEWORK))
    return list(homework.select_related("partner__organisation"))


def _name(kind: str, session: Session) -> str:
    return f"{kind} {session.traject.name} {session.date:%Y-%m-%d}"
