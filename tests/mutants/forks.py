"""Runs the collected tests once for each condition, in a fork in which the gate goes without it."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from tests.mutants.conditions import Mutant

# A condition may also keep something from ending.
SECONDS = 1200


class Forks:
    """A plugin of pytest; `unnoticed` are the names of the conditions that no test missed, None without a run."""

    def __init__(self, root: Path, todo: list[tuple[str, Mutant]]) -> None:
        self.root, self.todo = root, todo
        self.unnoticed: list[str] | None = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests: the first one makes the database, then each condition has its fork."""
        # What commits for real would leave its rows to the next fork.
        items = [item for item in session.items if not _commits(item)]
        if any(report.failed for report in runtestprotocol(items[0], log=False, nextitem=items[1])):
            return True
        connections.close_all()
        # With every condition in place: what fails then (it may lean on the order of tests) says nothing later.
        unfit = self._failures(items, len(items)).splitlines()
        items = [item for item in items if item.nodeid not in unfit]
        print(f"{len(items)} tests; left out: {unfit}", file=sys.stderr, flush=True)
        self.unnoticed = []
        for path, mutant in self.todo:
            by = self._failures(items, 1, (self.root / path, mutant))
            if not by:
                self.unnoticed.append(mutant.name)
            print(f"{path} {mutant.name}: {by or 'NOT NOTICED'}", file=sys.stderr, flush=True)
        return True

    def _failures(self, items: list[pytest.Item], most: int, without: tuple[Path, Mutant] | None = None) -> str:
        """The first tests that fail in a fork without this condition, a line each; "" when none does."""
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(SECONDS)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            if without:
                change(*without)
            os.write(write, "\n".join(islice(_failing(items), most)).encode())
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as told:
            by = told.read()
        status = os.waitpid(child, 0)[1]
        return by or (f"ended by {status}" if status else "")


def change(path: Path, mutant: Mutant) -> None:
    """Give the functions of a loaded module the code of the source without the condition."""
    codes = dict(_codes(compile(mutant.source, str(path), "exec")))
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename == str(path):
            name = function.__code__.co_qualname
            if "<lambda>" not in name:
                function.__code__ = codes[name]


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from _codes(constant)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return marker is not None and bool(marker.kwargs.get("transaction"))


def _failing(items: list[pytest.Item]) -> Iterator[str]:
    for item, following in zip(items, [*items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            yield item.nodeid
