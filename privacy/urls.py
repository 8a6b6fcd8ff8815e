"""Addresses of the app, gathered from its slices."""

from privacy.access_events.urls import urlpatterns as access_events
from privacy.agreements.urls import urlpatterns as agreements
from privacy.registrations.urls import urlpatterns as registrations
from privacy.reports.urls import urlpatterns as reports
from privacy.retention.urls import urlpatterns as retention

app_name = "privacy"
urlpatterns = [*access_events, *agreements, *registrations, *reports, *retention]
