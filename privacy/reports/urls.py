"""Addresses of *Meld persoonsgegeven*."""

from django.urls import URLPattern, path

from privacy.reports import residents, version_views, views

HERE = "trajecten/<int:traject_pk>/persoonsgegeven/"
ONE = f"{HERE}<slug:kind>/<str:key>/"
VERSION = "trajecten/<int:traject_pk>/plan/versies/<int:pk>/persoonsgegeven/"
RESIDENTS = "trajecten/<int:traject_pk>/bewoners/persoonsgegeven/<slug:kind>/<str:key>/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.report_choose, name="report-choose"),
    path(ONE, views.report, name="report"),
    path(f"{ONE}herschrijven/", views.report_rewrite, name="report-rewrite"),
    path(f"{ONE}terugzetten/", views.report_put_back, name="report-put-back"),
    path(f"{ONE}weghalen/", views.report_remove, name="report-remove"),
    path(VERSION, version_views.version_report, name="version-report"),
    path(RESIDENTS, residents.report, name="residents-report"),
    path(f"{RESIDENTS}herschrijven/", residents.report_rewrite, name="residents-report-rewrite"),
    path(f"{RESIDENTS}terugzetten/", residents.report_put_back, name="residents-report-put-back"),
]
