"""Addresses of the logbook and the shared folder."""

from django.urls import path

from trajects.logbook import views

BASE = "trajecten/<int:traject_pk>/logboek/"
FOLDER = "trajecten/<int:traject_pk>/documenten/"
urlpatterns = [
    path(BASE, views.logbook, name="logbook"),
    path(f"{BASE}notitie/", views.note_add, name="note-add"),
    path(f"{FOLDER}nieuw/", views.document_add, name="document-add"),
    path(f"{FOLDER}<uuid:pk>/", views.document, name="document"),
    path(f"{FOLDER}<uuid:pk>/verwijderen/", views.document_delete, name="document-delete"),
]
