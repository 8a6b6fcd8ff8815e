"""Several actions changed at once by the kernteam: tick, choose, one button (A1)."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from buurtbalans.accounts.requests import Request
from privacy import access
from sessions.actions import services
from sessions.actions.listing import EMPTY, Asked
from sessions.actions.models import Action
from sessions.actions.rows import rows
from sessions.actions.together_form import TogetherForm
from trajects.traject import page
from trajects.traject.models import Traject


@require_POST
def change_together(request: Request, traject_pk: int) -> HttpResponse:
    """Change everything that was ticked, in one go; what somebody else changed meanwhile is listed and untouched."""
    traject = access.fetch(request.user, "edit_action", Traject.objects.all(), traject_pk)
    form = TogetherForm(request.POST, traject=traject, user=request.user)
    if not form.is_valid():
        return _again(request, traject, form)
    ticked = access.visible(request.user, Action.objects.in_traject(traject_pk).filter(pk__in=form.picks))
    untouched = services.change_together(list(ticked), form.picks, by=request.user, **form.changes())
    count = len(ticked) - len(untouched)
    if untouched:
        return _partly(request, traject, count, untouched)
    messages.success(request, "1 actie gewijzigd." if count == 1 else f"{count} acties gewijzigd.")
    return HttpResponseRedirect(_list_url(request, traject_pk))


def _again(request: Request, traject: Traject, form: TogetherForm) -> HttpResponse:
    """The list as it was, with what is not right and everything still ticked."""
    asked = Asked(traject, request.user, {**_query(request), "kies": "1"})
    seat = access.seat(request.user, traject.pk)
    shown = rows(traject.pk, asked.values(), seat, ticked=form.picks)
    more = {"asked": asked, "rows": shown, "empty": EMPTY[asked.view], "form": form}
    context = page.context(request.user, traject, "actions", **more)
    return render(request, "sessions/actions/list.html", context, status=422)


def _partly(request: Request, traject: Traject, count: int, untouched: Sequence[services.Untouched]) -> HttpResponse:
    more = {"count": count, "untouched": untouched, "list_url": _list_url(request, traject.pk)}
    context = page.context(request.user, traject, "actions", **more)
    return render(request, "sessions/actions/together.html", context, status=409)


def _query(request: Request) -> dict[str, str]:
    # The list's own filters come along as text; they only ever stand behind our own path.
    query = request.POST.get("lijst", "")
    return QueryDict(query[1:]).dict() if query.startswith("?") else {}


def _list_url(request: Request, traject_pk: int) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in _query(request).items() if name != "kies"})
    url = reverse("sessions:action-list", args=[traject_pk])
    return f"{url}?{kept.urlencode()}" if kept else url
