"""Django's PostgreSQL, with a connection that is kept found to be alive without asking anything over it."""

import select
from typing import Any

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """As Django's, but it also tells what was asked by a prepared statement."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        """The text of a query that is looked at: psycopg keeps none of what it sends by name."""
        return super().last_executed_query(cursor, sql, params) or self.compose_sql(sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """Each request that uses a kept connection first asked whether it works: `SELECT 1`, as dear as a query of its own.

    A server that stopped or hung up has said so by then, and what is said waits to be read. So silence is enough; only
    where something waits is the server asked. No connection is kept longer than CONN_MAX_AGE, which is sooner than
    anything in between forgets one.
    """

    ops_class = DatabaseOperations

    def close_if_health_check_failed(self) -> None:
        """Once for each request."""
        is_due = self.health_check_enabled and not self.health_check_done  # type: ignore[attr-defined, has-type]  # not in the stubs
        if is_due and self._is_silent():
            self.health_check_done = True
        super().close_if_health_check_failed()

    def _is_silent(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        # Not select(): it knows no file above 1024, and every phone is one.
        heard = select.poll()
        heard.register(self.connection.fileno(), select.POLLIN)
        return not heard.poll(0)
