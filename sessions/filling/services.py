"""Taking pieces over into the plan and into what it leans on, with where they came from (L2)."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.text import Truncator

from buurtbalans.accounts.models import User
from sessions.filling.forms import LINE, PART, below
from sessions.filling.pieces import Piece
from trajects.analysis.models import JointGoal
from trajects.partners.models import PartnerStatus
from trajects.plan import services
from trajects.plan.models import ActionLine, Measure, PartStatus, Plan, PlanPart
from trajects.plan.parts import MeasureKind, Part
from trajects.plan.source_services import remember

TITLE_LENGTH = Measure._meta.get_field("title").max_length or 0
# What an open action is in a plan, what was decided, what could be.
KIND_OF = {"actie": MeasureKind.PLANNED, "besluit": MeasureKind.NEW, "kans": MeasureKind.WISHED}


def in_measure(piece: Piece, line: ActionLine | None) -> dict[str, Any]:
    """What a measure takes from a piece: its words, who does it, when it is done."""
    return {
        "title": Truncator(piece.line).chars(TITLE_LENGTH),
        "line": line,
        "kind": KIND_OF.get(piece.word, MeasureKind.NEW),
        "owner": piece.partner if piece.partner and piece.partner.status != PartnerStatus.DECLINED else None,
        "ends_on": piece.due,
    }


@transaction.atomic
def take(piece: Piece, traject_id: int, make: Callable[[], models.Model], words: str = "") -> tuple[models.Model, UUID]:
    """Make something of a piece, and keep that it came from there; with the number by which that is undone.

    `words` are what goes into a part of the plan, "" for what is made besides.
    """
    target, together = make(), uuid4()
    _remember(target, piece, traject_id, together, words)
    return target, together


@transaction.atomic
def write_below(plan: Plan, *, by: User, part: str, text: str) -> PlanPart:
    """Write more below what a part already says; who has it open meanwhile is shown both texts."""
    row = PlanPart.objects.select_for_update().get(plan=plan, part=part)
    status = PartStatus.STARTED if row.status == PartStatus.EMPTY else row.status
    services.write_part(row, row.version, by=by, text=below(row.text, text), status=status, is_known=True)
    return row


@transaction.atomic
def take_together(plan: Plan, pieces: Iterable[Piece], to: str, *, by: User) -> UUID:
    """Take pieces over as they are: measures of one action line, or lines of one part.

    What somebody else took over at the same moment is left to him.
    """
    together = uuid4()
    Plan.objects.select_for_update().get(pk=plan.pk)
    chosen = [one for one in pieces if not one.row.taken_over.exists()]
    if to.startswith(LINE):
        line = plan.lines.get(pk=to.removeprefix(LINE))
        for one in chosen:
            measure = services.add_measure(by=by, **in_measure(one, line))
            _remember(measure, one, plan.traject_id, together)
        return together
    if not chosen:
        return together
    text = "\n".join(one.in_list for one in chosen)
    part = write_below(plan, by=by, part=Part(to.removeprefix(PART)), text=text)
    for one in chosen:
        _remember(part, one, plan.traject_id, together, one.in_list)
    return together


@transaction.atomic
def draw_lines(plan: Plan, goals: Iterable[JointGoal], *, by: User) -> None:
    """An action line for each of these goals, by the name of the goal."""
    for goal in goals:
        services.add_line(plan, by=by, title=goal.title, goal=goal)


def _remember(target: models.Model, piece: Piece, traject_id: int, together: UUID, words: str = "") -> None:
    session_id = piece.session.pk if piece.session else None
    source = {piece.source: piece.row}
    remember(target, traject_id=traject_id, session_id=session_id, together=together, words=words, **source)
