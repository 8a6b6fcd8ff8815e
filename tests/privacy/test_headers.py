"""Cookies, other sites, and answers outside the matrix, which looks at the headers of every address."""

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from tests.privacy.headers import wrong_headers
from tests.privacy.matrix import ROWS
from tests.privacy.test_matrix import address


def test_answers_to_what_does_not_exist_or_is_broken_carry_them_too(as_):
    browser = as_("noor")
    assert not wrong_headers(browser.get("/bestaat-niet/"))
    assert not wrong_headers(as_("bea").get("/beheer/accounts/user/"))
    assert not wrong_headers(Client(enforce_csrf_checks=True).post(reverse("account_login")))


def test_logging_out_empties_the_browser_and_ends_the_session(as_):
    browser = as_("noor")
    key = browser.session.session_key
    response = browser.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not wrong_headers(response)
    browser.cookies["sessionid"] = key
    assert browser.get(reverse("pages:my-work")).status_code == 302


@pytest.mark.parametrize("name", ["account_login", "account_logout", "trajects:traject-new"])
def test_nothing_is_accepted_from_another_site(people, name):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["noor"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post(reverse(name)).status_code == 403


# A mail program unsubscribes with one click and has no page with a token (RFC 8058); its secret is in the address.
ONE_CLICK = {"sessions:reminders-link"}


def test_every_form_of_the_site_wants_its_token(world, people):
    browser, accepted = Client(enforce_csrf_checks=True), {}
    browser.force_login(people["noor"], backend="allauth.account.auth_backends.AuthenticationBackend")
    for name, row in ROWS.items():
        if row.post is not None and name not in ONE_CLICK:
            with transaction.atomic():
                status = browser.post(address(name, row, world)).status_code
                transaction.set_rollback(True)
            if status != 403:
                accepted[name] = status
    assert not accepted, accepted


def test_another_host_name_is_refused(as_):
    assert as_("noor").get(reverse("pages:my-work"), headers={"host": "evil.example"}).status_code == 400


def log_in(browser, people, **more):
    people["noor"].set_password("een heel lang wachtwoord")
    people["noor"].save()
    data = {"login": people["noor"].email, "password": "een heel lang wachtwoord", **more}
    return browser.post(reverse("account_login"), data)


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "\x00", "http:///x"]
)
def test_logging_in_leads_to_no_other_site(people, place):
    assert log_in(Client(), people, next=place)["Location"] == reverse("pages:my-work")


def test_logging_in_gives_a_new_session(people, as_):
    browser = Client()
    browser.get(reverse("account_login"))
    browser.session["known"] = "before"
    browser.session.save()
    key = browser.session.session_key
    log_in(browser, people)
    assert browser.session.session_key != key


def test_cookies_are_closed_and_messages_stay_on_the_server(traject, as_):
    browser = as_("noor")
    response = browser.post(reverse("trajects:note-add", args=[traject.pk]), {"text": "Hallo"})
    assert "messages" not in response.cookies
    cookie = browser.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-16"])
def test_only_utf8_is_read(traject, as_, charset):
    url, kind = reverse("trajects:logbook", args=[traject.pk]), f"multipart/form-data; boundary=x; charset={charset}"
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800\r\n--x--\r\n'
    assert as_("noor").get(url + "?soort=plan", headers={"content-type": kind}).status_code == 400
    assert as_("noor").post(f"{url}notitie/", body, content_type=kind).status_code == 400


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_much_text_at_once_is_refused_without_an_error_page(traject, as_):
    url = reverse("trajects:note-add", args=[traject.pk])
    assert as_("noor").post(url, {"text": "a" * 2000}).status_code == 400


def test_a_request_that_is_too_large_gets_a_dutch_page(as_, traject):
    answer = as_("noor").post(f"/trajecten/{traject.pk}/logboek/notitie/", {"text": "x" * 3_000_000})
    assert answer.status_code == 400
    assert "Dit kon niet worden verwerkt" in answer.content.decode()
