"""Undoing what was just taken over into the plan or into what it leans on (L2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from buurtbalans.accounts.models import User
from privacy import access
from sessions.filling.forms import below
from trajects.analysis import services as analysis
from trajects.analysis import testing
from trajects.analysis.models import Assumption
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.plan import services
from trajects.plan.models import Measure, Plan, PlanPart
from trajects.plan.parts import PART_TITLE
from trajects.plan.source_models import TARGETS, Source
from trajects.plan.source_services import mark_of


@dataclass(frozen=True)
class Undone:
    """What became of what was taken over together: taken away again, or left because somebody worked on it."""

    gone: int
    stayed: int


@transaction.atomic
def undo(plan: Plan, sources: Iterable[Source], *, by: User) -> Undone:
    """Take away what was taken over together. What somebody changed or tied something to since stays.

    `sources` are the rows of that taking over as the gate lets them through; whoever comes second finds none.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    rows = list(sources)
    gone = sum(_take_out(row, by) if row.part_id else _take_away(row, by) for row in rows)
    return Undone(gone, len(rows) - gone)


def _take_out(row: Source, by: User) -> bool:
    """The words out of the part where they were written below; not when they do not stand there any more."""
    part = PlanPart.objects.select_for_update().get(sources=row)
    text = _without(part.text, row)
    if text is None:
        return False
    services.write_part(part, part.version, by=by, text=text, status=part.status, is_known=False)
    record(part.plan.traject, by, LogKind.PLAN_CHANGED, f"{PART_TITLE[part.part]}, overnemen ongedaan gemaakt")
    row.delete()
    return True


def _without(text: str, row: Source) -> str | None:
    """A text without the lines that came from a source, the last that are like them; None without any."""
    lines, many = text.split("\n"), row.line_count
    starts = range(len(lines) - many, -1, -1) if many else ()
    start = next((at for at in starts if mark_of(row.together, lines[at : at + many]) == row.mark), None)
    if start is None:
        return None
    before, after = "\n".join(lines[:start]).rstrip(), "\n".join(lines[start + many :]).strip()
    return below(before, after) if after else before


def _take_away(row: Source, by: User) -> bool:
    """What was made, with its source; not when it was changed, or something is tied to it."""
    name = next(name for name in TARGETS if getattr(row, f"{name}_id"))
    made: Any = getattr(row, name)
    made = type(made)._default_manager.select_for_update().get(pk=made.pk)
    if made.version != 1 or _is_tied(made, row, by):
        return False
    if isinstance(made, Measure):
        services.remove_measure(made, by=by)
    elif isinstance(made, Assumption):
        testing.remove_assumption(made, by=by)
    else:
        analysis.remove(made, by=by)
    return True


def _is_tied(made: Any, row: Source, by: User) -> bool:
    """Does something point at it that this person sees?

    What he may not see, as evidence from a registration of others, leaves no trace here: it goes along, as it does
    when what it is about is deleted.
    """
    for relation in made._meta.related_objects:
        others = access.visible(by, relation.related_model._default_manager.filter(**{relation.field.name: made}))
        if (others.exclude(pk=row.pk) if relation.related_model is Source else others).exists():
            return True
    return False
