"""What another organisation reads of a number: the first two rules on small counts."""

import pytest

from privacy.registrations.models import About
from privacy.registrations.small_counts import is_exact, outside

GOLDEN = {
    About.PERSON: {
        0: "minder dan 10",
        4: "minder dan 10",
        5: "minder dan 10",
        7: "minder dan 10",
        9: "minder dan 10",
        10: "10",
        12: "10",
        13: "15",
    },
    About.EVENT: {
        0: "minder dan 5",
        4: "minder dan 5",
        5: "5",
        7: "5",
        9: "10",
        10: "10",
        12: "10",
        13: "15",
    },
    About.SPACE: {value: str(value) for value in (0, 4, 5, 7, 9, 10, 12, 13)},
}


@pytest.mark.parametrize(("about", "value"), [(about, value) for about in GOLDEN for value in GOLDEN[about]])
def test_the_golden_numbers(about, value):
    assert outside(about, value) == GOLDEN[about][value]


@pytest.mark.parametrize("about", ["", "iets anders"])
def test_what_is_not_known_counts_as_persons(about):
    assert [outside(about, value) for value in (0, 9, 13)] == ["minder dan 10", "minder dan 10", "15"]
    assert not is_exact(about)


@pytest.mark.parametrize("about", [About.PERSON, About.EVENT])
def test_every_shown_number_stands_for_several(about):
    shown = {}
    for value in range(198):
        shown.setdefault(outside(about, value), []).append(value)
    assert all(len(values) >= 3 for values in shown.values())
