"""A theme: sixteen colours, a font and a radius, read from `themes/<name>.json`."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

CITY = "amsterdam"
"""The one theme that is no file of ours: its tokens, font, logo and icons belong to the City of Amsterdam."""

COLOUR_NAMES = (
    "text",
    "text_muted",
    "surface",
    "canvas",
    "line",
    "control",
    "primary",
    "primary_dark",
    "success",
    "warning",
    "error",
    "info",
    "yellow",
    "lime",
    "magenta",
    "purple",
)


class ThemeError(Exception):
    """A theme file that is missing or not complete; the text is meant for who sets up the site."""


@dataclass(frozen=True)
class Theme:
    """What a municipality decides about the look of its own installation."""

    name: str
    title: str
    colours: dict[str, str]
    font_family: str
    radius: str = "0"
    font_package: str | None = None
    font_prefix: str = ""
    logo: Path | None = None
    logo_text: str = ""
    extra_tokens: dict[str, str] = field(default_factory=dict)

    def colour(self, name: str) -> str:
        """The colour with this name as `#rrggbb`."""
        return self.colours[name]


def themes_dir() -> Path:
    """The folder in which municipalities add their theme."""
    return Path(settings.BASE_DIR) / "themes"


def names() -> list[str]:
    """All themes that have a file, in the order of the alphabet."""
    return sorted(path.stem for path in themes_dir().glob("*.json"))


def load(name: str) -> Theme:
    """Read one theme; `ThemeError` says in one line what is wrong with it."""
    path = themes_dir() / f"{name}.json"
    if name not in names():
        raise ThemeError(f"Thema '{name}' bestaat niet. Kies uit: {', '.join([CITY, *names()])}.")
    data = json.loads(path.read_text(encoding="utf-8"))
    missing = [colour for colour in COLOUR_NAMES if colour not in data["colours"]]
    if missing:
        raise ThemeError(f"Thema '{name}' mist kleuren: {', '.join(missing)}.")
    font = data["font"]
    return Theme(
        name=name,
        title=data["title"],
        colours=data["colours"],
        font_family=font["family"],
        font_package=font.get("package"),
        font_prefix=font.get("prefix", ""),
        radius=data.get("radius", "0"),
        logo=themes_dir() / data["logo"] if data.get("logo") else None,
        logo_text=data.get("logo_text", ""),
        extra_tokens=data.get("tokens", {}),
    )
