"""What is done before a session: the kernteam's preparation list, and homework for the invited (S3)."""

from copy import copy
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.locking import update_if_unchanged
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from sessions.actions.homework import add_homework
from sessions.planning.before import preparation_of
from sessions.planning.forms import HomeworkForm, PreparationForm
from sessions.planning.models import PreparationTask, Session
from trajects.traject import editing, page

ANCHOR = "#voorbereiding"


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def task_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Add something to prepare."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    form = PreparationForm(sent(request), session=session, **_who(request, traject_pk))
    if form.is_valid():
        form.instance.session = session
        form.instance.position = session.preparation.count() + 1
        form.keep_decisions(form.save())
        return _saved(request, session, f"Toegevoegd: {form.instance.title}")
    status = 422 if request.method == "POST" else 200
    return render(request, "traject_form.html", _page(request, session, form, "Voorbereiding toevoegen"), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def task_edit(request: Request, traject_pk: int, pk: int, task_pk: int) -> HttpResponse:
    """Change what is prepared, by whom, by when."""
    task = _fetch(request, traject_pk, pk, task_pk)
    form = PreparationForm(sent(request), instance=copy(task), session=task.session, **_who(request, traject_pk))

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        now = {"changed_by": request.user.name, "changed_at": timezone.now()}
        return update_if_unchanged(form.instance, seen_version, **now, **changes)

    def last_change() -> editing.Change:
        return editing.Change(form.instance.changed_by, timezone.localtime(form.instance.changed_at))

    back_url = f"{task.session.get_absolute_url()}{ANCHOR}"
    template = "sessions/planning/preparation_form.html"
    about = editing.FormPage("Voorbereiding wijzigen", back_url, "sessions", template=template)
    around = {"task": task, "session": task.session}
    return editing.edit(request, task.session.traject, form, about, save, last_change, **around)


@require_POST
def task_tick(request: Request, traject_pk: int, pk: int, task_pk: int) -> HttpResponse:
    """Tick a task, or untick it: the form says which, so that two clicks do not undo each other."""
    task = _fetch(request, traject_pk, pk, task_pk)
    done = request.POST.get("done") == "1"
    if done != bool(task.done_at):
        task.done_at = timezone.now() if done else None
        task.save(update_fields=["done_at"])
    return _saved(request, task.session, f"{'Klaar' if done else 'Weer open'}: {task.title}")


@require_POST
def task_delete(request: Request, traject_pk: int, pk: int, task_pk: int) -> HttpResponse:
    """Take a task off the list."""
    task = _fetch(request, traject_pk, pk, task_pk)
    title, session = task.title, task.session
    task.delete()
    return _saved(request, session, f"Verwijderd: {title}")


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def homework_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Give an organisation homework for this session."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    initial = {"due": session.date}
    form = HomeworkForm(sent(request), session=session, initial=initial, **_who(request, traject_pk))
    if form.is_valid():
        form.keep_decisions(add_homework(session, by=request.user, **form.cleaned_data))
        return htmx.changed(request, "", {}, f"{session.get_absolute_url()}#huiswerk", message="Huiswerk toegevoegd.")
    status = 422 if request.method == "POST" else 200
    return render(request, "traject_form.html", _page(request, session, form, "Huiswerk toevoegen"), status=status)


def _fetch(request: Request, traject_pk: int, pk: int, task_pk: int) -> PreparationTask:
    tasks = PreparationTask.objects.filter(session=pk, session__traject=traject_pk)
    return access.fetch(request.user, "prepare_session", tasks.select_related("session__traject"), task_pk)


def _who(request: Request, traject_pk: int) -> dict[str, Any]:
    return {"user": request.user, "door": Door(request.user, traject_pk)}


def _page(request: Request, session: Session, form: Any, heading: str) -> dict[str, Any]:
    more = {"form": form, "heading": heading, "back_url": session.get_absolute_url(), "session": session}
    return page.context(request.user, session.traject, "sessions", **more)


def _saved(request: Request, session: Session, message: str) -> HttpResponse:
    context = page.context(
        request.user, session.traject, "sessions", session=session, preparation=preparation_of(request.user, session)
    )
    url = f"{session.get_absolute_url()}{ANCHOR}"
    return htmx.changed(request, "sessions/planning/_preparation.html", context, url, message=message)
