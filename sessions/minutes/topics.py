"""Topics that wait, on the screen: bringing what earlier sessions left to an agenda, and placing one by hand (S7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.addresses import numbered
from privacy import access
from privacy.doors.finding import Door
from privacy.questions import Given, Question
from sessions.actions.models import Action
from sessions.agenda.models import AgendaItem
from sessions.minutes import carrying
from sessions.minutes.forms import PlaceForm
from sessions.minutes.models import Carrying
from sessions.planning.models import Session
from trajects.traject import editing, page
from trajects.traject.models import Traject

MOST_ACTIONS = 20
WIDER = (
    "Bij die bijeenkomst zijn organisaties uitgenodigd die dit onderdeel niet mogen lezen. "
    "Schrijf het in andere woorden, en alleen wat zij mogen weten."
)
GONE = "Dit onderwerp staat al op een agenda, of die agenda is vol."
NONE_PLANNED = "Plan eerst een bijeenkomst. Daarna kun je dit onderwerp op de agenda zetten."


@dataclass(frozen=True)
class Source:
    """An earlier session that an item comes from: which item of it, and where that one came from in its turn."""

    came_from: int | None
    title: str
    day: date
    url: str


@dataclass(frozen=True)
class Brought:
    """What earlier sessions brought to an agenda, as one reader may see it.

    `history` has the title of each item that was carried over with the sessions it was on before, latest first.
    `actions` belong to the item at which they are looked at.
    """

    history: list[tuple[str, list[Source]]]
    actions: list[Action]


@Question
def _standing(user: User, session: Given) -> QuerySet[Carrying]:
    return access.visible(user, Carrying.objects.filter(session=session))


@Question
def _open_actions(user: User, traject: Given, until: Given) -> "QuerySet[Action]":
    actions = access.visible(user, carrying.open_actions(traject, until))
    return actions.select_related("partner__organisation")[:MOST_ACTIONS]


@Question
def _carried_on(user: User, traject: Given) -> "QuerySet[AgendaItem, Any]":
    """The items of a traject that went on to a later agenda, each as far as its own session may be known."""
    items = AgendaItem.objects.filter(session__traject=traject, carried_to__isnull=False)
    rows = access.visible(user, items).order_by("pk")
    return rows.values_list("pk", "carried_from", "session__title", "session__date", "session")


def brought(user: User, session: Session, items: Iterable[AgendaItem]) -> Brought:
    """What stands beside an agenda that got something by itself: at most three questions; one for any other."""
    on_agenda = {item.pk: item for item in items}
    standing = next(iter(_standing(user, session=session.pk)), None)
    has_actions = standing is not None and standing.actions_item_id in on_agenda
    return Brought(
        history=_history(user, session, [item for item in on_agenda.values() if item.carried_from_id]),
        actions=_open_actions(user, traject=session.traject_id, until=session.date) if has_actions else [],
    )


def _history(user: User, session: Session, items: list[AgendaItem]) -> list[tuple[str, list[Source]]]:
    if not items:
        return []
    url = numbered("sessions:minutes", session.traject_id)
    sources = {
        pk: Source(came_from, title, day, url(where))
        for pk, came_from, title, day, where in _carried_on(user, traject=session.traject_id)
    }
    found = []
    for item in items:
        chain, at = [], item.carried_from_id
        # Each item lies on an earlier agenda than the one that came of it, so this ends.
        while at in sources:
            chain.append(sources[at])
            at = sources[at].came_from
        found.append((item.title, chain))
    return found


def waiting(user: User, traject: Traject) -> list[AgendaItem]:
    """The topics that were parked or left over, for who may put them on an agenda; for others none."""
    if not access.may(user, "prepare_session", traject):
        return []
    items = access.visible(user, carrying.waiting_topics(traject.pk)).select_related("session")
    return list(items.order_by("session__date", "position"))


@require_POST
def agenda_take_over(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Bring to an agenda what earlier sessions left."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    count = carrying.fill(session, by=request.user)
    told = "1 onderdeel" if count == 1 else f"{count} onderdelen"
    messages.success(request, f"De agenda is aangevuld met {told}." if count else "Er was niets om aan te vullen.")
    return redirect(f"{session.get_absolute_url()}#agenda")


@require_http_methods(["GET", "HEAD", "POST"])
def topic_place(request: Request, traject_pk: int, item_pk: int) -> HttpResponse:
    """Put a topic that waits on the agenda of a session that is still to come."""
    items = AgendaItem.objects.filter(session__traject=traject_pk).select_related("session__traject")
    item = access.fetch(request.user, "prepare_session", items, item_pk)
    form = PlaceForm(
        sent(request),
        initial={"title": item.title},
        sessions=_targets(request, item),
        door=Door(request.user, traject_pk),
    )
    back = reverse("sessions:session-list", args=[traject_pk])
    if not form.is_valid() or _is_too_wide(form, item):
        return _show(request, item, form, back)
    row = carrying.place(item, form.cleaned_data["session"], by=request.user, title=form.cleaned_data["title"])
    if row is None:
        messages.warning(request, GONE)
        return redirect(back)
    form.keep_decisions(row)
    return editing.saved(request, row.session.get_absolute_url(), f"Op de agenda gezet: {row.title}")


def _targets(request: Request, item: AgendaItem) -> Any:
    sessions = Session.objects.filter(traject=item.session.traject_id, status__in=carrying.STILL_TO_COME)
    later = access.visible(request.user, sessions.filter(date__gte=timezone.localdate()).exclude(pk=item.session_id))
    return later.order_by("date", "starts_at", "pk")


def _is_too_wide(form: PlaceForm, item: AgendaItem) -> bool:
    """Would others read the very words of this item? Then its form says so."""
    title, target = form.cleaned_data["title"], form.cleaned_data["session"]
    same = title.casefold().strip() == item.title.casefold().strip()
    if same and carrying.reaches_others(item, target):
        form.add_error("title", WIDER)
    return bool(form.errors)


def _show(request: Request, item: AgendaItem, form: PlaceForm, back: str) -> HttpResponse:
    has_targets = _targets(request, item).exists()
    context = page.context(
        request.user,
        item.session.traject,
        "sessions",
        form=form,
        heading="Zet op de agenda",
        submit="Zet op de agenda",
        back_url=back,
        intro="" if has_targets else NONE_PLANNED,
    )
    return render(request, "traject_form.html", context, status=422 if form.errors else 200)
