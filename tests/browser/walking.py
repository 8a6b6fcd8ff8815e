"""What people do on the site, in the words of the screen."""

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

TRAJECT = "Molenkadebuurt"
BROKEN = "<script>alert('x')</script><b>vet</b>"


class Clicks:
    """Clicks and counts them, for the targets of the design."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, target: Locator) -> None:
        target.click()
        self.count += 1


class Typing:
    """Types texts and remembers them: a text that somebody typed before is a fault of the design."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, field: Locator, text: str, *, enter: bool = False) -> None:
        assert text not in self.texts, f"typed twice: {text}"
        self.texts.append(text)
        field.fill(text)
        if enter:
            field.press("Enter")


class Staying:
    """Somebody who stays on a page each time the browser asks whether one really leaves it."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked = page, list[str]()
        page.on("dialog", self._stay)

    def _stay(self, dialog) -> None:
        kind = dialog.type
        dialog.dismiss()
        self.asked.append(kind)

    def was_asked(self, times: int) -> None:
        """So often until now, and the page goes on after the last time: a click before that may come to nothing."""
        give_up = time.monotonic() + 15
        self.page.wait_for_timeout(50)
        while len(self.asked) < times and time.monotonic() < give_up:
            self.page.wait_for_timeout(50)
        assert self.asked == ["beforeunload"] * times


def button(page: Page | Locator, name: str | re.Pattern[str], *, exact: bool = False) -> Locator:
    return page.get_by_role("button", name=name, exact=exact)


def link(page: Page | Locator, name: str | re.Pattern[str], *, exact: bool = False) -> Locator:
    return page.get_by_role("link", name=name, exact=exact)


def main(page: Page) -> Locator:
    return page.locator("main")


def status(page: Page) -> Locator:
    return page.locator("#bb-status")


def alert(page: Page) -> Locator:
    return page.locator("#bb-melding")


def traject_path(page: Page, name: str = TRAJECT) -> str:
    """The address of a traject that one is a member of, such as /trajecten/2/."""
    page.goto("/trajecten/")
    href = link(main(page), name).first.get_attribute("href")
    assert href is not None
    return href


def save(page: Page) -> None:
    """Press the main button of the form on the page, whatever it says."""
    main(page).locator("form button.ams-button--primary[type=submit]").click()


def next_week(days: int = 7) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


def plan_session(page: Page, title: str, *, step: int = 3) -> str:
    """Plan a session with the example of its step; leaves the page at its agenda and returns that path."""
    page.goto(f"{traject_path(page)}bijeenkomsten/nieuw/?stap={step}")
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Datum").fill(next_week())
    button(page, "Bijeenkomst plannen").click()
    page.wait_for_url(re.compile(r"/agenda/"))
    return urlsplit(page.url).path


def rows(page: Page) -> Locator:
    return page.locator(".bb-agenda > li")


def titles(page: Page) -> list[str]:
    """The titles on the agenda, in order."""
    return [text.strip() for text in page.locator(".bb-agenda h3").all_inner_texts()]


def expect_titles(page: Page, wanted: list[str]) -> None:
    expect(page.locator(".bb-agenda h3")).to_have_text(wanted)


def row(page: Page, title: str) -> Locator:
    return rows(page).filter(has=page.get_by_role("heading", name=title, exact=True))


def minutes(page: Page, title: str) -> Locator:
    return row(page, title).get_by_label(f"Minuten voor {title}", exact=True)


CODE = re.compile(r"[A-Z2-9]{4} [A-Z2-9]{4}")


def join(open_context: Callable[..., BrowserContext], led: Page, organisation: str, **options: Any) -> Page:
    """A phone that scanned the code of the session that is led on that page: it stands after the #."""
    phone = open_context(390, **options).new_page()
    code = CODE.search(led.locator(".bb-code").inner_text())
    assert code is not None
    phone.goto(f"/mee/#{code[0].replace(' ', '')}")
    button(phone, re.compile(organisation)).click()
    expect(phone.locator("#mee-nu")).to_be_visible()
    return phone


def mailed(guest: Page, to: str, subject: str) -> str:
    """The text of the newest mail to somebody with these words in its subject."""
    guest.goto("/demo/post/")
    letters = guest.get_by_role("row").filter(has_text=to).filter(has_text=subject)
    letters.first.get_by_role("link").click()
    expect(guest.get_by_role("heading", level=1)).to_contain_text(subject)
    return main(guest).inner_text()


def problems_of(page: Page) -> list[str]:
    """Collects dialogs and errors of scripts; must stay empty."""
    found: list[str] = []

    def on_dialog(dialog) -> None:
        found.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", on_dialog)
    page.on("pageerror", lambda error: found.append(f"script {error}"))
    return found
