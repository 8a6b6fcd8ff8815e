"""Making, finding and changing trajects."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.forms import modelformset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.buurt.models import Area
from trajects.buurt.search import advice
from trajects.partners.models import Function
from trajects.traject import editing, page, services
from trajects.traject.forms import AfterPointForm, PaceForm, ProposalForm, TrajectForm, VersionForm
from trajects.traject.models import AfterPoint, Theme, Traject

MANY_THEMES = 3


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def traject_new(request: Request) -> HttpResponse:
    """Page 1 of a new traject; saved when it is sent, pages 2 and 3 may be skipped (T1)."""
    form = ProposalForm(sent(request), initial={"functions": _usual_functions(request)}, door=Door(request.user))
    if request.user.acts_for is None:
        return render(request, "trajects/traject/no_organisation.html", status=403)
    if not form.is_valid():
        return render(request, "trajects/traject/new.html", {"form": form}, status=422 if form.errors else 200)
    traject = services.propose(
        by=request.user,
        areas=form.cleaned_data["buurten"],
        question=form.cleaned_data["question"],
        kind=form.cleaned_data["kind"],
        themes=form.cleaned_data["themes"],
        urgencies=form.urgencies(),
        functions=form.cleaned_data["functions"],
        today=timezone.localdate(),
    )
    form.keep_decisions(traject)
    _advise(request, form.cleaned_data["buurten"], form.cleaned_data["themes"])
    return redirect("trajects:partner-choose", traject.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def traject_edit(request: Request, traject_pk: int) -> HttpResponse:
    """Change buurt, kind, themes, urgency and question."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    form = TrajectForm(sent(request), instance=traject, door=Door(request.user, traject_pk))
    version = VersionForm(sent(request), initial={"version": traject.version})
    context = page.context(request.user, traject, "overview", form=form, version=version)
    if not (form.is_valid() and version.is_valid()):
        status = 422 if form.errors or version.errors else 200
        return render(request, "trajects/traject/edit.html", context, status=status)
    if not _save(request, traject, form, version.cleaned_data["version"]):
        context["traject"] = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
        return render(request, "trajects/traject/edit.html", {**context, "conflict": True}, status=409)
    _advise(request, form.cleaned_data["buurten"], form.cleaned_data["themes"])
    messages.success(request, "Opgeslagen.")
    return redirect(traject)


@require_POST
def traject_start(request: Request, traject_pk: int) -> HttpResponse:
    """A gebiedsmakelaar turns the proposal into a running traject."""
    traject = access.fetch(request.user, "start_traject", Traject.objects.all(), traject_pk)
    if services.start(traject, by=request.user, today=timezone.localdate()):
        messages.success(request, "Het traject is gestart.")
    return redirect(traject)


@require_http_methods(["GET", "HEAD", "POST"])
def after_points(request: Request, traject_pk: int) -> HttpResponse:
    """The five points about the time after Buurtbalans (T8)."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    formset_class = modelformset_factory(AfterPoint, form=AfterPointForm, extra=0, edit_only=True)
    points = access.visible(request.user, AfterPoint.objects.filter(traject=traject))
    door = Door(request.user, traject_pk)
    formset = formset_class(sent(request), queryset=points, form_kwargs={"door": door})
    if request.method == "POST" and formset.is_valid():
        formset.save()
        for form in formset.forms:
            form.keep_decisions(form.instance)
        return htmx.changed(request, "_status.html", {}, traject.get_absolute_url(), message="Opgeslagen.")
    context = page.context(request.user, traject, "overview", formset=formset)
    return render(request, "trajects/traject/after_points.html", context, status=422 if formset.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pace_edit(request: Request, traject_pk: int) -> HttpResponse:
    """Set the pace, and say why when it is not the usual one (T7)."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    form = PaceForm(sent(request), instance=traject, door=Door(request.user, traject_pk))
    about = editing.FormPage("Tempo van dit traject", traject.get_absolute_url(), "overview")

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        days, reason = changes["pace_days"], changes["pace_reason"]
        return services.set_pace(traject, seen_version, by=request.user, days=days, reason=reason)

    return editing.edit(request, traject, form, about, save)


def _save(request: Request, traject: Traject, form: TrajectForm, seen_version: int) -> bool:
    changed = services.change(
        traject,
        by=request.user,
        seen_version=seen_version,
        areas=form.cleaned_data["buurten"],
        question=form.cleaned_data["question"],
        kind=form.cleaned_data["kind"],
        themes=form.cleaned_data["themes"],
        urgencies=form.urgencies(),
    )
    if changed:
        form.keep_decisions(traject)
    return changed


def _usual_functions(request: Request) -> list[str]:
    """A gebiedsmakelaar by profession most likely is one here too."""
    title = request.user.job_title.lower()
    return [name for name in (Function.GEBIEDSMAKELAAR, Function.ONDERZOEKSADVISEUR) if name in title]


def _advise(request: HttpRequest, areas: Iterable[Area], themes: Iterable[Theme]) -> None:
    """What the method would advise; nothing is refused."""
    for text in advice(list(areas)):
        messages.warning(request, text)
    if len(list(themes)) > MANY_THEMES:
        messages.warning(
            request, "Je hebt meer dan drie thema's gekozen. Kies er liever een paar: dan kom je sneller verder."
        )
