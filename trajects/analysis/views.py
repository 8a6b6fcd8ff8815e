"""The page with the problem statements and joint goals, and the forms behind it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.analysis import services
from trajects.analysis.forms import GoalForm, ProblemForm
from trajects.analysis.letters import lettered
from trajects.analysis.models import JointGoal, ProblemStatement
from trajects.traject import editing, ordering, page
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject


@require_safe
def analysis(request: Request, traject_pk: int) -> HttpResponse:
    """What exactly is the problem, and what do the partners want to reach together?"""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    return render(request, "trajects/analysis/page.html", _context(request, traject))


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def problem_add(request: Request, traject_pk: int) -> HttpResponse:
    """Write a problem statement."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    form = ProblemForm(sent(request), door=Door(request.user, traject_pk))
    if not form.is_valid():
        return editing.show(request, traject, form, _about(traject_pk, "Probleemstelling toevoegen"))
    form.keep_decisions(services.state_problem(traject, by=request.user, **form.changes()))
    return editing.saved(request, _url(traject_pk), "De probleemstelling is toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def problem_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Rewrite a problem statement."""
    rows = ProblemStatement.objects.filter(traject_id=traject_pk)
    return _edit(request, access.fetch(request.user, "edit_traject", rows, pk), ProblemForm)


@require_http_methods(["GET", "HEAD", "POST"])
def problem_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take a problem statement away, after asking."""
    rows = ProblemStatement.objects.filter(traject_id=traject_pk)
    statement = access.fetch(request.user, "edit_traject", rows, pk)
    return _delete(request, statement, statement.text)


@require_POST
def problem_move(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Move a problem statement one place up or down."""
    rows = ProblemStatement.objects.filter(traject_id=traject_pk)
    statement = access.fetch(request.user, "edit_traject", rows, pk)
    moved = ordering.move_by(request, statement, statement.traject.problem_statements.all(), "probleem")
    return _moved(request, statement.traject, moved)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def goal_add(request: Request, traject_pk: int) -> HttpResponse:
    """Write a joint goal."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    form = GoalForm(sent(request), door=Door(request.user, traject_pk))
    if not form.is_valid():
        return editing.show(request, traject, form, _about(traject_pk, "Gezamenlijk doel toevoegen"))
    form.keep_decisions(services.set_goal(traject, by=request.user, **form.changes()))
    return editing.saved(request, _url(traject_pk), "Het doel is toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Rewrite a joint goal."""
    rows = JointGoal.objects.filter(traject_id=traject_pk)
    return _edit(request, access.fetch(request.user, "edit_traject", rows, pk), GoalForm)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take a joint goal away, after asking."""
    goal = access.fetch(request.user, "edit_traject", JointGoal.objects.filter(traject_id=traject_pk), pk)
    return _delete(request, goal, goal.title)


@require_POST
def goal_move(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Move a joint goal one place up or down; its letter in the plan changes with it."""
    goal = access.fetch(request.user, "edit_traject", JointGoal.objects.filter(traject_id=traject_pk), pk)
    moved = ordering.move_by(request, goal, goal.traject.joint_goals.all(), "doel")
    return _moved(request, goal.traject, moved)


def _edit(
    request: Request, finding: ProblemStatement | JointGoal, form_class: type[ProblemForm | GoalForm]
) -> HttpResponse:
    noun = "Probleemstelling" if isinstance(finding, ProblemStatement) else "Gezamenlijk doel"
    return editing.edit(
        request,
        finding.traject,
        form_class(sent(request), instance=finding, door=Door(request.user, finding.traject_id)),
        _about(finding.traject_id, f"{noun} wijzigen"),
        save=lambda seen, changes: services.change(finding, seen, by=request.user, **changes),
    )


def _delete(request: Request, finding: ProblemStatement | JointGoal, text: str) -> HttpResponse:
    if request.method == "POST":
        services.remove(finding, by=request.user)
        return editing.saved(request, _url(finding.traject_id), "Verwijderd.")
    noun = "Probleemstelling" if isinstance(finding, ProblemStatement) else "Gezamenlijk doel"
    about = FormPage(f"{noun} verwijderen?", _url(finding.traject_id), submit="Verwijderen")
    return editing.confirm(request, finding.traject, about, text)


def _moved(request: Request, traject: Traject, moved: ordering.Moved) -> HttpResponse:
    return htmx.changed(
        request,
        "trajects/analysis/_findings.html",
        _context(request, traject),
        _url(traject.pk),
        message=moved.message,
        focus=moved.button_id,
    )


def _context(request: Request, traject: Traject) -> dict[str, object]:
    problems = access.visible(request.user, ProblemStatement.objects.filter(traject=traject))
    goals = access.visible(request.user, JointGoal.objects.filter(traject=traject))
    return page.context(request.user, traject, "plan", problems=list(problems), goals=lettered(goals))


def _about(traject_pk: int, heading: str) -> FormPage:
    return FormPage(heading, _url(traject_pk))


def _url(traject_pk: int) -> str:
    return reverse("trajects:analysis", args=[traject_pk])
