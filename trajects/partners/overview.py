"""Who is at the table: what the page with partners shows to one person."""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils.http import urlencode

from buurtbalans.accounts.categories import CATEGORY_HELP, OrganisationCategory
from buurtbalans.accounts.models import User
from privacy import access
from privacy.agreements.models import AgreementAcceptance, PrivacyAgreement
from trajects.partners.models import Function, Invitation, Membership, Partner, Role
from trajects.partners.services import CRITERIA, lacking_categories, lacking_functions
from trajects.traject.models import Traject


@dataclass(frozen=True)
class Row:
    """One partner with its people; `invitations` is empty for who does not invite."""

    partner: Partner
    people: list[Membership]
    invitations: list[Invitation]

    @property
    def criteria(self) -> list[str]:
        """Which of the three criteria hold, in words."""
        return [words for name, words in CRITERIA.items() if getattr(self.partner, name)]


@dataclass(frozen=True)
class Lack:
    """Somebody the kernteam cannot do without, and where to ask one in."""

    label: str
    url: str


@dataclass(frozen=True)
class Kind:
    """A kind of organisation nobody has thought of yet."""

    label: str
    help: str
    url: str


@dataclass(frozen=True)
class Table:
    """Everybody at the table, and who is missing."""

    rows: list[Row]
    kernteam: list[Membership]
    lacks: list[Lack]
    kinds: list[Kind]


def table_of(user: User, traject: Traject) -> Table:
    """The partners of a traject as this person may see them; residents are never among them (V4)."""
    seats = access.visible(user, Membership.objects.active().select_related("user__organisation"))
    seats = seats.annotate(agreed_at=_agreed_at(user, traject))
    invitations = access.visible(user, Invitation.objects.unanswered())
    partners = access.visible(
        user,
        Partner.objects.filter(traject=traject)
        .select_related("organisation")
        .prefetch_related(
            Prefetch("memberships", queryset=seats, to_attr="people"),
            Prefetch("invitations", queryset=invitations, to_attr="asked"),
        ),
    )
    rows = [Row(partner, partner.people, partner.asked) for partner in partners]
    everybody = [seat for row in rows for seat in row.people]
    return Table(
        rows=rows,
        kernteam=sorted(
            (seat for seat in everybody if seat.role == Role.KERNTEAM), key=lambda seat: (seat.user.name, seat.pk)
        ),
        lacks=[Lack(str(name.label), _ask_in(traject, rows, name)) for name in lacking_functions(everybody)],
        kinds=[_kind(traject, kind) for kind in lacking_categories(row.partner for row in rows)],
    )


def _agreed_at(user: User, traject: Traject) -> Subquery:
    """When each person of a seat accepted the newest privacy agreement; nothing for who may not know (V1)."""
    newest = PrivacyAgreement.objects.of_professionals(traject.pk).values("pk")[:1]
    accepted = AgreementAcceptance.objects.filter(agreement=Subquery(newest), user=OuterRef("user"))
    return Subquery(access.visible(user, accepted).values("accepted_at")[:1])


def _ask_in(traject: Traject, rows: list[Row], function: Function) -> str:
    """Where to invite somebody for a task: gebiedsmakelaar and onderzoeksadviseur come from the city."""
    task = {"taak": function.value}
    for row in rows:
        if row.partner.organisation.category == OrganisationCategory.CITY:
            address = reverse("trajects:partner-invite", args=[traject.pk, row.partner.pk])
            return f"{address}?{urlencode(task)}"
    address = reverse("trajects:partner-add", args=[traject.pk])
    return f"{address}?{urlencode({'soort': OrganisationCategory.CITY.value, **task})}"


def _kind(traject: Traject, category: OrganisationCategory) -> Kind:
    address = reverse("trajects:partner-add", args=[traject.pk])
    return Kind(str(category.label), CATEGORY_HELP[category], f"{address}?{urlencode({'soort': category.value})}")
