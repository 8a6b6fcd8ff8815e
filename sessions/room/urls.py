"""Addresses of a session that is held, and of the phones in the room."""

from django.urls import path

from sessions.room import notes, phone, recording, screen, views

LIVE = "trajecten/<int:traject_pk>/bijeenkomsten/<int:pk>/live/"
NOTE = f"{LIVE}geeltje/<int:note_pk>/"
OUTCOME = f"{LIVE}uitkomst/<int:outcome_pk>/"

urlpatterns = [
    # What phones ask every three seconds, before all else.
    path("mee/stand/", phone.phone_state, name="phone-state"),
    path("mee/", phone.phone, name="phone"),
    path("mee/geeltje/", phone.phone_note, name="phone-note"),
    path("mee/geeltje/weg/", phone.phone_note_off, name="phone-note-off"),
    path("mee/stem/", phone.phone_vote, name="phone-vote"),
    path(LIVE, views.room, name="room"),
    path(f"{LIVE}stand/", views.room_state, name="room-state"),
    path(f"{LIVE}starten/", views.room_start, name="room-start"),
    path(f"{LIVE}onderdeel/", views.room_item, name="room-item"),
    path(f"{LIVE}klok/", views.room_clock, name="room-clock"),
    path(f"{LIVE}code/", views.room_code, name="room-code"),
    path(f"{LIVE}aanwezig/<int:partner_pk>/", views.room_attendance, name="room-attendance"),
    path(f"{LIVE}afsluiten/", views.room_close, name="room-close"),
    path(f"{LIVE}ronde/", notes.room_phase, name="room-phase"),
    path(f"{LIVE}kop/", notes.room_heading, name="room-heading"),
    path(f"{LIVE}geeltje/", notes.room_note, name="room-note"),
    path(f"{NOTE}kop/", notes.room_group, name="room-note-group"),
    path(f"{NOTE}wordt/", notes.room_become, name="room-note-become"),
    path(f"{NOTE}weg/", notes.room_note_off, name="room-note-off"),
    path(f"{LIVE}vastleggen/", recording.room_outcome, name="room-outcome"),
    path(f"{OUTCOME}soort/", recording.room_outcome_kind, name="room-outcome-kind"),
    path(f"{OUTCOME}wie/", recording.room_outcome_owner, name="room-outcome-owner"),
    path(f"{OUTCOME}weg/", recording.room_outcome_off, name="room-outcome-off"),
    path(f"{LIVE}scherm/", screen.room_screen, name="room-screen"),
    path(f"{LIVE}scherm/stand/", screen.room_screen_state, name="room-screen-state"),
    path(f"{LIVE}meedoen/", phone.room_join, name="room-join"),
]
