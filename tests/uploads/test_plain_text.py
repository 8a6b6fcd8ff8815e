"""TXT and CSV stay as they are, when they are text."""

import pytest

from buurtbalans.cleaning.__main__ import clean
from buurtbalans.cleaning.refusing import NOT_TEXT, WRONG_CONTENT, Refused
from tests.uploads.files import docx, pdf, picture


@pytest.mark.parametrize("ending", [".txt", ".csv"])
@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café Ünal; 12\r\n".encode(), "Café Ünal; 12\r\n"),
        ("Café Ünal; 12\r\n".encode("utf-8-sig"), "Café Ünal; 12\r\n"),
        ("Café Ünal; 12\r\n".encode("cp1252"), "Café Ünal; 12\r\n"),
        (b"a < b en c > d", "a < b en c > d"),
    ],
)
def test_text_comes_in_as_it_is(ending, data, text):
    assert clean(ending, data) == (data, text)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"a\x00b", NOT_TEXT),
        ("tekst".encode("utf-16"), NOT_TEXT),
        (b"\x81\x8d", NOT_TEXT),
        (b"a\x1bb", NOT_TEXT),
        (b"<!DOCTYPE html><p>", WRONG_CONTENT),
        (b"\xef\xbb\xbf \n<HTML>", WRONG_CONTENT),
        (b"gewoon\n<script>alert(1)</script>", WRONG_CONTENT),
        (b'<?xml version="1.0"?><svg/>', WRONG_CONTENT),
        (b"<svg onload=alert(1)>", WRONG_CONTENT),
        (b"#!/bin/sh\n", WRONG_CONTENT),
        (b"%PDF-1.7 alleen tekst", WRONG_CONTENT),
        (pdf(), WRONG_CONTENT),
        (docx(), NOT_TEXT),
        (picture(), NOT_TEXT),
    ],
)
def test_what_is_no_text_or_a_page_in_disguise_is_refused(data, answer):
    with pytest.raises(Refused) as refused:
        clean(".txt", data)
    assert str(refused.value) in {answer, NOT_TEXT}
