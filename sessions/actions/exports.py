"""The action and decision list as XLSX and CSV: the same rows as on the screen, for this reader (A1, V7)."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from buurtbalans import spreadsheets
from buurtbalans.accounts.requests import Request
from privacy import access
from sessions.actions.listing import Asked
from sessions.actions.models import Action, Decision
from trajects.traject.models import Traject
from trajects.traject.stamp import made_for

ACTION_HEADINGS = (
    "Soort", "Wat", "Waarom", "Wie", "Organisatie", "Uiterlijk", "Bijeenkomst", "Stap", "Status", "Toelichting"
)  # fmt: skip
DECISION_HEADINGS = ("Besluit", "Besloten op", "Bijeenkomst", "Stap")


@require_safe
def action_xlsx(request: Request, traject_pk: int) -> HttpResponse:
    """The list as it is filtered and sorted on the screen, as XLSX."""
    asked = _asked(request, traject_pk)
    return spreadsheets.xlsx(_name(asked), _headings(asked), _rows(asked), note=made_for(request.user, asked.traject))


@require_safe
def action_csv(request: Request, traject_pk: int) -> HttpResponse:
    """The list as it is filtered and sorted on the screen, as CSV."""
    asked = _asked(request, traject_pk)
    return spreadsheets.csv_file(
        _name(asked), _headings(asked), _rows(asked), note=made_for(request.user, asked.traject)
    )


def _asked(request: Request, traject_pk: int) -> Asked:
    traject = access.fetch(request.user, "see", Traject.objects.all(), traject_pk)
    return Asked(traject, request.user, request.GET.dict())


def _name(asked: Asked) -> str:
    return "Besluiten" if asked.shows_decisions else "Huiswerk en acties"


def _headings(asked: Asked) -> Sequence[str]:
    return DECISION_HEADINGS if asked.shows_decisions else ACTION_HEADINGS


def _rows(asked: Asked) -> Iterator[Sequence[spreadsheets.Cell]]:
    if asked.shows_decisions:
        return (_decision_row(decision) for decision in asked.decisions())
    return (_action_row(action) for action in asked.actions())


def _action_row(action: Action) -> Sequence[spreadsheets.Cell]:
    return (
        action.get_kind_display(),
        action.title,
        action.why,
        action.assignee.user.name if action.assignee else "",
        action.partner.organisation.name,
        action.due,
        action.session.title if action.session else "",
        str(action.step or ""),
        action.get_status_display(),
        action.note,
    )


def _decision_row(decision: Decision) -> Sequence[spreadsheets.Cell]:
    session = decision.session.title if decision.session else ""
    return (decision.text, decision.decided_on, session, str(decision.step or ""))
