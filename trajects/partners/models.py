"""Who takes part in a traject: organisations, people, and the invitations to join (P1-P3)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from buurtbalans.accounts.models import Organisation
from trajects.partners.asked_by_mail import AskedByMail, AskedByMailQuerySet, one_answer
from trajects.traject.models import Traject


class PartnerStatus(models.TextChoices):
    """How far the contact with an organisation is (P1)."""

    POSSIBLE = "mogelijk", "Mogelijk"
    APPROACHED = "benaderd", "Benaderd"
    JOINED = "doet_mee", "Doet mee"
    DECLINED = "afgezegd", "Doet niet mee"


class Track(models.TextChoices):
    """Professionals and residents never mix (V4)."""

    PROFESSIONALS = "professionals", "Professionals"
    RESIDENTS = "residents", "Bewoners"


class Role(models.TextChoices):
    """What a seat allows; the policy says what (privacy/policy.py)."""

    PARTNER = "partner", "Partner"
    KERNTEAM = "kernteam", "Kernteam"
    READER = "reader", "Achterban"
    RESIDENT = "resident", "Bewoner"
    GUIDE = "guide", "Bewonersbegeleider"


class Function(models.TextChoices):
    """Who does what in the traject (P2); names the work, gives no rights but one.

    Only a gebiedsmakelaar in the kernteam may start the traject (T1).
    """

    GEBIEDSMAKELAAR = "gebiedsmakelaar", "Gebiedsmakelaar"
    ONDERZOEKSADVISEUR = "onderzoeksadviseur", "Onderzoeksadviseur"
    PROCESBEGELEIDER = "procesbegeleider", "Procesbegeleider"
    INITIATIEFNEMER = "initiatiefnemer", "Initiatiefnemer"
    ORGANISES = "organiseert", "Organiseert de bijeenkomsten"
    LEADS_TALK = "leidt_gesprek", "Leidt het gesprek"


class Partner(models.Model):
    """An organisation in a traject (deelnemende organisatie), from possible to joined."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    status = models.CharField(max_length=20, choices=PartnerStatus.choices, default=PartnerStatus.POSSIBLE)
    has_interest = models.BooleanField("heeft belang bij het vraagstuk", default=False)
    works_here = models.BooleanField("werkt in de buurt", default=False)
    has_knowledge = models.BooleanField("heeft toegang tot kennis over de buurt", default=False)
    note = models.TextField("waarom deze partij", max_length=20_000, blank=True)
    agreed_on = models.DateField("akkoord op samenwerking", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organisation__folded", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "organisation"],
                name="partner_once",
                violation_error_message="Deze organisatie staat al bij dit traject.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def takes_part(self) -> bool:
        """Does the organisation take part now? Not when it left the traject, or was closed."""
        return self.status == PartnerStatus.JOINED and self.organisation.is_active


def sitting() -> Q:
    """Which rows with a `membership` and a `partner` name a person who sits for that organisation now.

    The same in the database as `Membership.sits_for`.
    """
    return Q(
        membership__valid_to=None,
        membership__user__is_active=True,
        membership__user__organisation=F("partner__organisation"),
        partner__status=PartnerStatus.JOINED,
        partner__organisation__is_active=True,
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Which seats."""

    def active(self) -> "MembershipQuerySet":
        """Seats that people hold now."""
        return self.filter(valid_to__isnull=True)

    def kernteam(self) -> "MembershipQuerySet":
        """Seats in the core team."""
        return self.filter(role=Role.KERNTEAM)


class Membership(models.Model):
    """A seat: a person who takes part in a traject for an organisation (deelnemer)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True)
    track = models.CharField(max_length=20, choices=Track.choices, default=Track.PROFESSIONALS)
    role = models.CharField("rol", max_length=20, choices=Role.choices, default=Role.PARTNER)
    functions = ArrayField(
        models.CharField(max_length=30, choices=Function.choices),
        verbose_name="taken",
        default=list,
        blank=True,
    )
    valid_from = models.DateTimeField(auto_now_add=True)
    valid_to = models.DateTimeField(null=True, blank=True)
    # Since when it is sure that this person belongs to the organisation. Until then the seat is outside the
    # organisation's circle: who invites could otherwise read what the organisation keeps to itself (V3).
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "user", "track"],
                condition=Q(valid_to__isnull=True),
                name="one_seat_per_track",
            ),
            models.CheckConstraint(
                condition=Q(track=Track.PROFESSIONALS, partner__isnull=False)
                | Q(track=Track.RESIDENTS, partner__isnull=True),
                name="professionals_sit_for_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(track=Track.RESIDENTS, role__in=[Role.RESIDENT, Role.GUIDE])
                | (Q(track=Track.PROFESSIONALS) & ~Q(role__in=[Role.RESIDENT, Role.GUIDE])),
                name="role_fits_track",
            ),
        ]

    def __str__(self) -> str:
        return f"Deelnemer {self.pk}"

    def sits_for(self, partner: Partner) -> bool:
        """Does this person sit for this organisation now, and does it take part?

        Neither a move nor a closing waits here until the seat ended (trajects/partners/leaving.py).
        """
        belongs = self.user.is_active and self.user.organisation_id == partner.organisation_id
        return self.valid_to is None and belongs and partner.takes_part

    @property
    def policy_role(self) -> str:
        """The role by which the policy knows this seat."""
        if self.role == Role.KERNTEAM and Function.GEBIEDSMAKELAAR in self.functions:
            return "gebiedsmakelaar"
        return self.role

    @property
    def function_labels(self) -> str:
        """The seat's tasks in words, "" when it has none."""
        labels = ", ".join(str(Function(name).label).lower() for name in self.functions)
        return labels[:1].upper() + labels[1:]


class InvitationQuerySet(AskedByMailQuerySet["Invitation"]):
    """Which invitations."""


class Invitation(AskedByMail):
    """A mail that asks one person to take part for one partner (P3)."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField("rol", max_length=20, choices=Role.choices, default=Role.PARTNER)
    functions = ArrayField(
        models.CharField(max_length=30, choices=Function.choices),
        verbose_name="taken",
        default=list,
        blank=True,
    )
    reason = models.TextField("waarom vraag je deze persoon", max_length=2_000)
    # The seat that goes to who says yes, with its open work (P6).
    takes_over = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="successors"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta(AskedByMail.Meta):
        constraints = [one_answer("invitation_one_answer")]

    def __str__(self) -> str:
        return f"Uitnodiging {self.pk}"
