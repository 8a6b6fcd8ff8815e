"""What is measured, against which target (issue: speed and size), and how it is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.test import Client
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.bench.detection import read_sentences
from buurtbalans.bench.measuring import count_queries, logged_in, measure, megabytes, walk
from buurtbalans.bench.papers import seconds_by_paper
from sessions.actions.services import add_action
from sessions.planning.models import SessionStatus
from trajects.plan.parts import MeasureKind
from trajects.plan.services import add_measure
from trajects.traject.models import Traject

FLOOR = "/bench/bodem/"
MOST_RATIO = 4.0
MOST_MEGABYTES = 250
FEW_ROWS, MANY_ROWS = 10, 60
MOST_LOADING, MOST_LIST_MEGABYTES, MOST_MS_A_SENTENCE = 2, 150, 1


@dataclass(frozen=True)
class Line:
    """One line of the report; `is_ok` is None where there is no target."""

    what: str
    found: str
    target: str = ""
    is_ok: bool | None = None

    def __str__(self) -> str:
        verdict = {None: "", True: "OK", False: "TE VEEL"}[self.is_ok]
        return f"{self.what:<34}{self.found:<38}{self.target:<20}{verdict}".rstrip()


def report(user: User, running: Traject, finished: Traject) -> Iterator[Line]:
    """Measure as this person, line by line. Adds actions, so to be taken back afterwards."""
    client = logged_in(user)
    floor = measure(client, FLOOR, FLOOR)
    yield Line("Bodem: leeg sjabloon, ingelogd", f"{floor.milliseconds:.1f} ms, {floor.queries} vragen")
    yield _page_line(client, "Mijn werk", "/mijn-werk/")
    yield _page_line(client, "Traject", running.get_absolute_url())
    to_come = running.sessions.upcoming(timezone.localdate()).exclude(status=SessionStatus.RUNNING)
    for session in to_come[:1]:
        yield _page_line(client, "Agenda", session.get_absolute_url())
    yield from _action_lines(client, running, user)
    yield from _plan_lines(client, finished, user)
    for paper, seconds in seconds_by_paper(client, finished, FLOOR, user):
        target = f"hooguit {paper.most_seconds:g} s".replace(".", ",")
        yield Line(paper.what, f"{seconds:.2f} s", target, seconds <= paper.most_seconds)
    yield from _detection_lines()
    yield from _walk_lines(client)


def _page_line(client: Client, what: str, address: str) -> Line:
    found = measure(client, address, FLOOR)
    told = f"{found.milliseconds:.1f} ms, {found.queries} vragen, {found.ratio:.1f} × de bodem"
    return Line(what, told, f"hooguit {MOST_RATIO:.0f} ×", found.ratio <= MOST_RATIO)


def _action_lines(client: Client, traject: Traject, user: User) -> Iterator[Line]:
    address = f"{traject.get_absolute_url()}acties/"
    yield from _list_lines(client, "Actielijst van {} regels", address, partial(_fill_up, traject, user))


def _plan_lines(client: Client, traject: Traject, user: User) -> Iterator[Line]:
    """The plan with many measures. They are taken back at once, for its papers are measured too."""
    with transaction.atomic():
        address = f"{traject.get_absolute_url()}plan/"
        yield from _list_lines(client, "Plan met {} maatregelen", address, partial(_add_measures, traject, user))
        transaction.set_rollback(True)


def _list_lines(client: Client, what: str, address: str, fill: Callable[[int], None]) -> Iterator[Line]:
    """A page with few rows and with many: how long it takes, and that the number of rows asks no more queries."""
    fill(FEW_ROWS)
    few = count_queries(client, address)
    fill(MANY_ROWS)
    many = count_queries(client, address)
    yield _page_line(client, what.format(MANY_ROWS), address)
    yield Line(
        "Vragen aan de database",
        f"{few} bij {FEW_ROWS} regels, {many} bij {MANY_ROWS}",
        "gelijk",
        few == many,
    )


def _fill_up(traject: Traject, user: User, rows: int) -> None:
    """Add open actions until there are this many."""
    partner = traject.partners.first()
    if partner is None:
        return
    for number in range(traject.actions.open().count(), rows):
        add_action(traject, by=user, title=f"Actie {number} van de meting", partner=partner)


def _add_measures(traject: Traject, user: User, rows: int) -> None:
    """Add measures in the lines of the plan until there are this many, with all that one can write of them."""
    lines, partners = list(traject.plan.lines.all()), list(traject.partners.all())
    for number in range(sum(line.measures.count() for line in lines), rows):
        add_measure(
            by=user,
            line=lines[number % len(lines)],
            title=f"Maatregel {number} van de meting",
            kind=MeasureKind.values[number % len(MeasureKind)],
            owner=partners[number % len(partners)],
            partners=partners[:2],
            starts_on=date(2026, number % 12 + 1, 1),
            money=1000 * number,
            hours=number,
            means="Een ruimte in de buurt",
            result="Er gebeurt wat we afspraken",
            indicator="Wat we ervan tellen",
            residents_role="Bewoners denken mee",
        )


def _detection_lines() -> Iterator[Line]:
    read = read_sentences()
    lists, each = f"{read.loading:.1f} s, {read.megabytes:.0f} MB", f"{read.milliseconds:.2f} ms per zin"
    fits = read.loading <= MOST_LOADING and read.megabytes <= MOST_LIST_MEGABYTES
    yield Line("Woordenlijsten laden", lists, f"hooguit {MOST_LOADING} s, {MOST_LIST_MEGABYTES} MB", fits)
    yield Line(
        "Persoonsgegevens zoeken", each, f"hooguit {MOST_MS_A_SENTENCE} ms", read.milliseconds <= MOST_MS_A_SENTENCE
    )


def _walk_lines(client: Client) -> Iterator[Line]:
    walked = walk(client, "/mijn-werk/")
    used = megabytes()
    target = f"hooguit {MOST_MEGABYTES} MB"
    yield Line(f"Geheugen na {walked.pages} pagina's", f"{used:.0f} MB", target, used <= MOST_MEGABYTES)
    yield Line("Pagina's met een fout", ", ".join(walked.faults) or "geen", "geen", not walked.faults)
