"""The action and decision list on paper and for a word processor, with for whom and when it was made (V7)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from buurtbalans import letters, pdf
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from sessions.actions.listing import Asked
from sessions.actions.models import Action, Decision
from trajects.traject.models import Traject

# A longer list gets smaller letters first.
TO_FIT = ({"density": "compact"}, {"density": "dense"}, {"density": "tight"})
ACTION_HEAD = ("Wat", "Wie", "Uiterlijk", "Stand")
DECISION_HEAD = ("Besluit", "Bijeenkomst", "Besloten op")
# In mm; 170 fill the page.
ACTION_WIDTHS, DECISION_WIDTHS = (80, 45, 25, 20), (95, 45, 30)


@require_safe
def action_pdf(request: Request, traject_pk: int) -> HttpResponse:
    """The list as it is filtered and sorted on the screen, as PDF."""
    asked = _asked(request, traject_pk)
    return pdf.respond(request, "pdf/actions.html", _context(asked), name=_title(asked), to_fit=TO_FIT)


@require_safe
def action_docx(request: Request, traject_pk: int) -> HttpResponse:
    """The same as DOCX."""
    asked = _asked(request, traject_pk)
    context = _context(asked)
    letter = letters.Letter(
        context["title"], asked.traject.name, context["imprint"]["audience"], made_for=_of(asked.user)
    )
    widths = DECISION_WIDTHS if asked.shows_decisions else ACTION_WIDTHS
    letter.table(context["head"], context["lines"], widths)
    return letters.download(letter, name=_title(asked))


def _asked(request: Request, traject_pk: int) -> Asked:
    traject = access.fetch(request.user, "see", Traject.objects.all(), traject_pk)
    return Asked(traject, request.user, request.GET.dict())


def _context(asked: Asked) -> dict[str, Any]:
    now = timezone.localtime()
    made = f"Gemaakt op {date_format(now, 'j F Y')} om {date_format(now, 'H.i')} uur voor {_of(asked.user)}"
    return {
        "title": _title(asked),
        "traject": asked.traject,
        "head": DECISION_HEAD if asked.shows_decisions else ACTION_HEAD,
        "lines": _lines(asked),
        "decisions": asked.shows_decisions,
        "density": "",
        "imprint": {
            "traject": asked.traject.name,
            "version": f"Stand van {date_format(now, 'j F Y')}",
            "audience": f"Voor: {asked.user.name}. Kan vertrouwelijk zijn: deel dit niet verder",
            "made": made,
        },
    }


def _title(asked: Asked) -> str:
    return "Besluiten" if asked.shows_decisions else f"Huiswerk en acties: {asked.title.lower()}"


def _of(reader: User) -> str:
    return reader.organisation.name if reader.organisation else reader.name


def _lines(asked: Asked) -> list[Sequence[str]]:
    if asked.shows_decisions:
        return [_decision_line(decision) for decision in asked.decisions()]
    return [_action_line(action) for action in asked.actions()]


def _action_line(action: Action) -> Sequence[str]:
    organisation = action.partner.organisation.name
    who = f"{organisation}: {action.assignee.user.name}" if action.assignee else organisation
    due = date_format(action.due, "j F Y") if action.due else "Geen datum"
    return action.title, who, f"{due}, te laat" if action.is_late else due, action.get_status_display()


def _decision_line(decision: Decision) -> Sequence[str]:
    session = decision.session.title if decision.session else ""
    return decision.text, session, date_format(decision.decided_on, "j F Y")
