"""The trajects one is a member of."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans.accounts.requests import Request
from buurtbalans.pages.traject_pace import following_of, pace_of
from buurtbalans.pages.waiting import waits_as
from privacy import access
from sessions.planning.models import Session
from trajects.partners.models import Function, Membership
from trajects.steps.models import Step
from trajects.traject.models import Traject, TrajectStatus
from trajects.traject.pace import Pace


@dataclass(frozen=True)
class Row:
    """One traject in the list."""

    traject: Traject
    step: Step | None
    following: Session | None
    pace: Pace
    brokers: list[str]

    @property
    def district(self) -> str:
        """The stadsdelen of the traject's buurten, each once."""
        return ", ".join(dict.fromkeys(area.district_name for area in self.traject.areas.all() if area.district_name))


@require_safe
def traject_list(request: Request) -> HttpResponse:
    """One's trajects, to be narrowed by step and status; the choice stays in the address."""
    rows = _rows(request, timezone.localdate())
    step, status = request.GET.get("stap", ""), request.GET.get("status", "")
    shown = [
        row
        for row in rows
        if (not step or (row.step is not None and str(row.step.number) == step))
        and (not status or row.traject.status == status)
    ]
    context = {
        "rows": shown,
        "has_any": bool(rows),
        "waits_as": "" if rows else waits_as(request.user),
        "step": step,
        "status": status,
        "step_numbers": sorted({row.step.number for row in rows if row.step}),
        "statuses": _statuses(rows),
    }
    return render(request, "pages/traject_list.html", context)


def _statuses(rows: list[Row]) -> list[tuple[str, str]]:
    """The statuses that one's trajects have, to choose from."""
    found = {row.traject.status for row in rows}
    return [(value, label) for value, label in TrajectStatus.choices if value in found]


def _rows(request: Request, today: date) -> list[Row]:
    user = request.user
    trajects = access.visible(user, Traject.objects.all()).prefetch_related(
        Prefetch("steps", access.visible(user, Step.objects.all())),
        Prefetch("sessions", access.visible(user, Session.objects.all())),
        Prefetch(
            "memberships",
            access.visible(user, Membership.objects.all().active().kernteam()).select_related("user"),
        ),
        "areas__parent__parent",
    )
    return [_row(traject, today) for traject in trajects]


def _row(traject: Traject, today: date) -> Row:
    sessions = list(traject.sessions.all())
    return Row(
        traject,
        next((step for step in traject.steps.all() if step.state == "current"), None),
        following_of(sessions, today),
        pace_of(sessions, today, traject.pace_days),
        # Prefetched through the gate: the kernteam's seats only.
        [seat.user.name for seat in traject.memberships.all() if Function.GEBIEDSMAKELAAR in seat.functions],
    )
