"""The papers of a plan against the clock: as it is, and grown to twenty pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.test import Client

from buurtbalans.accounts.models import User
from buurtbalans.bench.measuring import measure
from trajects.plan.parts import Part
from trajects.plan.services import submit
from trajects.traject.models import Traject

TIMES = 5
LONG_PARTS = (Part.PROBLEM, Part.RESIDENTS, Part.MEANS, Part.MONITORING)
LONG_TEXT = "Wat we samen zien, en wat we daarom gaan doen met elkaar in deze buurt. " * 260


@dataclass(frozen=True)
class Paper:
    """One paper: what it is called in the report, how to ask for it, and in how many seconds it must be there."""

    what: str
    query: str
    most_seconds: float


PAPERS = (
    Paper("Plan als PDF, warm", "", 1.0),
    Paper("Plan beknopt als PDF", "voor=directie", 1.0),
    Paper("Plan voor bewoners als PDF", "voor=bewoners", 1.0),
    Paper("Plan als PowerPoint", "vorm=pptx", 1.0),
    Paper("Plan als Word", "vorm=docx", 1.0),
)
# Every sentence a little otherwise: as much work as a comparison can be.
CHANGED_TEXT = "Wat we samen zagen, en wat we daarom gaan doen met elkaar in deze straten. " * 260
LONG_PAPER = Paper("Plan van 20 pagina's als PDF", "", 3.0)
COMPARISON = Paper("Twee versies van 20 pagina's", "", 0.3)


def seconds_by_paper(client: Client, traject: Traject, floor: str, user: User) -> Iterator[tuple[Paper, float]]:
    """Each paper with how long it took, and the comparison of two long versions. What that wrote is taken back."""
    address = f"{traject.get_absolute_url()}plan/pdf/"
    for paper in PAPERS:
        yield paper, measure(client, f"{address}?{paper.query}", floor, times=TIMES).milliseconds / 1000
    with transaction.atomic():
        traject.plan.parts.filter(part__in=LONG_PARTS).update(text=LONG_TEXT)
        seconds = measure(client, address, floor, times=TIMES).milliseconds / 1000
        transaction.set_rollback(True)
    yield LONG_PAPER, seconds
    yield COMPARISON, _seconds_of_comparison(client, traject, floor, user)


def _seconds_of_comparison(client: Client, traject: Traject, floor: str, user: User) -> float:
    """Two submitted versions of twenty pages; taken back at once."""
    with transaction.atomic():
        keys = []
        for text in (LONG_TEXT, CHANGED_TEXT):
            traject.plan.parts.filter(part__in=LONG_PARTS).update(text=text)
            submit(traject.plan, traject.plan.draft_number, by=user)
            keys.append(traject.plan.submitted.latest("pk").pk)
        address = f"{traject.get_absolute_url()}plan/versies/{keys[0]}/{keys[1]}/"
        seconds = measure(client, address, floor, times=TIMES).milliseconds / 1000
        transaction.set_rollback(True)
    return seconds
