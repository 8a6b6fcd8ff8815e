"""The page of the execution, beginning it, and who leads each line."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from trajects.follow_up import leading, seats
from trajects.follow_up.forms import LeadForm
from trajects.follow_up.models import Lead
from trajects.follow_up.overview import execution_of
from trajects.follow_up.steering_pages import looking_back
from trajects.plan.models import ActionLine
from trajects.plan.picture import planning_picture
from trajects.traject import editing, page
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject

ENOUGH = "Deze lijn heeft al twee regiehouders, of deze al. Haal er eerst een weg."
NOT_YET = "Het plan is nog niet vastgesteld. Daarna kies je hier wie de regie krijgt en plan je check-ins."
NOT_NOW = "De uitvoering kan beginnen zodra het plan is vastgesteld, en begint één keer."


@require_safe
def execution(request: Request, traject_pk: int) -> HttpResponse:
    """Who leads, how far it is, what is stuck and what changed."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    found = execution_of(request.user, traject)
    context = page.context(request.user, traject, "execution", found=found, **looking_back(request.user, traject))
    context["picture"] = planning_picture([line.line for line in found.lines])
    return render(request, "trajects/follow_up/page.html", context)


@require_POST
def execution_start(request: Request, traject_pk: int) -> HttpResponse:
    """Begin to carry out the adopted plan."""
    traject = access.fetch(request.user, "steer_execution", Traject.objects.all(), traject_pk)
    if leading.start(traject, by=request.user):
        messages.success(request, "De uitvoering is begonnen.")
    else:
        messages.info(request, NOT_NOW)
    return redirect("trajects:execution", traject_pk)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def lead_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Choose who sees to a line."""
    rows = ActionLine.objects.filter(plan__traject_id=traject_pk).select_related("plan__traject")
    line = access.fetch(request.user, "steer_execution", rows, pk)
    if not line.plan.traject.has_adopted_plan:
        return not_yet(request, traject_pk)
    partners = seats.organisations(request.user, line.plan.traject)
    form = LeadForm(sent(request), partners=partners, seats=seats.people(request.user, partners))
    if form.is_valid():
        try:
            leading.add_lead(line, *form.chosen(), by=request.user)
        except leading.EnoughLeadsError:
            form.add_error("who", ENOUGH)
        else:
            return editing.saved(request, url_of(line), "De regiehouder is gekozen.")
    about = about_line(line, "Regiehouder kiezen")
    return editing.show(request, line.plan.traject, form, about, intro=f"Actielijn: {line.title}")


@require_http_methods(["GET", "HEAD", "POST"])
def lead_remove(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Somebody no longer sees to a line, after asking."""
    along = ("line__plan__traject", "partner__organisation", "membership__user")
    rows = Lead.objects.filter(line__plan__traject_id=traject_pk).select_related(*along)
    lead = access.fetch(request.user, "steer_execution", rows, pk)
    if request.method == "POST":
        url = url_of(lead.line)
        leading.remove_lead(lead, by=request.user)
        return editing.saved(request, url, "De regiehouder is weggehaald.")
    about = about_line(lead.line, "Regiehouder weghalen?", "Weghalen")
    return editing.confirm(request, lead.line.plan.traject, about, leading.in_words(lead), [lead.line.title])


def not_yet(request: Request, traject_pk: int) -> HttpResponse:
    """Back to the page, which says that the plan comes first."""
    messages.warning(request, NOT_YET)
    return redirect("trajects:execution", traject_pk)


def url_of(line: ActionLine) -> str:
    """Where a line stands on the page."""
    return f"{reverse('trajects:execution', args=[line.plan.traject_id])}#lijn-{line.pk}"


def about_line(line: ActionLine, heading: str, submit: str = "Opslaan") -> FormPage:
    """The page around a form that is about one line."""
    return FormPage(heading, url_of(line), tab="execution", submit=submit)
