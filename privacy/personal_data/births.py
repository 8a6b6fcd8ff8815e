"""Dates of birth: a full date beside a word about birth, or right after a person."""

import re
from collections.abc import Iterator

from privacy.personal_data.sections import any_of
from privacy.personal_data.spans import Span

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|jun[i]?|jul[i]?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"""(?<![\w.,/-])(?:
      (?:0?[1-9]|[12][0-9]|3[01])\ ?[-/.]\ ?(?:0?[1-9]|1[0-2])\ ?[-/.]\ ?(?P<year>(?:19|20)[0-9]{{2}}|'?[0-9]{{2}})
    | (?P<first>(?:19|20)[0-9]{{2}})[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12][0-9]|3[01])
    | (?:0?[1-9]|[12][0-9]|3[01])(?:e|ste|de)?[ -]{_MONTH}[ -](?P<last>(?:19|20)[0-9]{{2}}|'[0-9]{{2}})
    )(?![\w/]|[.,-][0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
_BIRTH_BEFORE = re.compile(
    r"(?:\b(?:geboren|geboorte\w{0,10}|geb(?:dat\w{0,2})?|g\.d|dob|verjaar\w{0,10}|jarig\w{0,2})\b|(?:^|[\s(,;])[°*])[^;!?0-9]{0,30}$",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(r"^[^.;!?0-9]{0,25}\bgeboren\b(?! worden| te worden)", re.IGNORECASE)
_PERSON_BEFORE = re.compile(
    rf"\b{any_of('persons')}(?:\.?(?: [\w'.-]{{1,30}}){{0,4}} ?[(,] ?|(?: van)? )$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"\b[A-Z\u00c0-\u00de][\w.'-]{0,30}(?: (?:[a-z]{2,3} ){0,2}[A-Z\u00c0-\u00de][\w'-]{1,30}){1,3} ?[(,] ?$"
)
_HAPPENING = re.compile(rf"\b{any_of('happenings')}\b", re.IGNORECASE)
YOUNGEST = 2022


def dates_of_birth(sentence: str) -> Iterator[Span]:
    """Full dates of birth. A year alone, a meeting or a deadline is no find."""
    for found in _DATE.finditer(sentence):
        before, after = sentence[max(0, found.start() - 90) : found.start()], sentence[found.end() : found.end() + 60]
        if _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.search(after) or _follows_a_person(found, before):
            yield Span(found.start(), found.end(), "GEBOORTEDATUM")


def _follows_a_person(found: re.Match[str], before: str) -> bool:
    """ "Meisje (21-02-2012)", "J. de Boer, 3-4-1958": a date long past, right after a person."""
    year = int((found["year"] or found["first"] or found["last"]).strip("'"))
    is_long_past = year < YOUNGEST if year > 99 else True
    if not is_long_past or _HAPPENING.search(before):
        return False
    return _PERSON_BEFORE.search(before) is not None or (0 < year < 2010 and _NAME_BEFORE.search(before) is not None)
