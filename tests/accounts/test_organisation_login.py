"""Logging in by way of one's organisation, against a provider that really runs."""

from urllib.parse import parse_qs, urlsplit

import environ
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from oidc_provider_mock import User as Told
from oidc_provider_mock import run_server_in_thread

from buurtbalans.accounts.models import User
from buurtbalans.accounts.organisation_login.configuration import providers
from tests.jobs import run_jobs

NOOR = {"email": "noor@buurtbalans.test", "email_verified": True, "name": "N. Dijkstra"}
TOLD = {
    "noor": NOOR,
    "noor-mfa": {**NOOR, "amr": ["pwd", "mfa"]},
    "noor-unverified": {**NOOR, "email_verified": False},
    "noor-verified-in-words": {**NOOR, "email_verified": "true"},
    "stranger": {"email": "nora@buurtbalans.test", "email_verified": True},
    "elsewhere": {"email": "otto@elders.test", "email_verified": True},
    "nothing": {},
}


@pytest.fixture(scope="module")
def issuer():
    """A small OpenID Connect provider on this machine."""
    people = [Told(sub=sub, claims=claims) for sub, claims in TOLD.items()]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def organisation(issuer, monkeypatch, settings, people):
    """Sets the provider up as an administrator does; the keyword arguments are more of its settings."""

    def set_up(**more):
        given = {
            "ISSUER": issuer,
            "CLIENT_ID": "buurtbalans",
            "SECRET": "geheim",
            "DOMAINS": "buurtbalans.test",
            **more,
        }
        for name, value in given.items():
            monkeypatch.setenv(f"BB_OIDC_{name}", value)
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": providers(environ.Env(), production=False)},
        }

    set_up()
    return set_up


def come_in_as(sub, browser=None, place="/account/"):
    """Follow the button, choose a person at the provider, and come back."""
    browser = browser or Client()
    there = browser.get(f"/inloggen/via/organisatie/?next={place}").url
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10).headers["Location"]
    return browser, browser.get(back.replace("http://testserver", ""))


def test_the_button_is_the_main_one_once_it_is_set_up(people, settings, organisation):
    page = Client().get("/inloggen/?next=/account/").content.decode()
    assert 'href="/inloggen/via/organisatie/?next=%2Faccount%2F">Inloggen met je organisatie<' in page
    assert page.count("ams-button--primary") == 1
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "met je organisatie" not in Client().get("/inloggen/").content.decode()


def test_somebody_with_an_account_comes_in_and_goes_on(organisation, people):
    browser, response = come_in_as("noor")
    assert (response.status_code, response.url) == (302, "/account/")
    assert int(browser.session["_auth_user_id"]) == people["noor"].pk
    run_jobs()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["noor@buurtbalans.test"], "Inloggen via je organisatie staat aan")
    ]
    again, response = come_in_as("noor")
    assert response.url == "/account/"
    assert again.session.session_key != browser.session.session_key


def test_nothing_but_who_it_is_is_kept(organisation):
    come_in_as("noor")
    come_in_as("noor")
    assert [account.extra_data for account in SocialAccount.objects.all()] == [{}]


@pytest.mark.parametrize(
    "sub", ["noor-unverified", "noor-verified-in-words", "stranger", "elsewhere", "nothing", "unknown@buurtbalans.test"]
)
def test_others_do_not_come_in_and_get_no_account(organisation, sub):
    before = User.objects.count()
    browser, response = come_in_as(sub)
    assert response.status_code == 403
    assert "Je kunt hier nog niet in" in response.content.decode()
    assert "_auth_user_id" not in browser.session
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_organisation_speaks_for_its_own_domains_only(organisation):
    organisation(DOMAINS="politie.test")
    assert come_in_as("noor")[1].status_code == 403


def test_who_was_stopped_stays_out(organisation, people):
    come_in_as("noor")
    people["noor"].is_active = False
    people["noor"].save()
    assert come_in_as("noor")[1].status_code == 403


def test_an_account_is_not_tied_to_somebody_elses(organisation, as_):
    browser = as_("petra")
    there = browser.get("/inloggen/via/organisatie/?process=connect").url
    back = requests.post(there, data={"sub": "noor"}, allow_redirects=False, timeout=10).headers["Location"]
    assert browser.get(back.replace("http://testserver", "")).status_code == 403
    assert not SocialAccount.objects.exists()


def test_its_word_is_one_step(organisation, settings):
    settings.MFA_REQUIRED = True
    browser, _ = come_in_as("noor-mfa")
    assert browser.get("/account/").url.startswith("/account/tweede-stap/")


def test_it_may_be_trusted_with_the_second_step_when_it_says_that_it_asked_one(organisation, settings):
    settings.MFA_REQUIRED = True
    organisation(TRUSTS_MFA="1")
    browser, _ = come_in_as("noor")
    assert browser.get("/account/").url.startswith("/account/tweede-stap/")
    SocialAccount.objects.all().delete()
    browser, _ = come_in_as("noor-mfa")
    assert browser.get("/account/").status_code == 200


def test_an_answer_that_nobody_asked_is_refused(organisation):
    stranger = Client()
    refused = stranger.get("/inloggen/via/organisatie/terug/?code=x&state=onzin")
    assert refused.status_code == 502
    assert "_auth_user_id" not in stranger.session


def test_the_question_carries_a_challenge(organisation):
    asked = parse_qs(urlsplit(Client().get("/inloggen/via/organisatie/").url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]


def test_an_organisation_out_of_reach_is_told(organisation):
    organisation(ISSUER="http://127.0.0.1:1")
    response = Client().get("/inloggen/via/organisatie/")
    assert response.status_code == 502
    assert "niet te bereiken" in response.content.decode()


@pytest.mark.parametrize("name", ["CLIENT_ID", "SECRET", "DOMAINS"])
def test_what_is_missing_is_named(organisation, name):
    with pytest.raises(ImproperlyConfigured, match=f"BB_OIDC_{name}"):
        organisation(**{name: ""})


def test_production_wants_https(organisation):
    with pytest.raises(ImproperlyConfigured, match="https"):
        providers(environ.Env(), production=True)
