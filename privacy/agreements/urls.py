"""Addresses of the privacy agreement."""

from django.urls import URLPattern, path

from privacy.agreements import editing, views

HERE = "trajecten/<int:traject_pk>/privacy/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.agreement, name="agreement"),
    path(f"{HERE}versies/<int:number>/", views.version, name="agreement-version"),
    path(f"{HERE}versies/<int:number>/pdf/", views.paper, name="agreement-pdf"),
    path(f"{HERE}wijzigen/", editing.draft_edit, name="agreement-edit"),
    path(f"{HERE}publiceren/", editing.publish, name="agreement-publish"),
    path(f"{HERE}akkoord/", editing.acceptances, name="agreement-acceptances"),
]
