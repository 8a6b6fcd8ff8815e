"""Write the token file of a theme: the token names of the design system with values of our own.

The design system's CSS asks for some 1,270 custom properties. Most of them point at another token; those
roads are kept. Every colour, size, font and picture comes from the theme, `measures.json` or this module.
"""

import json
import re
from pathlib import Path

from buurtbalans.assets.theme import Theme, ThemeError

KEYWORD = re.compile(r"[a-zA-Z-]+|0")
"""A value that is a word of CSS itself, such as `solid` or `inherit`."""

COLOURS = {
    "color-background-body": "canvas",
    "color-background": "surface",
    "color-feedback-error": "error",
    "color-feedback-info": "info",
    "color-feedback-success": "success",
    "color-feedback-warning": "warning",
    "color-highlight-azure": "info",
    "color-highlight-green": "success",
    "color-highlight-lime": "lime",
    "color-highlight-magenta": "magenta",
    "color-highlight-orange": "warning",
    "color-highlight-purple": "purple",
    "color-highlight-yellow": "yellow",
    "color-interactive-contrast": "text",
    "color-interactive": "primary",
    "color-interactive-disabled": "control",
    "color-interactive-hover": "primary_dark",
    "color-interactive-invalid": "error",
    "color-interactive-invalid-hover": "error",
    "color-interactive-inverse": "surface",
    "color-progress-current": "success",
    "color-progress-completed": "success",
    "color-progress-upcoming": "control",
    "color-separator": "line",
    "color-text": "text",
    "color-text-inverse": "surface",
    "color-text-secondary": "text_muted",
    "inputs-disabled-background-color": "canvas",
    "image-background-color": "canvas",
    "call-to-action-link-background-color": "success",
    "call-to-action-link-hover-background-color": "primary_dark",
    "logo-emblem-color": "primary",
    "logo-title-color": "primary",
    "page-footer-spotlight-background-color": "primary",
    "switch-background-color": "control",
    "switch-disabled-background-color": "line",
    "skeleton-background-color": "line",
}

PICTURES = {
    "breadcrumb": "M9 4l8 8-8 8",
    "select": "M4 8l8 8 8-8",
    "search-field": "M5 5l14 14M19 5L5 19",
    "date-input": "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
    "time-input": "M12 3a9 9 0 1 0 .01 0M12 7v5l4 3",
}
"""Line drawings on a field of 24 by 24 for the small pictures inside form controls."""


def names_and_roads(package: Path) -> dict[str, str]:
    """Token name → value of the design system, compact mode on top, from the package's own files."""
    found: dict[str, str] = {}
    for name in ("index.css", "compact.css"):
        text = (package / "dist" / name).read_text(encoding="utf-8")
        found.update(re.findall(r"^\s*--ams-([\w-]+):\s*(.*?);(?:\s*/\*.*)?$", text, re.MULTILINE))
    return found


def picture(token: str, theme: Theme) -> str:
    """A `data:` image for a control; strict CSP allows these, and forced colours leave them alone."""
    shape = next(path for start, path in PICTURES.items() if token.startswith(start))
    colour = "primary"
    if "-disabled-" in token:
        colour = "control"
    elif "-hover-" in token:
        colour = "primary_dark"
    elif token.startswith("breadcrumb"):
        colour = "text"
    stroke = theme.colour(colour).replace("#", "%23")
    return (
        "url(\"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' "
        f"fill='none' stroke='{stroke}' stroke-width='2'><path d='{shape}'/></svg>\")"
    )


def own_values(theme: Theme) -> dict[str, str]:
    """Every token that the theme decides itself, by name without the prefix."""
    measures: dict[str, str] = json.loads(Path(__file__).with_name("measures.json").read_text(encoding="utf-8"))
    veil = f"color-mix(in srgb, {theme.colour('primary')} 12%, transparent)"
    shade = f"color-mix(in srgb, {theme.colour('text')} 65%, transparent)"
    return {
        **measures,
        **{token: theme.colour(name) for token, name in COLOURS.items()},
        "border-radius": theme.radius,
        "typography-font-family": f'"{theme.font_family}", system-ui, "Segoe UI", Arial, sans-serif',
        "date-picker-day-hover-background-color": veil,
        "icon-button-hover-background-color": veil,
        "icon-button-contrast-hover-background-color": veil,
        "dialog-backdrop-background-color": shade,
        "modal-dialog-backdrop-background-color": shade,
        **theme.extra_tokens,
    }


def stylesheet(theme: Theme, package: Path) -> str:
    """The whole token file of a theme as CSS."""
    own = own_values(theme)
    lines = []
    for token, value in sorted(names_and_roads(package).items()):
        if token in own:
            value = own[token]
        elif "data:" in value:
            value = picture(token, theme)
        elif "var(" not in value and not KEYWORD.fullmatch(value):
            raise ThemeError(f"De vormgeving kent een nieuwe maat '{token}': vul measures.json aan.")
        lines.append(f"  --ams-{token}: {value};")
    return ":root {\n" + "\n".join(lines) + "\n}\n"
