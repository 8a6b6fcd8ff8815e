"""Who settles what was reported, and what a page about it shows; the same on both sides of the wall."""

from typing import Any

from django import forms
from django.db import models

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from privacy.reports.forms import RewriteForm
from privacy.reports.models import Report
from privacy.reports.texts import Kind
from trajects.plan.version_texts import text_at

REWRITE = "herschrijven/"


def settles(user: User, kind: Kind, row: models.Model, open_report: Report) -> bool:
    """The author, and who may change such rows.

    What came across the wall is settled on the other side; by its keeper where it was hidden as it stands on this one.
    """
    if not kind.judge:
        return is_kept_here(row, open_report) and access.may(user, kind.keeper, row)
    return open_report.author_id == user.pk or access.may(user, kind.judge, row)


def is_kept_here(row: models.Model, open_report: Report) -> bool:
    """Was this very row reported, and not what it came from?"""
    return (open_report.object_type, open_report.object_id) == (row._meta.label_lower, row.pk)


def reads(user: User, kind: Kind, row: models.Model, open_report: Report) -> bool:
    """The hidden text itself: its author; where nobody knows who that is, who may change such rows."""
    if open_report.author_id is not None or not kind.judge:
        return bool(kind.judge) and open_report.author_id == user.pk
    return settles(user, kind, row, open_report)


def rewrite_form(request: Request, row: models.Model, open_report: Report, door: Door) -> RewriteForm | None:
    """The texts to write anew; None for a file, which is brought anew instead."""
    own = open_report.texts.filter(object_type=open_report.object_type, object_id=open_report.object_id)
    texts = [text for text in own if text.shown]
    if len(texts) < len(own):
        return None
    data = sent(request) if request.path.endswith(REWRITE) else None
    return RewriteForm(data, row=row, texts=texts, door=door)


def stood(row: Any, open_report: Report) -> str:
    """What stood in a version where a text of it is hidden now."""
    version = row.plan_version
    sealed = open_report.texts.filter(object_type=version._meta.label_lower, object_id=version.pk, field="contents")
    return next((text_at(one.value, row.place) for one in sealed), "")


def shown(
    request: Request,
    kind: Kind,
    row: models.Model,
    open_report: Report | None,
    door: Door,
    form: forms.BaseForm | None = None,
) -> dict[str, Any]:
    """What the page about one text shows this person; `form` is what he sent and was not right."""
    found: dict[str, Any] = {"kind": kind, "report": open_report, "texts": [], "row": row}
    if open_report is None:
        found["texts"] = kind.written(row) if kind.is_listed or kind.is_frozen else []
        return found
    found |= {"settles": settles(request.user, kind, row, open_report), "is_file": bool(kind.file)}
    found["is_kept_here"] = is_kept_here(row, open_report)
    if kind.is_frozen:
        return found | {"stood": stood(row, open_report) if found["settles"] else ""}
    if reads(request.user, kind, row, open_report):
        found["form"] = form or rewrite_form(request, row, open_report, door)
    return found
