"""Telling how a measure goes, what was told before, and answering where something is stuck."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from privacy.refusals import NotAllowed
from trajects.follow_up import progress
from trajects.follow_up.models import Lead, ProgressReport, StuckPoint
from trajects.follow_up.overview import may_answer
from trajects.follow_up.progress_forms import PointForm, ProgressForm
from trajects.follow_up.views import about_line
from trajects.partners.models import Partner
from trajects.plan.models import Measure
from trajects.traject import editing, page
from trajects.traject.editing import Change

ALONG = ("line__plan__traject", "owner__organisation")


@require_safe
def measure_progress(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Everything that was told about how a measure goes."""
    rows = Measure.objects.filter(line__plan__traject_id=traject_pk).select_related(*ALONG)
    measure = access.fetch(request.user, "see", rows, pk)
    told = access.visible(request.user, ProgressReport.objects.filter(measure=measure))
    context = page.context(request.user, measure.line.plan.traject, "execution", measure=measure)
    context["reports"] = told.select_related("partner__organisation", "by")
    context["may_report"] = access.may(request.user, "report_progress", measure)
    return render(request, "trajects/follow_up/measure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def progress_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Tell how a measure goes: the organisation that owns it, or the kernteam."""
    rows = Measure.objects.filter(line__plan__traject_id=traject_pk).select_related(*ALONG)
    measure = access.fetch(request.user, "report_progress", rows, pk)
    form = ProgressForm(sent(request), initial={"status": measure.status}, door=Door(request.user, traject_pk))
    about = about_line(measure.line, "Melden hoe het loopt")
    if not form.is_valid():
        return editing.show(request, measure.line.plan.traject, form, about, intro=measure.title)
    told = progress.report(measure, by=request.user, partner=_own(request.user, traject_pk), **form.changes())
    form.keep_decisions(told)
    return editing.saved(request, about.back_url, "Opgeslagen hoe het loopt.")


@require_http_methods(["GET", "HEAD", "POST"])
def point_answer(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Answer where something is stuck: who leads the line, the kernteam, and whose question it is."""
    along = ("line__plan__traject", "replied_by", "partner__organisation")
    rows = StuckPoint.objects.filter(line__plan__traject_id=traject_pk).select_related(*along)
    point = access.fetch(request.user, "see", rows, pk)
    leads = access.visible(request.user, Lead.objects.filter(line=point.line_id))
    if not may_answer(request.user, point, leads):
        raise NotAllowed(point._meta.label_lower, pk)
    return editing.edit(
        request,
        point.line.plan.traject,
        PointForm(sent(request), instance=point, door=Door(request.user, traject_pk)),
        about_line(point.line, "Antwoord op wat vastloopt"),
        save=lambda seen, changes: progress.answer_point(point, seen, by=request.user, **changes),
        last_change=lambda: Change(point.replied_by or "", point.replied_at),
        intro=f"{point.partner} vraagt: {point.question}",
    )


def _own(user: User, traject_pk: int) -> Partner:
    """The organisation for which this person sits here."""
    seat = access.seat(user, traject_pk)
    return access.fetch(user, "see", Partner.objects.select_related("organisation"), seat.partner_id if seat else 0)
