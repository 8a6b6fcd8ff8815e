"""Addresses of registrations."""

from django.urls import URLPattern, path

from privacy.registrations import views

HERE = "trajecten/<int:traject_pk>/registraties/"
ONE = f"{HERE}<uuid:uuid>/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.registration_list, name="registration-list"),
    path(f"{HERE}toevoegen/", views.registration_new, name="registration-new"),
    path(ONE, views.registration, name="registration"),
    path(f"{ONE}wijzigen/", views.registration_edit, name="registration-edit"),
    path(f"{ONE}delen/", views.registration_share, name="registration-share"),
    path(f"{ONE}intrekken/", views.registration_withdraw, name="registration-withdraw"),
    path(f"{ONE}verwijderen/", views.registration_delete, name="registration-delete"),
]
