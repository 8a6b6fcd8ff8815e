"""Background jobs of the app; the worker looks for them here."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from privacy.access_events import chain, retention
from privacy.registrations.importing import forget_imports
from privacy.registrations.letters import mail_second_reader
from privacy.reports.letters import mail_report

__all__ = ["check_access_events", "forget_imports", "mail_report", "mail_second_reader", "seal_access_events"]

log = logging.getLogger(__name__)


@app.periodic(cron="*/15 * * * *")
@app.task(name="privacy.seal_access_events", queueing_lock="privacy.seal_access_events")
def seal_access_events(timestamp: int) -> None:
    """Seal what was recorded since the last time. `timestamp` is when procrastinate meant it to run."""
    chain.seal_all()


@app.periodic(cron="20 4 * * *")
@app.task(name="privacy.check_access_events", queueing_lock="privacy.check_access_events")
def check_access_events(timestamp: int) -> None:
    """Forget what is older than its term, and say in the log where the chains stand or what is wrong with them."""
    retention.forget_before(timezone.now() - timedelta(days=settings.ACCESS_EVENT_DAYS))
    for problem in chain.broken():
        log.error("access events: %s", problem)
    log.info("access events: heads %s", " ".join(chain.heads()))
