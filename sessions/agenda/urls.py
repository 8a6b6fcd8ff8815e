"""Addresses of the agenda of a session."""

from django.urls import path

from sessions.agenda import files, items, paper, views

AGENDA = "trajecten/<int:traject_pk>/bijeenkomsten/<int:pk>/agenda/"
ITEM = f"{AGENDA}<int:item_pk>/"

urlpatterns = [
    path(AGENDA, views.agenda, name="agenda"),
    path(f"{AGENDA}pdf/", paper.agenda_pdf, name="agenda-pdf"),
    path(f"{AGENDA}vullen/", views.agenda_fill, name="agenda-fill"),
    path(f"{AGENDA}volgorde/", views.agenda_order, name="agenda-order"),
    path(f"{AGENDA}toevoegen/", views.item_add, name="agenda-item-add"),
    path(f"{AGENDA}bespreekpunt/", views.point_add, name="agenda-point-add"),
    path(ITEM, items.item, name="agenda-item"),
    path(f"{ITEM}wijzigen/", items.item_edit, name="agenda-item-edit"),
    path(f"{ITEM}minuten/", items.item_minutes, name="agenda-item-minutes"),
    path(f"{ITEM}verplaatsen/", items.item_move, name="agenda-item-move"),
    path(f"{ITEM}verwijderen/", items.item_delete, name="agenda-item-delete"),
    path(f"{ITEM}terugzetten/", items.item_restore, name="agenda-item-restore"),
    path(f"{ITEM}bestanden/", files.file_add, name="agenda-file-add"),
    path("trajecten/<int:traject_pk>/agendabestanden/<uuid:uuid>/", files.file, name="agenda-file"),
    path(
        "trajecten/<int:traject_pk>/agendabestanden/<uuid:uuid>/verwijderen/",
        files.file_delete,
        name="agenda-file-delete",
    ),
]
