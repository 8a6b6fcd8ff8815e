"""The residents' own pages: what is new, their meetings and their notes (V4, B2)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access, wall
from trajects.crossing.models import ResidentsFeedback, Rewriting, RewritingStatus
from trajects.partners.models import Membership
from trajects.residents import page, services
from trajects.residents.forms import MeetingForm, NoteForm
from trajects.residents.log import lines
from trajects.residents.models import NoteKind, ResidentsLogEntry, ResidentsMeeting, ResidentsNote
from trajects.traject.editing import FormPage

LOG_SHOWN = 8


@require_safe
def residents(request: Request, traject_pk: int) -> HttpResponse:
    """The residents' first page: what comes, what waits for them, and what became of their findings."""
    track, user = page.track_of(request, traject_pk), request.user
    meetings = access.visible(user, ResidentsMeeting.objects.filter(track=track, date__gte=timezone.localdate()))
    waiting = Rewriting.objects.filter(track=track, status=RewritingStatus.PROPOSED)
    log = ResidentsLogEntry.objects.filter(track=track).select_related("actor")
    guides = list(wall.guides_of(user, traject_pk))
    context = page.context(
        user,
        track,
        "home",
        guides=guides,
        meetings=list(meetings[:2]),
        waiting=access.visible(user, waiting).count(),
        feedback=list(access.visible(user, ResidentsFeedback.objects.filter(track=track))),
        log=lines(access.visible(user, log)[:LOG_SHOWN], user, guides),
        has_agreed=wall.has_agreed(user, track),
        own_seat=wall.residents_of(user, Membership.objects.active().filter(traject=traject_pk, user=user)).first(),
    )
    return render(request, "trajects/residents/home.html", context)


@require_safe
def meetings(request: Request, traject_pk: int) -> HttpResponse:
    """All meetings of residents: what comes first, then what was."""
    track, today = page.track_of(request, traject_pk), timezone.localdate()
    rows = list(access.visible(request.user, ResidentsMeeting.objects.filter(track=track)))
    coming = [row for row in rows if row.date >= today]
    past = [row for row in reversed(rows) if row.date < today]
    context = page.context(request.user, track, "meetings", coming=coming, past=past)
    return render(request, "trajects/residents/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def meeting_add(request: Request, traject_pk: int) -> HttpResponse:
    """Plan a meeting of residents."""
    track = page.track_of(request, traject_pk, "guide_residents")
    form = MeetingForm(sent(request), door=page.door_of(request, traject_pk))
    if not form.is_valid():
        return page.show(request, track, form, _about("Bijeenkomst plannen", traject_pk, "meetings"))
    form.keep_decisions(services.plan_meeting(track, **form.changes()))
    return page.saved(request, _url(traject_pk, "meetings"), "De bijeenkomst staat erin.")


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change a meeting of residents."""
    meeting = _meeting(request, traject_pk, pk)
    return page.edit(
        request,
        meeting.track,
        MeetingForm(sent(request), instance=meeting, door=page.door_of(request, traject_pk)),
        _about("Bijeenkomst wijzigen", traject_pk, "meetings"),
        save=lambda seen, changes: services.change_meeting(meeting, seen, **changes),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take a meeting away, after asking; notes of it stay."""
    meeting = _meeting(request, traject_pk, pk)
    if request.method == "POST":
        meeting.delete()
        return page.saved(request, _url(traject_pk, "meetings"), "De bijeenkomst is verwijderd.")
    about = _about("Bijeenkomst verwijderen?", traject_pk, "meetings", submit="Verwijderen")
    return page.confirm(request, meeting.track, about, f"{meeting.title}\nDe notities blijven staan.")


@require_safe
def notes(request: Request, traject_pk: int) -> HttpResponse:
    """What residents and their guide wrote down, by what it is about."""
    track = page.track_of(request, traject_pk)
    if first := page.to_agreement(request, track):
        return first
    rows = list(access.visible(request.user, ResidentsNote.objects.filter(track=track)).select_related("meeting"))
    groups = [(kind.label, [row for row in rows if row.kind == kind]) for kind in NoteKind]
    context = page.context(request.user, track, "notes", groups=[pair for pair in groups if pair[1]])
    return render(request, "trajects/residents/notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def note_add(request: Request, traject_pk: int) -> HttpResponse:
    """Write a note."""
    track = page.track_of(request, traject_pk, "add_residents_note")
    form = NoteForm(request.user, track, sent(request), door=page.door_of(request, traject_pk))
    if not form.is_valid():
        return page.show(request, track, form, _about("Notitie toevoegen", traject_pk, "notes"))
    form.keep_decisions(services.write_note(track, by=request.user, **form.changes()))
    return page.saved(request, _url(traject_pk, "notes"), "Je notitie staat erbij.")


@require_http_methods(["GET", "HEAD", "POST"])
def note_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change one's own note; the guide may change any."""
    found, door = _note(request, traject_pk, pk), page.door_of(request, traject_pk)
    return page.edit(
        request,
        found.track,
        NoteForm(request.user, found.track, sent(request), instance=found, door=door),
        _about("Notitie wijzigen", traject_pk, "notes"),
        save=lambda seen, changes: services.change_note(found, seen, **changes),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def note_delete(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take a note away, after asking; what was handed over from it stays handed over."""
    found = _note(request, traject_pk, pk)
    if request.method == "POST":
        found.delete()
        return page.saved(request, _url(traject_pk, "notes"), "De notitie is verwijderd.")
    about = _about("Notitie verwijderen?", traject_pk, "notes", submit="Verwijderen")
    return page.confirm(request, found.track, about, found.text)


def _meeting(request: Request, traject_pk: int, pk: int) -> ResidentsMeeting:
    rows = ResidentsMeeting.objects.filter(track__traject_id=traject_pk).select_related("track")
    return access.fetch(request.user, "guide_residents", rows, pk)


def _note(request: Request, traject_pk: int, pk: int) -> ResidentsNote:
    rows = ResidentsNote.objects.filter(track__traject_id=traject_pk).select_related("track")
    return access.fetch(request.user, "edit_residents_note", rows, pk)


def _url(traject_pk: int, tab: str) -> str:
    return reverse(f"trajects:residents-{tab}", args=[traject_pk])


def _about(heading: str, traject_pk: int, tab: str, submit: str = "Opslaan") -> FormPage:
    return FormPage(heading, _url(traject_pk, tab), tab, submit)
