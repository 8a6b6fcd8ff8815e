"""Working on the action lines and measures of a plan."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.analysis.letters import lettered
from trajects.plan import services
from trajects.plan.forms import LineForm, MeasureForm
from trajects.plan.models import ActionLine, Measure
from trajects.plan.outline import lines_of
from trajects.traject import editing, ordering, page
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject


@require_safe
def measures(request: Request, traject_pk: int) -> HttpResponse:
    """All action lines with their measures, to add, change and order them."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    return render(request, "trajects/plan/measures.html", _context(request, traject))


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def line_add(request: Request, traject_pk: int) -> HttpResponse:
    """Add an action line."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    form = LineForm(sent(request), plan=traject.plan, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return editing.show(request, traject, form, _about(traject_pk, "Actielijn toevoegen"))
    form.keep_decisions(services.add_line(traject.plan, by=request.user, **form.changes()))
    return editing.saved(request, _url(traject_pk), "De actielijn is toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def line_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Rename an action line or tie it to another goal."""
    rows = ActionLine.objects.filter(plan__traject_id=traject_pk)
    line = access.fetch(request.user, "edit_plan", rows, pk)
    return editing.edit(
        request,
        line.plan.traject,
        LineForm(sent(request), instance=line, plan=line.plan, door=Door(request.user, traject_pk)),
        _about(traject_pk, "Actielijn wijzigen"),
        save=lambda seen, changes: services.change_line(line, seen, by=request.user, **changes),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def line_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take an action line away with its measures, after asking."""
    rows = ActionLine.objects.filter(plan__traject_id=traject_pk)
    line = access.fetch(request.user, "edit_plan", rows, pk)
    if request.method == "POST":
        services.remove_line(line, by=request.user)
        return editing.saved(request, _url(traject_pk), "De actielijn is verwijderd.")
    about = FormPage("Actielijn verwijderen?", _url(traject_pk), submit="Verwijderen")
    details = [measure.title for measure in line.measures.all()]
    return editing.confirm(request, line.plan.traject, about, line.title, details)


@require_POST
def line_move(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Move an action line one place up or down."""
    rows = ActionLine.objects.filter(plan__traject_id=traject_pk)
    line = access.fetch(request.user, "edit_plan", rows, pk)
    # Lines stand with their goal, so one place is one place among the lines of that goal.
    moved = ordering.move_by(request, line, line.plan.lines.filter(goal=line.goal_id), "lijn")
    return _moved(request, line.plan.traject, moved)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def measure_add(request: Request, traject_pk: int) -> HttpResponse:
    """Add a measure; without an action line to hold it, that comes first."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    if not traject.plan.lines.exists():
        return redirect("trajects:line-add", traject_pk)
    initial = {"line": request.GET.get("actielijn")}
    form = MeasureForm(sent(request), initial=initial, plan=traject.plan, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return editing.show(request, traject, form, _about(traject_pk, "Maatregel toevoegen"))
    form.keep_decisions(services.add_measure(by=request.user, **form.changes()))
    return editing.saved(request, _url(traject_pk), "De maatregel is toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change a measure."""
    rows = Measure.objects.filter(line__plan__traject_id=traject_pk)
    measure = access.fetch(request.user, "edit_plan", rows, pk)
    plan = measure.line.plan
    return editing.edit(
        request,
        plan.traject,
        MeasureForm(sent(request), instance=measure, plan=plan, door=Door(request.user, traject_pk)),
        _about(traject_pk, "Maatregel wijzigen"),
        save=lambda seen, changes: services.change_measure(measure, seen, by=request.user, **changes),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def measure_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take a measure away, after asking."""
    rows = Measure.objects.filter(line__plan__traject_id=traject_pk)
    measure = access.fetch(request.user, "edit_plan", rows, pk)
    if request.method == "POST":
        services.remove_measure(measure, by=request.user)
        return editing.saved(request, _url(traject_pk), "De maatregel is verwijderd.")
    about = FormPage("Maatregel verwijderen?", _url(traject_pk), submit="Verwijderen")
    return editing.confirm(request, measure.line.plan.traject, about, measure.title)


@require_POST
def measure_move(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Move a measure one place up or down within its line; its code changes with it."""
    rows = Measure.objects.filter(line__plan__traject_id=traject_pk)
    measure = access.fetch(request.user, "edit_plan", rows, pk)
    moved = ordering.move_by(request, measure, measure.line.measures.all(), "maatregel")
    return _moved(request, measure.line.plan.traject, moved)


def _moved(request: Request, traject: Traject, moved: ordering.Moved) -> HttpResponse:
    return htmx.changed(
        request,
        "trajects/plan/_lines.html",
        _context(request, traject),
        _url(traject.pk),
        message=moved.message,
        focus=moved.button_id,
    )


def _context(request: Request, traject: Traject) -> dict[str, object]:
    lines = lines_of(traject.plan, lettered(traject.joint_goals.all()))
    return page.context(request.user, traject, "plan", lines=lines)


def _about(traject_pk: int, heading: str) -> FormPage:
    return FormPage(heading, _url(traject_pk))


def _url(traject_pk: int) -> str:
    return reverse("trajects:measures", args=[traject_pk])
