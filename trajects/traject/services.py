"""Starting a traject: from one sentence to a place where partners can work (T1)."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from buurtbalans.accounts.models import Organisation, User
from buurtbalans.locking import update_if_unchanged
from privacy import access
from trajects.buurt.models import Area
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Function, Partner, PartnerStatus, Role
from trajects.partners.services import add_partner, give_seat
from trajects.plan.models import Plan, PlanPart
from trajects.plan.parts import Part
from trajects.steps.services import begin, copy_catalogue
from trajects.traject.method import AfterTopic
from trajects.traject.models import AfterPoint, Theme, Traject, TrajectStatus, Urgency


class NoOrganisationError(Exception):
    """Who proposes a traject does so for an organisation, and this account has none."""


@transaction.atomic
def propose(
    *,
    by: User,
    areas: Iterable[Area],
    question: str,
    kind: str,
    themes: Iterable[Theme] = (),
    urgencies: Mapping[str, tuple[str, str]],
    functions: Iterable[Function],
    today: date,
) -> Traject:
    """Make the proposal for a traject; its maker is in the kernteam (T1).

    `urgencies` maps the kind of urgency to explanation and source. `functions` are the maker's own tasks.
    Raises NoOrganisationError when the maker belongs to no organisation, or to one that no longer takes part.
    """
    organisation = by.acts_for
    if organisation is None:
        raise NoOrganisationError
    chosen = list(areas)
    traject = Traject.objects.create(
        name=name_for(chosen), question=question, kind=kind, initiator=organisation, created_by=by
    )
    traject.areas.set(chosen)
    traject.themes.set(themes)
    Urgency.objects.bulk_create(
        Urgency(traject=traject, kind=code, explanation=explanation, source=source)
        for code, (explanation, source) in urgencies.items()
    )
    _furnish(traject, by, today)
    partner = _first_partner(traject, organisation, by, today)
    give_seat(partner=partner, user=by, role=Role.KERNTEAM, functions=functions)
    return traject


def name_for(areas: list[Area]) -> str:
    """What to call a traject: its buurten by name, at most three."""
    names = [area.name for area in areas]
    shown = names[:3] if len(names) <= 3 else [*names[:2], f"{len(names) - 2} andere buurten"]
    return (", ".join(shown[:-1]) + " en " + shown[-1] if len(shown) > 1 else shown[0])[:120]


@transaction.atomic
def start(traject: Traject, *, by: User, today: date) -> bool:
    """A gebiedsmakelaar turns the proposal into a running traject. False when it was started before."""
    if traject.status != TrajectStatus.DRAFT:
        return False
    traject.start(today)
    record(traject, by, LogKind.TRAJECT_STARTED)
    return True


@transaction.atomic
def change(
    traject: Traject,
    *,
    by: User,
    seen_version: int,
    areas: Iterable[Area],
    question: str,
    kind: str,
    themes: Iterable[Theme],
    urgencies: Mapping[str, tuple[str, str]],
) -> bool:
    """Change what a traject is about. False, with nothing written, when somebody else was first."""
    chosen = list(areas)
    name = name_for(chosen)
    if not update_if_unchanged(traject, seen_version, question=question, kind=kind, name=name):
        return False
    traject.areas.set(chosen)
    traject.themes.set(themes)
    traject.urgencies.exclude(kind__in=urgencies).delete()
    for code, (explanation, source) in urgencies.items():
        traject.urgencies.update_or_create(kind=code, defaults={"explanation": explanation, "source": source})
    record(traject, by, LogKind.TRAJECT_CHANGED)
    return True


@transaction.atomic
def set_pace(traject: Traject, seen_version: int, *, by: User, days: int, reason: str) -> bool:
    """Set the days between sessions, with the reason when it is not the usual pace (T7).

    False, with nothing written, when somebody else changed the traject first.
    """
    if not update_if_unchanged(traject, seen_version, pace_days=days, pace_reason=reason):
        return False
    if reason:
        record(traject, by, LogKind.PACE_REASON, reason)
    return True


@transaction.atomic
def add_theme(traject: Traject, theme: Theme, *, by: User) -> None:
    """Let a theme join those of a traject, also after its plan was adopted (F2); one that is there stays."""
    Traject.objects.select_for_update().get(pk=traject.pk)
    if not traject.themes.filter(pk=theme.pk).exists():
        traject.themes.add(theme)
        record(traject, by, LogKind.THEME_ADDED, theme.name)


def _furnish(traject: Traject, by: User, today: date) -> None:
    """All that every traject has from its first day."""
    access.open_traject(traject, by=by)
    copy_catalogue(traject)
    AfterPoint.objects.bulk_create(AfterPoint(traject=traject, topic=topic) for topic in AfterTopic.values)
    plan = Plan.objects.create(traject=traject, changed_by=by)
    PlanPart.objects.bulk_create(PlanPart(plan=plan, part=part) for part in Part.values)
    record(traject, by, LogKind.TRAJECT_CREATED)
    begin(traject.steps.get(number=1), by=by, today=today)


def _first_partner(traject: Traject, organisation: Organisation, by: User, today: date) -> Partner:
    partner = add_partner(traject, organisation, status=PartnerStatus.JOINED, by=by)
    partner.agreed_on = today
    partner.save(update_fields=["agreed_on"])
    return partner
