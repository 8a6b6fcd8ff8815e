"""`make bench-live`: many sessions at once with their phones, against a web server of its own.

A real gunicorn with two workers on the real database, in a database that is made for the measurement
(`manage.py bench_live`). The phones run on the same machine and take their share of it.
"""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time as clock
from urllib.request import urlopen

from asgiref.sync import sync_to_async
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.bench.measuring import logged_in, measure
from buurtbalans.bench.phones import Phone, Told
from buurtbalans.bench.processors import seconds_of
from buurtbalans.bench.report import FLOOR, Line
from sessions.agenda.services import add_item
from sessions.planning.models import Session
from sessions.planning.services import plan_session
from sessions.room.models import Room, RoomNote, Vote
from sessions.room.rounds import set_phase
from sessions.room.services import start, take_seat
from trajects.traject.models import Traject, TrajectStatus

PERSON = "gebiedsmakelaar@demo.test"
MOST_P95 = 300
MOST_RATIO, MOST_QUERIES = 1.2, 3


def measured(sessions: int, phones: int, seconds: int) -> Iterator[Line]:
    """Begin these sessions, let the phones of each take part for so many seconds, and tell what was met."""
    rooms, told = _begin(sessions), Told()
    yield from _fragment_lines(rooms[0])
    with _web_server() as (port, process):
        began, own = seconds_of(process), time.process_time()
        asyncio.run(_let_take_part(rooms, phones, seconds, port, told))
        took, own = seconds_of(process) - began, time.process_time() - own
    wanted, votes = sessions * phones, sessions * (phones // 2)
    words = list(RoomNote.objects.filter(what__startswith="meting ").values_list("what", flat=True))
    given = Vote.objects.filter(seat__room__session__in=rooms).count()
    lost, double = wanted - len(set(words)), len(words) - len(set(words))
    yield Line("Telefoons", f"{sessions} × {phones}, {seconds} s, {len(told.seconds['poll'])} keer gevraagd")
    yield Line("Geeltjes", f"{len(words)}: {lost} kwijt, {double} dubbel", "geen", not lost and not double)
    yield Line("Stemmen", f"{given} van {votes}", f"{votes}", given == votes)
    yield Line("Fouten van de server", f"{told.faults}", "geen", not told.faults)
    yield Line("Verbroken verbindingen", f"{told.broken}")
    asked = max(sum(map(len, told.seconds.values())), 1)
    each = f"webserver {took * 1000 / asked:.2f} ms, telefoons {own * 1000 / asked:.2f} ms"
    yield Line("Rekentijd per verzoek", each)
    for kind, word in (("poll", "Vragen wat er veranderde"), ("note", "Plakken"), ("vote", "Stemmen")):
        found = told.p95(kind)
        yield Line(f"{word}, p95", f"{found:.0f} ms", f"hooguit {MOST_P95} ms", found <= MOST_P95)


def _begin(sessions: int) -> list[int]:
    """Sessions of the demo's traject that are being held, each at an item at which notes are asked for."""
    by = User.objects.get(email=PERSON)
    traject = Traject.objects.filter(status=TrajectStatus.RUNNING, memberships__user=by)[0]
    made = []
    for number in range(sessions):
        session = plan_session(
            traject,
            by=by,
            title=f"Meting {number}",
            day=timezone.localdate(),
            starts_at=clock(0),
            ends_at=clock(23, 59),
            place="",
            partners=list(traject.partners.all()),
        )
        item = add_item(session, by=by, title="Geeltjes", minutes=60)
        start(session, by=by)
        set_phase(session, item, "schrijven")
        made.append(session.pk)
    return made


async def _let_take_part(rooms: list[int], phones: int, seconds: int, port: int, told: Told) -> None:
    devices = await sync_to_async(_devices)(rooms, phones, port, told)
    taking_part = [asyncio.create_task(device.take_part(seconds)) for device in devices]
    for phase, share in (("open", 0.65), ("stemmen", 0.1)):
        await asyncio.sleep(seconds * share)
        await sync_to_async(_bring_to)(rooms, phase)
    await asyncio.gather(*taking_part)


def _devices(rooms: list[int], phones: int, port: int, told: Told) -> list[Phone]:
    found: list[Phone] = []
    for room in Room.objects.filter(session__in=rooms).select_related("session"):
        partner = room.session.partners.all()[0]
        for number in range(phones):
            secret = take_seat(room, partner.pk)
            whole = len(found)
            found.append(Phone(port, secret, room.item_id or 0, whole, number % 2 == 1, told))
    return found


def _bring_to(rooms: list[int], phase: str) -> None:

    for session in Session.objects.filter(pk__in=rooms):
        set_phase(session, session.items.get(), phase)


@contextmanager
def _web_server() -> Iterator[tuple[int, int]]:
    """Gunicorn as in production, with two workers; yields its port and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    size = ["--workers=2", "--worker-class=gthread", "--threads=4", "--keep-alive=10", "--backlog=2048"]
    options = [f"--bind=127.0.0.1:{port}", *size, "--no-control-socket", "--log-level=warning"]
    command = [sys.executable, "-m", "gunicorn", "buurtbalans.wsgi:application", *options]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR)  # noqa: S603  our own command
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            with urlopen(f"http://127.0.0.1:{port}/gezond/", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("De webserver begint niet.")


def _fragment_lines(session: int) -> Iterator[Line]:
    """What it costs to hear that nothing changed, against the floor."""

    room = Room.objects.select_related("session").get(session=session)
    live = f"/trajecten/{room.session.traject_id}/bijeenkomsten/{room.session_id}/live/stand/?v={room.state_version}"
    with override_settings(ROOT_URLCONF="buurtbalans.bench.urls", ALLOWED_HOSTS=["localhost"]):
        client = logged_in(User.objects.get(email=PERSON))
        found = measure(client, live, FLOOR)
    told = f"{found.milliseconds:.1f} ms, {found.queries} vragen, {found.ratio:.2f} × de bodem"
    is_ok = found.ratio <= MOST_RATIO and found.queries <= MOST_QUERIES
    yield Line("Niets veranderd", told, f"{MOST_RATIO} ×, {MOST_QUERIES} vragen ", is_ok)
