"""*Meld persoonsgegeven*: hide a text at once, and settle it afterwards (V2).

Through the gate as everything else: what one may not see cannot be reported either, and is 404.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.doors.finding import Door
from privacy.reports import services
from privacy.reports.forms import RewriteForm
from privacy.reports.models import Report
from privacy.reports.settling import REWRITE, reads, rewrite_form, settles, shown
from privacy.reports.texts import KINDS, kind_named
from trajects.partners.people import site_of
from trajects.plan.models import PlanVersion
from trajects.traject import editing, page
from trajects.traject.models import Traject

MOST = 200
HIDDEN = "De tekst is verborgen, voor iedereen. Wie hem schreef, hoort het."
TOLD = "Wie hem schreef en wie hem mag wijzigen, krijgt bericht."
TOLD_THE_GUIDE = "De bewonersbegeleider krijgt bericht."
NOT_HIDDEN = "Deze tekst is niet meer verborgen."
GONE = "De tekst is voorgoed weg uit deze versie."


@require_safe
def report_choose(request: Request, traject_pk: int) -> HttpResponse:
    """Which text? First its kind, then one of those that this person may see."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    context, name = page.context(request.user, traject, ""), request.GET.get("soort", "")
    kinds = {key: one for key, one in KINDS.items() if one.is_listed_for(context["can"])}
    kind = kinds.get(name)
    rows = access.visible(request.user, kind.rows(traject_pk))[:MOST] if kind else []
    found = [(kind.key_of(row), kind.excerpt(row)) for row in rows if kind.excerpt(row)] if kind else []
    versions = access.visible(request.user, PlanVersion.objects.of_traject(traject_pk).defer("contents"))
    context |= {"kinds": kinds.items(), "kind": kind, "name": name, "found": found, "versions": versions}
    return render(request, "privacy/reports/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, traject_pk: int, kind: str, key: str) -> HttpResponse:
    """Ask once, hide the text; and when it is hidden, show what can be done."""
    what = kind_named(kind)
    row = access.fetch(request.user, "see", what.rows(traject_pk), what.key_from(key))
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    if request.method == "POST":
        services.hide(row, what, traject, by=request.user, site=site_of(request))
        return editing.saved(request, request.path, HIDDEN)
    return _page(request, traject, row, kind, services.report_on(row))


@require_POST
def report_rewrite(request: Request, traject_pk: int, kind: str, key: str) -> HttpResponse:
    """The author wrote it anew, without personal data."""
    row, traject, open_report = _reported(request, traject_pk, kind, key)
    if not reads(request.user, kind_named(kind), row, open_report):
        raise PermissionDenied
    door = Door(request.user, traject_pk, for_residents=kind_named(kind).for_residents)
    form = rewrite_form(request, row, open_report, door)
    if form is None or not form.is_valid():
        return _page(request, traject, row, kind, open_report, form=form)
    services.rewrite(open_report, row, form.cleaned_data, by=request.user, site=site_of(request))
    form.keep_decisions(row)
    return editing.saved(request, request.path.removesuffix(REWRITE), NOT_HIDDEN)


@require_POST
def report_put_back(request: Request, traject_pk: int, kind: str, key: str) -> HttpResponse:
    """The author or who may change the row says that it is no personal data."""
    row, _, open_report = _reported(request, traject_pk, kind, key)
    if not settles(request.user, kind_named(kind), row, open_report):
        raise PermissionDenied
    services.put_back(open_report, row, by=request.user)
    return editing.saved(request, request.path.removesuffix("terugzetten/"), NOT_HIDDEN)


@require_POST
def report_remove(request: Request, traject_pk: int, kind: str, key: str) -> HttpResponse:
    """Who may change the plan says that words of a version stay hidden for good. 404 for what is written anew."""
    row, _, open_report = _reported(request, traject_pk, kind, key)
    what = kind_named(kind)
    if not what.is_frozen:
        raise Http404
    if not settles(request.user, what, row, open_report):
        raise PermissionDenied
    services.remove(open_report, row, by=request.user)
    return editing.saved(request, reverse("trajects:plan-submitted", args=[traject_pk, row.plan_version_id]), GONE)


def _reported(request: Request, traject_pk: int, kind: str, key: str) -> tuple[Any, Traject, Report]:
    """What was reported, from its address; 404 when it is not hidden (any more)."""
    what = kind_named(kind)
    row = access.fetch(request.user, "see", what.rows(traject_pk), what.key_from(key))
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    open_report = services.report_on(row)
    if open_report is None:
        raise Http404
    return row, traject, open_report


def _page(
    request: Request,
    traject: Traject,
    row: models.Model,
    kind: str,
    open_report: Report | None,
    form: RewriteForm | None = None,
) -> HttpResponse:
    what = kind_named(kind)
    door = Door(request.user, traject.pk, for_residents=what.for_residents)
    context = page.context(request.user, traject, "", address=_address(traject, kind, row))
    context |= shown(request, what, row, open_report, door, form)
    context |= {"back_url": traject.get_absolute_url(), "told": TOLD if what.judge else TOLD_THE_GUIDE}
    return render(request, "privacy/reports/report.html", context, status=422 if form and form.errors else 200)


def _address(traject: Traject, kind: str, row: models.Model) -> str:
    return reverse("privacy:report", args=[traject.pk, kind, kind_named(kind).key_of(row)])
