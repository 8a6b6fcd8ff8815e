"""``make run``: database, web server and worker as one thing that starts together and stops together.

Meant for one machine and one person trying things out. In production the same parts are services of their
own; see ``deploy/README.md``.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType
from typing import Any

import environ
import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from psycopg import sql

from buurtbalans import embedded_postgres
from buurtbalans.postgres_home import EmbeddedPostgresError

ADDRESS = "127.0.0.1"
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 10
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DEMO_ACCOUNT = "gebiedsmakelaar@demo.test, wachtwoord buurtbalans-demo"


class Refusal(Exception):
    """Why it cannot start or go on: one Dutch sentence."""


class Stopped(BaseException):
    """Somebody asked to stop.

    Ctrl-C, SIGTERM or a closed terminal. Not an ``Exception``: nobody may swallow it.
    """


def main(command: list[str]) -> int:
    """Start everything, keep it running, stop everything. The result is the exit status.

    With the name of a management command: run that with database and demo at hand, and stop.
    """
    for number in SIGNALS:
        signal.signal(number, _on_signal)
    try:
        port = _read_settings()
        if command:
            with _database():
                _prepare_database()
                _manage(*command)
        else:
            _serve(port)
    except Stopped:
        _say("Gestopt.")
    except (Refusal, ImproperlyConfigured, EmbeddedPostgresError) as refusal:
        _say(" ".join(str(refusal).split()))
        return 1
    return 0


def _serve(port: int) -> None:
    _refuse_taken_port(port)
    with _database():
        _prepare_database()
        with _child("De webserver", _web_server(port)) as web, _child("De worker", _worker()) as worker:
            _announce(port, web, worker)
            _watch(web, worker)


def _on_signal(number: int, frame: FrameType | None) -> None:
    """Stop once; further signals wait for the orderly end instead of breaking it off."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def _say(text: str) -> None:
    sys.stderr.write(f"Buurtbalans: {text}\n")
    sys.stderr.flush()


def _read_settings() -> int:
    """Read ``.env`` and the settings, which may refuse.

    The demo is on unless this is production. Returns the port.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buurtbalans.settings")
    environ.Env.read_env(embedded_postgres.ROOT / ".env")
    env = environ.Env()
    if not env.bool("BB_PRODUCTION", default=False):
        os.environ.setdefault("BB_DEMO", "1")
    settings.DATABASES  # noqa: B018 (the first look at a setting is what loads them all)
    port = env.str("PORT", default="8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Refusal(f"PORT={port} is geen poort; kies een getal van 1 tot en met 65535.")
    return int(port)


def _refuse_taken_port(port: int) -> None:
    """Ask before the database starts: gunicorn would try five times and then show a traceback."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((ADDRESS, port))
        except OSError:
            raise Refusal(f"poort {port} is al in gebruik of mag niet; kies een andere: PORT=8001 make run.")


@contextmanager
def _database() -> Iterator[None]:
    """The clone's own PostgreSQL, or that of ``DATABASE_URL`` with the database made if it is not there."""
    own = not os.environ.get("DATABASE_URL")
    with embedded_postgres.running("run") if own else nullcontext():
        if not own:
            _create_database()
        yield


def _create_database() -> None:
    """Make the database of ``DATABASE_URL`` when its server has none of that name and lets us."""
    chosen = settings.DATABASES["default"]
    login: dict[str, Any] = {name: chosen[name.upper()] or None for name in ("host", "port", "user", "password")}
    login |= {name: value for name, value in chosen.get("OPTIONS", {}).items() if name != "pool"}
    try:
        psycopg.connect(dbname=chosen["NAME"], connect_timeout=10, **login).close()
    except psycopg.OperationalError as error:
        if "does not exist" not in str(error):
            raise Refusal(f"geen verbinding met de database van DATABASE_URL: {error}") from None
        try:
            with psycopg.connect(dbname="postgres", autocommit=True, **login) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(chosen["NAME"])))
        except psycopg.Error:
            raise Refusal(f"de database van DATABASE_URL bestaat niet en is niet te maken: {error}") from None


def _prepare_database() -> None:
    """Bring the tables and what roles may do up to date and, for the demo, load its data.

    Done twice, it changes nothing.
    """
    _say("de database wordt bijgewerkt.")
    _manage("migrate", "--noinput", "--verbosity=0")
    _manage("regrant")
    _manage("createcachetable", "--verbosity=0")
    if settings.DEMO:
        _manage("demo")


def _manage(*arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    if subprocess.run(command, cwd=embedded_postgres.ROOT, check=False).returncode:  # noqa: S603 (our own)
        raise Refusal(f"manage.py {arguments[0]} is mislukt; de reden staat hierboven.")


def _web_server(port: int) -> list[str]:
    """Gunicorn with threads: a browser that opens a spare connection must not hold up a whole process.

    Its control socket is off; it would stand in the home folder and be shared by all clones.
    """
    size = "--workers=2 --worker-class=gthread --threads=4 --keep-alive=10 --graceful-timeout=5"
    quiet = "--no-control-socket --log-level=warning"
    bind = f"--bind={ADDRESS}:{port}"
    return ["-m", "gunicorn", "buurtbalans.wsgi:application", bind, *size.split(), *quiet.split()]


def _worker() -> list[str]:
    return ["manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout=5"]


class Child:
    """A process that we started and that should run until we stop it."""

    def __init__(self, name: str, arguments: list[str]) -> None:
        # A session of its own: Ctrl-C reaches only us, so that things stop in order.
        command = [sys.executable, *arguments]
        # Our own command.
        self.process = subprocess.Popen(command, cwd=embedded_postgres.ROOT, start_new_session=True)  # noqa: S603
        self.name = name

    def require_running(self) -> None:
        """Raise when the process has ended by itself."""
        status = self.process.poll()
        if status is not None:
            raise Refusal(f"{self.name.lower()} is onverwacht gestopt (status {status}); alles stopt nu.")

    def stop(self) -> None:
        """Ask to end, wait, and end what is left of it: its own children too."""
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            _say(f"{self.name.lower()} reageert niet en wordt afgebroken.")
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def _child(name: str, arguments: list[str]) -> Iterator[Child]:
    child = Child(name, arguments)
    try:
        yield child
    finally:
        child.stop()


def _announce(port: int, *children: Child) -> None:
    """Say where it is, once it answers."""
    give_up = time.monotonic() + SECONDS_TO_ANSWER
    while not _is_healthy(port):
        if time.monotonic() > give_up:
            raise Refusal(f"http://localhost:{port}/gezond/ antwoordt niet met 200; alles stopt nu.")
        _watch(*children, seconds=0.2)
    account = f" (inloggen met {DEMO_ACCOUNT})" if settings.DEMO else ""
    _say(f"klaar op http://localhost:{port}/inloggen/{account}. Stoppen: Ctrl-C.")


def _is_healthy(port: int) -> bool:
    """Whether ``/gezond/`` answers 200, asked under a name that the settings allow."""
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=10)
    try:
        connection.request("GET", "/gezond/", headers={"Host": named[0] if named else "localhost"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _watch(*children: Child, seconds: float = float("inf")) -> None:
    """Let the children run; raise when one ends by itself."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for child in children:
            child.require_running()
        time.sleep(min(0.5, seconds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
