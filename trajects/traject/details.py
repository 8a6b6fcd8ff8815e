"""What a traject is about, on one page: buurt, kind, themes, urgency and question (T2-T4)."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from privacy.doors.hidden import brings_back
from trajects.buurt.models import Area
from trajects.buurt.search import advice
from trajects.traject import editing, page, services
from trajects.traject.forms import TrajectForm, VersionForm
from trajects.traject.method import TrajectKind, UrgencyKind
from trajects.traject.models import Theme, Traject

MANY_THEMES = 3


@require_http_methods(["GET", "HEAD", "POST"])
def traject_edit(request: Request, traject_pk: int) -> HttpResponse:
    """Change buurt, kind, themes, urgency and question."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    form = TrajectForm(sent(request), instance=traject, door=Door(request.user, traject_pk))
    version = VersionForm(sent(request), initial={"version": traject.version})
    if not (form.is_valid() and version.is_valid()):
        context = page.context(request.user, traject, "overview", form=form, version=version)
        status = 422 if form.errors or version.errors else 200
        return render(request, "trajects/traject/edit.html", context, status=status)
    if not _save(request, traject, form, version.cleaned_data["version"]):
        return _conflict(request, form, access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk))
    advise(request, form.cleaned_data["buurten"], form.cleaned_data["themes"])
    return editing.saved(request, traject.get_absolute_url())


def advise(request: HttpRequest, areas: Iterable[Area], themes: Iterable[Theme]) -> None:
    """Say what the method would advise about these buurten and themes; nothing is refused."""
    for text in advice(list(areas)):
        messages.warning(request, text)
    if len(list(themes)) > MANY_THEMES:
        messages.warning(
            request, "Je hebt meer dan drie thema's gekozen. Kies er liever een paar: dan kom je sneller verder."
        )


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


def _conflict(request: Request, form: TrajectForm, now: Traject) -> HttpResponse:
    """Both versions of what differs, reasons why now included (409)."""
    stored = TrajectForm(instance=now)
    differing = []
    for name, label in _labels(form).items():
        texts = _in_words(form, name, form.cleaned_data[name]), _in_words(form, name, _stored(stored, name))
        if texts[0] != texts[1]:
            differing.append((label, *texts))
    mine, theirs = [row[:2] for row in differing], [row[::2] for row in differing]
    about = editing.FormPage("Gegevens wijzigen", now.get_absolute_url(), "overview")
    versions = {"version": now.version}
    return editing.choose(request, about, (mine, theirs), versions, editing.Change(), is_hidden=_is_hidden(form, now))


def _stored(form: TrajectForm, name: str) -> Any:
    rows = {"buurten": form.instance.areas.all(), "themes": form.instance.themes.all()}
    return rows[name] if name in rows else form.get_initial_for_field(form.fields[name], name)


def _in_words(form: TrajectForm, name: str, value: Any) -> str:
    # On the form each kind has its explanation beside it.
    return str(TrajectKind(value).label) if name == "kind" else editing.in_words(form, name, value)


def _labels(form: TrajectForm) -> dict[str, str]:
    """What each field is called where it stands alone: a text about a reason is told with that reason."""
    labels = {name: str(form.fields[name].label) for name in ("question", "buurten", "kind", "themes")}
    for code, kind in UrgencyKind.choices:
        labels |= {f"urgency_{code}": f"{kind}", f"explanation_{code}": f"{kind}: toelichting"}
        labels |= {f"source_{code}": f"{kind}: bron"}
    return labels


def _is_hidden(form: TrajectForm, now: Traject) -> bool:
    sent_now = form.cleaned_data
    rows: list[tuple[Any, list[tuple[str, str]]]] = [(now, [("question", sent_now["question"])])]
    for urgency in now.urgencies.all():
        texts = [(name, sent_now[f"{name}_{urgency.kind}"]) for name in ("explanation", "source")]
        rows.append((urgency, texts))
    return any(brings_back(row, texts) for row, texts in rows)
