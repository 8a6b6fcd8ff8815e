"""Takes the conditions out of the gate one at a time and runs the tests: `make mutants` (ARGS="--only seat").

One process starts the tests and makes the database once; each condition goes in a fork of it, so nothing here
changes but, with --write, the result in docs/security.md.
"""

import argparse
import re
import sys
from pathlib import Path

import pytest

from tests.mutants.conditions import mutants
from tests.mutants.forks import Forks
from tests.mutants.harmless import HARMLESS

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
)
# The quickest to notice first; each condition ends at the first failure.
TESTS = (
    "tests/privacy/test_gate.py",
    "tests/privacy/test_invariants.py",
    "tests/privacy/test_wall.py",
    "tests/privacy/test_held.py",
    "tests/privacy/test_agreements.py",
    "tests/trajects/test_leaving.py",
    "tests/trajects/test_seat_confirmation.py",
    "tests/privacy/test_registrations.py",
    "tests/privacy/test_registrations_managing.py",
    "tests/privacy/test_registrations_levels.py",
    "tests/privacy/test_registrations_second_reader.py",
    "tests/trajects/test_residents.py",
    "tests/trajects/test_crossing.py",
    "tests/trajects/test_invitations.py",
    "tests/sessions/test_planning.py",
    "tests/privacy/test_oracle.py",
    "tests/privacy/test_access_events.py",
)
RESULT = re.compile(r"(?<=<!-- mutants -->\n).*?(?=<!-- end of mutants -->)", re.DOTALL)


def main() -> int:
    """Run all; the exit status is 1 when a condition can go without a test noticing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only conditions with this text in their file or name")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="only these tests")
    parser.add_argument("--write", action="store_true", help="write the result into docs/security.md")
    options = parser.parse_args()
    found = [(path, one) for path in GATE for one in mutants((ROOT / path).read_text())]
    chosen = [(path, one) for path, one in found if options.only in f"{path} {one.name}"]
    # What is harmless runs through every test before that shows, so it is judged by reading alone.
    harmless = [one.name for _, one in chosen if one.name in HARMLESS]
    forks = Forks(ROOT, [(path, one) for path, one in chosen if one.name not in HARMLESS])
    tests = ["-q", "--reuse-db", "-p", "no:randomly", "-m", "not sweep and not browser", *options.tests]
    pytest.main(tests, plugins=[forks])
    if forks.unnoticed is None:
        print("the tests did not start", file=sys.stderr)
        return 2
    text = _report(len(chosen), harmless, forks.unnoticed)
    print(text)
    if options.write:
        page = ROOT / "docs" / "security.md"
        page.write_text(RESULT.sub(lambda _: text, page.read_text()))
    return 1 if forks.unnoticed else 0


def _report(total: int, harmless: list[str], harmful: list[str]) -> str:
    lines = [
        f"`make mutants`: {total} conditions and steps of the gate taken out one at a time; "
        f"{total - len(harmless) - len(harmful)} times a test failed.",
        "",
    ]
    lines += [f"- without harm, `{name}`: {HARMLESS[name]}" for name in harmless]
    lines += [f"- **not noticed**, `{name}`" for name in harmful]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
