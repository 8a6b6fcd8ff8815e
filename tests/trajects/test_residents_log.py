"""What residents and their guide read of what happened: the guide by name, residents never by each other (V4)."""

import pytest

from trajects.crossing import services as crossing
from trajects.residents.seats import name_guide
from trajects.residents.services import write_note


@pytest.fixture
def told(as_, track):
    def sentences(name):
        return [line.sentence for line in as_(name).get(track.get_absolute_url()).context["log"]]

    return sentences


@pytest.fixture
def finding(people, track):
    """A finding that Willem put before the residents and Yasmin sent back."""
    note = write_note(track, by=people["yasmin"], kind="idee", text="Bankjes")
    finding = crossing.propose(track, by=people["willem"], kind="idee", text="Zitten", notes=[note])
    crossing.send_back(finding, 1, by=people["yasmin"], remark="Anders")
    return finding


def test_residents_read_the_name_of_their_guide_and_of_nobody_else(told, finding):
    assert told("yasmin") == [
        "Jij stuurde een bevinding terug",
        "Willem Postma legde een bevinding voor",
        "Het kernteam wees een bewonersbegeleider aan",
        "Het kernteam begon het bewonersspoor",
    ]


def test_their_guide_reads_who_did_what(told, finding):
    assert told("willem") == [
        "Yasmin Haddad stuurde een bevinding terug",
        "Jij legde een bevinding voor",
        "Noor Dijkstra wees een bewonersbegeleider aan",
        "Noor Dijkstra begon het bewonersspoor",
    ]


def test_another_resident_and_a_guide_of_before_are_not_named(told, people, traject, track, finding):
    crossing.rewrite(finding, 2, by=people["willem"], notes=[], text="Rusten")
    crossing.send_back(finding, 3, by=people["petra"], remark="Nee")
    name_guide(traject.memberships.active().get(user=people["petra"]), by=people["noor"])
    sentences = told("yasmin")
    assert "De bewonersbegeleider legde een bevinding voor" in sentences
    assert not any("Willem" in sentence for sentence in sentences)


def test_what_somebody_without_an_account_did_keeps_its_neutral_line(told, people, track):
    track.log_entries.all().delete()
    track.log_entries.create(actor=None, kind="released")
    track.log_entries.create(actor=people["willem"], kind="withdrawn")
    track.log_entries.create(actor=people["noor"], kind="feedback")
    assert told("yasmin") == [
        "De bewonersbegeleider gaf terugkoppeling van de professionals door",
        "Een overgedragen bevinding ingetrokken",
        "Een bevinding goedgekeurd en overgedragen",
    ]
