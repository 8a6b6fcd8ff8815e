"""Telling how homework or an action went, from a link in a mail (P7, ui.md 4.11).

Only what everybody who was invited already got by mail or may know is shown without logging in: what, by when, which
organisation. What others wrote is not, and homework of a session with something confidential on its agenda asks to
log in. Looking changes nothing, because mail scanners follow links; only the buttons do.
"""

from copy import copy

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.models import User
from privacy import access
from privacy.doors.finding import Door
from privacy.links import services as links
from privacy.links.models import Purpose
from sessions.actions import services
from sessions.actions.models import Action
from sessions.agenda.models import AgendaItem
from sessions.reminders.forms import MailedReportForm

PAGE = "sessions/reminders/homework.html"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def homework_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link, with two answers; it asks to log in where something confidential is asked."""
    opened = _opened(token)
    if opened is None:
        return render(request, "link_ended.html", status=404)
    user, action = opened
    if not is_open_by_link(user, action):
        return render(request, PAGE, {"action": action, "closed": True})
    if request.method != "POST":
        return _shown(request, action, MailedReportForm(instance=copy(action)))
    form = MailedReportForm(request.POST, instance=copy(action), door=Door(user, action.traject_id))
    if not action.is_open:
        return _shown(request, action, form, status=409)
    if not form.is_valid():
        return _shown(request, action, form, status=422)
    if not services.report(action, by=user, seen_version=form.cleaned_data["version"], **form.changes()):
        action.refresh_from_db()
        return _shown(request, action, form, status=409)
    form.keep_decisions(action)
    return redirect("sessions:homework-link", token)


def is_open_by_link(user: User, action: Action) -> bool:
    """May this be read and answered without logging in: is nothing on its session's agenda confidential?"""
    if action.session_id is None:
        return True
    items = access.visible(user, AgendaItem.objects.filter(session=action.session_id, is_confidential=True))
    return not items.exists()


def _opened(token: str) -> tuple[User, Action] | None:
    """The addressee and the action, None when the link ended or he may not report it any more."""
    found = links.opened(
        token, Purpose.REPORT_ACTION, Action.objects.with_people().select_related("traject", "created_by")
    )
    if found is None or not access.may(found[0], "report_action", found[1]):
        return None
    return found


def _shown(request: HttpRequest, action: Action, form: MailedReportForm, *, status: int = 200) -> HttpResponse:
    """The page with the form, or with how it stands; 409 shows what was typed and says that somebody was first."""
    typed = form.data.get("note", "") if status == 409 else ""
    return render(request, PAGE, {"action": action, "form": form, "typed": typed, "status": status}, status=status)
