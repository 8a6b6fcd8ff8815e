"""A real site for a real browser: the demo on its own database, served by gunicorn, seen by Chromium."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection as tests
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests import tables
from tests.browser.checks import WIDTHS
from tests.browser.chromium import Chromium

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "buurtbalans-demo"
# As long as a click may wait: on a busy machine five seconds say nothing of the page.
expect.set_options(timeout=15_000)
# Read before pytest-django renames it, so that two runs with a database of their own do not meet.
OWN_DATABASE = settings.DATABASES["default"]["NAME"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker("browser")


class Site:
    """The running demo: where it is, and its own commands."""

    def __init__(self, address: str, environment: dict[str, str]) -> None:
        self.address = address
        self.environment = environment
        self.process: subprocess.Popen[bytes] | None = None
        self.commands = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.commands"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site's own database; what it says."""
        self.commands.stdin.write(json.dumps(arguments) + "\n")
        self.commands.stdin.flush()
        code, said = json.loads(self.commands.stdout.readline())
        assert code == 0, said
        return said

    def run_jobs(self) -> None:
        """Do the background work that waits, such as sending mail."""
        self.manage("procrastinate", "worker", "--one-shot")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        assert process.poll() is None, "the web server stopped"
        try:
            with urllib.request.urlopen(f"{address}/gezond/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError("the site is not healthy within a minute")


# As long as Chromium runs, Django takes the thread for one of asyncio and refuses the database. So the tests of this
# folder come together, and then it goes.
@pytest.fixture(scope="package")
def site(worker_id, stage, django_db_blocker) -> Iterator[Site]:
    """The demo in a database of its own, which begins as the one of the tests: migrated and empty."""
    name = f"{OWN_DATABASE}_browser_{worker_id}"
    with django_db_blocker.unblock():
        stage.clear()
        # A database is copied only while nobody is in it.
        tests.close()
    tables.copy(settings.DATABASES["default"]["NAME"], name)
    server = tables.address(name)
    port = free_port()
    user = f"{server['user']}:{server['password']}"
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{user}@/{name}?host={server['host']}"
        if str(server["host"]).startswith("/")
        else f"postgresql://{user}@{server['host']}:{server.get('port', 5432)}/{name}",
        "BB_DEMO": "1",
        "BB_TEST": "1",
        "DJANGO_SETTINGS_MODULE": "buurtbalans.settings",
    }
    running = Site(f"http://127.0.0.1:{port}", environment)
    running.manage("demo")
    # It ends with who started it, also where that is ended because a test hangs.
    ending = ["setpriv", "--pdeathsig", "TERM"]
    command = [*ending, sys.executable, "-m", "gunicorn", "buurtbalans.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--workers", "1", "--threads", "4", "--no-control-socket"]
    process = running.process = subprocess.Popen([*command, *options], cwd=ROOT, env=environment)
    try:
        wait_until_healthy(running.address, process)
        yield running
    finally:
        process.terminate()
        process.wait(20)
        running.commands.stdin.close()
        running.commands.wait(20)


@pytest.fixture(scope="package")
def browser(site) -> Iterator[Chromium]:
    """One Chromium for all tests of a worker, which starts when there is a site."""
    with sync_playwright() as playwright:
        started = Chromium(playwright)
        yield started
        started.stop()


@pytest.fixture
def open_context(browser, site) -> Iterator[Callable[..., BrowserContext]]:
    """A separate browser profile; width 1440 unless told."""
    opened: list[BrowserContext] = []

    def open_one(width: int = 1440, **options: Any) -> BrowserContext:
        viewport = {"width": width, "height": WIDTHS.get(width, 900)}
        context = browser.new_context(
            base_url=site.address, viewport=viewport, locale="nl-NL", timezone_id="Europe/Amsterdam", **options
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        browser.close(context)


@pytest.fixture(scope="package")
def known() -> dict[str, Any]:
    """Cookies of who logged in before, so that each person logs in once per worker."""
    return {}


def fill_in_login(page: Page, name: str) -> None:
    """Log in as a person does."""
    page.goto("/inloggen/")
    page.fill("input[name=login]", f"{name}@demo.test")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/mijn-werk/")


@pytest.fixture
def log_in(open_context, known) -> Callable[..., Page]:
    """A page of somebody of the demo, by the part of the address before @demo.test."""

    def log_in_as(name: str, width: int = 1440, **options: Any) -> Page:
        page = open_context(width, storage_state=known.get(name), **options).new_page()
        if name not in known:
            fill_in_login(page, name)
            known[name] = page.context.storage_state()
        return page

    return log_in_as
