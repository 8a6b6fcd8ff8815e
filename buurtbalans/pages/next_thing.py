"""The one primary button of the overview: the next sensible thing (ui.md section 1, rule 1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sessions.planning.models import SessionStatus
from trajects.partners.models import Function
from trajects.traject.models import TrajectStatus

PLAN_STEP = 5


@dataclass(frozen=True)
class NextThing:
    """A button: its text, where it leads, and whether it acts (POST) or leads on (GET)."""

    label: str
    url: str
    icon: str = "ArrowForward"
    acts: bool = False


@dataclass(frozen=True)
class OpenAction:
    """An action or piece of homework that is still to be done, `due` in words; `is_own` when it is for this reader."""

    title: str
    url: str
    kind: str
    due: str
    is_late: bool
    who: str
    is_own: bool


def next_thing(context: Mapping[str, Any]) -> NextThing | None:
    """What this person best does now in this traject, from the overview's context; None when nothing is."""
    action = context["own_action"]
    if action is not None and (action.is_late or "prepare_session" not in context["can"]):
        label = "Huiswerk maken" if action.kind == "huiswerk" else "Actie afronden"
        return NextThing(label, action.url, "Pencil")
    if "prepare_session" in context["can"]:
        return _for_kernteam(context)
    session = context["following"]
    return NextThing("Agenda bekijken", session.get_absolute_url(), "Calendar") if session else None


def _for_kernteam(context: Mapping[str, Any]) -> NextThing:
    traject, session = context["traject"], context["following"]
    if traject.status == TrajectStatus.DRAFT:
        return _to_start(context)
    if not traject.is_under_way and session is None:
        return NextThing("Plan bekijken", _url("trajects:plan", traject), "Document")
    if traject.partner_count <= 1:
        return NextThing("Partners kiezen", _url("trajects:partner-choose", traject), "PersonsFill")
    if session is None:
        step = context["current_step"]
        if step is not None and step.number >= PLAN_STEP:
            return NextThing("Plan schrijven", _url("trajects:plan", traject), "Pencil")
        return NextThing("Bijeenkomst plannen", _url("sessions:session-new", traject), "Calendar")
    if session.status == SessionStatus.RUNNING:
        return NextThing("Naar de bijeenkomst", reverse("sessions:room", args=[traject.pk, session.pk]), "Play")
    if session.status == SessionStatus.DRAFT:
        return NextThing("Bijeenkomst voorbereiden", session.get_absolute_url(), "Pencil")
    return NextThing("Agenda bekijken", session.get_absolute_url(), "Calendar")


def _to_start(context: Mapping[str, Any]) -> NextThing:
    traject = context["traject"]
    if "start_traject" in context["can"]:
        return NextThing("Traject starten", _url("trajects:traject-start", traject), "Play", acts=True)
    if Function.GEBIEDSMAKELAAR in context["lacking"]:
        return NextThing("Gebiedsmakelaar erbij vragen", _url("trajects:partner-list", traject), "PersonFill")
    return NextThing("Partners kiezen", _url("trajects:partner-choose", traject), "PersonsFill")


def _url(name: str, traject: Any) -> str:
    return reverse(name, args=[traject.pk])
