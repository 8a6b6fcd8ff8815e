"""Fill `var/assets/` from `node_modules/`: the styles, font, icons and script of one theme.

The folder is made anew beside the old one and then put in its place, so a failed build leaves what was there.
"""

import json
import shutil
from pathlib import Path

from buurtbalans.assets import fonts, icons, licences, tokens
from buurtbalans.assets.theme import CITY, load

DESIGN_SYSTEM = "@amsterdam/design-system-css"
CITY_TOKENS = "@amsterdam/design-system-tokens"
CITY_ASSETS = "@amsterdam/design-system-assets"


class NoPackagesError(Exception):
    """`npm ci` has not been run, so there is nothing to copy."""


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _common(node_modules: Path, target: Path) -> None:
    """What every theme needs: the design system's CSS, unmodified, and the script for dragging."""
    for name in ("index.css", "index.css.map"):
        _copy(node_modules / DESIGN_SYSTEM / "dist" / name, target / "design-system" / name)
    _copy(node_modules / "sortablejs/Sortable.min.js", target / "sortable.min.js")


def _city(node_modules: Path, target: Path) -> tuple[dict[str, object], list[licences.Licence]]:
    """The City's own tokens, font, logo and icons, straight from its packages."""
    assets = node_modules / CITY_ASSETS
    for name in ("index.css", "compact.css"):
        _copy(node_modules / CITY_TOKENS / "dist" / name, target / "tokens" / name)
    for file in (assets / "font").glob("*.woff2"):
        _copy(file, target / "font" / file.name)
    _copy(assets / "font/index.css", target / "font/index.css")
    _copy(assets / "logo/amsterdam-logo.svg", target / "logo.svg")
    for name in ("favicon.ico", "icon.svg"):
        _copy(assets / "favicon" / name, target / name)
    look: dict[str, object] = {
        "stylesheets": [
            "font/index.css",
            "tokens/index.css",
            "tokens/compact.css",
            "design-system/index.css",
        ],
        "logo": "logo.svg",
        "logo_text": "Gemeente Amsterdam",
        "favicon": "icon.svg",
        "font_family": "Amsterdam Sans",
    }
    return look, [licences.CITY_TOKENS, licences.CITY_ASSETS]


def _own(name: str, node_modules: Path, target: Path) -> tuple[dict[str, object], list[licences.Licence]]:
    """A theme from `themes/`: our token file, an open font and open icons."""
    theme = load(name)
    (target / "tokens.css").write_text(tokens.stylesheet(theme, node_modules / CITY_TOKENS), encoding="utf-8")
    sheets, used = ["tokens.css", "design-system/index.css"], [licences.ICONS]
    if fonts.copy_open_font(theme, node_modules, target) and theme.font_package:
        sheets.insert(0, "fonts.css")
        used.append(licences.font(theme.font_package))
    look: dict[str, object] = {
        "stylesheets": sheets,
        "logo": None,
        "logo_text": theme.logo_text,
        "favicon": None,
        "font_family": theme.font_family,
    }
    if theme.logo:
        _copy(theme.logo, target / f"logo{theme.logo.suffix}")
        look["logo"] = f"logo{theme.logo.suffix}"
    return look, used


def build(*, theme: str, node_modules: Path, target: Path, name_lists: Path | None = None) -> None:
    """Make `target` hold everything that the theme serves, with `assets.json` as its table of contents."""
    if not (node_modules / DESIGN_SYSTEM).is_dir():
        raise NoPackagesError
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    _common(node_modules, fresh)
    city = theme == CITY
    look, used = _city(node_modules, fresh) if city else _own(theme, node_modules, fresh)
    (fresh / "icons.svg").write_text(icons.sprite(node_modules, city=city), encoding="utf-8")
    licences.write([licences.DESIGN_SYSTEM, licences.SORTABLE, *used], node_modules, fresh, name_lists)
    contents = {"theme": theme, "icons": "icons.svg", "sortable": "sortable.min.js", **look}
    (fresh / "assets.json").write_text(json.dumps(contents, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
