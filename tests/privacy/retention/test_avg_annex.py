"""The annex for the privacy officer, printed by a command."""

from dataclasses import asdict
from io import StringIO

from django.core.management import call_command

from privacy.retention.terms import terms


def printed():
    out = StringIO()
    call_command("avg_annex", stdout=out)
    return out.getvalue()


def test_it_has_a_row_for_each_processing_and_the_terms_of_this_installation(settings):
    settings.KEEP = {name: number for number, name in enumerate(asdict(terms()), start=101)}
    text = printed()
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) == 10
    told = {name for name, number in settings.KEEP.items() if f"{number} " in text}
    # What is thrown away within weeks is told in the handbook; it holds no personal data by intention.
    assert told == set(settings.KEEP) - {"drafts_days"}


def test_it_asks_no_database_and_leaves_nothing_to_fill_in_by_the_program():
    text = printed()
    assert "{{" not in text
    assert "None" not in text
    assert "&" not in text
