"""Names of people: by the lists, by two capitalised words that are not Dutch, and by the words around them."""

from collections.abc import Iterator, Sequence

from privacy.personal_data.allowed import Allowed
from privacy.personal_data.announced import announced_names
from privacy.personal_data.cues import DEEDS, DUTCH_OPENING, OPENING, PARTICLES, SPEECH
from privacy.personal_data.kinds import Kind, kind_of
from privacy.personal_data.masks import masked
from privacy.personal_data.runs import Run, is_name_alone, is_name_together
from privacy.personal_data.spans import Span
from privacy.personal_data.tokens import Token, tokens
from privacy.personal_data.words import words

MOST_WORDS = 7
# At the beginning of a sentence these say where: "Op de Zuidas is het druk".
PREPOSITIONS = ("In", "Op", "Te", "De")


def names(sentence: str, allowed: Allowed, taken: Sequence[Span] = ()) -> Iterator[Span]:
    """The names of people in one sentence; `taken` is what other finders read already."""
    found = tokens(sentence)
    closed = [*((span.start, span.end) for span in taken), *allowed.places(sentence)]
    shut = {
        place
        for place, token in enumerate(found)
        if any(start < token.end and token.start < end for start, end in closed)
    }
    hidden = masked(found) | shut
    used: set[int] = set()
    for first, last in announced_names(found, hidden, shut):
        used.update(range(first, last + 1))
        yield Span(found[first].start, Run(found, first, last).end, "NAAM")
    for run in _runs(found, hidden | used):
        if is_name_together(run) if len(run) > 1 else is_name_alone(run):
            yield Span(run.head.start, run.end, "NAAM")


def _runs(found: list[Token], hidden: set[int]) -> Iterator[Run]:
    """Stretches of capitals with the small words of surnames between them, each part judged by the lists."""
    place = 0
    while place < len(found):
        if place in hidden or not _can_open(found, place):
            place += 1
            continue
        last = _last_of_run(found, place, hidden)
        run = Run(found, place, last)
        yield run
        place = last + 1


def _can_open(found: list[Token], place: int) -> bool:
    token = found[place]
    if not token.is_capital:
        return False
    if token.text in OPENING or token.is_initials:
        return True
    if token.text in DUTCH_OPENING:
        return _opens_dutch_surname(found, place)
    return kind_of(token) not in (Kind.PARTICLE, Kind.DUTCH, Kind.PLACE, Kind.PLACE_SURNAME, Kind.NEVER, Kind.CODE)


def _opens_dutch_surname(found: list[Token], place: int) -> bool:
    """ "De Vries belt": the small word has a capital only because the name begins with it."""
    after = place + 1
    while after < len(found) and after < place + 3 and found[after].glued and found[after].lower in PARTICLES:
        after += 1
    if after >= len(found) or not found[after].glued or not found[after].is_capital:
        return False
    kind = kind_of(found[after])
    deed = found[after + 1].lower if after + 1 < len(found) else ""
    if kind is Kind.DUTCH_SURNAME or (found[place].opens and found[place].text in PREPOSITIONS):
        return deed in SPEECH
    if kind is Kind.SURNAME:
        return True
    return kind is Kind.UNKNOWN and (not found[place].opens or (after > place + 1 and deed in DEEDS))


def _last_of_run(found: list[Token], first: int, hidden: set[int]) -> int:
    last = place = first
    while place + 1 < len(found) and place + 1 - first < MOST_WORDS:
        place += 1
        token = found[place]
        if place in hidden or not token.glued:
            break
        if token.is_capital or token.is_initials:
            if _ends_run(found, last, place):
                break
            last = place
        elif token.lower not in PARTICLES:
            break
    return last


def _ends_run(found: list[Token], last: int, place: int) -> bool:
    """Two people in a row have a genitive between them; a capital that is no name does not join one."""
    if found[last].text.endswith(("'s", "'")):
        return True
    if found[last].is_all_capitals and found[place].is_all_capitals:
        return words().is_dutch(found[place].lower)
    return kind_of(found[place]) is Kind.CODE and found[place].lower not in PARTICLES
