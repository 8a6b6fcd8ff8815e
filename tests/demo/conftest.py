"""The day on which the demo is loaded."""

from datetime import date

import pytest

# A Saturday, so that every day that falls in a weekend has to move.
SATURDAY = date(2026, 11, 21)


@pytest.fixture
def demo_day() -> date:
    """The day of the load."""
    return SATURDAY
