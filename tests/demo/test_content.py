"""The texts of the demo: nobody's data, and sessions that fit in their time. Needs no database."""

import re

import pytest

from buurtbalans.demo import content

FORBIDDEN = {
    "an e-mail address": re.compile(r"\S+@\S+"),
    "a phone number": re.compile(r"(?:\+31|\b0)[\d\s-]{8,}"),
    "a long number such as a BSN": re.compile(r"\b\d{8,9}\b"),
    "a postcode": re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b"),
    "an address on the web": re.compile(r"https?://|www\."),
}
# Fields that hold an account or an address on purpose; no page shows them as text.
NO_TEXT = {"by", "who", "person", "owner", "email"}
stories = pytest.mark.parametrize("folder", content.TRAJECTS)


def texts(value, key=""):
    """Every text of a story, however deep."""
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in texts(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner, key)]
    return [value] if isinstance(value, str) and key not in NO_TEXT else []


@stories
@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_text_holds_personal_data(folder, kind):
    assert [text for text in texts(content.story(folder)) if FORBIDDEN[kind].search(text)] == []


@stories
def test_no_text_names_a_person(folder):
    cast = content.cast()
    people = [*cast["accounts"].values(), *cast["colleagues"].values()]
    names = {word for person in people for word in (person["name"], person["name"].split()[-1])}
    spoken = " ".join(texts(content.story(folder)))
    assert {name for name in names if re.search(rf"\b{name}\b", spoken)} == set()


@stories
def test_no_text_holds_a_date_that_would_grow_old(folder):
    assert [text for text in texts(content.story(folder)) if re.search(r"\b20\d\d\b", text)] == []


@stories
def test_every_file_is_short(folder):
    assert all(len(path.read_text().splitlines()) <= 350 for path in (content.DATA / folder).glob("*.toml"))


def test_every_kind_of_organisation_is_there():
    from buurtbalans.accounts.categories import OrganisationCategory

    kinds = {row["category"] for row in content.cast()["organisations"].values()}
    assert kinds == set(OrganisationCategory.values)
