"""One night of deleting: every rule by itself, so that one that fails keeps no other from its work."""

import logging
from datetime import datetime

from django.utils import timezone

from privacy.retention.models import Rule
from privacy.retention.rules import RULES, Run
from privacy.retention.terms import terms

logger = logging.getLogger(__name__)


class RetentionFailedError(Exception):
    """Some rules failed; their names are in the message, and nothing of what they were deleting."""


def run_all(now: datetime | None = None) -> dict[Rule, int]:
    """Delete everything whose term has passed; how many things each rule deleted.

    Can be run again at any time: what is gone is not there any more. `now` is the moment that counts, for tests.
    Raises RetentionFailedError after the last rule when one of them failed.
    """
    run = Run(now or timezone.now(), terms())
    done: dict[Rule, int] = {}
    for rule, delete in RULES.items():
        try:
            done[rule] = delete(run)
        except Exception as error:
            # Without the error's own words: they may hold the content of a row.
            logger.error("retention rule %s failed: %s", rule.value, type(error).__name__)
    failed = [rule.value for rule in RULES if rule not in done]
    if failed:
        raise RetentionFailedError(", ".join(failed))
    return done
