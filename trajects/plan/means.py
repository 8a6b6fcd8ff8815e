"""What measures cost, in words and added up: so nobody writes it in the plan again (L2)."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Means:
    """What one organisation puts in for the measures that it owns; None where no measure says."""

    owner: str
    money: int | None
    hours: int | None

    @property
    def in_words(self) -> str:
        """Both, as far as they are known: "€ 12.500; 40 uur per maand"."""
        return "; ".join(costs(self.money, self.hours)) or "nog niet ingevuld"


def euros(amount: int) -> str:
    """An amount as people write it: "€ 12.500"."""
    return f"€ {amount:,}".replace(",", ".")


def costs(money: int | None, hours: int | None, other: str = "") -> list[str]:
    """The means of a measure in words: money, hours, and what else it takes; only what is filled in."""
    amount = euros(money) if money is not None else ""
    time = f"{hours} uur per maand" if hours is not None else ""
    return [words for words in (amount, time, other) if words]


def added(rows: Iterable[tuple[str, int | None, int | None]]) -> list[Means]:
    """Owner, money and hours of each measure, added up by owner in the order of their names; "" is nobody yet, last.

    Without any money or hours there is nothing to tell: no rows.
    """
    known = [row for row in rows if row[1] is not None or row[2] is not None]
    owners = sorted({owner for owner, _, _ in known}, key=lambda name: (not name, name.casefold()))
    return [Means(owner, _total(known, owner, 1), _total(known, owner, 2)) for owner in owners]


def _total(rows: list[tuple[str, int | None, int | None]], owner: str, place: int) -> int | None:
    found = [row[place] for row in rows if row[0] == owner and row[place] is not None]
    return sum(int(number or 0) for number in found) if found else None
