"""Addresses of the traject itself."""

from django.urls import path

from trajects.traject import after, details, views

urlpatterns = [
    path("trajecten/nieuw/", views.traject_new, name="traject-new"),
    path("trajecten/<int:traject_pk>/wijzigen/", details.traject_edit, name="traject-edit"),
    path("trajecten/<int:traject_pk>/starten/", views.traject_start, name="traject-start"),
    path("trajecten/<int:traject_pk>/na-buurtbalans/", after.after_points, name="after-points"),
    path("trajecten/<int:traject_pk>/tempo/", views.pace_edit, name="pace-edit"),
]
