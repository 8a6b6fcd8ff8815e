"""What the page of a plan is made from, asked in one go: the plan, and what its reader may see of what is near it."""

from typing import NamedTuple

from buurtbalans.accounts.models import User
from privacy.written import together
from trajects.follow_up.then_now import numbers_sent
from trajects.plan import reading
from trajects.plan.conversation import Talk, talks_sent
from trajects.plan.known import known_of
from trajects.plan.outline import Outline, outline_from
from trajects.plan.part_rows import Reader
from trajects.plan.sourcing import sources_sent
from trajects.plan.standing import Standing, newest_sent
from trajects.plan.writing import writers_sent
from trajects.traject.models import Traject


class Page(NamedTuple):
    """The plan, how the partners stand towards it, what was said about it, and for whom its parts are written."""

    outline: Outline
    standing: Standing | None
    talks: list[Talk]
    reader: Reader


def read_together(user: User, traject: Traject, can: frozenset[str]) -> Page:
    """All of it for this person, who may do `can` here; who writes where only for who writes along."""
    with together():
        whole, standing = reading.whole_sent(traject.plan), newest_sent(user, traject.plan)
        talks, sources = talks_sent(user, traject.pk), sources_sent(user, traject.pk)
        numbers = numbers_sent(user, traject)
        writers = writers_sent(user, traject.plan) if "edit_plan" in can else list
    found = outline_from(traject, whole())
    reader = Reader(traject.pk, can, sources(), known_of(found.lines), writers(), numbers())
    return Page(found, standing(next(iter(found.submitted), None)), talks(), reader)
