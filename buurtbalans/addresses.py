"""Addresses by filling in numbers, for the pages opened most: having one worked out takes ten times as long."""

from collections.abc import Callable
from functools import cache

from django.urls import reverse


def numbered(name: str, *args: int) -> Callable[[int], str]:
    """A function from a row's number to its address; `name` is a URL whose last argument is that number."""
    *between, last, after = _pieces(name, len(args) + 1)
    before = "".join(f"{piece}/{arg}/" for piece, arg in zip(between, args, strict=True)) + last
    return lambda number: f"{before}/{number}/{after}"


def address(name: str, *args: int) -> str:
    """One address; `name` is a URL whose arguments are all numbers, or that has none."""
    if not args:
        return _pieces(name, 0)[0]
    *others, number = args
    return numbered(name, *others)(number)


@cache
def _pieces(name: str, numbers: int) -> list[str]:
    """What stands around the numbers of a URL: known for as long as the process runs."""
    return reverse(name, args=[0] * numbers).split("/0/")
