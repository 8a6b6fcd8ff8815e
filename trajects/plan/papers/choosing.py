"""Which version a paper is made of: the living draft, or one that was submitted or adopted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from trajects.follow_up.board import board_questions
from trajects.plan import freezing
from trajects.plan.models import PlanVersion
from trajects.plan.outline import kernteam_names, outline
from trajects.plan.papers import stamp
from trajects.plan.papers.stamp import Stamp
from trajects.plan.papers.text import Approval, PlanText, read
from trajects.plan.standing import answers_on_paper, standing_of
from trajects.traject.models import Traject

LIVING = "concept"
"""How the living draft is called in an address."""


@dataclass(frozen=True)
class Chosen:
    """A version to make papers of, and what their corners say."""

    text: PlanText
    stamp: Stamp


@dataclass(frozen=True)
class Versions:
    """The versions of one plan that somebody may read: the living draft only as a member of the traject."""

    traject: Traject
    is_member: bool
    kept: list[PlanVersion]

    @property
    def names(self) -> list[tuple[str, str]]:
        """Each version as a choice: its value in an address, and what it is."""
        now = [(LIVING, f"{self.traject.plan.label}, zoals het nu is")] if self.is_member else []
        return [*now, *((str(version.pk), stamp.standing(version)) for version in self.kept)]

    def chosen(self, request: Request, name: str) -> Chosen:
        """The version by its value in an address, which is one of `names`, for who asks."""
        if name == LIVING:
            return living(self.traject, organisation_of(request, self.traject))
        return kept_for(request, next(version for version in self.kept if str(version.pk) == name))


def versions_of(user: User, traject_pk: int) -> Versions:
    """What this person may read of a plan. Raises Hidden (404) where that is nothing."""
    found = list(access.visible(user, PlanVersion.objects.of_traject(traject_pk).select_related("plan")))
    traject = access.visible(user, Traject.objects.filter(pk=traject_pk).select_related("plan")).first()
    if traject is None and not found:
        access.fetch(user, "view_traject", Traject.objects.all(), traject_pk)
    return Versions(traject or found[0].plan.traject, traject is not None, found)


def living(traject: Traject, organisation: str) -> Chosen:
    """The plan as it is now, of a traject that its reader may see."""
    found = outline(traject)
    contents = freezing.as_kept(
        freezing.frozen(
            found,
            areas=[area.name for area in traject.areas.all()],
            kernteam=kernteam_names(traject),
            question=traject.question,
        )
    )
    text = read(contents, traject=traject.name, questions=_asked_of_board(traject))
    version = f"{text.label} – {date_format(timezone.localdate(), 'j F Y')}"
    return Chosen(text, Stamp(traject.name, version, stamp.PARTNERS, organisation))


def kept_for(request: Request, version: PlanVersion) -> Chosen:
    """One submitted or adopted version for who asks for it.

    Partners read what everybody answered and why it was adopted; for their back office that stays out.
    """
    organisation = organisation_of(request, version.plan.traject)
    if not access.may(request.user, "view_traject", version.plan.traject):
        return kept(version, organisation)
    standing = standing_of(request.user, version)
    rows = standing.rows if standing else ()
    return kept(
        version,
        organisation,
        approvals=answers_on_paper(rows),
        reason=version.adoption_reason,
        questions=_asked_of_board(version.plan.traject),
    )


def kept(
    version: PlanVersion,
    organisation: str = "",
    *,
    approvals: Iterable[Approval] = (),
    reason: str = "",
    questions: Iterable[str] = (),
) -> Chosen:
    """One submitted or adopted version, with what organisations answered to it and what the board is asked now.

    With any of these it is for partners only.
    """
    approvals, questions = list(approvals), list(questions)
    name = version.plan.traject.name
    text = read(
        freezing.thawed(version.contents),
        traject=name,
        adopted=version.adopted_label,
        reason=reason,
        approvals=approvals,
        questions=questions,
    )
    whom = stamp.PARTNERS if approvals or reason or questions else stamp.PARTNERS_AND_READERS
    return Chosen(text, Stamp(name, stamp.standing(version), whom, organisation))


def organisation_of(request: Request, traject: Traject) -> str:
    """For which organisation somebody makes a paper: that of his seat in this traject."""
    seats = access.visible(request.user, traject.partners.filter(memberships__user=request.user))
    own = seats.filter(memberships__valid_to=None).select_related("organisation").first()
    return own.organisation.name if own else str(request.user.organisation or "")


def _asked_of_board(traject: Traject) -> list[str]:
    return [question.text for question in board_questions(traject)]
