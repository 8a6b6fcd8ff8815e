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
    is_adopted = found.plan.label != found.plan.draft_label
    text = read(contents, traject=traject.name, adopted=found.plan.label if is_adopted else "")
    version = f"{text.label} – {date_format(timezone.localdate(), 'j F Y')}"
    return Chosen(text, Stamp(traject.name, version, stamp.PARTNERS, organisation))


def kept(version: PlanVersion, organisation: str, *, approvals: Iterable[Approval] = ()) -> Chosen:
    """One submitted or adopted version, with what the asked organisations answered to it."""
    name = version.plan.traject.name
    text = read(
        freezing.thawed(version.contents),
        traject=name,
        adopted=version.adopted_label,
        reason=version.adoption_reason,
        approvals=approvals,
    )
    whom = stamp.PARTNERS if version.adopted_at else stamp.PARTNERS_AND_READERS
    return Chosen(text, Stamp(name, stamp.standing(version), whom, organisation))


def organisation_of(request: Request, traject: Traject) -> str:
    """For which organisation somebody makes a paper: that of his seat in this traject."""
    seats = access.visible(request.user, traject.partners.filter(memberships__user=request.user))
    own = seats.filter(memberships__valid_to=None).select_related("organisation").first()
    return own.organisation.name if own else str(request.user.organisation or "")
