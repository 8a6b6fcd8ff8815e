"""A text that somebody reported for holding personal data, sealed away from its row (V2).

The text is moved out of the row, and a sentence stands in its place. So it is gone from every page, paper, export,
search and mail at once, without any of these having to know.
"""

from django.conf import settings
from django.db import models


class Report(models.Model):
    """One thing that was reported. Gone once its author or the kernteam has settled it."""

    traject = models.ForeignKey("trajects.Traject", on_delete=models.CASCADE, related_name="+")
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["object_type", "object_id"], name="reported_once")]


class HiddenText(models.Model):
    """One sealed field: of what was reported, or of a copy of it in the logbook or a submitted plan.

    It goes with the row that it was taken from, and so does a report: a trigger on that row's table sees to it,
    whoever deletes the row.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=80)
    value = models.JSONField()
    # What stands there instead: who rewrote the text meanwhile keeps that.
    shown = models.JSONField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["object_type", "object_id"], name="sealed_by_object")]
