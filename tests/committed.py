"""Rows that other connections see too, for tests of several people at the very same moment.

A test's own rows live in a transaction that is taken back, which no other connection sees. What is done
here is committed, and afterwards every row that came into being is taken away again.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection, transaction

SECONDS = 30


@contextmanager
def committed(blocker) -> Iterator[Callable]:
    """Gives `together(*jobs)`: does all jobs at the same moment, each on a connection of its own; their answers."""

    def together(*jobs):
        start = Barrier(len(jobs))
        with ThreadPoolExecutor(len(jobs)) as pool:
            return [done.result(SECONDS) for done in [pool.submit(_alone, job, start) for job in jobs]]

    with blocker.unblock():
        [before] = together(_last_keys)
        try:
            yield together
        finally:
            together(lambda: _take_away(before))


def _alone(job, start):
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{SECONDS}s'")
        start.wait(SECONDS)
        return job()
    finally:
        connection.close()


def _last_keys():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'id' AND data_type IN ('integer', 'bigint')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        keys = {}
        for table in tables:
            cursor.execute(f'SELECT COALESCE(MAX(id), 0) FROM "{table}"')
            keys[table] = cursor.fetchone()[0]
        return keys


def _take_away(before):
    # Foreign keys are looked at when the transaction ends, so the order matters for the trace only.
    with transaction.atomic(), connection.cursor() as cursor:
        # What was recorded goes only in a transaction that says so, an event before its link.
        cursor.execute("SET LOCAL buurtbalans.retention = 'infinity'")
        for table in sorted(before, key=lambda name: (name != "privacy_accessevent", name)):
            cursor.execute(f'DELETE FROM "{table}" WHERE id > %s', [before[table]])
