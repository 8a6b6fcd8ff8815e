"""How long one stays logged in, and where (ASVS 7.2.4, 7.3.1, 7.3.2, 7.4, 7.5.2)."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

PASSWORD = "een zin van vier woorden"
MINUTE = 60


@pytest.fixture
def noor(people):
    people["noor"].set_password(PASSWORD)
    people["noor"].save()
    return people["noor"]


def log_in(user, agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"):
    browser = Client(headers={"user-agent": agent})
    assert browser.post("/inloggen/", {"login": user.email, "password": PASSWORD}).status_code == 302
    return browser


def is_in(browser):
    return browser.get("/account/").status_code == 200


def test_half_an_hour_without_doing_anything_ends_it(noor, clock):
    browser = log_in(noor)
    clock(minutes=29)
    assert is_in(browser)
    clock(minutes=29)
    assert is_in(browser)
    clock(minutes=31)
    assert not is_in(browser)
    assert browser.get("/account/").url == "/inloggen/?next=/account/"


def test_eight_hours_are_the_most_however_busy(noor, clock):
    browser = log_in(noor)
    for _ in range(47):
        clock(minutes=10)
        assert is_in(browser)
    clock(minutes=9)
    assert is_in(browser)  # 7:59
    clock(minutes=2)
    assert not is_in(browser)  # 8:01


def test_the_place_decides_how_long(noor, clock, settings):
    settings.SESSION_IDLE_SECONDS = 5 * MINUTE
    browser = log_in(noor)
    clock(minutes=7)
    assert not is_in(browser)


def test_what_a_page_asks_by_itself_is_no_activity(noor, clock):
    browser = log_in(noor)
    for _ in range(3):
        clock(minutes=10)
        left = browser.get("/sessie/").json()
    assert left == {"seconds": MINUTE, "can_stay": True}
    clock(minutes=2)
    assert not is_in(browser)


def test_who_says_to_stay_stays(noor, clock):
    browser = log_in(noor)
    clock(minutes=29)
    assert browser.get("/sessie/").json()["seconds"] == 2 * MINUTE
    assert browser.post("/sessie/blijven/").json() == {"seconds": 31 * MINUTE, "can_stay": True}
    clock(minutes=29)
    assert is_in(browser)


def test_near_the_end_of_the_day_staying_is_not_offered(noor, clock):
    browser = log_in(noor)
    for _ in range(23):
        clock(minutes=20)
        is_in(browser)
    clock(minutes=19)
    assert browser.post("/sessie/blijven/").json() == {"seconds": MINUTE, "can_stay": False}


def test_text_that_is_sent_too_late_is_shown_again(noor, traject, clock):
    browser = log_in(noor)
    clock(minutes=32)
    page = browser.post(f"/trajecten/{traject.pk}/logboek/notitie/", {"text": "Een lang verhaal"})
    assert page.status_code == 401
    assert "Een lang verhaal" in page.content.decode()


def test_activity_is_written_once_a_minute_and_a_request_costs_nothing_more(noor, clock):
    browser = log_in(noor)
    browser.get("/account/")

    def writes():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/account/")
        return [query["sql"] for query in queries if re.match("UPDATE|INSERT|DELETE", query["sql"])]

    assert writes() == []
    clock(minutes=1)
    assert len(writes()) == 1
    assert writes() == []


def test_logging_in_and_out_changes_the_key_and_the_old_cookie_is_dead(noor):
    browser = Client()
    browser.post("/inloggen/code/", {"email": noor.email})
    before = browser.session.session_key
    browser.post("/uitloggen/", {"next": "/inloggen/"})
    browser.post("/inloggen/", {"login": noor.email, "password": PASSWORD})
    during = browser.session.session_key
    assert before != during
    assert browser.post("/uitloggen/").headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = Client()
    thief.cookies["sessionid"] = during
    assert not is_in(thief)


def test_an_account_that_is_stopped_is_out_at_once(noor):
    browser = log_in(noor)
    noor.is_active = False
    noor.save()
    assert not is_in(browser)


def test_a_new_password_ends_the_other_sessions(noor):
    here, elsewhere = log_in(noor), log_in(noor)
    fresh = {"oldpassword": PASSWORD, "password1": "nieuw en lang genoeg", "password2": "nieuw en lang genoeg"}
    assert here.post("/wachtwoord/wijzigen/", fresh).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)


def test_one_sees_where_one_is_logged_in(noor, people, clock):
    here = log_in(noor)
    log_in(noor, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/605")
    page = here.get("/account/apparaten/").content.decode()
    assert "Firefox op Windows" in page
    assert "Safari op een iPhone" in page
    assert page.count("(dit apparaat)") == 1
    clock(minutes=32)
    page = log_in(noor).get("/account/apparaten/").content.decode()
    assert "iPhone" not in page


def test_nobody_sees_or_ends_the_sessions_of_others(noor, as_):
    browser = log_in(noor)
    assert "Firefox" not in as_("petra").get("/account/apparaten/").content.decode()
    as_("petra").post("/account/apparaten/", {"wat": "overal"})
    assert is_in(browser)


def test_logging_out_elsewhere_keeps_this_one(noor):
    here, elsewhere = log_in(noor), log_in(noor)
    here.post("/account/apparaten/", {"wat": "elders"})
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_logging_out_everywhere(noor):
    here, elsewhere = log_in(noor), log_in(noor)
    response = here.post("/account/apparaten/", {"wat": "overal"})
    assert response.url == "/inloggen/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert (is_in(here), is_in(elsewhere)) == (False, False)
    assert not UserSession.objects.filter(user=noor).exists()
