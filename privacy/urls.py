"""Addresses of the app, gathered from its slices."""

from privacy.registrations.urls import urlpatterns as registrations

app_name = "privacy"
urlpatterns = [*registrations]
