"""Small numbers in the words of a signal (rule 10): "drie gezinnen" says as much as a 3 in a table.

No more than a warning: the writer sees the words and decides. A number of things, hours or places is no hint.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ADVICE = "Kleine aantallen personen kunnen herleidbaar zijn. Schrijf bijvoorbeeld “enkele” of “een aantal”."
MOST_SHOWN = 5
NUMBERS = (
    "één", "eén", "éen", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen",
    "beide", "allebei", "tweetal", "drietal", "viertal", "vijftal", "zestal", "zevental", "achttal", "negental",
    "duo", "trio",
)  # fmt: skip
# Words for people and households; the endings of plural and diminutive are added below.
PERSONS = (
    "persoon", "personen", "mens", "mensen", "bewoner", "buurtbewoner", "buur", "buren", "huishouden", "gezin",
    "gezinnen", "familie", "families", "kind", "kinderen", "kleuter", "peuter", "baby", "baby's", "jongere", "jeugdige",
    "tiener", "puber", "jongen", "meisje", "meiden", "meid", "man", "mannen", "vrouw", "vrouwen", "moeder", "vader",
    "ouder", "oma", "oma's", "opa", "opa's", "oudere", "senior", "senioren", "volwassene", "broer", "zus", "zussen",
    "zoon", "zonen", "zoons", "dochter", "huurder", "eigenaar", "eigenaren", "gezinslid", "gezinsleden", "leerling",
    "scholier", "student", "cliënt", "klant", "patiënt", "melder", "slachtoffer", "dader", "verdachte", "drugsdealer",
    "dealer", "gebruiker", "verslaafde", "statushouder", "vluchteling", "asielzoeker", "dakloze", "thuisloze",
    "schuldenaar", "werkloze", "uitkeringsgerechtigde", "mantelzorger", "vrijwilliger", "bezoeker", "deelnemer",
    "ondernemer", "werknemer", "alleenstaande", "echtpaar", "echtparen", "stel", "stellen", "koppel", "tweeling",
    "hangjongere", "overlastgever", "groepslid", "groepsleden", "inwoner", "nieuwkomer", "migrant", "arbeidsmigrant",
)  # fmt: skip
_ENDING = r"(?:s|n|en|'s|je|jes|tje|tjes)?"
_NUMBER = rf"(?:[0-9](?![0-9.,]*[0-9])|{'|'.join(NUMBERS)})"
# Between number and noun stand at most three describing words: "drie jonge Syrische gezinnen".
_BETWEEN = r"(?:\s{1,3}(?:van\s|de\s|die\s)?[\w’'-]{2,30}){0,3}?"
_HIT = re.compile(
    rf"(?<![\w.,/:-])(?P<number>{_NUMBER}(?:\s(?:à|of|tot)\s{_NUMBER})?)\b(?P<between>{_BETWEEN})\s{{1,3}}(?P<noun>(?:{'|'.join(PERSONS)}){_ENDING})(?!\w)",
    re.IGNORECASE,
)
# "twee keer per week een gezin", "drie straten met kinderen": the number is about something else.
_OTHER_THING = re.compile(
    r"\s(?:keer|maal|uur|uren|dag|dagen|week|weken|maand|maanden|jaar|jaren|procent|euro|meter|straat|straten|plein"
    r"|pleinen|portiek|portieken|flat|flats|avond|avonden|middag|middagen|minuten|en|of|met|voor|door|is|zijn|heeft"
    r"|hebben|organisaties|partners|scholen|jarige|per|op|in|aan|uit|bij|waar)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SmallNumber:
    """A small number of people in a text: where it begins and ends, and the words."""

    start: int
    end: int
    words: str


def small_numbers(text: str) -> list[SmallNumber]:
    """The numbers under ten, in figures or words, that say how many people a text is about."""
    return list(_hits(text))


def advice(*texts: str) -> str:
    """What to tell the writer of these texts: the small numbers in them, once each, and what to write instead.

    "" when there are none.
    """
    found = dict.fromkeys(hit.words for text in texts for hit in small_numbers(text))
    if not found:
        return ""
    shown = ", ".join(f"“{words}”" for words in list(found)[:MOST_SHOWN])
    return f"Hier staat {shown}{' en meer' if len(found) > MOST_SHOWN else ''}. {ADVICE}"


def _hits(text: str) -> Iterator[SmallNumber]:
    for hit in _HIT.finditer(text):
        if not _OTHER_THING.search(hit["between"]):
            yield SmallNumber(hit.start(), hit.end(), hit.group())
