"""Where a piece of the plan or of what it leans on came from (L2)."""

import uuid

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact

from trajects.analysis.models import Assumption, Cause, JointGoal, Opportunity, ProblemStatement
from trajects.crossing.models import ReleasedFinding
from trajects.plan.models import Measure, PlanPart
from trajects.traject.models import Traject

# What was made of it, and what it came from: of both exactly one is filled in, until a note is erased by its term.
TARGETS = ("assumption", "problem", "opportunity", "cause", "goal", "measure", "part")
SOURCES = ("outcome", "decision", "action", "finding", "chance", "note")


def _none_of(names: tuple[str, ...]) -> Q:
    return Q(**{f"{name}__isnull": True for name in names})


def _one_of(names: tuple[str, ...]) -> Exact:
    filled = Func(*(F(name) for name in names), function="num_nonnulls", output_field=models.IntegerField())
    return Exact(filled, 1)


class Source(models.Model):
    """One thing that was taken over from the traject, and what was made of it: typed once (L2).

    As confidential as the session that it came from; without one for all partners. When what it came from is taken
    back or taken away the link goes, and the words in the plan stay: a person chose them there. A note of the wall is
    erased some weeks after the minutes are settled; then the session is what is still told.
    """

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="plan_sources")
    # What was taken over in one go, which can be undone in one go.
    together = models.UUIDField(default=uuid.uuid4, editable=False)
    taken_at = models.DateTimeField(auto_now_add=True)
    # By which lines that were written in a part are found back, without keeping the words a second time.
    line_count = models.PositiveSmallIntegerField(default=0)
    mark = models.CharField(max_length=64, blank=True)
    # The session of the outcome, decision, action or note, as long as it belongs to one.
    session = models.ForeignKey(
        "traject_sessions.Session", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    outcome = models.ForeignKey(
        "traject_sessions.Outcome", on_delete=models.CASCADE, null=True, blank=True, related_name="taken_over"
    )
    decision = models.ForeignKey(
        "traject_sessions.Decision", on_delete=models.CASCADE, null=True, blank=True, related_name="taken_over"
    )
    action = models.ForeignKey(
        "traject_sessions.Action", on_delete=models.CASCADE, null=True, blank=True, related_name="taken_over"
    )
    finding = models.ForeignKey(
        ReleasedFinding, on_delete=models.CASCADE, null=True, blank=True, related_name="taken_over"
    )
    note = models.ForeignKey(
        "traject_sessions.RoomNote", on_delete=models.SET_NULL, null=True, blank=True, related_name="taken_over"
    )
    chance = models.ForeignKey(Opportunity, on_delete=models.CASCADE, null=True, blank=True, related_name="taken_over")
    assumption = models.ForeignKey(Assumption, on_delete=models.CASCADE, null=True, blank=True, related_name="sources")
    problem = models.ForeignKey(
        ProblemStatement, on_delete=models.CASCADE, null=True, blank=True, related_name="sources"
    )
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.CASCADE, null=True, blank=True, related_name="sources"
    )
    cause = models.ForeignKey(Cause, on_delete=models.CASCADE, null=True, blank=True, related_name="sources")
    goal = models.ForeignKey(JointGoal, on_delete=models.CASCADE, null=True, blank=True, related_name="sources")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, null=True, blank=True, related_name="sources")
    part = models.ForeignKey(PlanPart, on_delete=models.CASCADE, null=True, blank=True, related_name="sources")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["traject", "together"], name="source_together")]
        constraints = [
            models.CheckConstraint(
                condition=Q(_one_of(SOURCES)) | (_none_of(SOURCES) & Q(session__isnull=False)),
                name="source_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(part__isnull=False) | Q(line_count=0, mark=""), name="source_marks_lines_of_a_part"
            ),
            models.CheckConstraint(condition=_one_of(TARGETS), name="source_of_one_thing"),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, note__isnull=True) | Q(session__isnull=False),
                name="source_outcome_has_its_session",
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=True) | Q(finding__isnull=True, chance__isnull=True),
                name="source_of_all_has_no_session",
            ),
            models.UniqueConstraint(
                fields=[*SOURCES, *TARGETS],
                nulls_distinct=False,
                # Two notes that are erased may have gone to the same part.
                condition=~_none_of(SOURCES),
                name="source_taken_over_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Bron {self.pk}"
