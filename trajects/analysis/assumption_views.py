"""Assumptions: their list, writing them down, and saying what testing showed (D6)."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.addresses import address
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from privacy.refusals import NotAllowed
from trajects.analysis import testing
from trajects.analysis.models import Assumption, Verdict
from trajects.analysis.testing_forms import AssumptionForm, VerdictForm
from trajects.partners.models import Partner
from trajects.traject import editing, ordering, page
from trajects.traject.editing import Change, FormPage
from trajects.traject.models import Traject

TAB = "picture"
ALL_READ = "Alle partners in dit traject lezen dit."
EMPTY = {
    "": "Nog geen aannames. Schrijf op wat jullie denken dat er aan de hand is, en ga na of het klopt.",
    Verdict.UNKNOWN: "Geen aanname staat op “weten we nog niet”.",
}


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list."""

    label: str
    url: str
    is_current: bool


@require_safe
def assumption_list(request: Request, traject_pk: int) -> HttpResponse:
    """What partners think is so, by what testing showed; "wat weten we nog niet" is one of these lists."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    return render(request, "trajects/analysis/assumptions.html", _context(request, traject))


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def assumption_add(request: Request, traject_pk: int) -> HttpResponse:
    """Write down what one's organisation thinks is so; any partner may."""
    traject = access.fetch(request.user, "add_assumption", Traject.objects.all(), traject_pk)
    form = AssumptionForm(sent(request), door=Door(request.user, traject_pk))
    if not form.is_valid():
        about = FormPage("Aanname toevoegen", _list_url(traject_pk), TAB)
        return editing.show(request, traject, form, about, intro=ALL_READ)
    partner = own_partner(request, traject)
    row = testing.add_assumption(traject, by=request.user, partner=partner, **form.changes())
    form.keep_decisions(row)
    return editing.saved(request, one_url(row), "Aanname toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def assumption_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Reword it: who wrote it until it is tested, the kernteam always."""
    row = access.fetch(request.user, "edit_evidence", Assumption.objects.filter(traject=traject_pk), pk)
    if row.is_tested and not access.may(request.user, "edit_traject", row):
        raise NotAllowed("trajects.assumption", pk)
    return editing.edit(
        request,
        row.traject,
        AssumptionForm(sent(request), instance=row, door=Door(request.user, traject_pk)),
        FormPage("Aanname wijzigen", one_url(row), TAB),
        save=lambda seen, changes: testing.reword(row, seen, by=request.user, **changes),
        intro=ALL_READ,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def assumption_judge(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Say what testing showed, and why; the kernteam may."""
    row = access.fetch(request.user, "edit_traject", Assumption.objects.filter(traject=traject_pk), pk)
    return editing.edit(
        request,
        row.traject,
        VerdictForm(sent(request), instance=row, door=Door(request.user, traject_pk)),
        FormPage("Oordeel over een aanname", one_url(row), TAB),
        save=lambda seen, changes: testing.judge(row, seen, by=request.user, **changes),
        last_change=lambda: Change(row.verdict_by or ""),
        intro=row.text,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def assumption_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take it away with what was brought for and against it, after asking."""
    row = access.fetch(request.user, "edit_traject", Assumption.objects.filter(traject=traject_pk), pk)
    if request.method == "POST":
        testing.remove_assumption(row, by=request.user)
        return editing.saved(request, _list_url(traject_pk), "Verwijderd.")
    about = FormPage("Aanname verwijderen?", one_url(row), TAB, submit="Verwijderen")
    return editing.confirm(request, row.traject, about, row.text, ["Alles wat ervoor en ertegen is ingebracht."])


@require_POST
def assumption_move(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Move it one place up or down."""
    rows = Assumption.objects.filter(traject=traject_pk)
    row = access.fetch(request.user, "edit_traject", rows, pk)
    moved = ordering.move_by(request, row, row.traject.assumptions.all(), "aanname")
    return htmx.changed(
        request,
        "trajects/analysis/_assumptions.html",
        _context(request, row.traject),
        _list_url(traject_pk),
        message=moved.message,
        focus=moved.button_id,
    )


def own_partner(request: Request, traject: Traject) -> Partner:
    """The organisation for which this person sits in the traject."""
    seat = access.seat(request.user, traject.pk)
    return access.fetch(request.user, "see", Partner.objects.filter(traject=traject), seat.partner_id if seat else 0)


def one_url(assumption: Assumption) -> str:
    """The page of one assumption."""
    return address("pages:assumption", assumption.traject_id, assumption.pk)


def _context(request: Request, traject: Traject) -> dict[str, object]:
    rows = list(
        access.visible(request.user, Assumption.objects.filter(traject=traject)).select_related("partner__organisation")
    )
    asked = request.GET.get("oordeel", "")
    verdict = asked if asked in Verdict.values else ""
    counted = Counter(row.verdict for row in rows)
    choices = [Choice(f"Alle ({len(rows)})", "?", not verdict)]
    choices += [Choice(f"{one.label} ({counted[one]})", f"?oordeel={one}", verdict == one) for one in Verdict]
    shown = [row for row in rows if not verdict or row.verdict == verdict]
    empty = EMPTY.get(verdict, "Geen aannames met dit oordeel.")
    return page.context(request.user, traject, TAB, choices=choices, rows=shown, is_whole=not verdict, empty=empty)


def _list_url(traject_pk: int) -> str:
    return reverse("trajects:assumption-list", args=[traject_pk])
