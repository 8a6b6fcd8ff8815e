"""Numbers that belong to one person: citizen service number, bank account, number plate."""

import re
from collections.abc import Iterator

from privacy.personal_data.sections import any_of
from privacy.personal_data.spans import Span

_CITIZEN_NUMBER = re.compile(r"(?:(?<![\w+.,/-])|(?<=[Bb][Ss][Nn]))(?:[0-9][ .-]{0,2}){7,8}[0-9](?![\w/]|[.,-][0-9])")
_USUAL_GROUPS = re.compile(r"[0-9]{9}|[0-9]{3}([ .-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3}")
_CALLED_CITIZEN_NUMBER = re.compile(
    r"\b(?:bsn(?![a-z])|(?:burgerservicenummer|burger service nummer|sofi|sofinummer|sofi-nummer)\b)", re.IGNORECASE
)
_NUMBER_OF_A_THING = re.compile(
    rf"\b{any_of('numbered')}[\w-]{{0,20}}[\s.:#]{{0,3}}(?:nummer|nr)?[\s.:#(]{{0,4}}$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?<!\w)[A-Za-z]{2} ?[0-9]{2}(?:[ .-]?[A-Za-z0-9]){11,30}(?!\w)")
_ACCOUNT_LENGTHS = {"NL": 18, "BE": 16, "DE": 22, "FR": 27, "PL": 28, "RO": 24, "BG": 22, "ES": 24, "TR": 26, "GB": 22}
_DUTCH_ACCOUNT = re.compile(
    r"(?<!\w)NL[0-9]{2}[ .-]?[A-Z]{4}[ .-]?[0-9]{4}[ .-]?[0-9]{4}[ .-]?[0-9]{2}(?!\w)", re.IGNORECASE
)
_CALLED_ACCOUNT = re.compile(r"\b(?:iban|rekening\w{0,12}|overmaken|storten|bank\w{0,12})\b", re.IGNORECASE)

_PLATE_FORMS = (
    "[A-Z]{2}S[0-9]{2}S[0-9]{2}",
    "[0-9]{2}S[0-9]{2}S[A-Z]{2}",
    "[0-9]{2}S[A-Z]{2}S[0-9]{2}",
    "[A-Z]{2}S[0-9]{2}S[A-Z]{2}",
    "[A-Z]{2}S[A-Z]{2}S[0-9]{2}",
    "[0-9]{2}S[A-Z]{2}S[A-Z]{2}",
    "[0-9]{2}S[A-Z]{3}S[0-9]",
    "[0-9]S[A-Z]{3}S[0-9]{2}",
    "[A-Z]{2}S[0-9]{3}S[A-Z]",
    "[A-Z]S[0-9]{3}S[A-Z]{2}",
    "[A-Z]{3}S[0-9]{2}S[A-Z]",
    "[A-Z]S[0-9]{2}S[A-Z]{3}",
    "[0-9]S[A-Z]{2}S[0-9]{3}",
    "[0-9]{3}S[A-Z]{2}S[0-9]",
)
_PLATE, _LOOSE_PLATE = (
    re.compile(
        r"(?<![\w/.-])(?:" + "|".join(form.replace("S", between) for form in _PLATE_FORMS) + r")(?![\w/]|-\w)",
        re.IGNORECASE,
    )
    for between in ("-", "[ -]?")
)
_VEHICLE = re.compile(rf"\b{any_of('vehicles')}\b", re.IGNORECASE)
_FOREIGN_PLATE = re.compile(
    r"\b(?i:kenteken|nummerbord)(?: is| was|:)? {0,2}"
    r"([A-Z]{1,3}(?:-[A-Z]{1,2})?[ -]?(?=[A-Z0-9]{0,5}[0-9])[A-Z0-9]{3,6}(?:[ -][A-Z]{1,3})?)(?!\w)"
)
_OTHER_CODE = re.compile(rf"{any_of('codes')}\w{{0,14}}[\s.:#(]{{0,4}}$", re.IGNORECASE)


def citizen_numbers(sentence: str) -> Iterator[Span]:
    """BSN: nine digits that pass the 11-proef, or eight where a leading nought went missing; hard.

    Soft are nine digits that fail it where the sentence calls them so, for somebody typed one wrong; and nine that
    pass it as the number of a thing ("factuur"), for one in eleven does by chance.
    """
    is_called = _CALLED_CITIZEN_NUMBER.search(sentence) is not None
    for found in _CITIZEN_NUMBER.finditer(sentence):
        digits = re.sub(r"[^0-9]", "", found[0])
        if not is_called and (not _USUAL_GROUPS.fullmatch(found[0]) or _is_money(sentence, found)):
            continue
        if passes_eleven_test(digits):
            is_of_a_thing = not is_called and _is_of_a_thing(sentence, found)
            yield Span(found.start(), found.end(), "BSN", "soft" if is_of_a_thing else "hard")
        elif is_called and len(digits) == 9:
            yield Span(found.start(), found.end(), "BSN")


def _is_of_a_thing(sentence: str, found: re.Match[str]) -> bool:
    return _NUMBER_OF_A_THING.search(sentence[max(0, found.start() - 40) : found.start()]) is not None


def _is_money(sentence: str, found: re.Match[str]) -> bool:
    before, after = sentence[: found.start()], sentence[found.end() : found.end() + 6]
    return before.rstrip().endswith("€") or after.lstrip().startswith("euro")


def passes_eleven_test(digits: str) -> bool:
    """Whether eight or nine digits can be a BSN: 9a+8b+7c+6d+5e+4f+3g+2h−i is a multiple of 11, and not zero."""
    numbers = [int(digit) for digit in digits.rjust(9, "0")]
    total = sum(weight * number for weight, number in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), numbers, strict=True))
    return any(numbers) and total % 11 == 0


def bank_accounts(sentence: str) -> Iterator[Span]:
    """IBAN of any country that passes mod 97: hard. A Dutch one that fails is soft beside a word about banking."""
    for found in _ACCOUNT.finditer(sentence):
        end = _account_end(found[0])
        if end:
            yield Span(found.start(), found.start() + end, "IBAN", "hard")
    if _CALLED_ACCOUNT.search(sentence):
        for found in _DUTCH_ACCOUNT.finditer(sentence):
            yield Span(found.start(), found.end(), "IBAN")


def _account_end(written: str) -> int:
    """How much of what is written is an IBAN; 0 for nothing. Words after it may have been read along."""
    known = _ACCOUNT_LENGTHS.get(written[:2].upper())
    seen = 0
    ends = {}
    for place, character in enumerate(written, start=1):
        if character.isalnum():
            seen += 1
            ends[seen] = place
    for length in [known] if known else range(min(34, seen), 14, -1):
        end = ends.get(length, 0)
        is_whole = end == len(written) or (end and not written[end].isalnum())
        if is_whole and passes_mod_97(re.sub(r"[^A-Z0-9]", "", written[:end].upper())):
            return end
    return 0


def passes_mod_97(account: str) -> bool:
    """Whether an IBAN without spaces, in capitals, has the right check digits (ISO 13616)."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def number_plates(sentence: str) -> Iterator[Span]:
    """Dutch plates of any series with hyphens; without hyphens, and foreign ones, where a vehicle is named."""
    has_vehicle = _VEHICLE.search(sentence) is not None
    for found in (_LOOSE_PLATE if has_vehicle else _PLATE).finditer(sentence):
        before = sentence[max(0, found.start() - 30) : found.start()]
        if not has_vehicle and _OTHER_CODE.search(before):
            continue
        if " " in found[0] and found[0] != found[0].upper():
            continue
        yield Span(found.start(), found.end(), "KENTEKEN")
    for found in _FOREIGN_PLATE.finditer(sentence):
        yield Span(found.start(1), found.end(1), "KENTEKEN")
