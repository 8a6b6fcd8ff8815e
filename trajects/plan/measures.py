"""Working on the action lines and measures of a plan."""

from typing import Any

from django.forms import model_to_dict
from django.http import Http404, HttpResponse
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
from trajects.plan.forms import LineForm
from trajects.plan.measure_forms import MeasureFilterForm, MeasureForm
from trajects.plan.models import ActionLine, Measure
from trajects.plan.outline import lines_of
from trajects.plan.picture import planning_picture
from trajects.traject import editing, ordering, page
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject

MEASURE = "trajects/plan/measure.html"
TOLD_GOES = (
    "Wat over de voortgang is gemeld, verdwijnt ook. Gaat de maatregel niet door? Meld dat liever bij Uitvoering."
)


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
    """Add a measure, as a copy of another when that is asked; without an action line to hold it, that comes first."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    if request.method != "POST" and not traject.plan.lines.exists():
        return redirect("trajects:line-add", traject_pk)
    initial = _begin(request, traject)
    form = MeasureForm(sent(request), initial=initial, plan=traject.plan, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return editing.show(request, traject, form, _about(traject_pk, "Maatregel toevoegen", MEASURE))
    form.keep_decisions(services.add_measure(by=request.user, **form.changes()))
    return editing.saved(request, _url(traject_pk), "De maatregel is toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change a measure. When somebody took it away meanwhile, what was typed stays."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.select_related("plan"), traject_pk)
    rows = access.visible(request.user, Measure.objects.filter(line__plan=traject.plan, pk=pk))
    measure = rows.select_related("line").first()
    if measure is None:
        return _gone(request, traject)
    return editing.edit(
        request,
        traject,
        MeasureForm(sent(request), instance=measure, plan=traject.plan, door=Door(request.user, traject_pk)),
        _about(traject_pk, "Maatregel wijzigen", MEASURE),
        save=lambda seen, changes: services.change_measure(measure, seen, by=request.user, **changes),
        measure=measure,
    )


def _begin(request: Request, traject: Traject) -> dict[str, object]:
    """With what a new measure begins: its line, or everything of the measure of which it is a copy."""
    copied = request.GET.get("kopie")
    rows = access.visible(request.user, Measure.objects.filter(line__plan=traject.plan)) if copied else ()
    measure = next((row for row in rows if str(row.pk) == copied), None)
    if measure is None:
        return {"line": request.GET.get("actielijn")}
    return model_to_dict(measure, MeasureForm.Meta.fields)


def _gone(request: Request, traject: Traject) -> HttpResponse:
    """The measure is not there any more (409): what was typed, to keep as a new measure or to leave."""
    if request.method != "POST":
        raise Http404
    form = MeasureForm(request.POST, plan=traject.plan, door=Door(request.user, traject.pk))
    form.full_clean()
    typed = [(str(form[name].label), _typed(form, name)) for name in form.fields]
    context = page.context(request.user, traject, "plan", typed=[pair for pair in typed if pair[1]])
    context |= {"keep_fields": editing.as_sent(request, {"version"}), "back_url": _url(traject.pk)}
    return render(request, "trajects/plan/measure_gone.html", context, status=409)


def _typed(form: MeasureForm, name: str) -> str:
    """What somebody filled in, in words; as it came when it is not right."""
    if name in form.cleaned_data:
        return editing.in_words(form, name, form.cleaned_data[name])
    return str(form[name].value() or "")


@require_http_methods(["GET", "HEAD", "POST"])
def measure_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take a measure away, after asking."""
    rows = Measure.objects.filter(line__plan__traject_id=traject_pk)
    measure = access.fetch(request.user, "edit_plan", rows, pk)
    if request.method == "POST":
        services.remove_measure(measure, by=request.user)
        return editing.saved(request, _url(traject_pk), "De maatregel is verwijderd.")
    about = FormPage("Maatregel verwijderen?", _url(traject_pk), submit="Verwijderen")
    told = f"\n{TOLD_GOES}" if measure.progress.exists() else ""
    return editing.confirm(request, measure.line.plan.traject, about, f"{measure.title}{told}")


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
    """The lines that are asked for; while some are left out nothing can be moved, for one does not see past what."""
    lines = lines_of(traject.plan, lettered(traject.joint_goals.all()))
    asked = MeasureFilterForm(request.GET, lines=lines)
    shown = asked.narrowed(lines)
    total, found = (sum(len(line.measures) for line in some) for some in (lines, shown))
    more: dict[str, Any] = {"lines": shown, "asked": asked, "total": total, "found": found}
    more["picture"] = planning_picture(shown)
    return page.context(request.user, traject, "plan", **more)


def _about(traject_pk: int, heading: str, template: str = "traject_form.html") -> FormPage:
    return FormPage(heading, _url(traject_pk), template=template)


def _url(traject_pk: int) -> str:
    return reverse("trajects:measures", args=[traject_pk])
