"""What views of registrations ask the gate on behalf of the owning organisation."""

from uuid import UUID

from django.urls import reverse

from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.registrations.models import Registration
from trajects.partners.models import Partner
from trajects.traject.models import Traject


def own(request: Request, traject_pk: int, uuid: UUID) -> Registration:
    """A registration that this person may manage. Raises Http404, or PermissionDenied where it is only shared."""
    return access.fetch(request.user, "manage_registration", Registration.objects.in_traject(traject_pk), uuid)


def own_partner(request: Request, traject: Traject) -> Partner:
    """The organisation for which this person sits in the traject."""
    seat = access.seat(request.user, traject.pk)
    return access.fetch(request.user, "see", Partner.objects.filter(traject=traject), seat.partner_id if seat else 0)


def list_url(traject_pk: int) -> str:
    """The page with all registrations that one sees."""
    return reverse("privacy:registration-list", args=[traject_pk])
