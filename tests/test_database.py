"""What stays prepared in the database and where nothing may, and what becomes of a connection that was kept."""

import environ
import pytest
from django.db import connection

from buurtbalans.database import databases

ADDRESS = "postgresql://buurtbalans@database.test/buurtbalans?sslmode=require"
POOLED = f"{ADDRESS}&DISABLE_SERVER_SIDE_CURSORS=True"


@pytest.mark.parametrize(("address", "threshold"), [(ADDRESS, 1), (POOLED, None)])
def test_nothing_stays_prepared_behind_a_pooler_that_shares_connections(monkeypatch, address, threshold):
    monkeypatch.setenv("DATABASE_URL", address)
    chosen = databases(environ.Env(), testing=True)["default"]
    assert chosen["OPTIONS"] == {"sslmode": "require", "prepare_threshold": threshold}


@pytest.fixture
def kept(db):
    """A connection that an earlier request left, as the next one finds it."""
    one = connection.copy()
    with one.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid() AS earlier")
    one.health_check_enabled = True
    one.health_check_done = False
    yield one
    one.close()


def backend(one):
    return one.connection.info.backend_pid


def test_a_kept_connection_that_is_silent_is_used_without_asking_it_first(kept):
    pid = backend(kept)
    kept.close_if_health_check_failed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid])
        assert "earlier" in cursor.fetchone()[0]
    assert kept.health_check_done
    assert backend(kept) == pid


def test_a_kept_connection_that_the_server_closed_is_made_anew(kept):
    pid = backend(kept)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
    with kept.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert backend(kept) != pid
