"""Writing, moving and taking away what partners keep to their plan with; `kind` is given by the address."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.follow_up import steering_pages
from trajects.follow_up.steering_kinds import Kind, Listed, Ordered, remove
from trajects.traject import editing, ordering
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject

# Choices only: a text that a form begins with is not looked at again.
CHOSEN_BEFORE = ("goal", "topic")


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def row_add(request: Request, traject_pk: int, kind: Listed) -> HttpResponse:
    """Write down one more."""
    traject = access.fetch(request.user, kind.action, Traject.objects.all(), traject_pk)
    initial = {name: request.GET[name] for name in CHOSEN_BEFORE if name in request.GET}
    form = kind.new_form(sent(request), traject=traject, door=Door(request.user, traject_pk), initial=initial)
    if not form.is_valid():
        about = FormPage(f"{kind.noun} toevoegen", kind.url(traject_pk), kind.tab(traject))
        return editing.show(request, traject, form, about)
    row = kind.add(traject, by=request.user, **form.changes())
    form.keep_decisions(row)
    return editing.saved(request, kind.url(traject_pk, row), f"{kind.noun} toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def row_edit(request: Request, traject_pk: int, pk: int, kind: Kind) -> HttpResponse:
    """Write one anew."""
    row = access.fetch(request.user, kind.action, kind.rows(traject_pk), pk)
    traject = kind.traject_of(row)
    return editing.edit(
        request,
        traject,
        kind.form(sent(request), instance=row, traject=traject, door=Door(request.user, traject_pk)),
        FormPage(f"{kind.noun} wijzigen", kind.url(traject_pk, row), kind.tab(traject)),
        save=lambda seen, changes: kind.change(row, seen, by=request.user, **changes),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def row_delete(request: Request, traject_pk: int, pk: int, kind: Kind) -> HttpResponse:
    """Take one away, after asking."""
    row = access.fetch(request.user, kind.action, kind.rows(traject_pk), pk)
    if request.method == "POST":
        remove(kind, row, by=request.user)
        return editing.saved(request, kind.url(traject_pk), "Verwijderd.")
    traject, back = kind.traject_of(row), kind.url(traject_pk, row)
    about = FormPage(f"{kind.noun} verwijderen?", back, kind.tab(traject), submit="Verwijderen")
    return editing.confirm(request, traject, about, kind.words(row), kind.goes_along)


@require_POST
def row_move(request: Request, traject_pk: int, pk: int, kind: Ordered) -> HttpResponse:
    """Move one a place up or down among those it stands with."""
    row: Any = access.fetch(request.user, kind.action, kind.rows(traject_pk), pk)
    moved = ordering.move_by(request, row, kind.beside(row), kind.word)
    shown = steering_pages.PAGES[kind.page]
    return htmx.changed(
        request,
        shown.part,
        shown.context(request, kind.traject_of(row)),
        kind.url(traject_pk),
        message=moved.message,
        focus=moved.button_id,
    )
