"""Takes the conditions out of the gate one at a time and runs the tests: `make mutants` (ARGS="--only seat").

Works in copies of the project, so nothing here changes but, with --write, the result in docs/security.md.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

from tests.mutants.conditions import Mutant, mutants
from tests.mutants.harmless import HARMLESS

ROOT = Path(__file__).resolve().parents[2]
GATE = (
    "privacy/access.py",
    "privacy/held.py",
    "privacy/agreements/condition.py",
    "privacy/closing.py",
)
# The quickest to notice first; a run stops at the first failure.
TESTS = (
    "tests/privacy/test_gate.py",
    "tests/privacy/test_oracle.py",
    "tests/privacy/test_held.py",
    "tests/privacy/test_agreements.py",
    "tests/trajects/test_leaving.py",
    "tests/trajects/test_seat_confirmation.py",
    "tests/privacy",
    "tests/trajects/test_invitations.py",
    "tests/sessions/test_planning.py",
)
WORKERS = 2
SECONDS = 1200
RESULT = re.compile(r"(?<=<!-- mutants -->\n).*?(?=<!-- end of mutants -->)", re.DOTALL)


def main() -> int:
    """Run all; the exit status is 1 when a condition can go without a test noticing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only conditions with this text in their name")
    parser.add_argument("--write", action="store_true", help="write the result into docs/security.md")
    options = parser.parse_args()
    todo = [(path, one) for path in GATE for one in mutants((ROOT / path).read_text()) if options.only in one.name]
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(WORKERS):
            copies.put(_copy(Path(folder) / str(number)))
        with ThreadPoolExecutor(WORKERS) as pool:
            unnoticed = [name for name in pool.map(lambda each: _try(copies, *each), todo) if name]
    harmful = [name for name in unnoticed if name not in HARMLESS]
    text = _report(len(todo), [name for name in unnoticed if name in HARMLESS], harmful)
    print(text)
    if options.write:
        page = ROOT / "docs" / "security.md"
        page.write_text(RESULT.sub(lambda _: text, page.read_text()))
    return 1 if harmful else 0


def _copy(target: Path) -> Path:
    shutil.copytree(
        ROOT, target, ignore=shutil.ignore_patterns(".git", "node_modules", ".venv", "__pycache__", "postgres")
    )
    return target


def _try(copies: "Queue[Path]", path: str, mutant: Mutant) -> str:
    """The name of the mutant when no test noticed it, else ""."""
    copy = copies.get()
    file = copy / path
    original = file.read_text()
    try:
        file.write_text(mutant.source)
        noticed = _run(copy) != 0
    finally:
        file.write_text(original)
        copies.put(copy)
    print("." if noticed else f"\nunnoticed: {path} {mutant.name}\n", end="", flush=True, file=sys.stderr)
    return "" if noticed else mutant.name


def _run(copy: Path) -> int:
    url = urlsplit(os.environ["DATABASE_URL"])
    database = url._replace(path=f"{url.path}_mutants_{copy.name}").geturl()
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--reuse-db", "-p", "no:randomly", *TESTS]
    done = subprocess.run(
        command,
        cwd=copy,
        env={**os.environ, "DATABASE_URL": database, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode


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
