"""What production settings make of the site, in a process that starts with them (ASVS 3.3, 3.4.1, 13.4)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
HOST = "buurtbalans.voorbeeldstad.test"
SCRIPT = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from buurtbalans.accounts.models import User

call_command("check", deploy=True, fail_level="WARNING")

def told(response):
    cookies = {name: {key: cookie[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
               for name, cookie in response.cookies.items()}
    return {"status": response.status_code, "headers": dict(response.headers), "cookies": cookies}

browser = Client(HTTP_HOST="%(host)s", raise_request_exception=False)
with transaction.atomic():
    person = User.objects.create_user("p@buurtbalans.test", name="P", password="een heel lang wachtwoord")
    data = {"login": "p@buurtbalans.test", "password": "een heel lang wachtwoord"}
    page = told(browser.get("/inloggen/", secure=True))
    login = told(browser.post("/inloggen/", data, secure=True))
    transaction.set_rollback(True)
answers = {
    "page": page,
    "login": login,
    "plain": told(browser.get("/inloggen/")),
    "health": told(browser.get("/gezond/")),
    "absent": told(browser.get("/.git/config", secure=True)),
    "debug": settings.DEBUG,
    "password": person.password.split("$")[:2],
}
answers["other_host"] = told(Client(HTTP_HOST="evil.example").get("/inloggen/", secure=True))
print("ANSWERS " + json.dumps(answers))
"""


@pytest.fixture(scope="module")
def production(django_db_setup):
    """The answers of a site with production settings, on the tables of the tests."""
    at = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "buurtbalans.settings",
        "BB_PRODUCTION": "1",
        "BB_DEMO": "0",
        # Static files are not built where only tests run.
        "BB_TEST": "1",
        "BB_SECRET_KEY": "aB3-xZ9_" * 8,
        "BB_ALLOWED_HOSTS": HOST,
        "DATABASE_URL": f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?host={_host(at)}",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", SCRIPT % {"host": HOST}],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [line] = [line for line in done.stdout.splitlines() if line.startswith("ANSWERS ")]
    return json.loads(line.removeprefix("ANSWERS "))


def _host(at):
    return at.get("HOST") or at.get("OPTIONS", {}).get("host", "")


def test_the_deployment_check_finds_nothing_and_nothing_is_debugged(production):
    assert production["debug"] is False


def test_cookies_belong_to_this_host_go_over_https_only_and_stay_out_of_scripts(production):
    cookies = production["page"]["cookies"] | production["login"]["cookies"]
    assert set(cookies) == {"__Host-sessie", "__Host-csrf"}
    for cookie in cookies.values():
        assert cookie["secure"] is True
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    assert cookies["__Host-sessie"]["httponly"] is True


def test_browsers_come_over_https_only_for_a_year(production):
    assert "max-age=31536000" in production["page"]["headers"]["Strict-Transport-Security"]
    assert production["plain"]["status"] == 301
    assert production["plain"]["headers"]["Location"] == f"https://{HOST}/inloggen/"
    assert production["health"]["status"] == 200


def test_nothing_says_what_runs_here_or_in_which_version(production):
    for name in ("page", "login", "plain", "absent", "other_host"):
        headers = {key.lower() for key in production[name]["headers"]}
        assert not headers & {"server", "x-powered-by", "via", "x-runtime", "x-aspnet-version"}, name


def test_only_our_own_addresses_and_host_names_are_answered(production):
    assert production["absent"]["status"] in {302, 404}
    assert production["other_host"]["status"] == 400


def test_a_password_is_kept_in_a_way_that_is_slow_to_guess(production):
    """PBKDF2 with SHA-256 and 600,000 rounds or more (OWASP Password Storage Cheat Sheet)."""
    algorithm, rounds = production["password"]
    assert algorithm == "pbkdf2_sha256"
    assert int(rounds) >= 600_000
