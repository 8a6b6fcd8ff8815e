"""The plan as a tagged PDF that one can lay before a board (L4, V7)."""

from collections import Counter
from typing import Any

from django.utils import timezone

from buurtbalans import pdf
from trajects.plan.papers.audiences import Whom
from trajects.plan.papers.stamp import Stamp
from trajects.plan.papers.text import PlanText
from trajects.plan.parts import Part
from trajects.plan.picture import look_of_theme
from trajects.plan.timeline import timelines

PICTURE_ROWS = 26
"""As many as stand on one page with their heading."""
TEMPLATE = "pdf/plan.html"
RESIDENTS_TEMPLATE = "pdf/plan_residents.html"


def plan_document(text: PlanText, stamp: Stamp) -> bytes:
    """The whole plan as bytes, to be kept. Raises pdf.PdfUnavailableError where pango is not installed."""
    return pdf.make(TEMPLATE, plan_context(text, stamp))


def plan_context(text: PlanText, stamp: Stamp) -> dict[str, Any]:
    """What the template of the plan asks for."""
    planning = next((part for part in text.parts if part.name == Part.PLANNING), None)
    return {
        "imprint": stamp,
        "plan": text,
        "pictures": timelines(text.timeline_rows(), timezone.localdate(), most=PICTURE_ROWS, look=look_of_theme()),
        "pictures_in": Part.PLANNING if planning and not planning.is_empty else Part.MEASURES,
        "answers": sorted(Counter(one.answer for one in text.approvals).items()),
    }


def file_name(text: PlanText, whom: str) -> str:
    """How the file of a paper is called, without its ending: for others than the partners it says for whom."""
    reader = "" if whom == Whom.PARTNERS else f" voor {whom}"
    return f"plan van aanpak {text.traject} {text.label}{reader}".replace(".", "-")
