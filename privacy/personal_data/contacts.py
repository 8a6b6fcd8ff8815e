"""Mail addresses and telephone numbers of people; not those of a desk or a team."""

import re
from collections.abc import Iterator

from privacy.personal_data.mailboxes import is_functional
from privacy.personal_data.sections import any_of
from privacy.personal_data.spans import Span

_MAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%'-]{1,64}(?:@| ?[\[(](?:at|apenstaartje)[\])] ?)(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,18}(?![\w-])"
)

_NUMBER = re.compile(
    r"""(?<![\w+.,/-])(?:
      (?:\+|00)31[ ./-]{0,3}(?:\(0\)[ ./-]{0,3})?[1-9](?:[ ./-]{0,3}[0-9]){8}
    | \(?0[1-9](?:[ ./()-]{0,3}[0-9]){8}
    | 6[ -][1-9](?:[ -]?[0-9]){7}
    | (?:\+|00)(?!31)[1-9][0-9]{0,2}(?:[ ./()-]{0,3}[0-9]){7,12}
    )(?![\w/]|[.,-][0-9])""",
    re.VERBOSE,
)
# Numbers of services: free, paid, companies' own, machines. 14 with an area code and 112 are too short to be read.
_OF_SERVICES = re.compile(r"(?:(?:\+|00)31|0)(?:800|90\d|8[458]|97|66|67|676)")
_DESK = re.compile(rf"\b(?:{any_of('desks')}|huis van de wijk|telefoonnummer van (?:het|de))\b", re.IGNORECASE)
_SOMEBODY = re.compile(rf"\b{any_of('somebody')}\b", re.IGNORECASE)


def mail_addresses(sentence: str) -> Iterator[Span]:
    """Addresses of people; the mailbox of a team, a desk or an organisation is no find."""
    for found in _MAIL.finditer(sentence):
        start = found.start() + len(found[0]) - len(found[0].lstrip("'.-"))
        local = re.split(r"[@\[(]", sentence[start : found.end()], maxsplit=1)[0].strip()
        if local and not is_functional(local):
            yield Span(start, found.end(), "EMAIL")


def telephone_numbers(sentence: str) -> Iterator[Span]:
    """Dutch numbers, mobile or fixed, and international ones; not those of services, nor a desk's fixed line."""
    for found in _NUMBER.finditer(sentence):
        digits = re.sub(r"[^0-9+]", "", found[0].replace("(0)", ""))
        if _OF_SERVICES.match(digits) or _is_of_a_desk(sentence, found.start(), digits):
            continue
        yield Span(found.start(), found.end(), "TELEFOON")


def _is_of_a_desk(sentence: str, start: int, digits: str) -> bool:
    """A fixed line named together with a desk or a building, and with no person."""
    is_mobile = re.match(r"(?:(?:\+|00)31|0)?6", digits) is not None
    is_abroad = re.match(r"(?:\+|00)(?!31)", digits) is not None
    if is_mobile or is_abroad:
        return False
    before = sentence[max(0, start - 80) : start]
    return _DESK.search(before) is not None and _SOMEBODY.search(before) is None
