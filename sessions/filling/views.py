"""Filling the plan from what the traject already holds (L2)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans.accounts.requests import Request
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors import finding
from privacy.doors.finding import Door
from sessions.filling import services
from sessions.filling.page import Filling, Section
from sessions.filling.pieces import Piece, piece, unseen_by
from sessions.filling.targets import MEASURE, Taking, Target, targets_of
from sessions.filling.undo_services import undo
from trajects.plan.source_models import TARGETS, Source
from trajects.traject import editing, page
from trajects.traject.models import Traject

PAGE, TAKE = "sessions/filling/page.html", "sessions/filling/take.html"
NO_LINE = "Maak eerst een actielijn. Daar horen maatregelen in."
LEFT_OUT = "Niet overgenomen, want er staat misschien een persoonsgegeven in: “{}”. Neem dit apart over."
STAYED = "{} keer niet ongedaan gemaakt, want iemand heeft het gewijzigd of er iets aan gekoppeld. Het staat er nog."
CHANGED = "Intussen is er iets veranderd. Kies opnieuw wat je wilt overnemen."
# What was made outside the text and the measures of the plan, as the page says it.
MADE = {
    "assumption": "als aanname",
    "problem": "als probleemstelling",
    "opportunity": "als kans",
    "cause": "als oorzaak",
    "goal": "als doel",
}
# A key is a bigint.
KEY_DIGITS = 18


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def plan_fill(request: Request, traject_pk: int) -> HttpResponse:
    """What the traject holds and the plan does not, to take over by ticking."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    filling = Filling(request.user, traject)
    if request.method != "POST":
        return _show(request, filling)
    section = filling.section(request.POST.get("section", ""), request.POST)
    if not section.form.is_valid():
        if not section.pieces:
            messages.warning(request, CHANGED)
        return _show(request, filling, sent=section)
    chosen, doubtful = _looked_at(request, filling, section)
    if doubtful:
        messages.warning(request, LEFT_OUT.format("”, “".join(one.line[:60] for one in doubtful)))
    if not chosen:
        return redirect(_url(traject_pk))
    together = services.take_together(traject.plan, chosen, section.form.cleaned_data["to"], by=request.user)
    return redirect(f"{_url(traject_pk)}?samen={together}")


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def plan_lines(request: Request, traject_pk: int) -> HttpResponse:
    """Give joint goals an action line each; who only looks goes to the page with that form."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    if request.method != "POST":
        return redirect(_url(traject_pk))
    filling = Filling(request.user, traject)
    form = filling.goals_form(request.POST)
    if not form.is_valid():
        return _show(request, filling, goals_form=form)
    chosen = [goal.row for goal in filling.goals if str(goal.row.pk) in form.cleaned_data["goals"]]
    services.draw_lines(traject.plan, chosen, by=request.user)
    messages.success(request, "Actielijnen gemaakt. Kies hieronder wat erin komt.")
    return redirect(_url(traject_pk))


@require_POST
def plan_fill_undo(request: Request, traject_pk: int, together: UUID) -> HttpResponse:
    """Take away again what was just taken over, as far as nobody changed it or tied something to it since."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    taken = access.visible(request.user, Source.objects.filter(traject=traject, together=together))
    undone = undo(traject.plan, taken, by=request.user)
    if undone.stayed:
        messages.warning(request, STAYED.format(undone.stayed))
    if undone.gone or not undone.stayed:
        messages.success(request, "Ongedaan gemaakt." if undone.gone else "Dit was al ongedaan gemaakt.")
    return redirect(_url(traject_pk))


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def plan_take(request: Request, traject_pk: int, word: str, pk: int) -> HttpResponse:
    """Take one piece over, as it is or in other words; says who will read it."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    found = piece(request.user, traject_pk, word, pk)
    targets = targets_of(found)
    target = next((one for one in targets if one.word == request.GET.get("als")), targets[0])
    access.fetch(request.user, target.action, Traject.objects.all(), traject_pk)
    if target.word == MEASURE and not traject.plan.lines.exists():
        messages.warning(request, NO_LINE)
        return redirect(_url(traject_pk))
    chosen = Taking(request, traject, found, _unseen(request, found, traject_pk))
    form = target.form_for(chosen)
    if not form.is_valid():
        return _show_taking(chosen, target, form)
    changes = {name: value for name, value in form.changes().items() if name != "sure"}
    words = target.in_part(changes)
    made, together = services.take(found, traject_pk, lambda: target.save(chosen, changes), words)
    form.keep_decisions(made)
    return editing.saved(request, f"{_url(traject_pk)}?samen={together}", f"Overgenomen als {target.label.lower()}.")


def _show_taking(chosen: Taking, target: Target, form: Any) -> HttpResponse:
    request, found = chosen.request, chosen.piece
    about = editing.FormPage("Neem over in het plan", _url(chosen.traject.pk), submit="Overnemen", template=TAKE)
    more = {"targets": targets_of(found), "target": target, "piece": found, "unseen": chosen.unseen}
    taken = access.visible(request.user, Source.objects.filter(**{found.source: found.row}))
    return editing.show(request, chosen.traject, form, about, taken=taken.exists(), **more)


def _unseen(request: Request, found: Piece, traject_pk: int) -> list[str]:
    session = found.session
    return unseen_by(request.user, traject_pk, [session])[session.pk] if session else []


def _looked_at(request: Request, filling: Filling, section: Section) -> tuple[list[Piece], list[Piece]]:
    """What was ticked: what can go as it is, and what looks like personal data and is asked about by itself."""
    door = Door(request.user, filling.traject.pk)
    chosen = filling.chosen(section.form.cleaned_data["pieces"])
    doubtful = [one for one in chosen if finding.finds(one.text, door)]
    return [one for one in chosen if one not in doubtful], doubtful


def _show(request: Request, filling: Filling, *, sent: Section | None = None, goals_form: Any = None) -> HttpResponse:
    traject, only = filling.traject, request.GET.get("bijeenkomst", "")
    session = int(only) if only.isascii() and only.isdecimal() and len(only) <= KEY_DIGITS else None
    context = page.context(
        request.user,
        traject,
        "plan",
        sections=[] if session else filling.sections(sent, request.GET.get("vink", "")),
        of_sessions=filling.of_sessions(session),
        only=session,
        take_base=reverse("sessions:plan-take", args=[traject.pk, "actie", 0]).removesuffix("actie/0/"),
        has_lines=bool(filling.lines),
        goals=filling.goals,
        goals_form=goals_form or filling.goals_form(),
        taken=_taken(request, traject),
    )
    refused = sent is not None or goals_form is not None
    return render(request, PAGE, context, status=422 if refused else 200)


def _taken(request: Request, traject: Traject) -> dict[str, Any] | None:
    """What was just taken over in one go, which can still be undone."""
    try:
        together = UUID(request.GET.get("samen", ""))
    except ValueError:
        return None
    rows = list(access.visible(request.user, Source.objects.filter(traject=traject, together=together)))
    if not rows:
        return None
    made = next(name for name in TARGETS if getattr(rows[0], f"{name}_id"))
    return {"together": together, "count": len(rows), "made": MADE.get(made, "in het plan")}


def _url(traject_pk: int) -> str:
    return reverse("sessions:plan-fill", args=[traject_pk])
