"""What has capitals and is no person: streets, squares, organisations, schools, what is named after somebody."""

import re
from functools import lru_cache

from privacy.personal_data.cues import (
    ORGANISATION_AFTER,
    ORGANISATION_BEFORE,
    PARTICLES,
    TITLES,
)
from privacy.personal_data.sections import any_of
from privacy.personal_data.streets import PLACE_END
from privacy.personal_data.tokens import Token
from privacy.personal_data.words import words

_EPONYM = re.compile(rf"^(?P<who>[^\W\d_]{{4,30}}?-?)(?P<what>{any_of('eponym_end')})(?:en|s|je|jes)?$")
_COMPASS = re.compile(r"-(?:(?:noord|zuid|oost|west)+(?:oost|west)?|midden|centrum)$")
SHORT_ENDING = 4
_BEFORE_END = re.compile(rf"\w{{2}}{any_of('organisation_before_end')}$")


def masked(found: list[Token]) -> set[int]:
    """The places of the tokens that belong to something that is no person."""
    hidden: set[int] = set()
    for place, token in enumerate(found):
        if not token.is_capital:
            if _announces_organisation(token.lower):
                hidden |= _run_after(found, place)
            continue
        hidden |= _organisation_at(found, place)
        if (
            _is_place(token)
            or _is_eponym(token)
            or (token.text in ORGANISATION_AFTER and place and found[place - 1].is_capital and token.glued)
        ):
            hidden |= {place} | _run_before(found, place)
        if _announces_organisation(token.lower) and not _is_known_name(token):
            hidden |= {place} | _run_after(found, place)
    return hidden


def _announces_organisation(lower: str) -> bool:
    return lower in ORGANISATION_BEFORE or _BEFORE_END.search(lower) is not None


def _run_after(found: list[Token], place: int) -> set[int]:
    """The capitals that follow, with the small words between them."""
    run: set[int] = set()
    for nxt in range(place + 1, min(place + 7, len(found))):
        token = found[nxt]
        if not token.glued or token.lower in TITLES:
            break
        if token.is_capital or (token.lower in PARTICLES | {"en", "&"} and nxt > place + 1):
            run.add(nxt)
        elif token.lower not in ("de", "het", "'t"):
            break
    return run


def _run_before(found: list[Token], place: int) -> set[int]:
    """The capitals that stand before, with the small words between them."""
    run: set[int] = set()
    for previous in range(place - 1, max(-1, place - 7), -1):
        if not found[previous + 1].glued:
            break
        token = found[previous]
        is_small = token.lower in PARTICLES | {"en"}
        if token.lower in TITLES or not (token.is_capital or is_small):
            break
        if token.opens and words().is_dutch(token.lower) and not (token.is_initials or _is_known_name(token)):
            break
        run.add(previous)
    return run


def _is_known_name(token: Token) -> bool:
    return token.base in words().surnames or token.base in words().first_names


def _is_place(token: Token) -> bool:
    lower = _COMPASS.sub("", token.base.lower())
    if lower != token.base.lower():
        return True
    if PLACE_END.search(lower) is None:
        return False
    return not _is_known_name(token) or lower.endswith(("straat", "plein", "gracht", "singel", "buurt", "park"))


def _is_eponym(token: Token) -> bool:
    if _is_known_name(token):
        return False
    found = _EPONYM.match(token.base.lower())
    if found is None:
        return False
    # A short ending is chance in a strange name (Ghebrehi-wet), unless what it stands behind is a name or a word.
    who = found["who"].removesuffix("-")
    return len(found["what"]) > SHORT_ENDING or "-" in token.base or _is_word_or_name(who)


def _is_word_or_name(lower: str) -> bool:
    known, name = words(), lower.capitalize()
    return known.is_dutch(lower) or name in known.surnames or name in known.first_names or name in known.places


@lru_cache(maxsize=1)
def _organisations() -> dict[str, list[tuple[str, ...]]]:
    """The names of organisations by their first word, in small letters."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in words().organisations:
        told = tuple(name.lower().split())
        by_first.setdefault(told[0], []).append(told)
    return by_first


def _organisation_at(found: list[Token], place: int) -> set[int]:
    for told in _organisations().get(_bare(found[place]), ()):
        if tuple(_bare(token) for token in found[place : place + len(told)]) == told:
            return set(range(place, place + len(told)))
    return set()


def _bare(token: Token) -> str:
    return token.base.lower()
