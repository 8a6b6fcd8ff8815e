"""Registrations and colleagues for the tests of the slice."""

from django.test import Client
from django.urls import reverse

from buurtbalans.accounts.models import User
from privacy import access
from privacy.registrations import services
from privacy.registrations.models import Registration
from trajects.partners.services import give_seat

EVERYBODY = ["noor", "karim", "petra", "willem", "achmed", "yasmin", "bea", "root", "otto"]
COUNT = {"kind": "aantal", "title": "Meldingen", "about": "gebeurtenis", "value": "7", "period": "k1", "year": "2026"}
SIGNAL = {"kind": "signaal", "title": "Onrust", "about": "persoon", "text": "Woorden", "period": "k1", "year": "2026"}


def make(people, partners, *shared_with, **more):
    """A registration of Petra's organisation, shared with these."""
    content = {**COUNT, "value": 7, "year": 2026, "text": "", **more}
    if content["kind"] == "signaal":
        content |= {"value": None, "text": more.get("text", "Woorden")}
    ids = [partners[name].pk for name in shared_with]
    where = {"once": None, "site": "http://testserver"}
    return services.add(partners["petra"], by=people["petra"], shared_with=ids, **where, **content)


def colleague(partners, name="Pieter Kok"):
    """Somebody else who surely sits for Petra's organisation, with a browser."""
    email = f"{name.split()[0].lower()}@buurtbalans.test"
    user = User.objects.create(email=email, name=name, organisation=partners["petra"].organisation)
    give_seat(partner=partners["petra"], user=user)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user, client


def at(name, row):
    return reverse(f"privacy:{name}", args=[row.traject_id, row.uuid])


def who_sees(people, row):
    rows = Registration.objects.filter(pk=row.pk)
    return {name for name in EVERYBODY if access.visible(people[name], rows).exists()}
