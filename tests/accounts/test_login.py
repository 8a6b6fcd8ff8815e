import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.jobs import run_jobs

PASSWORD = "een zin van vier woorden"


@pytest.fixture
def noor(people):
    people["noor"].set_password(PASSWORD)
    people["noor"].save()
    return people["noor"]


@pytest.fixture
def browser(db):
    return Client()


def body(response):
    """The page without what differs per request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_logging_in_leads_to_mijn_werk(noor, browser):
    response = browser.post("/inloggen/", {"login": "Noor@buurtbalans.test", "password": PASSWORD})
    assert (response.status_code, response.url) == (302, "/mijn-werk/")
    assert int(browser.session["_auth_user_id"]) == noor.pk


def test_logging_in_leads_back_to_the_page_that_was_asked(noor, browser):
    assert "/trajecten/12/" in browser.get("/inloggen/?next=/trajecten/12/").content.decode()
    response = browser.post("/inloggen/", {"login": noor.email, "password": PASSWORD, "next": "/trajecten/12/"})
    assert response.url == "/trajecten/12/"


def test_logging_in_never_leads_to_another_site(noor, browser):
    response = browser.post("/inloggen/", {"login": noor.email, "password": PASSWORD, "next": "https://elders.test/"})
    assert response.url == "/mijn-werk/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(noor, browser):
    known = body(browser.post("/inloggen/", {"login": noor.email, "password": "verkeerd"}))
    unknown = body(browser.post("/inloggen/", {"login": "nora@buurtbalans.test", "password": "verkeerd"}))
    assert "Het e-mailadres of het wachtwoord klopt niet." in known
    assert known.replace(noor.email, "") == unknown.replace("nora@buurtbalans.test", "")


def test_who_is_logged_in_does_not_see_the_login_page(as_):
    response = as_("noor").get("/inloggen/")
    assert (response.status_code, response.url) == (302, "/mijn-werk/")


def test_an_account_that_was_stopped_cannot_log_in(noor, browser):
    noor.is_active = False
    noor.save()
    browser.post("/inloggen/", {"login": noor.email, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


def test_logging_in_with_a_mailed_code(noor, browser):
    browser.post("/inloggen/code/?next=/account/", {"email": noor.email, "next": "/account/"})
    assert mail.outbox == []
    assert run_jobs() == ["deliver_letter"]
    (letter,) = mail.outbox
    assert letter.to == [noor.email]
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", letter.body, re.M).group(1)
    response = browser.post("/inloggen/code/invoeren/?next=/account/", {"code": code, "next": "/account/"})
    assert response.url == "/account/"
    assert browser.get("/account/").status_code == 200


def test_a_wrong_code_is_refused(noor, browser):
    browser.post("/inloggen/code/", {"email": noor.email})
    response = browser.post("/inloggen/code/invoeren/", {"code": "FOUT-FOUT"})
    assert "Deze code klopt niet." in response.content.decode()
    assert "_auth_user_id" not in browser.session


def test_who_asked_a_code_can_still_choose_the_password(noor, browser):
    page = browser.get(browser.post("/inloggen/code/", {"email": noor.email}).url)
    assert "Met een ander adres of een wachtwoord inloggen" in page.content.decode()
    assert browser.post("/uitloggen/", {"next": "/inloggen/"}).url == "/inloggen/"
    assert browser.get("/inloggen/").status_code == 200


def test_asking_a_code_gives_the_same_answer_and_work_for_an_unknown_address(noor):
    pages = []
    for address in (noor.email, "nora@buurtbalans.test"):
        browser = Client()
        asked = browser.post("/inloggen/code/", {"email": address})
        page = browser.get(asked.url)
        wrong = browser.post(asked.url, {"code": "FOUT-FOUT"})
        pages.append((asked.status_code, asked.url, body(page), body(wrong), run_jobs()))
    assert "Als dit adres bij ons bekend is, krijg je een code. Die werkt 15 minuten." in pages[0][2]
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [[noor.email]]


def test_a_forgotten_password_gives_the_same_answer_and_work_for_an_unknown_address(noor):
    pages = []
    for address in (noor.email, "nora@buurtbalans.test"):
        asked = Client().post("/wachtwoord/vergeten/", {"email": address})
        pages.append((asked.status_code, asked.url, body(Client().get(asked.url)), run_jobs()))
    assert "Als dit adres bij ons bekend is, krijg je een link. Die werkt 15 minuten." in pages[0][2]
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [[noor.email]]


def test_making_a_new_password_by_the_mailed_link(noor, browser):
    browser.post("/wachtwoord/vergeten/", {"email": noor.email})
    run_jobs()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    form_page = browser.get(link).url
    response = browser.post(form_page, {"password1": "nieuw en lang genoeg", "password2": "nieuw en lang genoeg"})
    assert response.url == "/wachtwoord/nieuw/klaar/"
    noor.refresh_from_db()
    assert noor.check_password("nieuw en lang genoeg")
    assert "Deze link werkt niet meer" in Client().get(link).content.decode()
    run_jobs()
    assert mail.outbox[1].subject == "Je wachtwoord voor Buurtbalans is gewijzigd"


def test_a_mailed_link_or_code_is_not_kept_in_the_queue(noor, browser):
    from procrastinate.contrib.django.models import ProcrastinateJob

    browser.post("/wachtwoord/vergeten/", {"email": noor.email})
    assert [set(job.args) for job in ProcrastinateJob.objects.all()] == [{"number"}]


def test_changing_the_password_asks_for_the_old_one(noor, browser):
    browser.force_login(noor)
    fresh = {"password1": "nieuw en lang genoeg", "password2": "nieuw en lang genoeg"}
    refused = browser.post("/wachtwoord/wijzigen/", {"oldpassword": "gok", **fresh})
    assert "Dit is niet je wachtwoord van nu." in refused.content.decode()
    changed = browser.post("/wachtwoord/wijzigen/", {"oldpassword": PASSWORD, **fresh})
    assert changed.url == "/account/"


def test_who_has_no_password_yet_makes_one(people, as_):
    browser = as_("petra")
    assert browser.get("/wachtwoord/wijzigen/").url == "/wachtwoord/instellen/"
    assert "Maak een wachtwoord" in browser.get("/wachtwoord/instellen/").content.decode()


def test_nobody_signs_up_by_himself(browser):
    page = browser.get("/inloggen/aanmelden/").content.decode()
    assert "Je krijgt een account als iemand je uitnodigt" in page
    browser.post("/inloggen/aanmelden/", {"email": "x@buurtbalans.test", "password1": PASSWORD})
    from buurtbalans.accounts.models import User

    assert not User.objects.filter(email="x@buurtbalans.test").exists()


def test_logging_out_asks_first_and_forgets_the_session(as_):
    browser = as_("noor")
    assert browser.get("/uitloggen/").status_code == 200
    response = browser.post("/uitloggen/")
    assert response.headers["Clear-Site-Data"]
    assert browser.get("/account/").status_code == 302


def test_the_account_page_shows_who_one_is(as_):
    page = as_("petra").get("/account/").content.decode()
    for text in ("Petra Kuipers", "Politie Voorbeeldstad", "petra@buurtbalans.test", "Wachtwoord wijzigen"):
        assert text in page


def work_of(address, path, data):
    with CaptureQueriesContext(connection) as queries:
        Client().post(path, {**data, address[0]: address[1]})
    return [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries]


@pytest.mark.parametrize(
    ("path", "field", "data"),
    [
        ("/inloggen/", "login", {"password": "verkeerd"}),
        ("/inloggen/code/", "email", {}),
        ("/wachtwoord/vergeten/", "email", {}),
    ],
)
def test_an_unknown_address_costs_the_same_queries_as_a_known_one(noor, path, field, data):
    work_of((field, "first@buurtbalans.test"), path, data)  # so that both find a count of this address
    known = work_of((field, noor.email), path, data)
    assert work_of((field, "nora@buurtbalans.test"), path, data) == known


@pytest.mark.parametrize(
    ("password", "accepted"), [("veertien teken", False), ("vijftien tekens", True), ("een zin " * 20, True)]
)
def test_a_password_has_fifteen_characters_or_many_more(noor, browser, password, accepted):
    browser.force_login(noor)
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert (browser.post("/wachtwoord/wijzigen/", data).status_code == 302) == accepted
