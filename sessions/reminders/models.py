"""When somebody wants to be reminded by mail, and until which day that was done (A3)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

FIRST_HOUR, LAST_HOUR, USUAL_HOUR = 7, 20, 8


class ReminderSetting(models.Model):
    """One person's wish: at which hour, or not at all. Who never chose has none and gets the usual hour.

    `told_on` is the last day that was dealt with, so that no day is told twice: one row for each person.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_setting")
    is_on = models.BooleanField("herinneringen per e-mail", default=True)
    hour = models.PositiveSmallIntegerField(
        "hoe laat",
        default=USUAL_HOUR,
        validators=[MinValueValidator(FIRST_HOUR), MaxValueValidator(LAST_HOUR)],
    )
    told_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__gte=FIRST_HOUR, hour__lte=LAST_HOUR), name="reminded_at_a_decent_hour"
            )
        ]
