"""What stays prepared in the database, and where nothing may."""

import environ
import pytest

from buurtbalans.database import databases

ADDRESS = "postgresql://buurtbalans@database.test/buurtbalans?sslmode=require"
POOLED = f"{ADDRESS}&DISABLE_SERVER_SIDE_CURSORS=True"


@pytest.mark.parametrize(("address", "threshold"), [(ADDRESS, 1), (POOLED, None)])
def test_nothing_stays_prepared_behind_a_pooler_that_shares_connections(monkeypatch, address, threshold):
    monkeypatch.setenv("DATABASE_URL", address)
    chosen = databases(environ.Env(), testing=True)["default"]
    assert chosen["OPTIONS"] == {"sslmode": "require", "prepare_threshold": threshold}
