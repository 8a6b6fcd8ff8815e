"""Who can come when, as the kernteam reads it."""

from collections import Counter
from dataclasses import dataclass

from sessions.polls.forms import in_words
from sessions.polls.models import Poll, PollAnswer


@dataclass(frozen=True)
class Column:
    """One day, with how many said what; `is_best` for the day or days with the most yes."""

    pk: int
    label: str
    yes: int
    if_need_be: int
    no: int
    is_best: bool


@dataclass(frozen=True)
class Line:
    """One person that was asked, and what was said of each day ("" for nothing yet)."""

    name: str
    organisation: str
    cells: list[tuple[str, Column]]


@dataclass(frozen=True)
class Table:
    """All days and all people."""

    columns: list[Column]
    lines: list[Line]
    answered: int


def table_of(poll: Poll) -> Table:
    """The table of a poll that the gate has let through."""
    options = list(poll.options.all())
    voters = list(
        poll.voters.select_related("membership__user", "invitation__partner__organisation")
        .prefetch_related("votes")
        .order_by("invitation__partner__organisation__folded", "membership__user__name")
    )
    said = {(voter.pk, vote.option_id): vote.answer for voter in voters for vote in voter.votes.all()}
    count = Counter((option, answer) for (_, option), answer in said.items())
    ranks = {o.pk: (count[o.pk, PollAnswer.YES], count[o.pk, PollAnswer.IF_NEED_BE]) for o in options}
    best = max(ranks.values(), default=(0, 0))
    columns = [
        Column(o.pk, in_words(o), *ranks[o.pk], count[o.pk, PollAnswer.NO], said != {} and ranks[o.pk] == best)
        for o in options
    ]
    lines = [
        Line(
            voter.membership.user.name,
            voter.invitation.partner.organisation.name,
            [(_in_words(said.get((voter.pk, column.pk), "")), column) for column in columns],
        )
        for voter in voters
    ]
    return Table(columns, lines, sum(1 for voter in voters if voter.answered_at))


def _in_words(answer: str) -> str:
    return str(PollAnswer(answer).label) if answer else ""
