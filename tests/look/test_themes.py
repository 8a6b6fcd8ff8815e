"""Every theme can be read by everybody: WCAG 2.2 AA for the pairs of colours that the pages use."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from buurtbalans.assets import theme as themes
from buurtbalans.assets import tokens

TEXT = 4.5
PARTS = 3.0
PAIRS = [
    ("text", "canvas", TEXT),
    ("text", "surface", TEXT),
    ("text_muted", "canvas", TEXT),
    ("text_muted", "surface", TEXT),
    ("primary", "surface", TEXT),
    ("primary", "canvas", TEXT),
    ("primary_dark", "surface", TEXT),
    ("surface", "primary", TEXT),
    ("surface", "primary_dark", TEXT),
    ("error", "surface", TEXT),
    ("surface", "success", TEXT),
    ("surface", "error", TEXT),
    ("surface", "info", TEXT),
    ("surface", "purple", TEXT),
    ("surface", "magenta", TEXT),
    ("text", "yellow", TEXT),
    ("text", "lime", TEXT),
    ("text", "warning", TEXT),
    ("control", "surface", PARTS),
    ("control", "canvas", PARTS),
    ("success", "surface", PARTS),
]
FIXED = ["#51606a", "#a31510", "#8a4a00"]
"""Text colours that `app.css` keeps in every theme."""

PACKAGE = Path(settings.BASE_DIR) / "node_modules/@amsterdam/design-system-tokens"
needs_npm = pytest.mark.skipif(not PACKAGE.is_dir(), reason="npm ci has not been run")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", themes.names())
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_pair_of_colours_has_enough_contrast(name, front, back, least):
    theme = themes.load(name)
    assert contrast(theme.colour(front), theme.colour(back)) >= least


@pytest.mark.parametrize("name", themes.names())
@pytest.mark.parametrize("colour", FIXED)
def test_our_fixed_text_colours_can_be_read_on_every_theme(name, colour):
    theme = themes.load(name)
    assert contrast(colour, theme.colour("surface")) >= TEXT
    assert contrast(colour, theme.colour("canvas")) >= TEXT


def test_the_fallback_colours_of_the_own_styles_are_those_of_the_neutral_theme():
    css = (Path(settings.BASE_DIR) / "static/bb/app.css").read_text()
    root = css[css.index(":root") : css.index("}")]
    fallbacks = dict(re.findall(r"var\(--ams-([\w-]+), (#[0-9a-f]{6})\)", root))
    theme = themes.load("neutraal")
    assert len(fallbacks) >= 9
    assert fallbacks == {token: theme.colour(tokens.COLOURS[token]) for token in fallbacks}


def test_an_unknown_theme_is_named_with_its_alternatives():
    with pytest.raises(themes.ThemeError, match=r"'roze' bestaat niet. Kies uit: amsterdam, neutraal"):
        themes.load("roze")


@needs_npm
@pytest.mark.parametrize("name", themes.names())
def test_the_token_file_has_every_name_and_only_colours_of_the_theme(name):
    theme = themes.load(name)
    css = tokens.stylesheet(theme, PACKAGE)
    assert len(re.findall(r"^  --ams-", css, re.MULTILINE)) == len(tokens.names_and_roads(PACKAGE)) > 1200
    assert set(re.findall(r"(?:#|%23)([0-9a-f]{6})\b", css)) <= {c.lstrip("#") for c in theme.colours.values()}
    assert "rgb(" not in css
