"""Check-ins: planning them, and answering by the link in the mail or on the site (F1)."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from privacy.links import services as links
from privacy.links.models import Purpose
from trajects.follow_up import check_ins
from trajects.follow_up.check_in_forms import CheckInAnswerForm, CheckInForm, LastDayForm
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer
from trajects.follow_up.views import not_yet
from trajects.partners.people import site_of
from trajects.traject import editing, page
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject

LINK_PAGE, SITE_PAGE = "trajects/follow_up/check_in_by_link.html", "trajects/follow_up/check_in_answer.html"
ALONG = ("check_in__traject", "line__plan__traject", "membership__user", "partner__organisation", "point")
SENT = "Deze check-in is al verstuurd. Alleen de laatste dag is nog te wijzigen."


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def check_in_add(request: Request, traject_pk: int) -> HttpResponse:
    """Plan a check-in."""
    traject = access.fetch(request.user, "steer_execution", Traject.objects.all(), traject_pk)
    if not traject.has_adopted_plan:
        return not_yet(request, traject_pk)
    today = timezone.localdate()
    initial = {"asks_on": today, "lines": [line.pk for line in traject.plan.lines.all()]}
    form = CheckInForm(sent(request), initial=initial, plan=traject.plan, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return editing.show(request, traject, form, _about(traject_pk, "Check-in plannen"))
    check_ins.plan_check_in(traject, by=request.user, site=site_of(request), **form.changes())
    return editing.saved(request, _url(traject_pk), "De check-in is gepland.")


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Plan one differently as long as it was not sent; of one that was, the last day."""
    rows = CheckIn.objects.filter(traject=traject_pk).select_related("traject__plan")
    check_in = access.fetch(request.user, "steer_execution", rows, pk)
    if check_in.sent_at:
        return _last_day(request, check_in)
    plan, site = check_in.traject.plan, site_of(request)
    return editing.edit(
        request,
        check_in.traject,
        CheckInForm(sent(request), instance=check_in, plan=plan, door=Door(request.user, traject_pk)),
        _about(traject_pk, "Check-in wijzigen"),
        save=lambda seen, changes: check_ins.change_check_in(check_in, seen, site=site, **changes),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_remove(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take one away that was not sent, after asking."""
    rows = CheckIn.objects.filter(traject=traject_pk).select_related("traject__plan")
    check_in = access.fetch(request.user, "steer_execution", rows, pk)
    if request.method == "POST":
        done = check_ins.remove_check_in(check_in)
        return editing.saved(request, _url(traject_pk), "De check-in is weggehaald." if done else SENT)
    about = _about(traject_pk, "Check-in weghalen?", submit="Weghalen")
    text = f"Er gaat dan geen mail naar de regiehouders op {check_in.asks_on:%d-%m-%Y}."
    return editing.confirm(request, check_in.traject, about, text)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: the three questions, with what was answered before. Looking changes nothing."""
    asked = CheckInAnswer.objects.asked_now(timezone.localdate()).select_related(*ALONG)
    found = links.opened(token, Purpose.ANSWER_CHECK_IN, asked)
    if found is None or found[1].membership.user_id != found[0].pk:
        return render(request, "link_ended.html", status=404)
    user, rows = found[0], list(access.visible(found[0], asked.beside(found[1])))
    row = _chosen(rows, request.GET.get("lijn"))
    form = CheckInAnswerForm(sent(request), instance=row, door=Door(user, row.check_in.traject_id))
    if not form.is_valid():
        context = {"row": row, "rows": rows, "form": form, "thanks": bool(request.GET.get("gedaan"))}
        return render(request, LINK_PAGE, context, status=422 if form.is_bound else 200)
    if not _keep(form, user):
        return render(request, "link_ended.html", status=404)
    following = next((one for one in rows if one.answered_at is None), row)
    return HttpResponseRedirect(f"{request.path}?gedaan=1&lijn={following.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_answer(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The same on the site, for the lead who was asked and is logged in."""
    asked = CheckInAnswer.objects.asked_now(timezone.localdate()).select_related(*ALONG)
    own = {"check_in__traject": traject_pk, "membership__user": request.user}
    row = access.fetch(request.user, "see", asked.filter(**own), pk)
    form = CheckInAnswerForm(sent(request), instance=row, door=Door(request.user, traject_pk))
    if not form.is_valid() or not _keep(form, request.user):
        more: dict[str, Any] = {"row": row, "form": form, "heading": "Hoe loopt het?"}
        context = page.context(request.user, row.check_in.traject, "execution", **more)
        return render(request, SITE_PAGE, context, status=422 if form.is_bound else 200)
    return editing.saved(request, f"{_url(traject_pk)}#lijn-{row.line_id}", "Je antwoord is opgeslagen.")


def _last_day(request: Request, check_in: CheckIn) -> HttpResponse:
    """Until when one can answer; not what was chosen on a form from before it was sent."""
    if "asks_on" in request.POST:
        return editing.saved(request, _url(check_in.traject_id), SENT)
    moved = partial(check_ins.move_last_day, check_in, by=request.user, site=site_of(request))
    return editing.edit(
        request,
        check_in.traject,
        LastDayForm(sent(request), instance=check_in, door=Door(request.user, check_in.traject_id)),
        _about(check_in.traject_id, "Laatste dag van de check-in"),
        save=lambda seen, changes: moved(seen, **changes),
    )


def _chosen(rows: list[CheckInAnswer], key: str | None) -> CheckInAnswer:
    """The answer that the address names; else the first that still waits."""
    named = (row for row in rows if str(row.pk) == key)
    return next(named, None) or next((row for row in rows if row.answered_at is None), rows[0])


def _keep(form: CheckInAnswerForm, user: User) -> bool:
    """Write the answer; False when it comes too late."""
    try:
        check_ins.answer(form.instance, by=user, **form.cleaned_data)
    except check_ins.TooLateError:
        return False
    form.keep_decisions(form.instance)
    return True


def _url(traject_pk: int) -> str:
    return reverse("trajects:execution", args=[traject_pk])


def _about(traject_pk: int, heading: str, submit: str = "Opslaan") -> FormPage:
    return FormPage(heading, _url(traject_pk), tab="execution", submit=submit)
