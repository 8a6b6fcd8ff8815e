"""The six steps of the Stappenplan as delivered: texts, times and example agendas, one data file per step.

What a city or a traject changes about a step is rows in the database; these files are where those rows start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from buurtbalans.data_files import Table, read, require

NUMBERS = range(1, 7)
MINUTES = range(1, 241)


@dataclass(frozen=True)
class AgendaTemplate:
    """One item of a step's example agenda (Stappenplan, step 2; for the other steps the example is ours)."""

    title: str
    minutes: int
    form: str
    """Working form (werkvorm), in a few words; may be empty."""
    purpose: str
    is_break: bool = False
    discussion_point: int | None = None
    """Which of the step's discussion points is treated here, counted from 1."""
    werkvorm: str = ""
    """Its name in the library of working forms (sessions/werkvormen), where it is one of those."""


@dataclass(frozen=True)
class StepTemplate:
    """One step of the method: what it is for, how it is done and what it yields (Stappenplan, step N).

    Times are in hours; a maximum of 0 means that the method gives no time. Homework is what participants do
    *before* this step's session, because that is what `homework_hours` counts.
    """

    number: int
    title: str
    summary: str
    form: str
    hours_min: float
    hours_max: float
    preparation_hours_min: float
    preparation_hours_max: float
    homework_hours: float
    purposes: tuple[str, ...]
    preparation: tuple[str, ...]
    discussion_points: tuple[str, ...]
    results: tuple[str, ...]
    tips: tuple[str, ...]
    homework: tuple[str, ...]
    agenda: tuple[AgendaTemplate, ...]

    @property
    def agenda_minutes(self) -> int:
        """How long the example agenda takes, breaks included."""
        return sum(item.minutes for item in self.agenda)


def load() -> tuple[StepTemplate, ...]:
    """The six steps in order; raises DataFileError when a file is missing, incomplete or contradictory."""
    return tuple(_load_step(number) for number in NUMBERS)


def parse(content: Mapping[str, object], source: str) -> StepTemplate:
    """One step from the content of its file; `source` is the name that errors mention."""
    table = Table(content, source)
    table.refuse_others_than(StepTemplate.__annotations__)
    step = StepTemplate(
        number=table.whole_number("number", NUMBERS),
        title=table.title("title"),
        summary=table.text("summary"),
        form=table.title("form"),
        hours_min=table.hours("hours_min"),
        hours_max=table.hours("hours_max"),
        preparation_hours_min=table.hours("preparation_hours_min"),
        preparation_hours_max=table.hours("preparation_hours_max"),
        homework_hours=table.hours("homework_hours"),
        purposes=table.texts("purposes"),
        preparation=table.texts("preparation"),
        discussion_points=table.texts("discussion_points"),
        results=table.texts("results"),
        tips=table.texts("tips"),
        homework=table.texts("homework"),
        agenda=tuple(_agenda_item(item) for item in table.tables("agenda")),
    )
    _check_times(step, source)
    _check_agenda(step, source)
    return step


def _load_step(number: int) -> StepTemplate:
    path = Path(__file__).parent / f"step{number}.toml"
    step = parse(read(path), path.name)
    require(step.number == number, f"{path.name}: number is {step.number}")
    return step


def _agenda_item(table: "Table") -> AgendaTemplate:
    table.refuse_others_than({"title", "minutes", "form", "purpose", "break", "discussion_point", "werkvorm"})
    return AgendaTemplate(
        title=table.title("title"),
        minutes=table.whole_number("minutes", MINUTES),
        form=table.title("form", may_be_empty=True),
        purpose=table.text("purpose"),
        is_break="break" in table and table.yes_or_no("break"),
        discussion_point=table.whole_number("discussion_point") if "discussion_point" in table else None,
        werkvorm=table.title("werkvorm") if "werkvorm" in table else "",
    )


def _check_times(step: StepTemplate, source: str) -> None:
    require(step.hours_min <= step.hours_max, f"{source}: hours_min is above hours_max")
    require(
        step.preparation_hours_min <= step.preparation_hours_max,
        f"{source}: preparation_hours_min is above preparation_hours_max",
    )
    require(bool(step.homework) == (step.homework_hours > 0), f"{source}: homework and homework_hours disagree")
    require(
        not step.hours_max or step.hours_min * 60 <= step.agenda_minutes <= step.hours_max * 60,
        f"{source}: the agenda takes {step.agenda_minutes} minutes, outside the advised time",
    )


def _check_agenda(step: StepTemplate, source: str) -> None:
    require(bool(step.agenda), f"{source}: agenda is empty")
    for position, item in enumerate(step.agenda, start=1):
        point = item.discussion_point
        require(
            point is None or 1 <= point <= len(step.discussion_points),
            f"{source}: agenda item {position}: there is no discussion point {point}",
        )
