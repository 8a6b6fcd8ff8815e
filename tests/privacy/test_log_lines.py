"""The log: fixed fields, one line each, nothing that anybody typed, no secret of a link (ASVS 14.2.1, 16.2, 16.4)."""

import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from buurtbalans import supervisor
from buurtbalans.log_lines import LineFormatter, without_secrets
from tests.privacy.log_capture import log_lines

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 (DEBUG|INFO|WARNING|ERROR|CRITICAL) [\w.]+ \S.*")
SECRET = "kJ8_secretOfALink-0123456789abcdefgh"
UUID = "5f0c3b1e-7d0a-4a63-9d63-0a4d4ea0a111"


def logged(message, *values):
    with log_lines() as lines:
        logging.getLogger("privacy.test").warning(message, *values)
    return lines


def test_a_line_says_when_how_bad_where_and_what():
    [line] = logged("Not Found: %s", "/trajecten/5/")
    assert LINE.fullmatch(line)
    assert line.endswith(" WARNING privacy.test Not Found: /trajecten/5/")


@pytest.mark.parametrize("odd", ["\r\n2026-01-01 INFO nep", "\n", "\x1b[2J", "\u2028nep", "\x00", "\x85nep"])
def test_what_somebody_typed_makes_no_second_line(odd):
    with log_lines() as lines:
        logging.getLogger("privacy.test").warning("Not Found: /a%s", odd)
    [line] = lines
    assert LINE.fullmatch(line)
    assert "\\x" in line


def test_an_address_with_line_breaks_asked_by_a_browser_makes_one_line(as_):
    with log_lines() as lines:
        as_("noor").get("/bestaat-niet/%0D%0A2026-01-01%20ERROR%20nep/")
    assert [line for line in lines if LINE.fullmatch(line) is None] == []
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"/uitnodiging/{SECRET}/", "/uitnodiging/***/"),
        (f"/uitnodiging/{SECRET}/account/", "/uitnodiging/***/account/"),
        (f"/antwoord/{SECRET}/", "/antwoord/***/"),
        (f"/mijn-agenda/{SECRET}/bijeenkomsten.ics", "/mijn-agenda/***/bijeenkomsten.ics"),
        (f"/wachtwoord/1-{SECRET}", "/wachtwoord/***"),
        (f"/trajecten/5/registraties/{UUID}/", f"/trajecten/5/registraties/{UUID}/"),
        ("/toegankelijkheidsverklaring/", "/toegankelijkheidsverklaring/"),
        ("/acties/?q=jansen&toon=open", "/acties/"),
        ("GET /acties/?q=jansen HTTP/1.1", "GET /acties/ HTTP/1.1"),
    ],
)
def test_an_address_is_shown_without_what_is_asked_and_without_secrets(address, shown):
    assert without_secrets(f"Not Found: {address}") == f"Not Found: {shown}"


LINKS = {
    "trajects:invitation": (),
    "trajects:invitation-account": (),
    "trajects:residents-invitation": (),
    "trajects:residents-invitation-account": (),
    "sessions:feed": (),
    "sessions:answer-by-link": (),
    "sessions:homework-link": (),
    "trajects:check-in-link": (),
    "sessions:reminders-link": (),
    "sessions:poll-by-link": (),
    "account_reset_password_from_key": ("1",),
}


def test_no_link_with_a_secret_reaches_the_log(db):
    browser = Client(enforce_csrf_checks=True)
    with log_lines() as lines:
        for name, before in LINKS.items():
            address = reverse(name, args=[*before, SECRET])
            browser.get(f"{address}?q=jansen")
            browser.post(address)
    assert lines, "an ended link is a 404 and a form without token a 403, and both are logged"
    assert [line for line in lines if SECRET in line or "jansen" in line] == []
    assert any("***" in line for line in lines)


def test_every_address_with_a_secret_is_among_these():
    from tests.privacy.matrix import ROWS

    named = {name for name, row in ROWS.items() if {"token", "key"} & set(row.literal)}
    assert named <= set(LINKS)


class Told(Exception):
    """An exception that tells what it should not."""


def raise_told():
    secret = "roodborst"
    try:
        raise ValueError(secret)
    except ValueError as error:
        raise Told(f"rij ({secret}, 987651)") from error


def test_of_an_exception_its_kind_and_place_are_logged_and_not_its_text():
    with log_lines() as lines:
        try:
            raise_told()
        except Told:
            logging.getLogger("privacy.test").exception("Internal Server Error: /a/")
    [line] = lines
    assert "Told at " in line
    assert "from ValueError at " in line
    assert "raise_told" in line
    assert "roodborst" not in line
    assert "987651" not in line


def test_every_handler_of_the_settings_writes_such_lines():
    handlers = settings.LOGGING["handlers"]
    assert {handler["formatter"] for handler in handlers.values()} == {"line"}
    assert settings.LOGGING["formatters"]["line"] == {"()": f"{LineFormatter.__module__}.{LineFormatter.__name__}"}
    assert settings.LOGGING["loggers"]["gunicorn.error"]["propagate"] is False
    assert settings.ADMINS == []


def test_the_web_server_keeps_no_list_of_addresses_of_its_own():
    units = (ROOT / "deploy" / "buurtbalans-web.service").read_text() + " ".join(supervisor._web_server(8000))
    assert "gunicorn" in units
    assert "access" not in units.replace("BB_ACCESS", "")
