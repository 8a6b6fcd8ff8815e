"""Addresses of the residents' own pages, and of naming their guide."""

from django.urls import path

from trajects.residents import agreeing, agreement_editing, answering, naming, people, views

TRACK = "trajecten/<int:traject_pk>/bewoners"
INVITATIONS = f"{TRACK}/uitnodigingen"

urlpatterns = [
    path(f"{TRACK}/", views.residents, name="residents"),
    path(f"{TRACK}/afspraken/", agreeing.agreement, name="residents-agreement"),
    path(f"{TRACK}/afspraken/wijzigen/", agreement_editing.draft_edit, name="residents-agreement-edit"),
    path(f"{TRACK}/afspraken/publiceren/", agreement_editing.publish, name="residents-agreement-publish"),
    path(f"{TRACK}/bijeenkomsten/", views.meetings, name="residents-meetings"),
    path(f"{TRACK}/bijeenkomsten/nieuw/", views.meeting_add, name="residents-meeting-add"),
    path(f"{TRACK}/bijeenkomsten/<int:pk>/wijzigen/", views.meeting_edit, name="residents-meeting-edit"),
    path(f"{TRACK}/bijeenkomsten/<int:pk>/verwijderen/", views.meeting_delete, name="residents-meeting-delete"),
    path(f"{TRACK}/notities/", views.notes, name="residents-notes"),
    path(f"{TRACK}/notities/nieuw/", views.note_add, name="residents-note-add"),
    path(f"{TRACK}/notities/<int:pk>/wijzigen/", views.note_edit, name="residents-note-edit"),
    path(f"{TRACK}/notities/<int:pk>/verwijderen/", views.note_delete, name="residents-note-delete"),
    path(f"{TRACK}/deelnemers/", people.people, name="residents-people"),
    path(f"{TRACK}/deelnemers/uitnodigen/", people.invite, name="residents-invite"),
    path(f"{TRACK}/deelnemers/<int:pk>/beeindigen/", people.seat_end, name="residents-seat-end"),
    path(f"{INVITATIONS}/<int:pk>/opnieuw/", people.invitation_renew, name="residents-invitation-renew"),
    path(f"{INVITATIONS}/<int:pk>/intrekken/", people.invitation_withdraw, name="residents-invitation-withdraw"),
    path("trajecten/<int:traject_pk>/bewonersinbreng/begeleider/", naming.guide_name, name="guide-name"),
    path("trajecten/<int:traject_pk>/bewonersinbreng/begeleider/stoppen/", naming.guide_end, name="guide-end"),
    path("meepraten/<str:token>/", answering.invitation, name="residents-invitation"),
    path("meepraten/<str:token>/account/", answering.invitation_account, name="residents-invitation-account"),
]
