"""Hints that somebody can be told without being named ("de enige weduwnaar in portiek 12"). Hints, never finds."""

import re

from privacy.personal_data.reading import plain, sentences
from privacy.personal_data.sections import any_of

_PERSON = rf"(?:\w{{0,20}}{any_of('persons')}|weduwe|weduwnaar|mannen|vrouwen|gezin|familie|beheerder|eigenaar)\b"
_DOOR = r"(?:nummer|nr\.?|huisnummer|portiek|trap|etage|verdieping|kamer|flat|galerij)[ ][0-9]{1,4}"
_HINTS = re.compile(
    rf"\b(?:de|het)[ ]enige[ ](?:[\w-]{{1,25}}[ ]){{0,4}}{_PERSON}"
    rf"|\b[0-9]{{1,3}}-jarige[ ](?:[\w-]{{1,25}}[ ]){{0,2}}{_PERSON}"
    rf"|\b{_PERSON}[ ](?:op|van|in|uit|bij)[ ]{_DOOR}"
    r"|\b(?:vader|moeder)[ ]van[ ](?:twee|drie|vier|vijf|zes|zeven|acht|[2-9])\b",
    re.IGNORECASE,
)


def traceability_hints(text: str) -> list[tuple[int, int]]:
    """Where a text may point at one person by circumstances: start and end of each hint, in characters.

    To be shown as advice beside a field. It misses most: no pattern knows who lives where, which is why a second
    reader looks at what is shared (privacy.md section 4).
    """
    read, offsets = plain(text)
    found = [
        (start + hint.start(), start + hint.end())
        for start, sentence in sentences(read)
        for hint in _HINTS.finditer(sentence)
    ]
    return found if offsets is None else [(offsets[start], offsets[end]) for start, end in found]
