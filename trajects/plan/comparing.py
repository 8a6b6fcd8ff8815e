"""What is different between two versions of a plan, by part: who agreed is asked again for that only (L6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from trajects.plan.parts import Part

Contents = Mapping[str, Any]

# What the traject already holds and shows in a part, by its name in the frozen contents.
SHOWN_IN: Mapping[str, tuple[str, ...]] = {
    Part.PROBLEM: ("problems", "opportunities"),
    Part.GOALS: ("goals",),
    Part.MEASURES: ("lines",),
    Part.PARTNERS: ("partners",),
}
# What says the same when the order changes, or is no word of the plan: how a measure goes is told while it is carried
# out, and who agreed with the plan need not agree again because of it.
NO_WORDS = {"pk", "code", "letter", "codes", "status"}


@dataclass(frozen=True)
class ChangedPart:
    """A part that says something else than before; of the measures which ones, by title."""

    name: str
    number: int
    title: str
    measures: tuple[str, ...] = ()


def changed_parts(old: Contents, new: Contents) -> list[ChangedPart]:
    """The parts of `new` that differ from `old`, in the order of the plan; both are frozen contents.

    How far a part is, and the codes of measures, are no difference; a field that did not exist yet is as an empty
    one. Without a difference the list is empty.
    """
    texts = {part["name"]: _words(part["row"]["text"]) for part in old["parts"]}
    found = []
    if old["question"] != new["question"]:
        found.append(ChangedPart("vraagstuk", 0, "Vraagstuk"))
    for part in new["parts"]:
        name = part["name"]
        shown = SHOWN_IN.get(name, ())
        same_text = texts.get(name) == _words(part["row"]["text"])
        if not same_text or any(_words(old.get(key)) != _words(new.get(key)) for key in shown):
            measures = changed_measures(old, new) if name == Part.MEASURES else ()
            found.append(ChangedPart(name, part["number"], part["title"], measures))
    return found


def changed_measures(old: Contents, new: Contents) -> tuple[str, ...]:
    """The titles of measures that are new or changed, and of those that are gone."""
    before, after = _measures(old), _measures(new)
    changed = [row["title"] for key, row in after.items() if key not in before or _words(before[key]) != _words(row)]
    gone = [f"{row['title']} (weg)" for key, row in before.items() if key not in after]
    return tuple(changed + gone)


def _measures(contents: Contents) -> dict[Any, dict[str, Any]]:
    """The measures by the key of their row; versions of before that was kept, by title."""
    rows = [measure["row"] for measure in chain.from_iterable(line["measures"] for line in contents["lines"])]
    return {row.get("pk", row["title"]): row for row in rows}


def _words(value: Any) -> Any:
    """What a reader reads: without keys of rows, codes, and what is empty."""
    if isinstance(value, Mapping):
        kept = {name: _words(one) for name, one in value.items() if name not in NO_WORDS}
        return {name: one for name, one in kept.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [_words(one) for one in value]
    return value
