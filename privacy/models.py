"""Index of the app's models; Django looks for them here."""

from privacy.access_events.models import AccessChain, AccessEvent, AccessEventLink
from privacy.agreements.models import AgreementAcceptance, AgreementDraft, PrivacyAgreement
from privacy.doors.models import PersonalDataDecision
from privacy.links.models import MailedLink
from privacy.registrations.models import (
    Registration,
    RegistrationEvidence,
    RegistrationFile,
    RegistrationImport,
    RegistrationVersion,
    SecondReading,
)
from privacy.reports.models import HiddenText, Report
from privacy.retention.models import DeletionReport
from privacy.tables import (
    Circle,
    RegistrationGroupPermission,
    ResidentsTrackGroupPermission,
    RoleGroup,
    SessionGroupPermission,
    TrajectGroupPermission,
)

__all__ = [
    "AccessChain",
    "AccessEvent",
    "AccessEventLink",
    "AgreementAcceptance",
    "AgreementDraft",
    "Circle",
    "DeletionReport",
    "HiddenText",
    "MailedLink",
    "PersonalDataDecision",
    "PrivacyAgreement",
    "Registration",
    "RegistrationEvidence",
    "RegistrationFile",
    "RegistrationGroupPermission",
    "RegistrationImport",
    "RegistrationVersion",
    "Report",
    "ResidentsTrackGroupPermission",
    "RoleGroup",
    "SecondReading",
    "SessionGroupPermission",
    "TrajectGroupPermission",
]
