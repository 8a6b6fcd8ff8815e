"""Addresses of the privacy agreement."""

from django.urls import URLPattern, path

from privacy.agreements import views

HERE = "trajecten/<int:traject_pk>/privacy/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.agreement, name="agreement"),
]
