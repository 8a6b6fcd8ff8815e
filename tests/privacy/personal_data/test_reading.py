"""Offsets count characters as typed; no text is too odd or too long to be read."""

from itertools import pairwise

import pytest

from privacy.personal_data import find_personal_data
from privacy.personal_data.reading import LONGEST_SENTENCE, plain, sentences
from tests.privacy.personal_data.finds import finds, labels


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("🏠👩‍👩‍👧 Fatima belt 06-12345678", ["Fatima", "06-12345678"]),
        ("Mevrouw Karadag\u0306 belt", ["Karadag\u0306"]),
        ("Nai\u0308ma zegt het. Bel 0612345678.", ["Nai\u0308ma", "0612345678"]),
        ("Bel\u00a006\u201112345678", ["06\u201112345678"]),
        ("bsn 9999\u200b83970 van hem", ["9999\u200b83970"]),
        ("Regel een\r\nFatima belt\r\n", ["Fatima"]),
        ("\ufeffFatima belt", ["Fatima"]),
        ("bel ٠٦١٢٣٤٥٦٧٨", ["٠٦١٢٣٤٥٦٧٨"]),
    ],
)
def test_offsets_point_into_the_text_as_typed(text, found):
    assert [words for words, *_ in finds(text)] == found


def test_finds_never_overlap_and_stand_in_order():
    text = (
        "Fatima El Idrissi (fatima@gmail.com, 06-12345678), geb. 3-4-1978, Balistraat 12, 1094 JN 12, bsn 999983970. "
        * 5
    )
    found = find_personal_data(text)
    assert [span.start for span in found] == sorted(span.start for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "\u200b", "\u0301"])
def test_nothing_is_found_in_nothing(text):
    assert find_personal_data(text) == []


def test_a_plain_text_of_odd_characters_knows_the_way_back():
    text = "e\u0301\u200bx"
    read, offsets = plain(text)
    assert (read, offsets) == ("\u00e9x", [0, 3, 4])


def test_an_abbreviation_ends_no_sentence():
    assert [piece for _, piece in sentences("Dhr. Jansen belt. Mw. De Boer niet.")] == [
        "Dhr. Jansen belt. ",
        "Mw. De Boer niet.",
    ]


def test_a_long_sentence_is_cut_between_words_and_nothing_is_lost():
    text = "woord " * 500
    pieces = list(sentences(text))
    assert "".join(piece for _, piece in pieces) == text
    assert max(len(piece) for _, piece in pieces) <= LONGEST_SENTENCE


# What makes a careless pattern run for hours: each is read in a blink, or this suite never ends.
@pytest.mark.parametrize(
    "bait",
    ["a", "A ", "Aa ", "1", "1 ", "a.", "a@", "-", "'", "\n", "e\u0301", "\u0301", "Van de ", "J.", "NL12", "12-", "(0"]
    + ["mevrouw ", "Straatweg 1 ", "kenteken ", "geboren ", "AaBb", "straat", "06 ", "+", "1068 Z", "in 't "],
)
def test_twenty_thousand_hostile_characters_are_read(bait):
    text = (bait * 20_000)[:20_000]
    assert all(span.end <= len(text) for span in find_personal_data(text))


def test_what_stands_at_the_end_of_a_long_text_is_found():
    assert labels("De lift is stuk. " * 1200 + "Fatima belt 06-12345678.") == ["NAAM", "TELEFOON"]
