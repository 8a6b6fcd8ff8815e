"""Where somebody lives: street with house number, postcode. The address of a public place is no find."""

import re
from collections.abc import Iterator

from privacy.personal_data.cues import PARTICLES
from privacy.personal_data.sections import any_of, cues
from privacy.personal_data.spans import Span
from privacy.personal_data.streets import STREET_END
from privacy.personal_data.words import words

# An addition as in 23-1, 14 hs, 8 III, 5A, 3 hoog.
_ADDITION = (
    r"(?:/[1-9][0-9]?(?!\w)|[ -]?(?:[A-Za-z](?![\w'])|[1-9][0-9]?(?![\w/:]|[.,][0-9])|[IV]{1,4}(?!\w)"
    r"|(?:hs|huis|bis|boven|bg)(?!\w)|[0-9](?:e|de)?[ ]?(?:hoog|etage|verdieping)\b"
    r"|(?:een|één|twee|drie|vier)[ ]?hoog\b)){0,2}"
)
_CALLED = r"(?:(?:huis)?(?:nummer|nr)\.?[ ])?"
_HOUSE = re.compile(
    rf"(?P<last>[^\W\d_][\w.'-]{{1,40}}),?[ ]{{1,2}}{_CALLED}(?P<number>[1-9][0-9]{{0,3}})"
    rf"(?![0-9%]|[.,:][0-9]|[ ]?{any_of('counted')}\b)(?P<addition>{_ADDITION})(?![\w/]|-[0-9])"
)
_POSTCODE = re.compile(
    r"(?<![\w.,/-])[1-9][0-9]{3}[ ]?(?:[A-RT-Z][A-Z]|S[BCE-RT-Z]|[a-rt-z][a-z]|s[bce-rt-z])(?![\w'-])"
    rf"(?:,?[ ]{_CALLED}(?P<house>[1-9][0-9]{{0,3}}(?![0-9%]|[.,:][0-9])"
    r"(?:[ -]?(?:[A-Z]|[1-9]|hs|huis|[IV]{1,3})(?!\w))?))?"
)
_NO_POSTCODE = cues("no_postcode")
_BEFORE_YEAR = re.compile(r"\b(?:in|sinds|van|vanaf|tot|jaar|begroting|medio|eind|begin|voor|na|over|per)[ ]$", re.I)
_CALLED_POSTCODE = re.compile(r"\bpostcode:? $", re.I)
_PUBLIC_PLACE = re.compile(
    rf"\b(?:{any_of('public_places')}|huis van de wijk|\w{{0,20}}{any_of('public_place_ends')})\b", re.IGNORECASE
)
_DWELLER = re.compile(rf"\b{any_of('dwellers')}\b", re.IGNORECASE)
_RANGE = re.compile(r"^[ ]?(?:-|/|t/m|tot en met|tot|en)[ ]?[0-9]{1,4}(?![0-9])", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(]))(?P<word>[^\s,;:()]{1,40})[ ]$")
FIRST_YEAR, LAST_YEAR = 1990, 2035
MOST_WORDS = 6
# Under these endings a word in small letters is a street too.
_SMALL_STREET_END = re.compile(r"\w{3}(?:straat|laan|gracht|plantsoen|singel|dreef|kade)$")


def addresses(sentence: str) -> Iterator[Span]:
    """Postcodes and streets with a house number, but for those of a public place and those of a whole row of houses."""
    for found in _POSTCODE.finditer(sentence):
        if _is_postcode(sentence, found) and not _is_public(sentence, found.start()):
            yield Span(found.start(), found.end(), "POSTCODE")
    for found in _HOUSE.finditer(sentence):
        start = _start_of_street(sentence, found)
        if start is not None and _is_one_house(sentence, found) and not _is_public(sentence, start):
            yield Span(start, found.start() + len(found[0].rstrip()), "ADRES")


def _is_postcode(sentence: str, found: re.Match[str]) -> bool:
    """Four digits and two letters are a postcode unless they are a year or an amount with a word."""
    digits, letters = found[0][:4], found[0][4:].strip()[:2]
    if found["house"]:
        return not (_is_year(int(digits)) and _is_year(int(re.sub(r"[^0-9]", "", found["house"]))))
    if letters != letters.upper():
        return (
            " " not in found[0]
            or _CALLED_POSTCODE.search(sentence[max(0, found.start() - 12) : found.start()]) is not None
        )
    if letters in _NO_POSTCODE:
        return False
    is_year = _is_year(int(digits)) and " " in found[0]
    return not (is_year and _BEFORE_YEAR.search(sentence[max(0, found.start() - 12) : found.start()]))


def _is_year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR


def _is_public(sentence: str, start: int) -> bool:
    """A public place is named shortly before, and nobody who lives there."""
    before = sentence[max(0, start - 70) : start]
    return _PUBLIC_PLACE.search(before) is not None and _DWELLER.search(before) is None


def _is_one_house(sentence: str, found: re.Match[str]) -> bool:
    """One door: no year, and not "12 t/m 40". In `23-1` the 1 is a staircase; in `12-40` the 40 is the last house."""
    number = int(found["number"])
    if _is_year(number):
        return False
    upto = _RANGE.search(sentence[found.end("number") : found.end("number") + 20])
    if upto is None:
        return True
    other = int(re.sub(r"[^0-9]", "", upto[0]))
    return other <= number or (other <= 9 and upto[0].strip()[0] in "-/")


def _start_of_street(sentence: str, found: re.Match[str]) -> int | None:
    """Where the name of the street before a house number begins; None where the word is no street."""
    last = found["last"].rstrip(".")
    if last[0].islower():
        return found.start() if _SMALL_STREET_END.search(last) else None
    start = _leftmost(sentence, found.start())
    if STREET_END.search(last.lower()) and not _is_heading(last.lower()):
        return start
    for place in sorted({start, found.start()}):
        name = sentence[place : found.end("last")].rstrip(".")
        if name in words().streets and name.lower() not in words().dutch:
            return place
    return None


def _is_heading(lower: str) -> bool:
    """Whether a word that ends as a street does numbers something else: Antwoord 1, Vergadering 2."""
    return lower.endswith("woord") or (lower.endswith("ring") and lower in words().dutch)


def _leftmost(sentence: str, start: int) -> int:
    """The beginning of a name of several words: Joan Muyskenweg, 1e Van der Helststraat, Hendrik de Keijserstraat."""
    leftmost = place = start
    for _ in range(MOST_WORDS):
        before = _WORD_BEFORE.search(sentence[max(0, place - 42) : place])
        if before is None:
            break
        word, place = before["word"], place - len(before[0])
        opens = place == 0
        if word[0].isupper() and not (opens and words().is_dutch(word.lower())):
            leftmost = place
        elif word[0].isdigit() and word.endswith("e"):
            return place
        elif word.lower() not in PARTICLES | {"en"}:
            break
    return leftmost
