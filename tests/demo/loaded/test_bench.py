"""`manage.py bench`: what it tells, and that it leaves no trace."""

from io import StringIO

import pytest
import weasyprint
from django.core.management import call_command

from buurtbalans.bench import detection, measuring, papers
from buurtbalans.bench.report import Line
from privacy.personal_data import find_personal_data
from tests.privacy.papers import Papers


def test_a_line_says_whether_the_target_is_met():
    assert str(Line("Iets", "3 ms", "hooguit 2 ms", False)).endswith("TE VEEL")
    assert str(Line("Iets", "1 ms", "hooguit 2 ms", True)).endswith("OK")
    assert str(Line("Iets", "1 ms")).endswith("1 ms")


def rows():
    from django.contrib.sessions.models import Session as Login

    from sessions.actions.models import Action

    return Action.objects.count(), Login.objects.count()


@pytest.fixture(scope="module")
def told(loaded):
    """What one round says; the tests do not ask how fast this machine is, so the same paper is made once."""
    before, told = rows(), StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measuring, "MOST_PAGES", 4)
        patch.setattr(measuring.measure, "__defaults__", (1,))
        patch.setattr(papers, "TIMES", 1)
        patch.setattr(weasyprint, "HTML", Papers(weasyprint.HTML).html)
        call_command("bench", stdout=told)
    return told.getvalue(), before


def test_every_target_has_a_line(told, db):
    pages = (
        "Bodem",
        "Mijn werk",
        "Traject",
        "Agenda",
        "Actielijst van 60",
        "Plan als PDF",
        "Plan van 20",
        "Plan als Power",
    )
    for what in (*pages, "Woordenlijsten", "Persoonsgegevens", "Geheugen na 4"):
        assert what in told[0]
    assert "Pagina's met een fout             geen" in told[0]


def test_the_action_list_needs_as_many_queries_for_sixty_rows_as_for_ten(told, db):
    line = next(line for line in told[0].splitlines() if line.startswith("Vragen aan de database"))
    assert line.endswith("OK")


def test_nothing_of_the_measuring_stays(told, db):
    assert rows() == told[1]


def test_finding_personal_data_is_measured_on_sentences_in_which_something_is_found():
    read = detection.read_sentences()
    assert min(read.loading, read.milliseconds) > 0
    assert [bool(find_personal_data(sentence)) for sentence in detection.SENTENCES].count(True) == 2
