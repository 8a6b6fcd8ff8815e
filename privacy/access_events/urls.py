"""Addresses of the trace of access."""

from django.urls import URLPattern, path

from privacy.access_events import views

urlpatterns: list[URLPattern] = [
    path("trajecten/<int:traject_pk>/registraties/<uuid:uuid>/inzage/", views.looks, name="registration-looks"),
]
