"""Choosing who sees a registration, taking it back, and the second reader of a signal (V3)."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.access_events import recording
from privacy.access_events.models import AccessAction
from privacy.doors.finding import Door
from privacy.registrations import audience, second_reading, services, small_counts
from privacy.registrations.models import ReadingState, Registration, RegistrationFile
from privacy.registrations.owning import own
from privacy.registrations.second_reading_form import SecondReadingForm
from privacy.registrations.sharing_forms import ShareForm
from trajects.partners.people import site_of
from trajects.traject import editing, page

TAB = "registrations"
FORM_PAGE = "privacy/registrations/form.html"
ASKED = "Opgeslagen. Een collega leest het signaal eerst; daarna zien de organisaties die je koos het."
SHARED = "Gedeeld. De gekozen organisaties zien het nu."
SENT_BACK = "Terug naar de schrijver. Niemand anders heeft het signaal gezien."
CHANGED_MEANWHILE = "Dit signaal is intussen gewijzigd. Lees het hieronder opnieuw."


@require_http_methods(["GET", "HEAD", "POST"])
def registration_share(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Change who sees it, wider or narrower; it works with the next request."""
    row = own(request, traject_pk, uuid)
    form = ShareForm(sent(request), instance=row, initial=audience.answer_now(row))
    about = editing.FormPage("Wie mag dit zien?", row.get_absolute_url(), TAB, template=FORM_PAGE)
    if not form.is_valid():
        return editing.show(request, row.traject, form, about)
    answer = form.sharing(row.traject, row.partner_id)
    if services.share(row, form.cleaned_data["version"], answer, by=request.user, site=site_of(request)):
        return after_sharing(request, row)
    row.refresh_from_db()
    texts = _as_text(row, answer.partner_ids), _as_text(row, audience.answer_now(row)["chosen"])
    change = editing.Change(when=row.changed_at)
    return editing.choose(request, about, texts, {"version": row.version}, change)


@require_POST
def registration_withdraw(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Back to one's own organisation at once."""
    row = own(request, traject_pk, uuid)
    services.withdraw(row, by=request.user)
    return editing.saved(request, row.get_absolute_url(), "Ingetrokken. Alleen jouw organisatie ziet dit nu nog.")


@require_http_methods(["GET", "HEAD", "POST"])
def registration_read(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Read a signal a second time before others see it, or look once more alone."""
    row = own(request, traject_pk, uuid)
    if second_reading.state(row) != ReadingState.WAITS:
        return HttpResponseRedirect(row.get_absolute_url())
    if not second_reading.may_read(row, request.user):
        raise PermissionDenied
    form = SecondReadingForm(sent(request), initial={"version": row.version}, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return _reading_page(request, row, form)
    seen_version, note = form.cleaned_data["version"], form.cleaned_data["note"]
    if form.sends_back:
        done = second_reading.send_back(row, seen_version, by=request.user, note=note)
    else:
        done = second_reading.agree(row, seen_version, by=request.user)
    if not done:
        return _changed_meanwhile(request, row)
    form.keep_decisions(row)
    return editing.saved(request, row.get_absolute_url(), SENT_BACK if form.sends_back else SHARED)


def after_sharing(request: Request, row: Registration) -> HttpResponse:
    """Where one goes after the answer: a signal without a colleague to read it asks its writer to look again."""
    if second_reading.state(row) != ReadingState.WAITS:
        return editing.saved(request, row.get_absolute_url())
    if row.second_readers().exists():
        return editing.saved(request, row.get_absolute_url(), ASKED)
    return HttpResponseRedirect(reverse("privacy:registration-read", args=[row.traject_id, row.uuid]))


def _changed_meanwhile(request: Request, row: Registration) -> HttpResponse:
    row.refresh_from_db()
    form = SecondReadingForm(initial={"version": row.version})
    return _reading_page(request, row, form, notice=CHANGED_MEANWHILE, status=409)


def _reading_page(
    request: Request, row: Registration, form: SecondReadingForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    recording.record(request.user, AccessAction.VIEW, [row], traject_id=row.traject_id)
    names = audience.names(audience.wanted(row), row.traject)
    alone = row.written_by_id == request.user.pk
    context = page.context(request.user, row.traject, TAB, row=row, form=form, names=names, alone=alone, notice=notice)
    context["remark"] = small_counts.advice(row.title, row.text)
    context["files"] = access.visible(request.user, RegistrationFile.objects.filter(registration=row))
    return render(request, "privacy/registrations/read.html", context, status=422 if form.errors else status)


def _as_text(row: Registration, partner_ids: list[int] | tuple[int, ...]) -> editing.Shown:
    names = audience.names(partner_ids, row.traject)
    return [("Wie mag dit zien?", ", ".join(names) or "Alleen mijn organisatie")]
