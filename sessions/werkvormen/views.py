"""The library of working forms: looking for one, and reading it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from buurtbalans.accounts.requests import Request
from sessions.werkvormen.forms import WerkvormFilterForm
from sessions.werkvormen.models import Werkvorm


@require_safe
def werkvorm_list(request: Request) -> HttpResponse:
    """The working forms the city offers, narrowed by the address."""
    form = WerkvormFilterForm(request.GET)
    context = {"form": form, "werkvormen": form.chosen(Werkvorm.objects.offered()), "is_narrowed": form.is_narrowed}
    return render(request, "sessions/werkvormen/list.html", context)


@require_safe
def werkvorm(request: Request, pk: int) -> HttpResponse:
    """One working form; also one that is no longer offered, for an agenda that has it."""
    shown = get_object_or_404(Werkvorm, pk=pk)
    return render(request, "sessions/werkvormen/detail.html", {"werkvorm": shown})
