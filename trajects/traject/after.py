"""What is agreed beforehand about the time after Buurtbalans: five points on one page (T8)."""

from collections.abc import Iterable

from django.db import transaction
from django.forms import modelformset_factory
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.locking import update_if_unchanged
from privacy import access
from privacy.doors.finding import Door
from privacy.doors.hidden import brings_back
from trajects.traject import editing, page
from trajects.traject.forms import AfterPointForm
from trajects.traject.models import AfterPoint, Traject


class _SomebodyWasFirstError(Exception):
    """A point was changed since its form was opened."""


@require_http_methods(["GET", "HEAD", "POST"])
def after_points(request: Request, traject_pk: int) -> HttpResponse:
    """The five points about the time after Buurtbalans (T8)."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    formset_class = modelformset_factory(AfterPoint, form=AfterPointForm, extra=0, edit_only=True)
    points = access.visible(request.user, AfterPoint.objects.filter(traject=traject))
    door = Door(request.user, traject_pk)
    formset = formset_class(sent(request), queryset=points, form_kwargs={"door": door})
    if request.method != "POST" or not formset.is_valid():
        context = page.context(request.user, traject, "overview", formset=formset)
        return render(request, "trajects/traject/after_points.html", context, status=422 if formset.is_bound else 200)
    # A point of another traject has no row here.
    changed: list[AfterPointForm] = [one for one in formset.forms if one.instance.pk and "text" in one.changed_data]
    if not _save(changed):
        return _conflict(request, traject, changed)
    for form in changed:
        form.keep_decisions(form.instance)
    return htmx.changed(request, "_status.html", {}, traject.get_absolute_url(), message=editing.SAVED)


def _save(changed: Iterable[AfterPointForm]) -> bool:
    """Write what this person changed. False, with nothing written, when somebody else was first at one of them."""
    try:
        with transaction.atomic():
            for form in changed:
                if not update_if_unchanged(form.instance, form.cleaned_data["version"], text=form.cleaned_data["text"]):
                    raise _SomebodyWasFirstError
    except _SomebodyWasFirstError:
        return False
    return True


def _conflict(request: Request, traject: Traject, changed: Iterable[AfterPointForm]) -> HttpResponse:
    """Both texts of the points that somebody else changed too (409); choosing mine keeps all that I wrote."""
    mine, theirs, versions, hidden = [], [], {}, False
    for form in changed:
        point, text = form.instance, form.cleaned_data["text"]
        point.refresh_from_db()
        versions[form.add_prefix("version")] = point.version
        if point.version != form.cleaned_data["version"]:
            label = str(form.fields["text"].label)
            mine.append((label, text))
            theirs.append((label, point.text))
            hidden = hidden or brings_back(point, [("text", text)])
    about = editing.FormPage("Na Buurtbalans", traject.get_absolute_url(), "overview")
    return editing.choose(request, about, (mine, theirs), versions, editing.Change(), is_hidden=hidden)
