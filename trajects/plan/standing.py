"""How the partners stand towards the plan: who agreed, who is silent, and whether it is widely supported (L6)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access
from privacy.questions import Given, Question
from trajects.plan.approval_models import Answer, Approval
from trajects.plan.models import Plan, PlanVersion
from trajects.plan.papers.text import Approval as Answered

# What the list beside the plan shows of an answer.
BESIDE = (
    "answer",
    "plan_version_id",
    "partner__status",
    "partner__organisation__name",
    "partner__organisation__is_active",
    "partner__signatory__partner_id",
    "partner__signatory__membership__valid_to",
    "partner__signatory__membership__user__name",
    "partner__signatory__membership__user__is_active",
    "partner__signatory__membership__user__organisation_id",
    "answered_by__name",
)


@dataclass(frozen=True)
class Standing:
    """The answers on one version, as far as the reader may see them."""

    version: PlanVersion
    rows: Sequence[Approval]

    @cached_property
    def counted(self) -> list[Approval]:
        """The organisations that are asked now: who left is not."""
        return [row for row in self.rows if row.counts]

    def with_answer(self, *answers: Answer) -> list[Approval]:
        """The asked organisations with one of these answers."""
        return [row for row in self.counted if row.answer in answers]

    @property
    def agreed(self) -> int:
        """How many agree, with or without a condition."""
        return len(self.with_answer(Answer.AGREED, Answer.CONDITION))

    @property
    def undecided(self) -> list[Approval]:
        """Who said nothing yet, or only that it was discussed."""
        return self.with_answer(Answer.NONE, Answer.DISCUSSED)

    @property
    def refusing(self) -> list[Approval]:
        """Who does not agree."""
        return self.with_answer(Answer.REFUSED)

    @property
    def conditional(self) -> list[Approval]:
        """Who agrees under a condition."""
        return self.with_answer(Answer.CONDITION)

    @property
    def is_widely_supported(self) -> bool:
        """Breed gedragen: somebody was asked, everybody decided, and nobody refuses."""
        return bool(self.counted) and not self.undecided and not self.refusing

    @property
    def is_open(self) -> bool:
        """Can one still answer? Until the version is adopted."""
        return self.version.adopted_at is None


def standing_of(user: User, version: PlanVersion | None) -> Standing | None:
    """What this person sees of the answers on a version: partners all, their back office its own organisation's.

    None without a version.
    """
    if version is None:
        return None
    return Standing(version, _answers(user, version=version.pk))


def newest_sent(user: User, plan: Plan) -> Callable[[PlanVersion | None], Standing | None]:
    """What this person sees of the answers on the version that was submitted last, asked now.

    It is read by calling what this returns with that version (`privacy.written.together`).
    """
    rows = _newest_answers.sent(user, plan=plan.pk)

    def standing(version: PlanVersion | None) -> Standing | None:
        # Answers on a version that was submitted in between are left for the next time.
        return Standing(version, [row for row in rows() if row.plan_version_id == version.pk]) if version else None

    return standing


@Question
def _newest_answers(user: User, plan: Given) -> "QuerySet[Approval]":
    newest = PlanVersion.objects.filter(plan=plan).values("pk")[:1]
    return access.visible(user, Approval.objects.of_version(Subquery(newest)).only(*BESIDE))


@Question
def _answers(user: User, version: Given) -> "QuerySet[Approval]":
    return access.visible(user, Approval.objects.of_version(version))


def whole_standing(version: PlanVersion) -> Standing:
    """All answers on a version, beside the gate: for deciding whether and how it is adopted."""
    return Standing(version, list(Approval.objects.of_version(version)))


def answers_on_paper(rows: Iterable[Approval]) -> list[Answered]:
    """The answers as a paper shows them: in words, by whom and when."""
    return [
        Answered(
            organisation=row.partner.organisation.name,
            answer=f"{row.get_answer_display()}{'' if row.counts else ' (doet niet meer mee)'}",
            person=row.answered_by.name if row.answered_by else "",
            on=timezone.localdate(row.answered_at) if row.answered_at else None,
            words=row.words,
        )
        for row in rows
    ]


def as_kept(row: Approval) -> dict[str, Any]:
    """An answer as the adopted plan keeps it."""
    return {
        "pk": row.pk,
        "organisation": row.partner.organisation.name,
        "name": row.answered_by.name if row.answered_by else "",
        "answer": row.answer,
        "get_answer_display": row.get_answer_display(),
        "words": row.words,
        "answered_at": row.answered_at,
        "carried_from": row.carried_from,
        "counts": row.counts,
    }
