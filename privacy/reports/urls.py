"""Addresses of *Meld persoonsgegeven*."""

from django.urls import URLPattern, path

from privacy.reports import residents, views

HERE = "trajecten/<int:traject_pk>/persoonsgegeven/"
ONE = f"{HERE}<slug:kind>/<str:key>/"
RESIDENTS = "trajecten/<int:traject_pk>/bewoners/persoonsgegeven/<slug:kind>/<str:key>/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.report_choose, name="report-choose"),
    path(ONE, views.report, name="report"),
    path(f"{ONE}herschrijven/", views.report_rewrite, name="report-rewrite"),
    path(f"{ONE}terugzetten/", views.report_put_back, name="report-put-back"),
    path(RESIDENTS, residents.report, name="residents-report"),
    path(f"{RESIDENTS}herschrijven/", residents.report_rewrite, name="residents-report-rewrite"),
    path(f"{RESIDENTS}terugzetten/", residents.report_put_back, name="residents-report-put-back"),
]
