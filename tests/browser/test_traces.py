"""What stays behind in the browser, and how the keyboard walks over the agenda."""

from playwright.sync_api import expect

from tests.browser.conftest import fill_in_login
from tests.browser.walking import button, main, plan_session, row, status, titles, traject_path

STORED = "() => localStorage.length + sessionStorage.length"
PARTS = ["", "bijeenkomsten/", "partners/", "acties/", "registraties/", "plan/", "logboek/"]


def test_no_page_stores_anything_in_the_browser(log_in):
    page = log_in("gebiedsmakelaar")
    here = traject_path(page)
    for part in PARTS:
        answer = page.goto(f"{here}{part}")
        assert "no-store" in answer.headers["cache-control"]
        assert page.evaluate(STORED) == 0, part
    plan_session(page, "Sporen")
    first = titles(page)[0]
    button(row(page, first), f"{first} omlaag").click()
    expect(status(page)).to_contain_text("staat nu op plaats")
    assert page.evaluate(STORED) == 0


def test_after_logging_out_the_back_button_shows_nothing(open_context):
    page = open_context().new_page()
    fill_in_login(page, "politie")
    page.goto(traject_path(page))
    expect(page.get_by_role("heading", name="Molenkadebuurt", level=1)).to_be_visible()
    page.locator("header").get_by_role("button", name="Uitloggen").first.click()
    expect(page.locator("header").get_by_role("link", name="Inloggen")).to_be_visible()
    page.go_back()
    expect(page.locator("input[name=login]")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Molenkadebuurt")


def focused(page):
    return page.evaluate("() => document.activeElement.id")


def test_the_tab_key_walks_over_an_item_as_it_reads(log_in):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Met het toetsenbord")
    second = row(page, titles(page)[1])
    key = second.get_attribute("data-bb-id")
    second.locator(".bb-handle").focus()
    walked = [focused(page)]
    for _ in range(6):
        page.keyboard.press("Tab")
        walked.append(focused(page))
    parts = ("greep", "titel", "werkvorm", "minuten", "omhoog", "omlaag", "weg")
    assert walked == [f"{part}-{key}" for part in parts]


def test_the_focus_stays_with_an_item_that_moves_and_its_place_is_announced(log_in):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Focus")
    first, second, third, *rest = titles(page)
    item = row(page, second)
    button(item, f"{second} omlaag").focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text(f"{second} staat nu op plaats 3 van {len(rest) + 3}, begint om")
    expect(button(row(page, second), f"{second} omlaag")).to_be_focused()
    button(row(page, first), f"{first} omlaag").press("Enter")
    expect(status(page)).to_contain_text(f"{first} staat nu op plaats 2")
    button(row(page, third), f"{third} omlaag").press("Enter")
    expect(status(page)).to_contain_text(f"{third} staat nu op plaats 2")


def test_at_the_top_the_focus_goes_to_the_button_that_still_works(log_in):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Focus bovenaan")
    second = titles(page)[1]
    button(row(page, second), f"{second} omhoog").press("Enter")
    expect(button(row(page, second), f"{second} omlaag")).to_be_focused()


def test_after_a_delete_the_focus_goes_to_the_next_item(log_in):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Focus na verwijderen")
    first, second, *_ = titles(page)
    button(row(page, first), f"{first} verwijderen").press("Enter")
    expect(button(row(page, second), f"{second} verwijderen")).to_be_focused()
    expect(main(page)).to_contain_text("Net verwijderd")
