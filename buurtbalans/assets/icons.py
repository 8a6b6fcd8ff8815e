"""One picture file with all icons, from an open set or, in the City's theme, from the City's own."""

import json
import re
from functools import cache
from pathlib import Path

SYMBOL = '<symbol id="{name}" viewBox="{box}">{shape}</symbol>'


@cache
def sources() -> dict[str, dict[str, str]]:
    """The names that templates use, each with its name in the two icon sets."""
    table: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("icons.json").read_text(encoding="utf-8"))
    return table


def _open_symbols(node_modules: Path) -> list[str]:
    """Symbols of the open set, which keeps its shapes as text in one script."""
    script = (node_modules / "@mdi/js/mdi.js").read_text(encoding="utf-8")
    shapes = dict(re.findall(r'export var mdi(\w+) = "([^"]+)";', script))
    return [
        SYMBOL.format(name=name, box="0 0 24 24", shape=f'<path d="{shapes[source["mdi"]]}"/>')
        for name, source in sources().items()
    ]


def _city_symbols(node_modules: Path) -> list[str]:
    """Symbols of the City's set: one file for each icon."""
    symbols = []
    for name, source in sources().items():
        text = (node_modules / f"@amsterdam/design-system-assets/icons/{source['city']}.svg").read_text("utf-8")
        found = re.search(r'<svg[^>]*viewBox="([^"]+)"[^>]*>(.*)</svg>', text, re.DOTALL)
        if found:
            symbols.append(SYMBOL.format(name=name, box=found[1], shape=found[2].strip()))
    return symbols


def sprite(node_modules: Path, *, city: bool) -> str:
    """The sprite as SVG text; `<use href="…#Name">` shows one icon of it."""
    symbols = _city_symbols(node_modules) if city else _open_symbols(node_modules)
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
