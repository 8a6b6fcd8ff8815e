"""Data files that come with the product (TOML), read strictly: each error names the file and the field."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

HOURS_MAX = 8
TITLE_LENGTH, TEXT_LENGTH = 120, 500


class DataFileError(ValueError):
    """A data file is not as it should be; the message names the file and the field."""


def read(path: Path) -> dict[str, object]:
    """The content of a data file; raises DataFileError when it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path.name}: {error}") from error


def require(condition: bool, message: str) -> None:
    """Raise DataFileError with this message when the condition does not hold."""
    if not condition:
        raise DataFileError(message)


class Table:
    """A table of a data file, read field by field, with the place in every error.

    Every reading method takes a field's name and raises DataFileError when it is missing or not of that kind.
    """

    def __init__(self, content: Mapping[str, object], where: str) -> None:
        self._content = content
        self._where = where

    def __contains__(self, name: str) -> bool:
        return name in self._content

    def refuse_others_than(self, names: Iterable[str]) -> None:
        """Fields with other names are mistakes."""
        unknown = sorted(set(self._content) - set(names))
        require(not unknown, f"{self._where}: unknown field {', '.join(unknown)}")

    def title(self, name: str, *, may_be_empty: bool = False) -> str:
        """A text of at most 120 characters."""
        return _text(self._value(name), self._place(name), TITLE_LENGTH, may_be_empty=may_be_empty)

    def text(self, name: str) -> str:
        """A text of at most 500 characters."""
        return _text(self._value(name), self._place(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts of at most 500 characters."""
        return tuple(_text(item, f"{self._place(name)}[{i}]") for i, item in enumerate(self._list(name), 1))

    def tables(self, name: str) -> tuple["Table", ...]:
        """A list of tables, each with its own place."""
        found = []
        for position, item in enumerate(self._list(name), start=1):
            place = f"{self._place(name)}[{position}]"
            if not isinstance(item, dict):
                raise DataFileError(f"{place} is not a table")
            found.append(Table(item, place))
        return tuple(found)

    def whole_number(self, name: str, allowed: range | None = None) -> int:
        """A whole number, in the allowed range."""
        return _whole_number(self._value(name), self._place(name), allowed)

    def numbers(self, name: str, allowed: range) -> tuple[int, ...]:
        """A list of whole numbers, each in the allowed range."""
        return tuple(
            _whole_number(item, f"{self._place(name)}[{i}]", allowed) for i, item in enumerate(self._list(name), 1)
        )

    def hours(self, name: str) -> float:
        """A number of hours, at most 8."""
        value = self._value(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= HOURS_MAX:
            raise DataFileError(f"{self._place(name)} is not a number of hours from 0 to {HOURS_MAX}")
        return float(value)

    def yes_or_no(self, name: str) -> bool:
        """True or false."""
        value = self._value(name)
        if not isinstance(value, bool):
            raise DataFileError(f"{self._place(name)} is not true or false")
        return value

    def _list(self, name: str) -> list[object]:
        value = self._value(name)
        if not isinstance(value, list):
            raise DataFileError(f"{self._place(name)} is not a list")
        return value

    def _value(self, name: str) -> object:
        require(name in self._content, f"{self._place(name)} is missing")
        return self._content[name]

    def _place(self, name: str) -> str:
        return f"{self._where}: {name}"


def _text(value: object, place: str, longest: int = TEXT_LENGTH, *, may_be_empty: bool = False) -> str:
    if not isinstance(value, str) or value != value.strip() or not (value or may_be_empty):
        raise DataFileError(f"{place} is not a text")
    require(len(value) <= longest, f"{place} is longer than {longest} characters")
    return value


def _whole_number(value: object, place: str, allowed: range | None) -> int:
    # A bool is an int in Python; "minutes = true" must not pass for one minute.
    if not isinstance(value, int) or isinstance(value, bool) or (allowed and value not in allowed):
        limits = f" from {allowed[0]} to {allowed[-1]}" if allowed else ""
        raise DataFileError(f"{place} is not a whole number{limits}")
    return value
