"""Whether a stretch of capitals is somebody's name."""

import re
from dataclasses import dataclass
from functools import cached_property

from privacy.personal_data.cues import ARTICLES, DEEDS, KIN, OPENING, SPEECH, TO_PERSONS
from privacy.personal_data.kinds import LONGEST_CODE, Kind, kind_of
from privacy.personal_data.tokens import Token
from privacy.personal_data.words import words


@dataclass
class Run:
    """Words `first` to `last` of a sentence, each with a capital or a small word of a surname."""

    found: list[Token]
    first: int
    last: int

    def __len__(self) -> int:
        return sum(token.is_capital for token in self.found[self.first : self.last + 1])

    @cached_property
    def kinds(self) -> list[Kind]:
        """The sorts of the words with a capital; where all are capitals, a short word is no abbreviation."""
        capitals = [token for token in self.found[self.first : self.last + 1] if token.is_capital]
        kinds = [kind_of(token) for token in capitals]
        if not self.head.is_all_capitals:
            return kinds
        return [Kind.UNKNOWN if place and kind is Kind.CODE else kind for place, kind in enumerate(kinds)]

    @property
    def head(self) -> Token:
        """The first word."""
        return self.found[self.first]

    @property
    def before(self) -> str:
        """The word right before, in small letters; empty at the beginning or after a mark."""
        return self.found[self.first - 1].lower if self.first and self.head.glued else ""

    @property
    def after(self) -> str:
        """The word right after, in small letters; empty at the end or after a mark."""
        nxt = self.last + 1
        return self.found[nxt].lower if nxt < len(self.found) and self.found[nxt].glued else ""

    @property
    def follows_capital(self) -> bool:
        """ "Grote Beer": the word before has a capital too, and is no part of the name."""
        return bool(self.first) and self.head.glued and self.found[self.first - 1].is_capital

    @property
    def is_of_somebody(self) -> bool:
        """ "Fatima's", "Filmons moeder": with a genitive."""
        text = self.found[self.last].text
        return text.endswith(("'s", "'")) or (text.endswith("s") and self.after in KIN)

    @property
    def end(self) -> int:
        """Where the name ends, a genitive left out."""
        token = self.found[self.last]
        bare = token.text.removesuffix("'s").removesuffix("'")
        is_whole = bare in words().first_names or bare in words().surnames
        if bare == token.text and bare.endswith("s") and self.after in KIN and not is_whole:
            bare = bare[:-1]
        return token.start + len(bare)

    @property
    def has_age(self) -> bool:
        """ "Filmon (17)": with an age."""
        return _AGE.match(self.found[self.last].mark) is not None


_AGE = re.compile(r" ?\([1-9][0-9]?[),]|, [1-9][0-9]?,")


def is_name_together(run: Run) -> bool:
    """Two capitals or more: a first name with something, initials with something, or two words in no list."""
    kinds = run.kinds
    head, rest = kinds[0], kinds[1:]
    if run.before in ("de", "het", "een", "'t") or (run.before in ARTICLES and head not in _SURE):
        return False
    if head is Kind.INITIALS:
        return not (run.head.opens and rest[0] in (Kind.DUTCH, Kind.PLACE))
    if head is Kind.FIRST_NAME:
        return True
    if head is Kind.DUTCH_FIRST_NAME:
        is_usual = run.head.base in words().usual_first_names
        is_namelike = rest[0] in (_NAMELIKE if is_usual else _NAMELIKE_NOT_DUTCH)
        return not run.head.opens or is_namelike or run.after in DEEDS - _DEFINES
    if head is Kind.PARTICLE:
        return run.head.text in OPENING or any(kind in _AFTER_PARTICLE for kind in rest)
    if head in (Kind.SURNAME, Kind.UNKNOWN):
        if not words().is_complete:
            return False
        return any(kind in _NAMELIKE for kind in rest) or (rest[0] in _NO_NAME_ALONE and _stands_as_person(run))
    return head is Kind.DUTCH_SURNAME and not run.head.opens and any(kind in _KNOWN for kind in rest)


def _stands_as_person(run: Run) -> bool:
    """Before a deed, or after a word that goes with people: then the second word may be Dutch (Oeshi Modi)."""
    return not run.head.is_all_capitals and (run.after in DEEDS or run.before in TO_PERSONS)


def _is_abbreviation(token: Token) -> bool:
    """Short, in capitals, and not just because the whole sentence shouts."""
    return token.is_all_capitals and len(token.text) <= LONGEST_CODE


_DEFINES = frozenset({"is", "was", "wordt", "werd"})
_AFTER_PARTICLE = (Kind.SURNAME, Kind.DUTCH_SURNAME, Kind.UNKNOWN)
_NO_NAME_ALONE = (Kind.DUTCH, Kind.NEVER)
_SURE = (Kind.FIRST_NAME, Kind.INITIALS)
_KNOWN = (Kind.FIRST_NAME, Kind.SURNAME, Kind.INITIALS, Kind.DUTCH_FIRST_NAME)
_NAMELIKE_NOT_DUTCH = (*_KNOWN, Kind.UNKNOWN)
_NAMELIKE = (*_NAMELIKE_NOT_DUTCH, Kind.DUTCH_SURNAME)


def is_name_alone(run: Run) -> bool:
    """One capital: a first name that is no Dutch word; anything else only where people stand in a sentence."""
    [kind] = run.kinds
    if run.before in ARTICLES or _is_abbreviation(run.head):
        return False
    if kind is Kind.FIRST_NAME:
        return True
    stands_as_person = run.after in DEEDS or run.is_of_somebody or run.has_age
    if kind is Kind.DUTCH_FIRST_NAME:
        if run.head.opens:
            return _is_dutch_first_name(run)
        return run.before in TO_PERSONS or (stands_as_person and not run.follows_capital)
    if kind in (Kind.SURNAME, Kind.UNKNOWN) and words().is_complete and not run.head.is_all_capitals:
        return stands_as_person or run.before in TO_PERSONS
    return False


def _is_dutch_first_name(run: Run) -> bool:
    """At the beginning of a sentence: "Roos belt" is somebody, "Roos is een mooie kleur" is not."""
    if run.after in SPEECH or run.has_age:
        return True
    is_usual = run.head.base in words().usual_first_names
    if is_usual and run.head.mark.strip() in ("", "."):
        return True
    return is_usual and run.after not in _DEFINES and (run.after in DEEDS or run.is_of_somebody)
