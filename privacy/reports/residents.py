"""*Meld persoonsgegeven* among residents: hidden at once, and settled by its author and their guide (V2, V4).

The kernteam hears of nothing that residents wrote; what was handed over is hidden on the professionals' side along with
it. What the professionals told them is hidden on both sides too, and settled on theirs.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.reports import services
from privacy.reports.forms import RewriteForm
from privacy.reports.models import Report
from privacy.reports.settling import REWRITE, reads, rewrite_form, settles, shown
from privacy.reports.texts import RESIDENTS_KINDS, Kind, kind_named
from privacy.reports.views import HIDDEN, NOT_HIDDEN
from trajects.partners.people import site_of
from trajects.residents import page
from trajects.residents.models import ResidentsTrack

TOLD = "Wie hem schreef en de bewonersbegeleider krijgen bericht; de professionals niet."
TOLD_THE_WRITERS = "Wie hem schreef en het kernteam van de professionals krijgen bericht, zonder jouw naam."
ELSEWHERE = "De professionals zoeken uit wat ermee moet."


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, traject_pk: int, kind: str, key: str) -> HttpResponse:
    """Ask once, hide the text; and when it is hidden, show what can be done."""
    track = page.track_of(request, traject_pk)
    if first := page.to_agreement(request, track):
        return first
    what, row = _row(request, traject_pk, kind, key)
    if request.method == "POST":
        services.hide(row, what, track.traject, by=request.user, site=site_of(request))
        return page.saved(request, request.path, HIDDEN)
    return _page(request, track, kind, row, services.report_on(row))


@require_POST
def report_rewrite(request: Request, traject_pk: int, kind: str, key: str) -> HttpResponse:
    """The author wrote it anew, without personal data."""
    track, row, open_report = _reported(request, traject_pk, kind, key)
    if not reads(request.user, kind_named(kind, RESIDENTS_KINDS), row, open_report):
        raise PermissionDenied
    form = rewrite_form(request, row, open_report, page.door_of(request, traject_pk))
    if form is None or not form.is_valid():
        return _page(request, track, kind, row, open_report, form)
    services.rewrite(open_report, row, form.cleaned_data, by=request.user, site=site_of(request))
    form.keep_decisions(row)
    return page.saved(request, request.path.removesuffix(REWRITE), NOT_HIDDEN)


@require_POST
def report_put_back(request: Request, traject_pk: int, kind: str, key: str) -> HttpResponse:
    """The author or the guide says that it is no personal data."""
    _, row, open_report = _reported(request, traject_pk, kind, key)
    if not settles(request.user, kind_named(kind, RESIDENTS_KINDS), row, open_report):
        raise PermissionDenied
    services.put_back(open_report, row, by=request.user)
    return page.saved(request, request.path.removesuffix("terugzetten/"), NOT_HIDDEN)


def _row(request: Request, traject_pk: int, kind: str, key: str) -> tuple[Kind, Any]:
    what = kind_named(kind, RESIDENTS_KINDS)
    return what, access.fetch(request.user, "see", what.rows(traject_pk), what.key_from(key))


def _reported(request: Request, traject_pk: int, kind: str, key: str) -> tuple[ResidentsTrack, Any, Report]:
    """What was reported, from its address; 404 when it is not hidden (any more)."""
    track, (_, row) = page.track_of(request, traject_pk), _row(request, traject_pk, kind, key)
    open_report = services.report_on(row)
    if open_report is None:
        raise Http404
    return track, row, open_report


def _page(
    request: Request,
    track: ResidentsTrack,
    kind: str,
    row: models.Model,
    open_report: Report | None,
    form: RewriteForm | None = None,
) -> HttpResponse:
    what, door = kind_named(kind, RESIDENTS_KINDS), page.door_of(request, track.traject_id)
    address = reverse("privacy:residents-report", args=[track.traject_id, kind, what.key_of(row)])
    context = page.context(request.user, track, "", address=address, back_url=track.get_absolute_url())
    context |= {"told": TOLD if what.judge else TOLD_THE_WRITERS, "elsewhere": ELSEWHERE}
    context |= shown(request, what, row, open_report, door, form)
    return render(request, "privacy/reports/residents.html", context, status=422 if form else 200)
