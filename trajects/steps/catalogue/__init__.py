"""The six steps of the Stappenplan as delivered: texts, times and example agendas, one data file per step.

What a city or a traject changes about a step is rows in the database; these files are where those rows start.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

NUMBERS = range(1, 7)
MINUTES = range(1, 241)
MAX_HOURS = 8
MAX_TITLE, MAX_TEXT = 120, 500


class CatalogueError(ValueError):
    """A data file of the catalogue is not as it should be; the message names the file and the field."""


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
    """The six steps in order; raises CatalogueError when a file is missing, incomplete or contradictory."""
    return tuple(_load_step(number) for number in NUMBERS)


def parse(content: Mapping[str, object], source: str) -> StepTemplate:
    """One step from the content of its file; `source` is the name that errors mention."""
    table = _Table(content, source)
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
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    step = parse(content, path.name)
    _require(step.number == number, f"{path.name}: number is {step.number}")
    return step


def _agenda_item(table: "_Table") -> AgendaTemplate:
    table.refuse_others_than({"title", "minutes", "form", "purpose", "break", "discussion_point"})
    return AgendaTemplate(
        title=table.title("title"),
        minutes=table.whole_number("minutes", MINUTES),
        form=table.title("form", may_be_empty=True),
        purpose=table.text("purpose"),
        is_break="break" in table and table.yes_or_no("break"),
        discussion_point=table.whole_number("discussion_point") if "discussion_point" in table else None,
    )


def _check_times(step: StepTemplate, source: str) -> None:
    _require(step.hours_min <= step.hours_max, f"{source}: hours_min is above hours_max")
    _require(
        step.preparation_hours_min <= step.preparation_hours_max,
        f"{source}: preparation_hours_min is above preparation_hours_max",
    )
    _require(bool(step.homework) == (step.homework_hours > 0), f"{source}: homework and homework_hours disagree")
    _require(
        not step.hours_max or step.hours_min * 60 <= step.agenda_minutes <= step.hours_max * 60,
        f"{source}: the agenda takes {step.agenda_minutes} minutes, outside the advised time",
    )


def _check_agenda(step: StepTemplate, source: str) -> None:
    _require(bool(step.agenda), f"{source}: agenda is empty")
    for position, item in enumerate(step.agenda, start=1):
        point = item.discussion_point
        _require(
            point is None or 1 <= point <= len(step.discussion_points),
            f"{source}: agenda item {position}: there is no discussion point {point}",
        )


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise CatalogueError(message)


class _Table:
    """A table of a data file, read field by field, with the place in every error."""

    def __init__(self, content: Mapping[str, object], where: str) -> None:
        self._content = content
        self._where = where

    def __contains__(self, name: str) -> bool:
        return name in self._content

    def refuse_others_than(self, names: Iterable[str]) -> None:
        unknown = sorted(set(self._content) - set(names))
        _require(not unknown, f"{self._where}: unknown field {', '.join(unknown)}")

    def title(self, name: str, *, may_be_empty: bool = False) -> str:
        return _text(self._value(name), self._place(name), MAX_TITLE, may_be_empty=may_be_empty)

    def text(self, name: str) -> str:
        return _text(self._value(name), self._place(name))

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(_text(item, f"{self._place(name)}[{i}]") for i, item in enumerate(self._list(name), 1))

    def tables(self, name: str) -> tuple["_Table", ...]:
        found = []
        for position, item in enumerate(self._list(name), start=1):
            place = f"{self._place(name)}[{position}]"
            if not isinstance(item, dict):
                raise CatalogueError(f"{place} is not a table")
            found.append(_Table(item, place))
        return tuple(found)

    def whole_number(self, name: str, allowed: range | None = None) -> int:
        value = self._value(name)
        # A bool is an int in Python; "minutes = true" must not pass for one minute.
        if not isinstance(value, int) or isinstance(value, bool) or (allowed and value not in allowed):
            limits = f" from {allowed[0]} to {allowed[-1]}" if allowed else ""
            raise CatalogueError(f"{self._place(name)} is not a whole number{limits}")
        return value

    def hours(self, name: str) -> float:
        value = self._value(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= MAX_HOURS:
            raise CatalogueError(f"{self._place(name)} is not a number of hours from 0 to {MAX_HOURS}")
        return float(value)

    def yes_or_no(self, name: str) -> bool:
        value = self._value(name)
        if not isinstance(value, bool):
            raise CatalogueError(f"{self._place(name)} is not true or false")
        return value

    def _list(self, name: str) -> list[object]:
        value = self._value(name)
        if not isinstance(value, list):
            raise CatalogueError(f"{self._place(name)} is not a list")
        return value

    def _value(self, name: str) -> object:
        _require(name in self._content, f"{self._place(name)} is missing")
        return self._content[name]

    def _place(self, name: str) -> str:
        return f"{self._where}: {name}"


def _text(value: object, place: str, longest: int = MAX_TEXT, *, may_be_empty: bool = False) -> str:
    if not isinstance(value, str) or value != value.strip() or not (value or may_be_empty):
        raise CatalogueError(f"{place} is not a text")
    _require(len(value) <= longest, f"{place} is longer than {longest} characters")
    return value
