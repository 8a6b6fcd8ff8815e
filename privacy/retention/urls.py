"""Addresses of keeping, closing and deleting."""

from django.urls import URLPattern, path

from privacy.retention import person_views, views

HERE = "trajecten/<int:traject_pk>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}bewaren/", views.keeping, name="keeping"),
    path(f"{HERE}afsluiten/", views.traject_close, name="traject-close"),
    path(f"{HERE}heropenen/", views.traject_reopen, name="traject-reopen"),
    path("account/gegevens/", person_views.own_data, name="own-data"),
    path("account/verwijderen/", person_views.account_erase, name="account-erase"),
]
