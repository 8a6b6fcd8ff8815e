"""Where something breaks: nothing is shown, nothing is half done, and neither page nor log tells (ASVS 2.3.3, 16.5)."""

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from privacy import access
from privacy.access_events.models import AccessEvent
from privacy.registrations.audience import Audience
from tests.privacy.log_capture import log_lines
from tests.privacy.reading import text_of
from tests.privacy.registration_rows import COUNT, at, make
from tests.privacy.test_log_lines import LINE

WORD = "kwikstaart"


@pytest.fixture
def shared(people, partners):
    return make(people, partners, "willem", title=WORD)


@pytest.fixture
def browser(people):
    def open_for(name):
        client = Client(raise_request_exception=False)
        client.force_login(people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_for


def break_inserts(table, says="'kapot'"):
    """From here on PostgreSQL refuses every new row, and tells what was in it; gone when the test ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION 'kapot: %', {says}; END $$"
        )
        cursor.execute(f"CREATE TRIGGER break_it BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION break_it()")


def answer(client, method, url, data=None):
    """What a browser gets, with everything taken back."""
    with transaction.atomic():
        response = getattr(client, method)(url, data)
        transaction.set_rollback(True)
    return response


def sharing_with(partner, row):
    return {"audience": Audience.CHOSEN, "chosen": [partner.pk], "level": "rounded", "version": row.version}


# What the gate asks of the database for somebody with whom a registration was shared.
ASKED = [
    "privacy_registrationgrouppermission",
    "trajects_membership",
    "accounts_user_groups",
    "privacy_agreementacceptance",
    "privacy_privacyagreement",
    "privacy_trajectgrouppermission",
    "accounts_organisation",
]


@pytest.mark.parametrize("table", ASKED)
def test_a_check_that_breaks_is_a_refusal(browser, shared, table):
    urls = [at("registration", shared), reverse("privacy:registration-list", args=[shared.traject_id])]
    willem = browser("willem")
    assert answer(willem, "get", urls[0]).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO out_of_reach")
    for url in urls:
        with log_lines() as lines:
            response = answer(willem, "get", url)
        assert response.status_code == 500
        assert WORD not in text_of(response)
        assert WORD not in " ".join(lines)


@pytest.mark.parametrize("table", ["privacy_accessevent", "privacy_registrationgrouppermission"])
def test_sharing_that_breaks_halfway_shares_nothing_and_writes_nothing_down(browser, people, partners, table):
    row = make(people, partners, title=WORD)
    events = AccessEvent.objects.count()
    break_inserts(table)
    form = sharing_with(partners["willem"], row)
    response = browser("petra").post(at("registration-share", row), form)
    assert response.status_code == 500
    assert access.audience(row) == []
    assert AccessEvent.objects.count() == events
    row.refresh_from_db()
    assert row.version == form["version"]


def test_withdrawing_that_breaks_halfway_leaves_it_as_it_was(browser, shared, partners):
    break_inserts("privacy_accessevent")
    assert browser("petra").post(at("registration-withdraw", shared)).status_code == 500
    assert access.audience(shared) == [partners["willem"].pk]


def test_the_same_form_shares_when_nothing_breaks(browser, people, partners):
    row = make(people, partners, title=WORD)
    form = sharing_with(partners["willem"], row)
    assert browser("petra").post(at("registration-share", row), form).status_code == 302
    assert access.audience(row) == [partners["willem"].pk]


def test_what_the_database_says_of_a_row_reaches_neither_page_nor_log_nor_mail(browser, partners, traject):
    break_inserts("privacy_registration", "NEW.title")
    with log_lines() as lines:
        response = browser("petra").post(
            reverse("privacy:registration-new", args=[traject.pk]), {**COUNT, "title": WORD, "audience": Audience.OWN}
        )
    assert response.status_code == 500
    page = text_of(response)
    assert "kapot" not in page
    assert WORD not in page
    assert "traceback" not in page
    assert lines
    assert [line for line in lines if WORD in line or not LINE.fullmatch(line)] == []
    assert any("InternalError" in line or "RaiseException" in line for line in lines)
    assert mail.outbox == []
