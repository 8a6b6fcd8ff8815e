"""A table of counts, attacked before it is shown and by somebody else after it is shown."""

import math
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privacy.registrations.models import About
from privacy.registrations.small_counts.numbers import for_partner, for_the_world
from privacy.registrations.small_counts.tables import ALL, Count, Table, protect
from tests.privacy.attacker import EVERYTHING, Attack, exact_bounds

ROWS, COLUMNS = 6, 4
MANY = settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
OWNERS = ("politie", "welzijn", "corporatie")


def some_count(dice, mean):
    """A count with this mean, spread as those of buurten are: many small, a few large (Poisson-gamma)."""
    limit, value, product = math.exp(-dice.gammavariate(2, mean / 2)), 0, dice.random()
    while product > limit:
        value, product = value + 1, product * dice.random()
    return value


def random_counts(seed, mean, per_cell=1):
    """Counts with their owners; each cell gets `per_cell` of them."""
    dice = random.Random(seed)
    return [
        ((row, column), some_count(dice, mean / per_cell), dice.choice(OWNERS))
        for row in range(ROWS)
        for column in range(COLUMNS)
        for _ in range(per_cell)
    ]


def shown_to(counts, reader, rule):
    """The table as one organisation reads it; its own numbers it knows."""
    return Table([Count(*cell, value, owner == reader) for cell, value, owner in counts], rule).safe()


def totals_of(shown):
    return {EVERYTHING if total == ALL else total: text for total, text in shown.totals.items()}


def sums(counts):
    found = {}
    for cell, value, _ in counts:
        found[cell] = found.get(cell, 0) + value
    return found


def unprotected(counts):
    """The same table as it should not be: small cells hidden, and every total as it is."""
    values = sums(counts)
    cells = {cell: "minder dan 10" if value < 10 else str(value) for cell, value in values.items()}
    totals = {EVERYTHING: str(sum(values.values()))}
    for row in range(ROWS):
        totals["row", row] = str(sum(values[row, column] for column in range(COLUMNS)))
    for column in range(COLUMNS):
        totals["column", column] = str(sum(values[row, column] for row in range(ROWS)))
    return cells, totals


@pytest.mark.parametrize(("mean", "at_least"), [(8, 0.02), (15, 0.4), (30, 0.8)])
def test_the_attacker_succeeds_on_tables_that_are_not_protected(mean, at_least):
    hidden = found = wrong = 0
    for seed in range(100):
        counts = random_counts(seed, mean)
        cells, totals = unprotected(counts)
        recovered = Attack(cells, totals, read=exact_bounds).recovered()
        small = {cell: value for cell, value in sums(counts).items() if value < 10}
        hidden += len(small)
        found += len(set(small) & set(recovered))
        wrong += sum(recovered[cell] != sums(counts)[cell] for cell in recovered)
    assert wrong == 0
    assert found / hidden >= at_least


@pytest.mark.parametrize("about", [About.PERSON, About.EVENT])
@pytest.mark.parametrize("per_cell", [2, 3])
def test_what_one_knows_oneself_does_not_uncover_the_other_number_in_a_cell(about, per_cell):
    rule = for_partner(about)

    @MANY
    @given(st.integers(0, 2**32), st.sampled_from([8, 15, 30]))
    def attacked(seed, mean):
        counts = random_counts(seed, mean, per_cell)
        reader = OWNERS[seed % 3]
        shown = shown_to(counts, reader, rule)
        for cell in sums(counts):
            mine = sum(value for place, value, owner in counts if place == cell and owner == reader)
            others = [value for place, value, owner in counts if place == cell and owner != reader]
            # The reader sees every number of others in the list too, rounded.
            parts = {(0, n): rule.shown(value) for n, value in enumerate(others)}
            total = {EVERYTHING: shown.cells.get(cell, "")}
            attack = Attack(parts, total, least=rule.least)
            low, high = attack.everything
            attack.everything = max(0, low - mine), high - mine
            assert not attack.recovered(), (cell, mine, others)

    attacked()


def test_a_cell_goes_when_what_one_knows_uncovers_the_other_number_in_it():
    rule = for_partner(About.PERSON)
    mine, other = Count(0, 0, 1, is_known=True), Count(0, 0, 9)
    shown = Table([mine, other], rule).safe()
    assert shown.cells == {}
    # "10" is 10, 11 or 12; without the one of my own that is 9, 10 or 11; and "minder dan 10" is at most 9.
    assert Table([mine, Count(0, 0, 19)], rule).safe().cells == {(0, 0): "20"}


def test_totals_are_rounded_by_themselves_and_not_added_up():
    shown = Table([Count(0, 0, 13), Count(0, 1, 13)], for_partner(About.PERSON)).safe()
    assert set(shown.cells.values()) == {"15"}
    assert shown.totals["row", 0] == shown.totals[ALL] == "25"
    assert shown.totals["column", 0] == "15"


def test_a_total_goes_that_would_uncover_a_cell():
    # Nine and nine are at most 18; a total of 20 (18 up to 22) leaves one possibility.
    table = Table([Count(0, 0, 9), Count(0, 1, 9)], for_partner(About.PERSON))
    shown = table.safe()
    assert set(shown.cells.values()) == {"minder dan 10"}
    assert ("row", 0) not in shown.totals
    assert ALL not in shown.totals


def test_tables_beside_each_other_lose_the_same_row_totals():
    rule = for_partner(About.PERSON)
    by_period = Table([Count(0, 0, 9), Count(0, 1, 9)], rule)
    by_theme = Table([Count(0, 0, 9), Count(0, 0, 9)], rule)
    first, second = protect([by_period, by_theme])
    assert ("row", 0) not in first.totals
    assert second.cells == {}, "the sum of both would uncover each"
    assert second.totals == {}


def test_a_hidden_cell_is_not_shown_and_a_total_that_means_nothing_neither():
    counts = [Count(0, 0, 40), Count(0, 1, 50)]
    shown = Table(counts, for_the_world(About.EVENT), hidden={(0, 0)}, no_total={("column", 1)}).safe()
    assert shown.cells == {(0, 1): "50"}
    assert ("column", 1) not in shown.totals
    assert shown.totals["row", 0] == "90"


def exact_table(grid, hidden):
    counts = [Count(row, column, value) for row, line in enumerate(grid) for column, value in enumerate(line)]
    return Table(counts, for_partner(About.SPACE), hidden=set(hidden)).safe()


def test_exact_numbers_about_space_stay_as_they_are():
    shown = exact_table([[1, 2], [3, 0]], [])
    assert shown.cells == {(0, 0): "1", (0, 1): "2", (1, 0): "3", (1, 1): "0"}
    assert shown.totals[ALL] == "6"


def test_beside_exact_numbers_a_hidden_cell_is_never_alone_in_its_line():
    shown = exact_table([[7, 3, 9], [5, 6, 0], [4, 8, 2]], [(0, 0)])
    hidden = {(row, column) for row in range(3) for column in range(3)} - set(shown.cells)
    assert (0, 1) in hidden, "the smallest of its row"
    assert (1, 2) not in hidden, "a zero hides nothing"
    for line in range(3):
        assert sum(row == line for row, _ in hidden) != 1
        assert sum(column == line for _, column in hidden) != 1


def test_where_no_second_cell_can_hide_the_total_goes():
    shown = exact_table([[7, 0]], [(0, 0)])
    assert shown.cells == {(0, 1): "0"}
    assert ("row", 0) not in shown.totals
    assert ("column", 0) not in shown.totals
    assert ALL not in shown.totals
