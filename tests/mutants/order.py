"""Which tests are asked about a condition, the likeliest to miss it first; kept between runs in var/mutants/."""

import hashlib
import json
from pathlib import Path
from typing import Any

from tests.mutants.conditions import Mutant


class Order:
    """What is known of the tests (where each comes, how long it takes) and of the conditions (who missed each)."""

    def __init__(self, kept: Path, likeliest: tuple[str, ...]) -> None:
        kept.mkdir(parents=True, exist_ok=True)
        self._tests, self._results = kept / "tests.jsonl", kept / "results.json"
        self._likeliest = likeliest
        self.known: dict[str, Any] = {}
        for line in self._tests.read_text().splitlines() if self._tests.exists() else ():
            test = json.loads(line)
            self.known[test["name"]] = test
        self.results: dict[str, str] = json.loads(self._results.read_text()) if self._results.exists() else {}

    @property
    def unfit(self) -> list[str]:
        """The tests that fail with every condition in place: they may lean on their order."""
        return [name for name, test in self.known.items() if test["failed"]]

    def learn(self, line: str) -> None:
        """One test as `told` wrote it."""
        test = json.loads(line)
        self.known[test["name"]] = test
        with self._tests.open("a") as file:
            file.write(f"{line}\n")

    def noticed(self, path: str, mutant: Mutant, by: str) -> None:
        """Remember which test missed a condition, "" for none."""
        self.results[self.key(path, mutant)] = by
        self._results.write_text(json.dumps(self.results, indent=1))

    def was_noticed(self, path: str, mutant: Mutant) -> bool:
        """Did a test miss this condition before, when the piece of the gate was as it is now?"""
        return bool(self.results.get(self.key(path, mutant)))

    def of(self, path: str, mutant: Mutant) -> list[str]:
        """The tests that come to this condition."""
        asked = {place if " " in place else f"{path}:{place}" for place in mutant.asked}
        coming = [name for name, test in self.known.items() if not test["failed"] and asked & set(test["places"])]
        missed = list(self.results.values())
        before = [by for key, by in self.results.items() if by and key.startswith(f"{path} {mutant.function}: ")]

        def rank(name: str) -> tuple[bool, bool, float]:
            seconds = self.known[name]["seconds"] / (1 + missed.count(name))
            return name not in before, not name.startswith(self._likeliest), seconds

        return sorted(coming, key=rank)

    @staticmethod
    def key(path: str, mutant: Mutant) -> str:
        """How a condition is known, for as long as the rest of its file stays as it is."""
        return f"{path} {mutant.name} {hashlib.sha256(mutant.source.encode()).hexdigest()[:12]}"


def told(name: str, seconds: float, failed: bool, places: set[str]) -> str:
    """A test as a line of what is kept."""
    return json.dumps({"name": name, "seconds": round(seconds, 2), "failed": failed, "places": sorted(places)})
