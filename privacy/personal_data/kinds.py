"""What the lists say of one word with a capital."""

import re
from enum import Enum

from privacy.personal_data.cues import ALSO_WORDS, NEVER, OPENING, PARTICLES
from privacy.personal_data.tokens import Token
from privacy.personal_data.words import words

LONGEST_CODE = 4
SHORTEST_GENITIVE = 3
# Capitals in the middle of a short word: HvA, VvE, GGz.
_MIXED = re.compile(r"[A-Z]{1,2}[a-z]{1,2}[A-Z]{1,2}$")


class Kind(Enum):
    """Sorts of words, as far as they matter for names."""

    INITIALS = "initials"
    FIRST_NAME = "first name"
    SURNAME = "surname"
    UNKNOWN = "in no list"
    DUTCH_FIRST_NAME = "first name that is a Dutch word too"
    DUTCH_SURNAME = "surname that is a Dutch word too"
    PLACE_SURNAME = "surname that is a place or a brand too"
    PARTICLE = "small word of a name, with a capital"
    DUTCH = "Dutch word"
    PLACE = "place, language, people, month"
    CODE = "abbreviation"
    NEVER = "never a name"


def kind_of(token: Token) -> Kind:
    """The sort of a word, by the lists alone; what stands around it is for others to judge."""
    if token.is_initials:
        return Kind.INITIALS
    if token.text in OPENING or (token.lower in PARTICLES and len(token.text) > 1):
        return Kind.PARTICLE
    lower = token.base.lower()
    if lower in NEVER or len(lower) < 2:
        return Kind.NEVER
    return _kind_by_lists(token, lower)


def _kind_by_lists(token: Token, lower: str) -> Kind:
    known, name = words(), _name_in(token.base)
    is_dutch = known.is_dutch(lower)
    if name in known.first_names or token.base in known.first_names or _is_genitive(name):
        is_sure = not is_dutch or (token.base in known.usual_first_names and lower not in ALSO_WORDS)
        return Kind.FIRST_NAME if is_sure else Kind.DUTCH_FIRST_NAME
    if _MIXED.match(token.text) or (token.is_all_capitals and (len(token.text) <= LONGEST_CODE or is_dutch)):
        return Kind.CODE
    is_surname = name in known.surnames or token.base in known.surnames
    if is_dutch:
        return Kind.DUTCH_SURNAME if is_surname else Kind.DUTCH
    if _is_place(token.base) or (name != token.base and _is_place(name)):
        return Kind.PLACE_SURNAME if is_surname else Kind.PLACE
    if is_surname:
        return Kind.SURNAME
    if "-" in lower and known.is_dutch(token.base.rsplit("-")[-1]):
        return Kind.DUTCH
    return Kind.UNKNOWN


def _is_place(name: str) -> bool:
    known = words()
    return name in known.places or name in known.proper or name in known.streets


def _is_genitive(name: str) -> bool:
    """Whether it is a first name with an -s (Karims), and no language (Berbers)."""
    known, bare = words(), name[:-1]
    if not name.endswith("s") or len(bare) <= SHORTEST_GENITIVE or bare not in known.first_names:
        return False
    return bare not in known.proper and name not in known.proper and name not in known.places


def _name_in(base: str) -> str:
    """A double name counts by its first part: Owusu-Ansah."""
    return base.split("-")[0] if "-" in base else base
