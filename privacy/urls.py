"""Addresses of the app, gathered from its slices."""

from privacy.agreements.urls import urlpatterns as agreements
from privacy.registrations.urls import urlpatterns as registrations

app_name = "privacy"
urlpatterns = [*agreements, *registrations]
