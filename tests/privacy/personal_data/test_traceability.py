"""Hints at somebody who is not named: advice, and never a find."""

import pytest

from privacy.personal_data import find_personal_data
from privacy.personal_data.traceability import traceability_hints


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("De enige Eritrese man in portiek 12 is ziek.", "De enige Eritrese man"),
        ("De vrouw op nummer 23-1 is somber.", "vrouw op nummer 23"),
        ("De 38-jarige vader boven de bakker.", "38-jarige vader"),
        ("E\u0301n moeder van drie zoekt werk.", "moeder van drie"),
    ],
)
def test_what_points_at_one_person_is_a_hint_and_no_find(text, hint):
    assert [text[start:end] for start, end in traceability_hints(text)] == [hint]
    assert find_personal_data(text) == []


@pytest.mark.parametrize("text", ["", "De enige lift is stuk.", "Portiek 12 is schoon.", "Vaders praten mee."])
def test_what_points_at_nobody_is_no_hint(text):
    assert traceability_hints(text) == []
