"""The one function of this package: from a text to what it tells about a person."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from privacy.personal_data.addresses import addresses
from privacy.personal_data.allowed import Allowed
from privacy.personal_data.births import dates_of_birth
from privacy.personal_data.contacts import mail_addresses, telephone_numbers
from privacy.personal_data.names import names
from privacy.personal_data.numbers import bank_accounts, citizen_numbers, number_plates
from privacy.personal_data.reading import plain, sentences
from privacy.personal_data.spans import Span, without_overlap

FINDERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    mail_addresses,
    bank_accounts,
    citizen_numbers,
    telephone_numbers,
    addresses,
    number_plates,
    dates_of_birth,
)


def find_personal_data(text: str, allow: Iterable[str] = ()) -> list[Span]:
    """Find what points at a person in a text, by form, checksum, word lists and the words around it.

    `allow` holds what may be named: the members and organisations of a traject, its streets and buurten. Such a name
    is no find, in any case of letters, wherever it stands whole.
    Returns the finds in the order of the text, without overlap; offsets count characters of `text` as given.
    The time it takes grows with the length of the text, not faster. Finds nothing that only its context gives
    away ("the only one in portiek 12"): for that see `privacy.personal_data.traceability`.
    """
    read, offsets = plain(text)
    allowed = Allowed(allow)
    found: list[Span] = []
    for start, sentence in sentences(read):
        found.extend(span.moved(start) for span in _in_sentence(sentence, allowed))
    if offsets is None:
        return found
    return [Span(offsets[span.start], offsets[span.end], span.label, span.strength) for span in found]


def _in_sentence(sentence: str, allowed: Allowed) -> list[Span]:
    by_form = without_overlap(chain.from_iterable(finder(sentence) for finder in FINDERS))
    kept = [span for span in by_form if not allowed.covers(sentence, span)]
    return without_overlap([*kept, *names(sentence, allowed, taken=by_form)])
