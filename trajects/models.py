"""Index of the slices' models; Django looks for them here."""

from trajects.analysis.models import JointGoal, ProblemStatement
from trajects.buurt.models import Area
from trajects.logbook.models import Document, LogEntry
from trajects.partners.models import Invitation, Membership, Partner
from trajects.plan.models import ActionLine, Measure, Plan, PlanPart, PlanVersion
from trajects.steps.models import CatalogueStep, Step, StepResult
from trajects.traject.models import AfterPoint, Theme, Traject, Urgency

__all__ = [
    "ActionLine",
    "AfterPoint",
    "Area",
    "CatalogueStep",
    "Document",
    "Invitation",
    "JointGoal",
    "LogEntry",
    "Measure",
    "Membership",
    "Partner",
    "Plan",
    "PlanPart",
    "PlanVersion",
    "ProblemStatement",
    "Step",
    "StepResult",
    "Theme",
    "Traject",
    "Urgency",
]
