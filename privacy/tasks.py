"""Background jobs of the app; the worker looks for them here."""

import logging

from procrastinate.contrib.django import app

from privacy import invariants
from privacy.access_events import chain
from privacy.registrations.importing import forget_imports
from privacy.registrations.letters import mail_second_reader
from privacy.reports.letters import mail_report
from privacy.retention.running import run_all

__all__ = [
    "check_access_events",
    "check_invariants",
    "delete_expired",
    "forget_imports",
    "mail_report",
    "mail_second_reader",
    "seal_access_events",
]

log = logging.getLogger(__name__)


@app.periodic(cron="*/15 * * * *")
@app.task(name="privacy.seal_access_events", queueing_lock="privacy.seal_access_events")
def seal_access_events(timestamp: int) -> None:
    """Seal what was recorded since the last time. `timestamp` is when procrastinate meant it to run."""
    chain.seal_all()


@app.periodic(cron="20 4 * * *")
@app.task(name="privacy.check_access_events", queueing_lock="privacy.check_access_events")
def check_access_events(timestamp: int) -> None:
    """Say in the log where the chains stand or what is wrong with them."""
    for problem in chain.broken():
        log.error("access events: %s", problem)
    log.info("access events: heads %s", " ".join(chain.heads()))


@app.periodic(cron="10 3 * * *")
@app.task(name="privacy.delete_expired", queueing_lock="privacy.delete_expired")
def delete_expired(timestamp: int) -> None:
    """Delete everything whose term has passed (V6). `timestamp` is when procrastinate meant it to run."""
    run_all()


@app.periodic(cron="50 2 * * *")
@app.task(name="privacy.check_invariants", queueing_lock="privacy.check_invariants")
def check_invariants(timestamp: int) -> None:
    """Say in the log what around the gate was not as it must be, after the seats that stayed behind have ended."""
    for problem in invariants.repair():
        log.error("invariant: %s", problem)
