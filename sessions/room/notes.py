"""What the kernteam does with notes: asking for them, typing one, laying them together, and what comes of one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.doors.finding import Door
from sessions.planning.models import Session
from sessions.room import page, rounds
from sessions.room.board import invited_of
from sessions.room.forms import BecomesForm, GroupForm, PhaseForm, RoomNoteForm
from sessions.room.keys import number
from sessions.room.models import NoteGroup, Phase, RoomNote
from sessions.room.views import leading

PHASES = {
    Phase.WRITING: "Iedereen kan geeltjes plakken.",
    Phase.REVEALED: "De geeltjes liggen open.",
    Phase.VOTING: "Iedereen kan stemmen.",
}
NO_NOTES = "Bij dit onderdeel kunnen geen geeltjes geplakt worden."


@leading
def room_phase(request: Request, session: Session) -> HttpResponse:
    """Ask for notes at the current item, open them, or begin or end the voting."""
    form = PhaseForm(request.POST)
    if not form.is_valid():
        return page.changed(request, session)
    item = get_object_or_404(session.items.on_agenda(), pk=form.cleaned_data["item"])
    phase = Phase(form.cleaned_data["phase"])
    try:
        rounds.set_phase(session, item, phase)
    except rounds.NoRoundError:
        return page.changed(request, session, NO_NOTES)
    return page.changed(request, session, PHASES[phase], focus="geeltjes-kop")


@leading
def room_note(request: Request, session: Session) -> HttpResponse:
    """Type a note for somebody in the room."""
    partners = page.choices(one.partner for one in invited_of(request.user, session))
    door = Door(request.user, session.traject_id)
    form = RoomNoteForm(request.POST, partners=partners, door=door, auto_id="geeltje_%s")
    if not form.is_valid():
        return page.refused(request, session, "sessions/room/_note_form.html", note_form=form)
    data = dict(form.cleaned_data)
    partner = get_object_or_404(session.partners, pk=data.pop("partner"))
    try:
        note = rounds.stick(session.pk, data.pop("item"), partner=partner, **data)
    except rounds.NoRoundError:
        form.add_error(None, NO_NOTES)
        return page.refused(request, session, "sessions/room/_note_form.html", note_form=form)
    form.keep_decisions(note)
    return page.changed(request, session, "Geplakt.", focus="geeltje_what", fresh="note")


@leading
def room_heading(request: Request, session: Session) -> HttpResponse:
    """Make a heading for the notes of an item."""
    form = GroupForm(request.POST, door=Door(request.user, session.traject_id), auto_id="kop_%s")
    if not form.is_valid():
        return page.refused(request, session, "sessions/room/_heading_form.html", group_form=form)
    item = get_object_or_404(session.items.on_agenda(), pk=form.cleaned_data["item"])
    group = rounds.add_group(session, item, form.cleaned_data["title"])
    form.keep_decisions(group)
    return page.changed(request, session, f"De kop “{group.title}” staat er.", focus="kop_title", fresh="heading")


@leading
def room_group(request: Request, session: Session, note_pk: int) -> HttpResponse:
    """Lay a note under a heading, or back among the others."""
    note = _fetch(request, session, note_pk)
    chosen = number(request.POST.get("group"))
    groups = access.visible(request.user, NoteGroup.objects.filter(session=session, item=note.item))
    group = get_object_or_404(groups, pk=chosen) if chosen else None
    rounds.lay_under(note, group)
    place = f"ligt onder “{group.title}”" if group else "ligt weer los"
    return page.changed(request, session, f"Het geeltje {place}.", focus=f"leg-{note.pk}")


@leading
def room_become(request: Request, session: Session, note_pk: int) -> HttpResponse:
    """Make an outcome or a problem statement of the traject out of a note."""
    note = _fetch(request, session, note_pk)
    form = BecomesForm(request.POST)
    if not form.is_valid():
        return page.changed(request, session, "Kies wat het wordt.")
    rounds.become(note, form.cleaned_data["kind"], by=request.user)
    word = rounds.BECOMES[form.cleaned_data["kind"]].lower()
    return page.changed(request, session, f"Vastgelegd als {word}.", focus=f"geeltje-{note.pk}")


@leading
def room_note_off(request: Request, session: Session, note_pk: int) -> HttpResponse:
    """Take a note off the wall."""
    rounds.take_off(_fetch(request, session, note_pk))
    return page.changed(request, session, "Het geeltje is weg.", focus="geeltjes-kop")


def _fetch(request: Request, session: Session, note_pk: int) -> RoomNote:
    rows = RoomNote.objects.filter(session=session).select_related("item", "partner")
    return access.fetch(request.user, "prepare_session", rows, note_pk)
