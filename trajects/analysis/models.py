"""What the partners found together: problem statements and joint goals. Typed once, shown in the plan (L2)."""

from django.db import models

from trajects.traject.models import Traject


class ProblemStatement(models.Model):
    """What exactly is the problem, in the partners' own words (probleemstelling)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="problem_statements")
    text = models.TextField("probleemstelling", max_length=20_000)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()


class JointGoal(models.Model):
    """What the partners want to reach together, and what residents gain by it (gezamenlijk doel)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="joint_goals")
    title = models.CharField("doel", max_length=200)
    gain = models.TextField("meerwaarde voor bewoners", max_length=20_000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Doel {self.pk}"
