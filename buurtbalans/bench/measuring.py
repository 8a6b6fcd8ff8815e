"""Measuring pages by asking for them inside this process: no network, no other process."""

import re
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest
from django.test import Client

from buurtbalans.accounts.models import User
from buurtbalans.accounts.second_step import rules

WARM_UP, TIMES = 3, 21
MOST_PAGES = 150
LINK = re.compile(r'href="(/[^"#]*)')
# Leaving, static files, and the administrators' own site are no part of the walk.
OUTSIDE = re.compile(r"^/(static|uitloggen|beheer|bench)/")


@dataclass(frozen=True)
class Measured:
    """What one page takes in milliseconds, what the floor takes meanwhile, and the queries."""

    milliseconds: float
    floor: float
    queries: int

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.milliseconds / self.floor


@dataclass(frozen=True)
class Walk:
    """How many pages a walk asked for, and which of them answered with a fault."""

    pages: int
    faults: list[str]


def logged_in(user: User) -> Client:
    """A browser of somebody who took both steps, so that the measuring works wherever a second one is required."""
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(user)
    request = HttpRequest()
    request.session, request.user = client.session, user
    rules.note_taken(request, user, rules.Type.TOTP)
    request.session.save()
    return client


def measure(client: Client, address: str, floor: str, times: int = TIMES) -> Measured:
    """Ask for a page and the floor in turn, so that a busy moment of the machine hits both alike."""
    for _ in range(min(WARM_UP, times)):
        _get(client, address)
        _get(client, floor)
    taken = [(_time(client, address), _time(client, floor)) for _ in range(times)]
    page, bottom = (_undisturbed(column) for column in zip(*taken, strict=True))
    return Measured(page, bottom, count_queries(client, address))


def count_queries(client: Client, address: str) -> int:
    """How many queries a page needs, apart from what a process asks the first time only."""
    seen = 0
    _get(client, address)

    def count(ask: Callable[..., object], *arguments: object) -> object:
        nonlocal seen
        seen += 1
        return ask(*arguments)

    with connection.execute_wrapper(count):
        _get(client, address)
    return seen


def walk(client: Client, start: str) -> Walk:
    """Follow the links from a page, each address once."""
    waiting, seen, faults = [start], {start}, []
    visited = 0
    while waiting and visited < MOST_PAGES:
        address = waiting.pop(0)
        response = client.get(address)
        visited += 1
        if response.status_code >= 500:
            faults.append(address)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            found = [link for link in LINK.findall(response.content.decode()) if not OUTSIDE.match(link)]
            waiting += [link for link in dict.fromkeys(found) if link not in seen]
            seen.update(found)
    return Walk(visited, faults)


def megabytes() -> float:
    """The most memory this process ever held; Linux counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _undisturbed(times: Sequence[float]) -> float:
    """The time that a quarter of the measurements stay under: other work on the machine only ever adds."""
    return sorted(times)[len(times) // 4]


def _get(client: Client, address: str) -> None:
    status = client.get(address).status_code
    # 204: nothing changed since what the page shows.
    if status not in (200, 204):
        raise RuntimeError(f"{address} answers {status}")


def _time(client: Client, address: str) -> float:
    start = time.perf_counter()
    _get(client, address)
    return (time.perf_counter() - start) * 1000
