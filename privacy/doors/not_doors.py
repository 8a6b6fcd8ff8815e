"""The free-text fields that are no door, each with its reason. Every other text that people type is checked (V2).

One line a field: the form's class and the field, with * for names that are made while it runs. A test walks all
forms of the project and fails when one of them is neither checked nor here, or when a line here fits nothing.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache

PERSON = "its purpose is the name or address of one person, who is asked or writes it himself"
SECRET = "a secret; is never kept as text"  # noqa: S105  a reason, not a password
SEARCH = "is looked for and never kept"
ORGANISATION = "its purpose is the name of an organisation; a sleutelpersoon is an organisation of one person"
NO_TEXT = "has no field to write in"
CELLS = "the file is never kept, and each of its cells is looked at"

NOT_DOORS: Mapping[str, str] = {
    "InvitationForm.name": PERSON,
    "ResidentsInvitationForm.name": PERSON,
    "HandOverForm.*": PERSON,
    "NewAccountForm.name": PERSON,
    "NewAccountForm.password": SECRET,
    "NewPartnerForm.organisation": ORGANISATION,
    "ChoosePartnersForm.*-name": ORGANISATION,
    "SearchForm.*": SEARCH,
    "ActionFilterForm.*": SEARCH,
    "FilterForm.*": SEARCH,
    "WerkvormFilterForm.*": SEARCH,
    "MeasureFilterForm.*": NO_TEXT,
    "OpenFormForm.*": NO_TEXT,
    "VersionForm.*": NO_TEXT,
    "MinutesForm.*": NO_TEXT,
    "OwnerForm.*": NO_TEXT,
    "KindForm.*": NO_TEXT,
    "BecomesForm.*": NO_TEXT,
    "PhaseForm.*": NO_TEXT,
    "AttendanceForm.*": NO_TEXT,
    "AcceptForm.*": NO_TEXT,
    "EraseForm.*": NO_TEXT,
    "PublishForm.*": NO_TEXT,
    "CountingForm.*": NO_TEXT,
    "ShareForm.*": NO_TEXT,
    "AudienceForm.*": NO_TEXT,
    "AudienceForAllForm.*": NO_TEXT,
    "TableForm.*": CELLS,
    "SeatForm.*": NO_TEXT,
    "GuideForm.*": NO_TEXT,
    "ReadForm.*": NO_TEXT,
    "TogetherForm.*": NO_TEXT,
    "GoalsForm.*": NO_TEXT,
    "DeadlineForm.*": NO_TEXT,
    "SendForm.*": NO_TEXT,
    "ClosingForm.*": NO_TEXT,
    "LastDayForm.*": NO_TEXT,
    "OptionForm.*": NO_TEXT,
    "VoteForm.*": NO_TEXT,
    "PaperForm.*": NO_TEXT,
    "SubmitForm.*": NO_TEXT,
    "SignatoryForm.*": NO_TEXT,
    "LeadForm.*": NO_TEXT,
    "EvaluationSeriesForm.*": NO_TEXT,
    "ThemeForm.*": NO_TEXT,
    "CheckInForm.*": NO_TEXT,
}


def reason_against(form_classes: tuple[type, ...], field: str) -> str:
    """Why a field of a form (its class and the doors it is built on) is no door; "" when it is one."""
    return _reason(tuple(form.__name__ for form in form_classes), field)


@lru_cache(maxsize=4096)
def _reason(names: tuple[str, ...], field: str) -> str:
    """The same by names, which a form asks again each time that it is shown or sent."""
    for name in names:
        for pattern, reason in NOT_DOORS.items():
            if fnmatchcase(f"{name}.{field}", pattern):
                return reason
    return ""
