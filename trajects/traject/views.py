"""Making, finding and changing trajects."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtbalans.accounts.requests import Request
from privacy import access
from trajects.traject.models import Traject


@require_safe
def traject_list(request: Request) -> HttpResponse:
    """The trajects one is a member of."""
    return render(request, "trajects/traject/list.html", {"trajects": access.visible(request.user, Traject.objects.all())})
