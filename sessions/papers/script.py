"""The chair's script (draaiboek) of a session: each item with its times and how it is done, and what to bring (S10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from sessions.agenda.board import Board, Row
from sessions.agenda.clock import clock_time, past_midnight
from sessions.werkvormen.models import Werkvorm


@dataclass(frozen=True)
class Scene:
    """One item as the chair leads it: from when to when, and its working form where it has one of the library."""

    row: Row
    ends_at: time
    werkvorm: Werkvorm | None

    @property
    def own_words(self) -> str:
        """What the kernteam said about the way of working, when that is more than the name of the working form."""
        said = str(self.row.item.working_form)
        return "" if self.werkvorm and said.casefold() == self.werkvorm.name.casefold() else said


@dataclass(frozen=True)
class Material:
    """Something to bring, and the items that need it."""

    what: str
    needed_at: Sequence[str]


@dataclass(frozen=True)
class Script:
    """The whole script of one agenda."""

    board: Board
    scenes: list[Scene]
    materials: list[Material]
    werkvormen: list[Werkvorm]

    @property
    def ends_at(self) -> time:
        """When the last item ends."""
        return clock_time(past_midnight(self.board.session.starts_at) + self.board.times.planned)


def script_of(board: Board) -> Script:
    """The script of an agenda that the gate has let through; one query more than the agenda itself."""
    used = {row.item.werkvorm_id for row in board.rows if row.item.werkvorm_id}
    known = Werkvorm.objects.in_bulk(used)
    scenes = [
        Scene(
            row=row,
            ends_at=clock_time(past_midnight(row.begins_at) + row.item.minutes),
            werkvorm=known.get(row.item.werkvorm_id or 0),
        )
        for row in board.rows
    ]
    werkvormen = dict.fromkeys(scene.werkvorm for scene in scenes if scene.werkvorm)
    return Script(board, scenes, _materials(scenes), list(werkvormen))


def _materials(scenes: Sequence[Scene]) -> list[Material]:
    """Everything to bring, each thing once."""
    needed: dict[str, list[str]] = {}
    for scene in scenes:
        for what in scene.werkvorm.materials if scene.werkvorm else []:
            needed.setdefault(what, []).append(str(scene.row.item.title))
    return [Material(what, titles) for what, titles in needed.items()]
