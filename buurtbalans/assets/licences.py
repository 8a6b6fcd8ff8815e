"""What others made and under which licence: the texts, and one list for the page /licenties/."""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Licence:
    """One package whose files this installation serves."""

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


def write(used: list[Licence], node_modules: Path, target: Path) -> None:
    """Copy each licence text and write `licences.json`, the list with versions and file names."""
    (target / "licences").mkdir(parents=True, exist_ok=True)
    rows = []
    for entry in used:
        folder = node_modules / entry.package
        text = f"licences/{entry.package.strip('@').replace('/', '-')}.txt"
        shutil.copyfile(folder / entry.text_in, target / text)
        version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        rows.append({**asdict(entry), "version": version, "text": f"vendor/{text}"})
    (target / "licences.json").write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
