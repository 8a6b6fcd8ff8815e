"""What stands beside the plan in lists, written out before the template: answers, owners, versions."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from buurtbalans.addresses import address, numbered
from trajects.plan.approval_models import Answer, Approval
from trajects.plan.outline import Outline
from trajects.plan.pieces import listed, repeated
from trajects.plan.standing import Standing

ANSWER = '<li><span>{}<br><span class="bb-2">{}</span>{}</span><span class="bb-status bb-sm{}">{}</span></li>'
GIVE = '<br><a class="ams-link" href="{}">Antwoord geven</a>'
MARK = {
    Answer.AGREED.value: " bb-status--ok",
    Answer.CONDITION.value: " bb-status--ok",
    Answer.DISCUSSED.value: " bb-status--busy",
    Answer.REFUSED.value: " bb-status--late",
}
WORDS = {answer.value: str(answer.label) for answer in Answer}
NOW = ' <span class="bb-2">({})</span>'
VERSION = "<li><span>{}{}</span>{}</li>"
QUIET = '<span class="bb-2">{}</span>'
SUBMITTED = '<li><a class="ams-link" href="{}">{}</a><span class="bb-2">{}</span></li>'


def beside(outline: Outline, standing: Standing | None, user_pk: int) -> dict[str, SafeString | str]:
    """The lists beside a plan for this person, each under the name by which the page asks for it."""
    traject = outline.plan.traject_id
    return {
        "answers": _listed_in(_answers(standing, user_pk, traject), " bb-answers") if standing else "",
        "owners": listed((owner.name, owner.codes) for owner in outline.owners),
        "versions": _listed_in(_versions(outline)),
        "submitted": _listed_in(_submitted(outline, traject)),
    }


def _listed_in(rows: SafeString, more: str = "") -> SafeString | str:
    return format_html('<ul class="bb-rows bb-sm{}">{}</ul>', more, rows) if rows else ""


def _answers(standing: Standing, user_pk: int, traject: int) -> SafeString:
    give = format_html(GIVE, address("trajects:plan-approvals", traject))
    return repeated(ANSWER, (_answer(row, standing.is_open, user_pk, give) for row in standing.rows))


def _answer(row: Approval, is_open: bool, user_pk: int, give: SafeString) -> tuple[Any, ...]:
    signatory = row.signatory
    waits = is_open and not row.is_decided
    may = waits and signatory is not None and signatory.membership.user_id == user_pk
    return (
        row.partner.organisation.name,
        _who(row, is_open),
        give if may else "",
        MARK.get(row.answer, ""),
        WORDS[row.answer],
    )


def _who(row: Approval, is_open: bool) -> str:
    """Who answered, why nobody can, or who will."""
    if is_open and not row.counts:
        return "doet niet meer mee"
    if row.is_decided and row.answered_by:
        return row.answered_by.name
    if is_open and row.waits_for:
        return str(capfirst(row.waits_for))
    return row.signatory.membership.user.name if row.signatory else ""


def _versions(outline: Outline) -> SafeString:
    now = format_html(NOW, "nu")
    return repeated(
        VERSION,
        (
            (
                version.label,
                now if version.is_current else "",
                format_html(QUIET, f"sinds {_day(version.begun_at)}") if version.begun_at else "",
            )
            for version in outline.versions
        ),
    )


def _submitted(outline: Outline, traject: int) -> SafeString:
    url = numbered("trajects:plan-submitted", traject)
    rows: Iterable[tuple[str, str, str]] = (
        (
            url(version.pk),
            version.name,
            f"vastgesteld {_day(version.adopted_at)}" if version.adopted_at else _day(version.submitted_at),
        )
        for version in outline.submitted
    )
    return repeated(SUBMITTED, rows)


def _day(moment: datetime) -> str:
    return _written(timezone.localtime(moment).date())


@cache
def _written(day: date) -> str:
    return str(date_format(day, "j F Y"))
