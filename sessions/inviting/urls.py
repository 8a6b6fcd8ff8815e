"""Addresses of who sits at the table of a session."""

from django.urls import path

from sessions.inviting import views

TABLE = "trajecten/<int:traject_pk>/bijeenkomsten/<int:pk>/aan-tafel/"

urlpatterns = [
    path(TABLE, views.at_the_table, name="table"),
    path(f"{TABLE}uitnodigen/", views.advised_invite, name="advised-invite"),
    path(f"{TABLE}uitnodigen/terug/", views.advised_undo, name="advised-undo"),
    path(f"{TABLE}toevoegen/", views.missing_add, name="missing-add"),
    path(f"{TABLE}<int:party_pk>/", views.missing_edit, name="missing-edit"),
]
