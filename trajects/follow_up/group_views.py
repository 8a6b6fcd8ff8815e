"""Working groups and questions to the board: adding, changing, taking away."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.follow_up import board, groups, seats
from trajects.follow_up.board_models import BoardQuestion
from trajects.follow_up.forms import BoardQuestionForm, GroupForm
from trajects.follow_up.models import WorkingGroup
from trajects.follow_up.views import about_line
from trajects.plan.models import ActionLine
from trajects.traject import editing
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject

ALONG = ("line__plan__traject",)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def group_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Make a working group of a line."""
    rows = ActionLine.objects.filter(plan__traject_id=traject_pk).select_related("plan__traject")
    line = access.fetch(request.user, "steer_execution", rows, pk)
    form, about = _group_form(request, line.plan.traject), about_line(line, "Werkgroep toevoegen")
    if not form.is_valid():
        return editing.show(request, line.plan.traject, form, about, intro=f"Actielijn: {line.title}")
    made = groups.add_group(line, by=request.user, name=form.cleaned_data["name"], people=form.chosen())
    form.keep_decisions(made)
    return editing.saved(request, about.back_url, "De werkgroep is toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change a working group."""
    rows = WorkingGroup.objects.filter(line__plan__traject_id=traject_pk).select_related(*ALONG)
    group = access.fetch(request.user, "steer_execution", rows, pk)
    form = _group_form(request, group.line.plan.traject, group)

    def save(seen: int, changes: dict[str, Any]) -> bool:
        return groups.change_group(group, seen, by=request.user, name=changes["name"], people=form.chosen())

    about = about_line(group.line, "Werkgroep wijzigen")
    return editing.edit(request, group.line.plan.traject, form, about, save=save)


@require_http_methods(["GET", "HEAD", "POST"])
def group_remove(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take a working group away, after asking."""
    rows = WorkingGroup.objects.filter(line__plan__traject_id=traject_pk).select_related(*ALONG)
    group = access.fetch(request.user, "steer_execution", rows, pk)
    about = about_line(group.line, "Werkgroep weghalen?", "Weghalen")
    if request.method == "POST":
        groups.remove_group(group, by=request.user)
        return editing.saved(request, about.back_url, "De werkgroep is weggehaald.")
    return editing.confirm(request, group.line.plan.traject, about, group.name)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def board_question_add(request: Request, traject_pk: int) -> HttpResponse:
    """Put a question to the board on the list."""
    traject = access.fetch(request.user, "steer_execution", Traject.objects.all(), traject_pk)
    form = BoardQuestionForm(sent(request), plan=traject.plan, door=Door(request.user, traject_pk))
    about = _about_board(traject_pk, "Vraag aan het bestuur toevoegen")
    if not form.is_valid():
        return editing.show(request, traject, form, about)
    form.keep_decisions(board.ask_board(traject, by=request.user, **form.changes()))
    return editing.saved(request, about.back_url, "De vraag is toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def board_question_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change a question, how far it is, and what the board answered."""
    rows = BoardQuestion.objects.filter(traject=traject_pk).select_related("traject__plan")
    question = access.fetch(request.user, "steer_execution", rows, pk)
    plan, door = question.traject.plan, Door(request.user, traject_pk)
    return editing.edit(
        request,
        question.traject,
        BoardQuestionForm(sent(request), instance=question, plan=plan, door=door),
        _about_board(traject_pk, "Vraag aan het bestuur"),
        save=lambda seen, changes: board.change_question(question, seen, by=request.user, **changes),
    )


def _group_form(request: Request, traject: Traject, group: WorkingGroup | None = None) -> GroupForm:
    partners = seats.organisations(request.user, traject)
    known = seats.people(request.user, partners)
    return GroupForm(sent(request), instance=group, partners=partners, seats=known, door=Door(request.user, traject.pk))


def _about_board(traject_pk: int, heading: str) -> FormPage:
    return FormPage(heading, f"{reverse('trajects:execution', args=[traject_pk])}#bestuur", tab="execution")
