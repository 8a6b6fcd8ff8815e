"""Who is writing where in a plan: the forms that are open now (L1). It locks nothing."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models

from trajects.plan.models import PlanPart

HEARD_LATELY = timedelta(seconds=75)
"""An open form is heard twice in this time; one that is silent was closed."""


class WritingQuerySet(models.QuerySet["Writing"]):
    """Which open forms."""

    def heard_since(self, plan: Any, moment: Any) -> "WritingQuerySet":
        """The forms of one plan that were open at this moment still, who began first first."""
        rows = self.filter(part__plan=plan, seen_at__gt=moment).select_related("part", "user")
        return rows.only("since", "part__part", "user__name").order_by("since", "pk")


class Writing(models.Model):
    """One form of one person that is, or was, open on a part of a plan. Goes by itself after a day."""

    part = models.ForeignKey(PlanPart, on_delete=models.CASCADE, related_name="writings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.UUIDField()
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    # What this form sent last, and which version of the part that became: what it sends again after an answer
    # that never reached it is no change by somebody else, and what arrives too late is not kept over it.
    turn = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(null=True, blank=True)

    objects = WritingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["part", "user", "form"], name="plan_writing_once")]

    def __str__(self) -> str:
        return f"Open formulier {self.pk}"

    def is_silent(self, now: datetime) -> bool:
        """Was it closed, as far as one can tell?"""
        return self.seen_at <= now - HEARD_LATELY
