"""Which version a paper is made of: the living draft, or one that was submitted or adopted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from buurtbalans.accounts.requests import Request
from privacy import access
from trajects.plan import freezing
from trajects.plan.models import PlanVersion
from trajects.plan.outline import kernteam_names, outline
from trajects.plan.papers import stamp
from trajects.plan.papers.stamp import Stamp
from trajects.plan.papers.text import Approval, PlanText, read
from trajects.plan.standing import answers_on_paper, standing_of
from trajects.traject.models import Traject


@dataclass(frozen=True)
class Chosen:
    """A version to make papers of, and what their corners say."""

    text: PlanText
    stamp: Stamp


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
    text = read(contents, traject=traject.name)
    version = f"{text.label} – {date_format(timezone.localdate(), 'j F Y')}"
    return Chosen(text, Stamp(traject.name, version, stamp.PARTNERS, organisation))


def kept_for(request: Request, version: PlanVersion) -> Chosen:
    """One submitted or adopted version for who asks for it.

    Partners read what everybody answered and why it was adopted; for their back office that stays out.
    """
    organisation = str(request.user.organisation or "")
    if not access.may(request.user, "view_traject", version.plan.traject):
        return kept(version, organisation)
    standing = standing_of(request.user, version)
    rows = standing.rows if standing else ()
    return kept(version, organisation, approvals=answers_on_paper(rows), reason=version.adoption_reason)


def kept(
    version: PlanVersion, organisation: str = "", *, approvals: Iterable[Approval] = (), reason: str = ""
) -> Chosen:
    """One submitted or adopted version, with what the asked organisations answered to it; then for partners only."""
    approvals = list(approvals)
    name = version.plan.traject.name
    text = read(
        freezing.thawed(version.contents),
        traject=name,
        adopted=version.adopted_label,
        reason=reason,
        approvals=approvals,
    )
    whom = stamp.PARTNERS if approvals or reason else stamp.PARTNERS_AND_READERS
    return Chosen(text, Stamp(name, stamp.standing(version), whom, organisation))


def organisation_of(request: Request, traject: Traject) -> str:
    """For which organisation somebody makes a paper: that of his seat in this traject."""
    seats = access.visible(request.user, traject.partners.filter(memberships__user=request.user))
    own = seats.filter(memberships__valid_to=None).select_related("organisation").first()
    return own.organisation.name if own else str(request.user.organisation or "")
