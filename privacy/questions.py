"""Fixed questions: what a page always asks in the same words of rows behind the gate.

    @Question
    def _goals(user: User, traject: Given) -> QuerySet[JointGoal, str]:
        return access.visible(user, JointGoal.objects.filter(traject=traject)).values_list("title", flat=True)

    goals = _goals(request.user, traject=traject.pk)

While a page is only read, the SQL of such a question, with the gate's condition in it, is written once for
each process. Who asks, what that person holds, and every value given are filled in each time anew. Where
nothing is remembered (`privacy/held.py`) the question is asked as any other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db.models import QuerySet
from django.http import Http404

from buurtbalans.accounts.models import User
from privacy import held
from privacy.written import Blank, Written, blanks

Row = TypeVar("Row")
Given = Any
"""A value of a question: an id, a list of ids or a date; a blank while the SQL is written."""


@dataclass(frozen=True)
class _Asked:
    """What fills the blanks of one asking."""

    user_id: int
    holds: held.Held | None
    values: Mapping[str, Given]


class Question(Generic[Row]):
    """A question about rows behind the gate; a decorator for the function that makes its queryset.

    That function hands the queryset to the gate with the user it is given, and chooses nothing by that user
    or by a value: it is run once, with blanks in their place. A test reads these functions for choices.
    """

    def __init__(self, ask: "Callable[..., QuerySet[Any, Row]]") -> None:
        self._ask = ask
        self._written: Written[Row] | None = None
        self._alone: Written[Row] | None = None

    def __call__(self, user: User, **values: Given) -> list[Row]:
        """The rows that this person may see, asked now."""
        return self.sent(user, **values)()

    def sent(self, user: User, **values: Given) -> Callable[[], list[Row]]:
        """Asked now; the rows are read when what this returns is called (see `privacy.written.together`).

        Where nothing is remembered of this person, it is asked when the rows are read.
        """
        holds = held.remembered(user)
        if holds is None or not user.is_active:
            return lambda: list(self._ask(user, **values))
        if self._written is None:
            self._written = Written(self._ask(_anybody(), **blanks(values, lambda asked: asked.values)))
        return self._written.send(_Asked(user.pk, holds, values))

    def alone(self, user: User, **values: Given) -> list[Row]:
        """The same in one query with the whole of the gate in it, for a request that asks nothing else."""
        if not user.is_active:
            return []
        if self._alone is None:
            self._alone = Written(self._ask(cast(User, _Stranger()), **blanks(values, lambda asked: asked.values)))
        return self._alone.ask(_Asked(user.pk, None, values))

    def one(self, user: User, **values: Given) -> Row:
        """The first row; Http404 when this person may not see one."""
        rows = self(user, **values)
        if not rows:
            raise Http404
        return rows[0]


class _AnybodyHolds:
    """Stands for what a reader holds (held.Held)."""

    groups = Blank(lambda asked: asked.holds.groups, many=True)
    partners = Blank(lambda asked: asked.holds.partners, many=True)
    represented = Blank(lambda asked: asked.holds.represented, many=True)

    def trajects(self, *actions: str) -> Blank:
        """The trajects in which the reader may do all of these actions."""
        return Blank(lambda asked: asked.holds.trajects(*actions), many=True)


class _Stranger:
    """Stands for a reader of whom nothing is remembered."""

    pk = Blank(lambda asked: asked.user_id)
    is_authenticated = is_active = True


class _Anybody(_Stranger):
    """Stands for a reader where only this may be known of one: it has no name and no seat."""

    def __init__(self) -> None:
        self._memory = self
        self.held = _AnybodyHolds()


def _anybody() -> User:
    return cast(User, _Anybody())
