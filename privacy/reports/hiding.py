"""Hiding a text where the database keeps what was settled as it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def may_hide() -> Iterator[None]:
    """Tell the tables that keep what was settled that the changes in here hide a text, or put it back.

    Within a transaction, and no longer than that.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('buurtbalans.hiding', 'on', true)")
        yield
        cursor.execute("SELECT set_config('buurtbalans.hiding', '', true)")
