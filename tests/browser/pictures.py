"""The pictures of the handbook, made anew with `make pictures`. Not part of the tests: the name is not test_."""

import io

import pytest
from PIL import Image

from tests.browser.conftest import ROOT

FOLDER = ROOT / "docs" / "handleiding" / "beelden"
HEIGHT = 1000
# Which links lead on to the screen.
FURTHER = {
    "agenda": ["Verdieping"],
    "live": ["Overleg over het Molenplein", "Naar de bijeenkomst"],
    "verslag": ["Startbijeenkomst", "Verslag"],
    "aan-tafel": ["Verdieping", "Bekijken"],
}
PICTURES = {
    "mijn-werk": "/mijn-werk/",
    "nieuw-traject": "/trajecten/nieuw/",
    "traject": "/trajecten/{running}/",
    "partners": "/trajecten/{running}/partners/",
    "agenda": "/trajecten/{running}/bijeenkomsten/",
    "live": "/trajecten/{running}/bijeenkomsten/",
    "verslag": "/trajecten/{running}/bijeenkomsten/",
    "aan-tafel": "/trajecten/{running}/bijeenkomsten/",
    "acties": "/trajecten/{running}/acties/",
    "registraties": "/trajecten/{running}/registraties/",
    "aannames": "/trajecten/{finished}/buurtbeeld/aannames/",
    "plan": "/trajecten/{finished}/plan/",
    "vullen": "/trajecten/{running}/plan/vullen/",
    "akkoord": "/trajecten/{finished}/plan/akkoord/",
    "vergelijken": "/trajecten/{finished}/plan/versies/vergelijken/",
    "papieren": "/trajecten/{finished}/plan/downloaden/",
    "uitvoering": "/trajecten/{finished}/uitvoering/",
    "evaluaties": "/trajecten/{finished}/uitvoering/evaluaties/",
    "cijfers": "/trajecten/{finished}/uitvoering/cijfers/",
    "bewonersinbreng": "/trajecten/{running}/bewonersinbreng/",
    "logboek": "/trajecten/{running}/logboek/",
}


def keep(page, name):
    """One screen as a small PNG."""
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": 1440, "height": HEIGHT}, full_page=True)
    picture = Image.open(io.BytesIO(shot)).convert("RGB").resize((1080, 750), Image.Resampling.LANCZOS)
    picture.quantize(128).save(FOLDER / f"{name}.png", optimize=True)


def traject_key(page, name):
    """The key in the address of a traject of the demo."""
    page.goto("/trajecten/")
    return page.get_by_role("link", name=name, exact=True).get_attribute("href").strip("/").split("/")[-1]


def test_take_the_picture_of_logging_in(open_context):
    page = open_context().new_page()
    page.goto("/inloggen/")
    keep(page, "inloggen")


@pytest.mark.parametrize("name", PICTURES)
def test_take_a_picture(log_in, name):
    page = log_in("gebiedsmakelaar")
    keys = {"running": traject_key(page, "Molenkadebuurt"), "finished": traject_key(page, "Seringenbuurt")}
    page.goto(PICTURES[name].format(**keys))
    for words in FURTHER.get(name, []):
        page.get_by_role("main").get_by_role("link", name=words).first.click()
    keep(page, name)
