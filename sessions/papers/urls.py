"""Addresses of the papers of a session."""

from django.urls import path

from sessions.papers import views

SESSION = "trajecten/<int:traject_pk>/bijeenkomsten/<int:pk>/"

urlpatterns = [
    path(f"{SESSION}agenda/docx/", views.agenda_docx, name="agenda-docx"),
    path(f"{SESSION}draaiboek/pdf/", views.script_pdf, name="script-pdf"),
    path(f"{SESSION}draaiboek/docx/", views.script_docx, name="script-docx"),
    path(f"{SESSION}voorbereiding/pdf/", views.pack_pdf, name="pack-pdf"),
]
