"""What takes the conditions out of the gate finds all of them (`make mutants`)."""

from pathlib import Path

from tests.mutants.conditions import mutants
from tests.mutants.order import Order, told
from tests.mutants.rows import policy_mutants
from tests.mutants.trace import telling

ROOT = Path(__file__).resolve().parents[2]
SOURCE = """
def door(user, rows):
    if not user.is_active or rows is None:
        return rows.none()
    rows.note()
    seen = Q(a=1, b=2) & Q(c=3) & Q(**{"d": 4})
    return rows.filter(seen, traject=4) if user.name and user.seat else ask("SELECT 1 WHERE x = %s AND y IN (SELECT z)")
"""


def test_every_condition_goes_once():
    assert sorted(mutant.removed for mutant in mutants(SOURCE)) == sorted(
        [
            "if not user.is_active or rows is None",
            "not user.is_active",
            "rows is None",
            "rows.note()",
            "Q(a=1)",
            "Q(b=2)",
            "Q(c=3)",
            "{'d': 4}",
            "& Q(c=3)",
            "Q(a=1, b=2) &",
            "& Q(**{'d': 4})",
            "Q(a=1, b=2) & Q(c=3) &",
            "filter(traject=4)",
            "user.name",
            "user.seat",
            "x = %s",
            "y IN (SELECT z)",
        ]
    )


def test_a_condition_in_sql_becomes_true_and_keeps_its_value():
    sources = {mutant.removed: mutant.source for mutant in mutants(SOURCE)}
    assert "WHERE (x = %s OR TRUE) AND y IN (SELECT z)" in sources["x = %s"]
    assert "WHERE x = %s AND (y IN (SELECT z) OR TRUE)" in sources["y IN (SELECT z)"]


def test_each_piece_differs_from_the_whole_in_one_place_only():
    sources = [mutant.source for mutant in mutants(SOURCE)]
    assert len(set(sources)) == len(sources)
    for source in sources:
        compile(source, "gate", "exec")


def test_each_thing_that_narrows_a_row_of_the_policy_goes_once():
    found = {mutant.name: mutant for mutant in policy_mutants((ROOT / "privacy" / "policy.py").read_text())}
    assert "trajects.membership: only={'track': 'professionals'}" in found
    assert found["OWN_ROWS_ONLY: manage_registration"].asked == {"action manage_registration"}
    assert found["_asked: only={f'{seat}__valid_to': None}"].asked == {
        "road traject_sessions.pollvoter",
        "road traject_sessions.pollvote",
    }
    for mutant in found.values():
        compile(mutant.source, "policy", "exec")


def test_only_tests_that_come_to_a_condition_are_asked_the_likeliest_first_and_what_is_known_is_kept(tmp_path):
    """As a second run finds it: one test came to the line, one did not, one fails by itself."""
    [condition] = [mutant for mutant in mutants(SOURCE) if mutant.removed == "filter(traject=4)"]
    place = f"gate.py:{next(iter(condition.asked))}"
    lines = [
        told("tests/slow.py::comes", 9, False, {place}),
        told("tests/quick.py::comes", 1, False, {place}),
        told("tests/likely.py::comes", 5, False, {place}),
        told("tests/other.py::elsewhere", 1, False, {"gate.py:1"}),
        told("tests/quick.py::fails", 1, True, {place}),
    ]
    first = Order(tmp_path, ("tests/likely.py",))
    for line in lines:
        first.learn(line)
    assert first.of("gate.py", condition) == ["tests/likely.py::comes", "tests/quick.py::comes", "tests/slow.py::comes"]
    first.noticed("gate.py", condition, "tests/slow.py::comes")
    again = Order(tmp_path, ("tests/likely.py",))
    assert again.was_noticed("gate.py", condition)
    assert again.of("gate.py", condition)[0] == "tests/slow.py::comes"
    assert again.unfit == ["tests/quick.py::fails"]


def test_the_gate_tells_of_each_of_its_statements():
    source = telling("gate.py", SOURCE)
    for line in ("3", "5", "6", "7"):
        assert f"'gate.py:{line}'" in source
