"""The page on which a registration's own organisation sees who looked at it."""

import uuid as uuids

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.access_events.looks import looks_at
from privacy.registrations.models import Registration
from trajects.traject import page


@require_safe
def looks(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """Who looked when, for the owner only: others may not know who else reads it."""
    rows = Registration.objects.in_traject(traject_pk)
    row = access.fetch(request.user, "manage_registration", rows, uuid)
    own = row.partner.organisation.name
    found = looks_at(row.uuid)
    context = page.context(
        request.user,
        row.traject,
        "registrations",
        registration_url=row.get_absolute_url(),
        others=[look for look in found if look.organisation != own],
        own=[look for look in found if look.organisation == own],
    )
    return render(request, "privacy/access_events/looks.html", context)
