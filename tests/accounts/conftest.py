"""A clock that the tests of logging in move by hand."""

import time

import pytest


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def move(*, hours=0, minutes=0):
        now[0] += hours * 3600 + minutes * 60

    return move
