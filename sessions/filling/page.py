"""The page that fills a plan with what its traject already holds (L2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from sessions.filling.forms import LINE, PART, GoalsForm, TogetherForm, places
from sessions.filling.pieces import Piece, left, unseen_by
from sessions.planning.models import Session
from trajects.analysis.letters import LetteredGoal, lettered
from trajects.plan.outline import Line, lines_of
from trajects.plan.parts import Part
from trajects.traject.models import Traject

AGREED, RESIDENTS, CHANCES = "afspraken", "bewoners", "kansen"
OF_SESSION = "bijeenkomst-"
NOTE = "geeltje"
DONE_OR_DECIDED = ("actie", "besluit")
SECTIONS = {
    AGREED: ("Acties en besluiten die iedereen al kan lezen", DONE_OR_DECIDED),
    RESIDENTS: ("Wat bewoners overdroegen", ("bewonersinbreng",)),
    CHANCES: ("Kansen die nog geen maatregel zijn", ("kans",)),
}


@dataclass(frozen=True)
class Section:
    """Pieces that all partners can read already and that go to one place in one go."""

    name: str
    title: str
    pieces: list[Piece]
    form: TogetherForm

    @property
    def boxes(self) -> list[tuple[Piece, bool]]:
        """Each piece, and whether it stands ticked."""
        ticked = set(self.form["pieces"].value() or ())
        return [(one, one.key in ticked) for one in self.pieces]


@dataclass(frozen=True)
class OfSession:
    """The pieces of one session, each to be taken over by itself; `unseen` did not see it so far."""

    session: Session
    pieces: list[Piece]
    unseen: list[str]

    @property
    def notes(self) -> list[Piece]:
        """What was stuck on the wall there, by the heading it was laid under."""
        return sorted((one for one in self.pieces if one.word == NOTE), key=lambda one: one.about)

    @property
    def others(self) -> list[Piece]:
        """What was agreed, recorded or answered."""
        return [one for one in self.pieces if one.word != NOTE]


@dataclass
class Filling:
    """What can go from a traject into its plan, for one person."""

    user: User
    traject: Traject

    def __post_init__(self) -> None:
        """Read it all: as many queries for one piece as for a hundred."""
        self.pieces: list[Piece] = left(self.user, self.traject.pk)
        sessions = {one.session for one in self.pieces if one.session}
        self.unseen = unseen_by(self.user, self.traject.pk, sessions)
        self.written = dict(self.traject.plan.parts.values_list("part", "text"))
        self.all_goals: list[LetteredGoal] = lettered(self.traject.joint_goals.all())
        self.lines: list[Line] = lines_of(self.traject.plan, self.all_goals)

    @property
    def goals(self) -> list[LetteredGoal]:
        """The joint goals that no action line serves yet."""
        served = {line.row.goal_id for line in self.lines}
        return [goal for goal in self.all_goals if goal.row.pk not in served]

    def goals_form(self, data: Any = None) -> GoalsForm:
        """To give them a line."""
        return GoalsForm(data, goals=self.goals)

    def section(self, name: str, data: Any = None, *, ticked: bool = False) -> Section:
        """One section with its form; `data` is what was sent, `ticked` says that all stand ticked beforehand."""
        title, rows = self._rows(name)
        first = f"{LINE}{self.lines[0].row.pk}" if self.lines else f"{PART}{Part.MEASURES.value}"
        to = f"{PART}{Part.RESIDENTS.value}" if name == RESIDENTS else first
        initial = {"to": to, "pieces": [one.key for one in rows] if ticked else []}
        around: dict[str, Any] = {"places": places(self.lines), "written": self.written, "auto_id": f"{name}-%s"}
        form = TogetherForm(data, pieces=rows, initial=initial, **around)
        return Section(name, title, rows, form)

    def sections(self, sent: Section | None = None, ticked: str = "") -> list[Section]:
        """All that hold something; `sent` stands in its own place, and in the one named `ticked` all are ticked."""
        seen = {one.session for one in self.pieces if one.session and self._is_seen(one)}
        by_day = sorted(seen, key=lambda session: (session.date, session.pk), reverse=True)
        found = (
            sent if sent and sent.name == name else self.section(name, ticked=name == ticked)
            for name in (*SECTIONS, *(f"{OF_SESSION}{session.pk}" for session in by_day))
        )
        return [section for section in found if section.pieces]

    def of_sessions(self, only: int | None = None) -> list[OfSession]:
        """What came from sessions and is taken over one by one, the last session first.

        `only` one of them, with everything that was recorded there.
        """
        by_session: dict[Session, list[Piece]] = {}
        for one in self.pieces:
            if one.session and (one.session.pk == only if only else _is_for_plan(one) and not self._is_seen(one)):
                by_session.setdefault(one.session, []).append(one)
        rows = [OfSession(session, pieces, self.unseen[session.pk]) for session, pieces in by_session.items()]
        return sorted(rows, key=lambda row: (row.session.date, row.session.pk), reverse=True)

    def _rows(self, name: str) -> tuple[str, list[Piece]]:
        """What stands above a section and in it: of all partners, or of one session that all of them see."""
        if name in SECTIONS:
            title, words = SECTIONS[name]
            return title, [one for one in self.pieces if one.word in words and one.session is None]
        rows = [
            one for one in self.pieces if one.session and name == f"{OF_SESSION}{one.session.pk}" and self._is_seen(one)
        ]
        session = rows[0].session if rows else None
        day = date_format(session.date, "j F Y") if session else ""
        return f"{session.title}, {day}: te zien voor alle partners" if session else "", rows

    def _is_seen(self, piece: Piece) -> bool:
        """Agreed in a session that everybody sees who reads the plan."""
        return piece.word in DONE_OR_DECIDED and piece.session is not None and not self.unseen[piece.session.pk]

    def chosen(self, keys: Iterable[str]) -> list[Piece]:
        """The pieces that a form names."""
        wanted = set(keys)
        return [one for one in self.pieces if one.key in wanted]


def _is_for_plan(piece: Piece) -> bool:
    return piece.word != "uitkomst" or piece.is_assumption
