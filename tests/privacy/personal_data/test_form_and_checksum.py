"""What is found by its form: numbers, addresses, dates. Everything here is invented."""

import pytest

from privacy.personal_data import find_personal_data


def finds(text, allow=()):
    return [(text[span.start : span.end], span.label, span.strength) for span in find_personal_data(text, allow)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zijn bsn is 999983970.", [("999983970", "BSN", "hard")]),
        ("BSN 9999.83.970", [("9999.83.970", "BSN", "hard")]),
        ("999 983 970 staat op de brief", [("999 983 970", "BSN", "hard")]),
        ("Zijn bsn is 999983971.", [("999983971", "BSN", "soft")]),
        ("Het nummer 999983971 klopt niet.", []),
        ("Ordernummer 999983970 is betaald.", []),
        ("De subsidie is € 999.983.970.", []),
    ],
)
def test_a_citizen_service_number_is_hard_when_it_passes_the_eleven_test(text, found):
    assert finds(text) == found
