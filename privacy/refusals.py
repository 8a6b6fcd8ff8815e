"""The ways in which the gate says no, each with what was asked, for the trace of access (V5)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404


class Hidden(Http404):
    """This person may not see the row of that number, or there is none: nobody can tell, this code neither."""

    def __init__(self, label: str, asked: Any) -> None:
        super().__init__()
        self.label, self.asked = label, asked


class AgreementNeeded(Hidden):
    """Others shared this row with this person's organisation, and he did not accept the newest agreement (V1)."""

    def __init__(self, label: str, asked: Any, traject_id: int) -> None:
        super().__init__(label, asked)
        self.traject_id = traject_id


class NotAllowed(PermissionDenied):
    """This person sees the row, and may not do this to it."""

    def __init__(self, label: str, asked: Any) -> None:
        super().__init__()
        self.label, self.asked = label, asked
