"""Limits count by the real address behind a proxy, and nobody chooses it himself."""

import pytest
from django.test import Client, RequestFactory

from buurtbalans.accounts.client_address import client_address


def asked(remote, forwarded=None):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote))


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "found"),
    [
        ([], "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (["127.0.0.1"], "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        (["127.0.0.1"], "127.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", "198.51.100.7, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        (["127.0.0.1"], "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (["127.0.0.1"], "127.0.0.1", None, "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "203.0.113.9, onzin", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "203.0.113.9:1234", "203.0.113.9"),
        (["127.0.0.1"], "127.0.0.1", "[2001:db8::1]:443", "2001:db8::1"),
        (["127.0.0.1"], "127.0.0.1", "127.0.0.1, 127.0.0.1", "127.0.0.1"),
        (["unix"], "", "203.0.113.9", "203.0.113.9"),
        ([], "", "203.0.113.9", "0.0.0.0"),
    ],
)
def test_the_address_is_the_nearest_that_is_no_proxy_of_ours(settings, trusted, remote, forwarded, found):
    settings.TRUSTED_PROXIES = trusted
    assert asked(remote, forwarded) == found


def guess(browser, email, address, times):
    for _ in range(times):
        page = browser.post(
            "/inloggen/",
            {"login": email, "password": "gok"},
            headers={"x-forwarded-for": address},
        )
    return page


def test_an_account_is_guarded_against_guessing_from_many_addresses(people, settings, clock):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    browser = Client()
    for number in range(11):
        page = guess(browser, people["noor"].email, f"203.0.113.{number}", 1)
    assert "te vaak geprobeerd" in page.content.decode()


def test_an_address_that_guesses_at_many_accounts_is_stopped_and_its_neighbours_are_not(people, settings, clock):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    browser = Client()
    for number in range(61):
        page = guess(browser, f"iemand{number}@buurtbalans.test", f"198.51.100.{number}, 203.0.113.1", 1)
    assert "te vaak geprobeerd" in page.content.decode()
    page = guess(browser, people["noor"].email, "203.0.113.2", 1)
    assert "te vaak geprobeerd" not in page.content.decode()


def test_a_whole_city_hall_logs_in_from_one_address(people, clock):
    people["noor"].set_password("een zin van vier woorden")
    people["noor"].save()
    for _ in range(40):
        browser = Client()
        data = {"login": people["noor"].email, "password": "een zin van vier woorden"}
        assert browser.post("/inloggen/", data).status_code == 302
