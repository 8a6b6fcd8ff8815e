"""The `@font-face` rules of a theme with an open font."""

import shutil
from pathlib import Path

from buurtbalans.assets.theme import Theme

WEIGHTS = (400, 600, 700)
RANGES = {
    "latin-ext": "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, "
    "U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, "
    "U+2C60-2C7F, U+A720-A7FF",
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, "
    "U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
}
"""Which letters are in which file: a browser fetches the second file only for names that need it."""

RULE = """@font-face {{
  font-family: "{family}";
  font-style: normal;
  font-weight: {weight};
  font-display: swap;
  src: url("fonts/{file}") format("woff2");
  unicode-range: {letters};
}}
"""


def copy_open_font(theme: Theme, node_modules: Path, target: Path) -> bool:
    """Copy the font files of the theme and write `fonts.css`; False when the theme brings no font."""
    if not theme.font_package:
        return False
    folder = node_modules / theme.font_package / "files"
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    rules = []
    for weight in WEIGHTS:
        for part, letters in RANGES.items():
            file = f"{theme.font_prefix}-{part}-{weight}-normal.woff2"
            shutil.copyfile(folder / file, target / "fonts" / file)
            rules.append(RULE.format(family=theme.font_family, weight=weight, file=file, letters=letters))
    (target / "fonts.css").write_text("".join(rules), encoding="utf-8")
    return True
