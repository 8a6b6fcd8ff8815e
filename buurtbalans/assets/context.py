"""What templates may know about the look: which files there are on this machine."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Look:
    """The look of this installation, as paths for `{% static %}`."""

    theme: str
    built: bool
    stylesheets: tuple[str, ...]
    logo: str = "bb/logo.svg"
    logo_alt: str = ""
    logo_name: str = ""
    favicon: str = "bb/favicon.svg"
    icons: str | None = None
    sortable: str | None = None
    font_family: str = "sans-serif"


BARE = Look(theme="", built=False, stylesheets=("bb/basis.css", "bb/app.css"))
"""Without the npm packages: readable and complete, not pretty."""


def assets_dir() -> Path:
    """Where `build_assets` puts its files."""
    return Path(settings.VAR_DIR) / "assets"


@cache
def look() -> Look:
    """The built look, read once for each process; `BARE` when nothing has been built."""
    path = assets_dir() / "assets.json"
    served = any(isinstance(place, tuple) for place in settings.STATICFILES_DIRS)
    if not served or not path.exists():
        return BARE
    found = json.loads(path.read_text(encoding="utf-8"))
    return Look(
        theme=found["theme"],
        built=True,
        stylesheets=(*(f"vendor/{name}" for name in found["stylesheets"]), "bb/app.css"),
        logo=f"vendor/{found['logo']}" if found["logo"] else BARE.logo,
        # A municipality's own logo holds its name; beside our plain mark the name stands as text.
        logo_alt=found["logo_text"] if found["logo"] else "",
        logo_name="" if found["logo"] else found["logo_text"],
        favicon=f"vendor/{found['favicon']}" if found["favicon"] else BARE.favicon,
        icons=f"vendor/{found['icons']}",
        sortable=f"vendor/{found['sortable']}",
        font_family=found["font_family"],
    )


def theme(request: HttpRequest) -> dict[str, object]:
    """Context processor: `look` (see `Look`) and the name of the CSRF cookie for the script."""
    return {"look": look(), "csrf_cookie_name": settings.CSRF_COOKIE_NAME}
