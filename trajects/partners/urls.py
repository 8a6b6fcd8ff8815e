"""Addresses of partners, the people who sit for them, and invitations."""

from django.urls import path

from trajects.partners import answering, people, succession, views

urlpatterns = [
    path("trajecten/<int:traject_pk>/partners/", views.partner_list, name="partner-list"),
    path("trajecten/<int:traject_pk>/partners/nieuw/", views.partner_add, name="partner-add"),
    path("trajecten/<int:traject_pk>/partners/kiezen/", views.partner_choose, name="partner-choose"),
    path("trajecten/<int:traject_pk>/partners/<int:pk>/wijzigen/", views.partner_edit, name="partner-edit"),
    path(
        "trajecten/<int:traject_pk>/partners/<int:pk>/uitnodigen/",
        people.partner_invite,
        name="partner-invite",
    ),
    path(
        "trajecten/<int:traject_pk>/uitnodigingen/<int:pk>/opnieuw/",
        people.invitation_renew,
        name="invitation-renew",
    ),
    path(
        "trajecten/<int:traject_pk>/uitnodigingen/<int:pk>/intrekken/",
        people.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("trajecten/<int:traject_pk>/deelnemers/<int:pk>/wijzigen/", people.seat_edit, name="seat-edit"),
    path("trajecten/<int:traject_pk>/deelnemers/<int:pk>/bevestigen/", people.seat_confirm, name="seat-confirm"),
    path(
        "trajecten/<int:traject_pk>/deelnemers/<int:pk>/overdragen/", succession.seat_hand_over, name="seat-hand-over"
    ),
    path("trajecten/<int:traject_pk>/deelnemers/<int:pk>/beeindigen/", people.seat_end, name="seat-end"),
    path("uitnodiging/<str:token>/", answering.invitation, name="invitation"),
    path("uitnodiging/<str:token>/account/", answering.invitation_account, name="invitation-account"),
]
