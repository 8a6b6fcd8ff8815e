"""The evaluation set: invented sentences of neighbourhood workers, put together from the files in evaluation/."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "evaluation"
MARKED = re.compile(r"\[(?P<label>[A-Z]+):(?P<text>[^\]]+)\]")
PLACE = re.compile(r"\{(?P<form>[VFSICGk])\}")


def rows(name):
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def cast():
    """Each background with its first names and surnames."""
    for row in rows("names"):
        group, _, both = row.partition(": ")
        first, _, last = both.partition(" | ")
        yield group, first.split(), last.split(", ")


def written(form, first, last):
    """A name as a sentence wants it."""
    capital = last[0].upper() + last[1:]
    return {
        "V": f"{first} {last}",
        "F": first,
        "S": capital,
        "I": f"{first[0]}. {last}",
        "C": f"{first} {last}".upper(),
        "k": last.lower(),
        "G": first + ("'s" if first[-1] in "aeiouyé" else "s"),
    }[form]


def with_people():
    """Every sentence once for every background, each time with another name: text, spans, background."""
    for group, firsts, lasts in cast():
        for number, sentence in enumerate(rows("people")):
            place = PLACE.search(sentence)
            name = written(place["form"], firsts[number % len(firsts)], lasts[(number * 5 + 2) % len(lasts)])
            text = sentence[: place.start()] + name + sentence[place.end() :]
            end = place.start() + len(re.sub(r"'?s$", "", name) if place["form"] == "G" else name)
            yield text, [(place.start(), end, "NAAM")], group


def marked(name):
    """Sentences in which the finds stand between brackets, with their label: text, spans."""
    for sentence in rows(name):
        text, spans, upto = "", [], 0
        for mark in MARKED.finditer(sentence):
            text += sentence[upto : mark.start()]
            spans.append((len(text), len(text) + len(mark["text"]), mark["label"]))
            text += mark["text"]
            upto = mark.end()
        yield text + sentence[upto:], spans


def everything():
    """The whole set: text, spans, background or None."""
    yield from with_people()
    yield from ((text, spans, None) for text, spans in marked("forms"))
    yield from ((text, [], None) for text in rows("clean"))


def second():
    """A smaller set of later: text, spans, None."""
    yield from ((text, spans, None) for text, spans in marked("second"))
