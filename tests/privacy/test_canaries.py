"""Planted words: each appears for exactly the people who may know it, in whatever output."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.privacy.matrix import ROWS
from tests.privacy.reading import text_of
from tests.privacy.test_matrix import TOKEN, address
from tests.privacy.world import CANARIES, PEOPLE, World

# Logging out ends the walk; the administrator's own pages are walked too.
NOT_WALKED = {"account_logout"}
ADMIN = ["admin:index", "admin:accounts_user_changelist", "admin:accounts_organisation_changelist"]
FILTERED = {
    "sessions:action-list": ["?toon=open", "?toon=mijn", "?toon=te-laat", "?toon=klaar", "?toon=besluiten", "?q=o"],
    "trajects:logbook": ["?soort=bijeenkomsten", "?pagina=1"],
    "trajects:area-search": ["?q=mo"],
    "privacy:registration-list": ["?alleen=eigen", "?alleen=gedeeld", "?periode=2026-k1", "?pagina=2"],
}


@pytest.fixture
def world(people, traject, partners, other_traject):
    return World(people, traject, partners, other_traject)


def addresses(world):
    """Every address that can be looked at, with the filters of the lists; of both sessions."""
    for name, row in ROWS.items():
        if row.get is None or name in NOT_WALKED:
            continue
        url = address(name, row, world)
        yield url
        yield from (url + query for query in FILTERED.get(name, []))
        if row.arguments == ("traject_pk", "session"):
            yield url.replace(f"/{world.session.pk}/", f"/{world.draft.pk}/")
    for registration in world.traject.registrations.all():
        yield registration.get_absolute_url()
        for part in ("meelezen/", "versies/", "wijzigen/", "delen/"):
            yield registration.get_absolute_url() + part
        for file in registration.files.all():
            yield reverse("privacy:registration-file", args=[world.traject.pk, file.uuid])
    for action in world.traject.actions.all():
        yield action.get_absolute_url()
    yield reverse("pages:traject", args=[world.other.pk])
    yield from (reverse(name) for name in ADMIN)


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_reads_exactly_what_is_meant_for_that_person(world, as_, person):
    client = as_(person)
    found = set()
    for url in addresses(world):
        text = text_of(client.get(url))
        found |= {word for word in CANARIES if word in text}
    assert found == {word for word, readers in CANARIES.items() if person in readers}


def test_parts_that_htmx_asks_tell_no_more_than_pages(world, as_):
    client = Client(headers={"HX-Request": "true"})
    client.force_login(world.people["willem"], backend="allauth.account.auth_backends.AuthenticationBackend")
    for url in addresses(world):
        text = text_of(client.get(url))
        told = {word for word, readers in CANARIES.items() if word in text and "willem" not in readers}
        assert not told, (url, told)


def test_withdrawing_takes_effect_with_the_next_request(world, as_):
    shared = world.traject.registrations.get(title="IJsvogel")
    willem = as_("willem")
    assert willem.get(shared.get_absolute_url()).status_code == 200
    as_("petra").post(reverse("privacy:registration-withdraw", args=[world.traject.pk, shared.uuid]))
    assert willem.get(shared.get_absolute_url()).status_code == 404
    assert "ijsvogel" not in text_of(willem.get(reverse("privacy:registration-list", args=[world.traject.pk])))


@pytest.mark.parametrize("person", ["willem", "yasmin", "noor", "root"])
def test_what_is_hidden_changes_neither_pages_nor_number_of_queries(world, as_, person):
    """With and without the registrations and the draft session that this person may not know of."""
    client = as_(person)
    names = ["pages:my-work", "pages:traject-list"]
    urls = [reverse(name) for name in names] + [
        reverse(name, args=[world.traject.pk])
        for name in ("pages:traject", "privacy:registration-list", "sessions:session-list", "sessions:action-list")
    ]

    def seen():
        result = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(url)
            page = TOKEN.sub(b"", answer.content)
            result.append((answer.status_code, len(queries), page))
        return result

    client.get(urls[0])
    before = seen()
    world.registration.delete()
    if person not in {"noor"}:
        world.draft.actions.all().delete()
        world.draft.delete()
    assert seen() == before


def test_no_mail_tells_what_is_shared_in_the_application(world):
    """Mail holds a neutral word and a link; here nothing was sent while the world was made."""
    assert mail.outbox == []
