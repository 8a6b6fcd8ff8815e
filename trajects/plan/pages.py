"""How long the plan is on paper: counted after a change, so that its page can warn (L1: short by design)."""

from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from buurtbalans import pdf
from trajects.plan.models import Plan, PlanVersion
from trajects.plan.outline import Outline, PartView
from trajects.plan.papers.choosing import Chosen, kept, living
from trajects.plan.papers.document import TEMPLATE, plan_context

MOST = 6
"""What people still read; a longer plan says what could be shorter."""
REST = 60
"""Seconds after a change: who goes on writing meanwhile makes no more work."""
LONG_TEXT = 1200
"""Characters: about half a page."""
MANY_MEASURES = 25


@dataclass(frozen=True)
class Length:
    """How many pages the plan is, and what takes most of them."""

    pages: int
    long_parts: list[PartView]
    measures: int

    @property
    def is_too_long(self) -> bool:
        """More than people read?"""
        return self.pages > MOST

    @property
    def has_many_measures(self) -> bool:
        """Are there so many measures that they fill pages?"""
        return self.measures > MANY_MEASURES


def length_of(outline: Outline) -> Length | None:
    """How long a plan was when it was counted last; None before that."""
    if outline.plan.pages is None:
        return None
    long = [part for part in outline.parts if len(part.row.text) > LONG_TEXT]
    long.sort(key=lambda part: len(part.row.text), reverse=True)
    return Length(outline.plan.pages, long[:3], sum(len(line.measures) for line in outline.lines))


def count_later(plan: Plan) -> None:
    """Count the pages of a plan that changed, in a minute; once for all changes until then."""
    job = count_plan.configure(queueing_lock=f"trajects.count_plan {plan.pk}", schedule_in={"seconds": REST})
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(plan_id=plan.pk)


def count_version_later(version: PlanVersion) -> None:
    """Count the pages of a version that was submitted."""
    count_version.configure(schedule_in={"seconds": REST}).defer(version_id=version.pk)


@app.task(name="trajects.count_plan", retry=3)
def count_plan(plan_id: int) -> None:
    """Keep how many pages the plan is now. What changes meanwhile is counted by a job of its own."""
    plan = Plan.objects.select_related("traject").filter(pk=plan_id).first()
    if plan is not None:
        Plan.objects.filter(pk=plan_id).update(pages=_pages(living(plan.traject, "")))


@app.task(name="trajects.count_version", retry=3)
def count_version(version_id: int) -> None:
    """Keep how many pages a submitted version is; of an adopted one nothing changes any more."""
    open_versions = PlanVersion.objects.filter(pk=version_id, adopted_at__isnull=True)
    version = open_versions.select_related("plan__traject").first()
    if version is not None:
        open_versions.update(pages=_pages(kept(version)))


def _pages(chosen: Chosen) -> int | None:
    """None where this machine makes no PDFs."""
    try:
        return pdf.count_pages(TEMPLATE, plan_context(chosen.text, chosen.stamp))
    except pdf.PdfUnavailableError:
        return None
