"""How Django reaches the database: the setting DATABASES."""

from typing import Any

import environ

from buurtbalans.embedded_postgres import embedded_url


def databases(env: environ.Env, *, testing: bool) -> dict[str, dict[str, Any]]:
    """The database of `DATABASE_URL`, else the clone's own; starts no server and opens no connection."""
    chosen = env.db_url_config(env.str("DATABASE_URL", default="") or embedded_url("test" if testing else "run"))
    # What is asked in fixed words (privacy/written.py) stays prepared in the database from the second time on; not
    # behind a pooler that hands out a connection for each transaction, which its address has to tell.
    is_pooled = chosen.get("DISABLE_SERVER_SIDE_CURSORS")
    return {
        "default": {
            **chosen,
            "ENGINE": __name__,
            "OPTIONS": {**chosen.get("OPTIONS", {}), "prepare_threshold": None if is_pooled else 1},
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "ATOMIC_REQUESTS": False,
        }
    }
