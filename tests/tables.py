"""The tables that tests are done on, which one worker makes and the other begins with a copy of."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

# pytest-xdist gives every worker of one run the same word; without workers there is none.
RUN = "PYTEST_XDIST_TESTRUNUID"


def address(database: str) -> dict[str, Any]:
    """Where a database on the server of the tests is reached, as psycopg asks it."""
    server = settings.DATABASES["default"]
    host = server.get("OPTIONS", {}).get("host") or server["HOST"]
    where = {"dbname": database, "user": server["USER"], "password": server["PASSWORD"], "host": host}
    return where | ({"port": server["PORT"]} if server["PORT"] else {})


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """The server itself, to make databases on."""
    with psycopg.connect(**address("postgres"), autocommit=True) as opened:
        yield opened


def copy(source: str, target: str) -> None:
    """Make a database anew, as a copy of one that nobody is in."""
    with server() as opened:
        opened.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        opened.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def made(worker: str, make: Callable[..., Any], *, keep: bool) -> Any:
    """What `make` says of the tables that it made.

    All migrations take a worker twenty seconds. So the first to come keeps a copy for who comes after it in this run;
    what is left of another run is no use, since its migrations may be others.
    """
    run = os.environ.get(RUN)
    if keep or not run:
        return make(keepdb=keep)
    own = connection.creation._get_test_db_name()
    kept = f"{own.removesuffix(worker)}migrated"
    with server() as opened:
        opened.execute("SELECT pg_advisory_lock(hashtext(%s))", [kept])
        found = opened.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s AND shobj_description(oid, 'pg_database') = %s", [kept, run]
        ).fetchone()
        if found:
            copy(kept, own)
            return make(keepdb=True)
        done = make(keepdb=False)
        connection.close()
        copy(own, kept)
        opened.execute(psycopg.sql.SQL("COMMENT ON DATABASE {} IS {}").format(psycopg.sql.Identifier(kept), run))
        return done
