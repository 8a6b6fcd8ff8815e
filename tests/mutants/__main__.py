"""Takes the conditions out of the gate one at a time and runs the tests: `make mutants` (ARGS="--only seat").

One process starts the tests and makes what they begin with once; each condition goes in a fork of it, in which only
the tests run that come to it, all but the longest. What is known of tests and conditions is kept in var/mutants/, so a
run that was stopped goes on where it was; nothing else changes but, with --write, the result in docs/security.md.
"""

import argparse
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.mutants.conditions import Mutant, mutants
from tests.mutants.forks import POLICY, Forks
from tests.mutants.harmless import HARMLESS
from tests.mutants.order import Order
from tests.mutants.rows import policy_mutants

ROOT = Path(__file__).resolve().parents[2]
GATE = (
    "privacy/access.py",
    "privacy/early.py",
    "privacy/held.py",
    "privacy/wall.py",
    "privacy/closing.py",
    "privacy/agreements/condition.py",
    "privacy/registrations/owning.py",
    "privacy/registrations/granting.py",
    "privacy/registrations/second_reading.py",
    "privacy/regranting.py",
    "privacy/invariants.py",
    "privacy/questions.py",
    "privacy/links/models.py",
    "privacy/links/services.py",
    "privacy/reports/residents.py",
    "sessions/room/codes.py",
    POLICY,
)
# Among the tests that come to a condition these are the likeliest to miss it.
LIKELIEST = (
    "tests/privacy/test_gate.py",
    "tests/privacy/test_invariants.py",
    "tests/privacy/test_wall.py",
    "tests/privacy/test_held.py",
    "tests/privacy/test_agreements.py",
    "tests/privacy/test_registrations",
    "tests/privacy/test_regranting.py",
    "tests/privacy/test_mailed_links.py",
    "tests/privacy/test_oracle.py",
    "tests/trajects/test_leaving.py",
    "tests/trajects/test_seat_confirmation.py",
    "tests/trajects/test_residents",
    "tests/trajects/test_crossing.py",
    "tests/sessions/test_planning.py",
    "tests/sessions/test_room",
)
TESTS = ("tests/privacy", "tests/trajects", "tests/sessions", "tests/pages")
# They compare a paper or a source with the policy, so each change of a row would be noticed without anybody asking.
NOT_BEHAVIOUR = (
    "tests/privacy/test_access_docs.py",
    "tests/privacy/personal_data",
    "tests/privacy/test_narrow_roads.py::test_every_road_that_is_narrower_than_its_object_is_in_that_list",
)
QUICK = "not sweep and not browser and not long"
RESULT = re.compile(r"(?<=<!-- mutants -->\n).*?(?=<!-- end of mutants -->)", re.DOTALL)


def main() -> int:
    """Run all; the exit status is 1 when a condition can go without a test noticing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only conditions with this text in their file or name")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="only these tests")
    parser.add_argument("--seconds", type=float, default=1200, help="the most for one condition")
    parser.add_argument("--fresh", action="store_true", help="forget what is known of earlier runs")
    parser.add_argument("--write", action="store_true", help="write the result into docs/security.md")
    options = parser.parse_args()
    kept = ROOT / "var" / "mutants"
    if options.fresh:
        shutil.rmtree(kept, ignore_errors=True)
    order = Order(kept, LIKELIEST)
    chosen = [(path, one) for path, one in _found() if options.only in f"{path} {one.name}"]
    # What is harmless runs through every test before that shows, so it is judged by reading alone.
    asked = [(path, one) for path, one in chosen if one.name not in HARMLESS]
    forks = Forks(ROOT, GATE, [each for each in asked if not order.was_noticed(*each)], order, options.seconds)
    leave_out = [f"--deselect={path}" for path in NOT_BEHAVIOUR]
    choice = ["-q", "--create-db", "-p", "no:randomly", "-m", QUICK, *leave_out, *options.tests]
    pytest.main(choice, plugins=[forks])
    if not forks.has_run:
        print("the tests did not start", file=sys.stderr)
        return 2
    unnoticed = [one.name for path, one in asked if not order.was_noticed(path, one)]
    text = _report(len(chosen), [one.name for _, one in chosen if one.name in HARMLESS], unnoticed)
    print(text)
    if options.write:
        page = ROOT / "docs" / "security.md"
        page.write_text(RESULT.sub(lambda _: text, page.read_text()))
    return 1 if unnoticed else 0


def _found() -> list[tuple[str, Mutant]]:
    found = []
    for path in GATE:
        find = policy_mutants if path == POLICY else mutants
        found += [(path, one) for one in find((ROOT / path).read_text())]
    return found


def _report(total: int, harmless: list[str], harmful: list[str]) -> str:
    lines = [
        f"`make mutants`: {total} conditions, steps and rows of the gate taken out one at a time; "
        f"{total - len(harmless) - len(harmful)} times a test failed.",
        "",
    ]
    lines += [f"- without harm, `{name}`: {HARMLESS[name]}" for name in harmless]
    lines += [f"- **not noticed**, `{name}`" for name in harmful]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
