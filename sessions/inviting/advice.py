"""Whom to invite to a session, and why: advice only, nobody is ever invited by it (P5)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from buurtbalans.accounts.models import User
from privacy import access
from sessions.actions.models import Action, ActionKind, ActionStatus
from sessions.agenda.models import AgendaItem
from sessions.planning.models import Session, SessionPartner
from sessions.planning.proposal import START_STEP
from trajects.partners.models import Membership, Partner, PartnerStatus, Role
from trajects.steps.models import Step

# Above this a talk with everybody takes so long that the method advises three hours, or fewer people.
LARGE_GROUP = 15
INVITING = ("uitnodig", "nodig de", "nodig nieuwe")


@dataclass(frozen=True)
class Advised:
    """A partner with why it is advised (nothing when it is not), whether it is invited, and how many would come."""

    partner: Partner
    reasons: list[str]
    is_invited: bool
    people: int


@dataclass(frozen=True)
class Advice:
    """The advice for one session, partners that are advised first."""

    rows: list[Advised]
    from_steps: list[str]
    has_confidential_items: bool

    @property
    def people(self) -> int:
        """How many people come when all of those invited do."""
        return sum(row.people for row in self.rows if row.is_invited)

    @property
    def is_large(self) -> bool:
        """Are that too many for one talk?"""
        return self.people > LARGE_GROUP

    @property
    def forgotten(self) -> list[Partner]:
        """Advised, and not invited."""
        return [row.partner for row in self.rows if row.reasons and not row.is_invited]

    @property
    def beyond_need(self) -> list[Partner]:
        """Invited without a reason to a session with confidential items: privacy asks whether that is needed."""
        if not self.has_confidential_items:
            return []
        return [row.partner for row in self.rows if row.is_invited and not row.reasons]


def advice_for(user: User, session: Session) -> Advice:
    """Whom the kernteam is advised to invite, told from what this person may see.

    Takes as many queries for ten partners as for one.
    """
    steps = list(access.visible(user, Step.objects.filter(sessions=session)).order_by("number"))
    invited = set(_invitations(user, session).filter(session=session).values_list("partner_id", flat=True))
    seats = _people(user, session)
    why = _reasons(user, session, steps)
    partners = access.visible(user, Partner.objects.filter(traject=session.traject_id)).select_related("organisation")
    rows = [
        Advised(partner, why.get(partner.pk, []), partner.pk in invited, seats.get(partner.pk, 0))
        for partner in partners
        if partner.pk in invited or partner.status == PartnerStatus.JOINED
    ]
    items = access.visible(user, AgendaItem.objects.filter(session=session, is_confidential=True, deleted_at=None))
    return Advice(sorted(rows, key=lambda row: not row.reasons), _from_steps(steps), items.exists())


def _invitations(user: User, session: Session) -> QuerySet[SessionPartner]:
    return access.visible(user, SessionPartner.objects.filter(session__traject=session.traject_id))


def _people(user: User, session: Session) -> Mapping[int, int]:
    """How many people sit for each partner."""
    seats = access.visible(user, Membership.objects.active().filter(traject=session.traject_id))
    counts: dict[int, int] = defaultdict(int)
    for partner_id in seats.exclude(role=Role.READER).values_list("partner_id", flat=True):
        counts[partner_id or 0] += 1
    return counts


def _reasons(user: User, session: Session, steps: list[Step]) -> Mapping[int, list[str]]:
    """By partner why it is advised."""
    reasons: dict[int, list[str]] = defaultdict(list)
    seats = access.visible(user, Membership.objects.active().kernteam().filter(traject=session.traject_id))
    joined = access.visible(user, Partner.objects.filter(traject=session.traject_id, status=PartnerStatus.JOINED))
    before = set(_invitations(user, session).exclude(session=session).values_list("partner_id", flat=True))
    everybody = set(joined.values_list("pk", flat=True))
    actions = access.visible(user, Action.objects.filter(traject=session.traject_id, status=ActionStatus.OPEN))
    homework = actions.filter(kind=ActionKind.HOMEWORK, session=session)
    due = actions.filter(kind=ActionKind.ACTION, due__lte=session.date)
    found = [
        ("zit in het kernteam", set(seats.values_list("partner_id", flat=True))),
        ("levert huiswerk voor deze bijeenkomst", set(homework.values_list("partner_id", flat=True))),
        ("heeft een actie die dan af moet zijn", set(due.values_list("partner_id", flat=True))),
        ("is nieuw: was nog niet uitgenodigd", everybody - before),
    ]
    if any(step.number == START_STEP for step in steps):
        found.append(("hoort bij de startbijeenkomst", everybody))
    for words, partners in found:
        for pk in partners:
            reasons[pk].append(words)
    return reasons


def _from_steps(steps: list[Step]) -> list[str]:
    """What the steps themselves say about inviting."""
    lines = dict.fromkeys(line for step in steps for line in step.preparation)
    return [line for line in lines if any(words in line.casefold() for words in INVITING)]
