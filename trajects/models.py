"""Index of the slices' models; Django looks for them here."""

from trajects.analysis.models import Assumption, Cause, Evidence, JointGoal, Opportunity, ProblemStatement
from trajects.buurt.models import Area
from trajects.crossing.models import FeedbackProposal, ReleasedFinding, ResidentsFeedback, Rewriting
from trajects.follow_up.board_models import BoardQuestion
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer
from trajects.follow_up.models import Lead, ProgressReport, Representative, StuckPoint, WorkingGroup
from trajects.follow_up.steering_models import (
    EvaluationMoment,
    GoalIndicator,
    GovernancePoint,
    Measurement,
    Objection,
)
from trajects.logbook.models import Document, LogEntry
from trajects.partners.models import Invitation, Membership, Partner
from trajects.plan.approval_models import AdoptedPaper, Approval, ApprovalChange, Signatory
from trajects.plan.commenting_models import PlanComment, SupportStatement
from trajects.plan.models import ActionLine, Measure, Plan, PlanPart, PlanVersion
from trajects.plan.source_models import Source
from trajects.plan.version_texts import VersionText
from trajects.plan.writing_models import Writing
from trajects.residents.models import (
    ResidentsInvitation,
    ResidentsLogEntry,
    ResidentsMeeting,
    ResidentsNote,
    ResidentsTrack,
)
from trajects.steps.models import CatalogueStep, ResultReached, Step, StepResult
from trajects.traject.models import AfterPoint, Theme, Traject, Urgency

__all__ = [
    "ActionLine",
    "AdoptedPaper",
    "AfterPoint",
    "Approval",
    "ApprovalChange",
    "Area",
    "Assumption",
    "BoardQuestion",
    "CatalogueStep",
    "Cause",
    "CheckIn",
    "CheckInAnswer",
    "Document",
    "EvaluationMoment",
    "Evidence",
    "FeedbackProposal",
    "GoalIndicator",
    "GovernancePoint",
    "Invitation",
    "JointGoal",
    "Lead",
    "LogEntry",
    "Measure",
    "Measurement",
    "Membership",
    "Objection",
    "Opportunity",
    "Partner",
    "Plan",
    "PlanComment",
    "PlanPart",
    "PlanVersion",
    "ProblemStatement",
    "ProgressReport",
    "ReleasedFinding",
    "Representative",
    "ResidentsFeedback",
    "ResidentsInvitation",
    "ResidentsLogEntry",
    "ResidentsMeeting",
    "ResidentsNote",
    "ResidentsTrack",
    "ResultReached",
    "Rewriting",
    "Signatory",
    "Source",
    "Step",
    "StepResult",
    "StuckPoint",
    "SupportStatement",
    "Theme",
    "Traject",
    "Urgency",
    "VersionText",
    "WorkingGroup",
    "Writing",
]
