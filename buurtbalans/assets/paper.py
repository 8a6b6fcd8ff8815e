"""What papers (PDF) take over from the theme: colours as values and fonts as files of our own."""

import re
from dataclasses import dataclass

from buurtbalans.assets import theme as themes
from buurtbalans.assets.context import assets_dir, look

OWN = "own:/"
RELATIVE_ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|own:|[a-z]+://)([^"')]+)["']?\s*\)""")


@dataclass(frozen=True)
class Paper:
    """The look of every PDF, as values that the templates write into their style."""

    font_family: str
    primary: str
    primary_dark: str
    text: str
    muted: str
    line: str
    canvas: str
    logo: str
    logo_name: str
    fonts: str


CITY_COLOURS = {
    "primary": "#004699",
    "primary_dark": "#003677",
    "text": "#202020",
    "text_muted": "#595959",
    "line": "#b8b8b8",
    "canvas": "#f2f2f2",
}
"""Near the City's own tokens, which stay in their own file (ui.md section 5)."""


def paper() -> Paper:
    """The look of a paper in this installation; without built assets in the neutral colours."""
    current = look()
    city = current.theme == themes.CITY
    colours = CITY_COLOURS if city else themes.load(current.theme or "neutraal").colours
    return Paper(
        font_family=current.font_family,
        primary=colours["primary"],
        primary_dark=colours["primary_dark"],
        text=colours["text"],
        muted=colours["text_muted"],
        line=colours["line"],
        canvas=colours["canvas"],
        logo=f"{OWN}{current.logo}",
        logo_name=current.logo_name,
        fonts=_font_rules(current.stylesheets),
    )


def _font_rules(stylesheets: tuple[str, ...]) -> str:
    """The `@font-face` rules of the theme with addresses that the PDF's fetcher serves."""
    for name in stylesheets:
        folder, _, file = name.removeprefix("vendor/").rpartition("/")
        if not (file == "fonts.css" or folder == "font"):
            continue
        path = assets_dir() / folder / file
        if path.exists():
            base = f"{OWN}vendor/{folder}/" if folder else f"{OWN}vendor/"
            return RELATIVE_ADDRESS.sub(rf'url("{base}\1")', path.read_text(encoding="utf-8"))
    return ""
