"""The addresses of many rows, for lists: working one out takes longer than filling in its number."""

from collections.abc import Callable

from django.urls import reverse


def numbered(name: str, *args: int) -> Callable[[int], str]:
    """A function from a row's number to its address; `name` is a URL whose last argument is that number."""
    before, after = reverse(name, args=[*args, 0]).rsplit("/0/", 1)
    return lambda number: f"{before}/{number}/{after}"
