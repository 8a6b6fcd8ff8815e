"""The second step: an app with codes, and that no door leads past it."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from tests.jobs import run_jobs

PASSWORD = "een zin van vier woorden"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def two_steps(settings, one_step):
    settings.MFA_REQUIRED = True


@pytest.fixture
def noor(people):
    people["noor"].set_password(PASSWORD)
    people["noor"].save()
    return people["noor"]


def code_of(secret, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def log_in(user, **more):
    browser = Client()
    response = browser.post("/inloggen/", {"login": user.email, "password": PASSWORD, **more})
    return browser, response


def secret_on(page):
    return re.search(r'id="sleutel"[^>]*value="(\w+)"', page.content.decode()).group(1)


def set_up_app(browser):
    secret = secret_on(browser.get("/account/tweede-stap/app/"))
    return secret, browser.post("/account/tweede-stap/app/", {"code": code_of(secret)})


@pytest.fixture
def with_app(noor):
    """Noor with an app that shows codes; returns its secret."""
    secret, _ = set_up_app(log_in(noor)[0])
    return secret


def test_who_has_none_sets_one_up_and_goes_on_to_the_page_that_was_asked(
    noor, traject, django_capture_on_commit_callbacks
):
    place = f"/trajecten/{traject.pk}/"
    browser, response = log_in(noor, next=place)
    assert response.url == place
    stopped = browser.get(place)
    assert stopped.url == f"/account/tweede-stap/?next={place}"
    page = browser.get(stopped.url).content.decode()
    assert "Stel een tweede stap in" in page
    with django_capture_on_commit_callbacks(execute=True):
        _, done = set_up_app(browser)
    assert done.url == "/account/herstelcodes/"
    codes = browser.get(done.url).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert f'href="{place}"' in codes
    assert browser.get(place).status_code == 200
    run_jobs()
    assert [letter.subject for letter in mail.outbox] == ["Een app is ingesteld voor Buurtbalans"]


def test_a_wrong_first_code_sets_up_nothing(noor):
    browser, _ = log_in(noor)
    browser.get("/account/tweede-stap/app/")
    page = browser.post("/account/tweede-stap/app/", {"code": "000000"})
    assert "Deze code klopt niet." in page.content.decode()
    assert not Authenticator.objects.exists()
    assert browser.get("/mijn-werk/").status_code == 302


def test_logging_in_asks_for_the_code(noor, with_app):
    browser, response = log_in(noor, next="/account/")
    assert response.url == "/inloggen/tweede-stap/"
    assert browser.get("/account/").status_code == 302
    assert "Nog één stap" in browser.get(response.url).content.decode()
    wrong = browser.post(response.url, {"code": "000000"})
    assert "Deze code klopt niet." in wrong.content.decode()
    assert "_auth_user_id" not in browser.session
    done = browser.post(response.url, {"code": code_of(with_app)})
    assert done.url == "/account/"
    assert browser.get("/account/").status_code == 200


def test_a_code_works_once(noor, with_app):
    code = code_of(with_app)
    first, response = log_in(noor)
    assert first.post(response.url, {"code": code}).status_code == 302
    second, response = log_in(noor)
    assert second.post(response.url, {"code": code}).status_code == 200


def test_a_recovery_code_works_once(noor, with_app):
    wrapped = Authenticator.objects.get(type="recovery_codes").wrap()
    code = wrapped.get_unused_codes()[0]
    first, response = log_in(noor)
    assert first.post(response.url, {"code": code}).status_code == 302
    second, response = log_in(noor)
    assert second.post(response.url, {"code": code}).status_code == 200


def test_guessing_codes_stops(noor, with_app):
    browser, response = log_in(noor)
    for _ in range(10):
        browser.post(response.url, {"code": "000000"})
    refused = browser.post(response.url, {"code": code_of(with_app)})
    assert "te vaak geprobeerd" in refused.content.decode()
    assert "_auth_user_id" not in browser.session


def test_a_mailed_code_is_one_step_too(noor, with_app):
    browser = Client()
    browser.post("/inloggen/code/", {"email": noor.email})
    run_jobs()
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[-1].body, re.M).group(1)
    assert browser.post("/inloggen/code/invoeren/", {"code": code}).url == "/inloggen/tweede-stap/"
    assert browser.get("/mijn-werk/").url.startswith("/inloggen/")


def test_a_new_password_does_not_log_in_by_itself(noor, with_app):
    browser = Client()
    browser.post("/wachtwoord/vergeten/", {"email": noor.email})
    run_jobs()
    link = re.search(r"http://testserver(\S+)", mail.outbox[-1].body).group(1)
    browser.post(browser.get(link).url, {"password1": "nieuw en lang genoeg", "password2": "nieuw en lang genoeg"})
    assert "_auth_user_id" not in browser.session
    _, response = log_in(noor)
    assert response.status_code == 200
    response = browser.post("/inloggen/", {"login": noor.email, "password": "nieuw en lang genoeg"})
    assert response.url == "/inloggen/tweede-stap/"


def test_a_session_that_came_in_by_another_door_is_stopped_too(noor, with_app):
    browser = Client()
    browser.force_login(noor, backend=BACKEND)
    stopped = browser.get("/mijn-werk/")
    assert stopped.url == "/inloggen/opnieuw/code/?next=/mijn-werk/"
    # The password alone, and a second app, are no way around it.
    for place in ("/account/tweede-stap/", "/account/tweede-stap/app/", "/account/tweede-stap/passkey/", "/account/"):
        assert browser.get(place).url.startswith("/inloggen/opnieuw/code/")
    confirmed = browser.post(stopped.url, {"code": code_of(with_app), "next": "/mijn-werk/"})
    assert confirmed.url == "/mijn-werk/"
    assert browser.get("/mijn-werk/").status_code == 200


def test_what_was_typed_is_not_lost_when_the_step_is_asked(noor, traject):
    browser = Client()
    browser.force_login(noor, backend=BACKEND)
    place = f"/trajecten/{traject.pk}/logboek/notitie/"
    page = browser.post(place, {"text": "Dit was lang werk"}, headers={"referer": f"http://testserver{place}"})
    assert page.status_code == 401
    assert "Dit was lang werk" in page.content.decode()
    part = browser.post(place, {"text": "x"}, headers={"hx-request": "true"})
    assert (part.status_code, part["HX-Retarget"]) == (401, "#bb-melding")


@pytest.mark.parametrize("name", ["noor", "petra", "achmed", "bea", "root", "otto"])
def test_everybody_who_may_see_registrations_or_administers_must(as_, traject, name):
    browser = as_(name)
    for place in ("/mijn-werk/", "/trajecten/", "/beheer/", "/beheer/accounts/user/", "/account/"):
        assert browser.get(place).url.startswith("/account/tweede-stap/?next=")


def test_a_resident_need_not(as_, traject):
    assert as_("yasmin").get("/mijn-werk/").status_code == 200


def test_logging_out_and_open_pages_stay_within_reach(as_):
    browser = as_("noor")
    for place in ("/gezond/", "/privacy/", "/hulp/", "/uitloggen/"):
        assert browser.get(place).status_code == 200
    assert browser.post("/uitloggen/").status_code == 302


def test_whose_last_step_it_is_keeps_it(noor, with_app):
    browser, response = log_in(noor)
    browser.post(response.url, {"code": code_of(with_app)})
    place = "/account/tweede-stap/app/verwijderen/"
    confirm = browser.get(place)
    browser.post(confirm.url, {"password": PASSWORD})
    page = browser.post(place).content.decode()
    assert "Je hebt een tweede stap nodig" in page
    assert Authenticator.objects.filter(type="totp").exists()


def test_it_is_not_asked_where_the_setting_is_off(settings, as_):
    settings.MFA_REQUIRED = False
    browser = as_("noor")
    assert browser.get("/mijn-werk/").status_code == 200
    assert "Tweede stap" in browser.get("/account/tweede-stap/").content.decode()


def test_secrets_lie_encrypted_in_the_database(noor, with_app):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert with_app not in stored


def test_who_lost_everything_is_helped_on_the_machine(noor, with_app):
    browser, response = log_in(noor)
    browser.post(response.url, {"code": code_of(with_app)})
    call_command("reset_second_step", "Noor@buurtbalans.test", stdout=StringIO())
    assert browser.get("/account/").url.startswith("/inloggen/")
    assert not Authenticator.objects.exists()
    run_jobs()
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        ["noor@buurtbalans.test"],
        "Je tweede stap voor Buurtbalans is gewist",
    )
    with pytest.raises(CommandError):
        call_command("reset_second_step", "niemand@buurtbalans.test")
