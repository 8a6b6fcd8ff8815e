"""Finding the buurt that a traject is about, and what is wise to choose (T2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from buurtbalans.folding import fold
from trajects.buurt.models import Area, AreaLevel

MIN_LETTERS = 2
MAX_LETTERS = 120
SHOWN = 20
NEAR_SHOWN = 5
BUURTEN_ADVISED = 3
MAX_KEY = 2**63 - 1


@dataclass(frozen=True)
class AreaSearch:
    """What somebody typed, what was found for it, and what was chosen so far."""

    text: str
    chosen: list[Area]
    found: list[Area]
    near: list[Area]
    has_more: bool = False

    @property
    def is_too_short(self) -> bool:
        """One letter finds half the city."""
        return 0 < len(fold(self.text)) < MIN_LETTERS

    @property
    def finds_nothing(self) -> bool:
        """A name or code that is not in the list, and was not chosen already."""
        return len(fold(self.text)) >= MIN_LETTERS and not self.found and not self.chosen_matches

    @property
    def chosen_matches(self) -> bool:
        """Whether the text names something that is among the chosen areas."""
        words = fold(self.text).split()
        code = "".join(words).upper()
        return any(
            all(word in area.folded for word in words) or code in (area.code, area.short_code) for area in self.chosen
        )

    @property
    def advices(self) -> list[str]:
        """What is wise about the chosen areas."""
        return advice(self.chosen)

    @property
    def summary(self) -> str:
        """One sentence for who cannot see the list change."""
        if self.is_too_short:
            return f"Typ minstens {MIN_LETTERS} letters."
        found = "Geen buurt gevonden" if self.finds_nothing else f"{len(self.found)} gevonden"
        return " ".join([f"{found}, {len(self.chosen)} gekozen.", *self.advices])


def advice(areas: Sequence[Area]) -> list[str]:
    """What is wise about a choice of areas. Advice only: the choice is theirs (T2)."""
    advices = []
    if any(area.level != AreaLevel.BUURT for area in areas):
        advices.append(
            "Je kiest een hele wijk. Buurtbalans werkt het best op de schaal van een buurt: daar kennen "
            "partners en bewoners elkaar. Kies liever de buurt waar het om gaat."
        )
    if sum(area.level == AreaLevel.BUURT for area in areas) > BUURTEN_ADVISED:
        advices.append(
            f"Je kiest meer dan {BUURTEN_ADVISED} buurten. Met minder buurten blijft het vraagstuk klein en "
            "houd je de groep overzichtelijk."
        )
    return advices


def search_areas(text: str, chosen: Iterable[object] = (), *, pick_single: bool = False) -> AreaSearch:
    """Look a buurt or wijk up by name or code, beside those already chosen (their keys, as they were sent).

    `pick_single`: choose the area when there is exactly one, as for who types a name and presses Enter.
    """
    text = " ".join(text[:MAX_LETTERS].split())
    areas = Area.objects.choosable().with_parents()
    keys = {int(str(key)) for key in chosen if _is_key(key)}
    picked = list(areas.filter(pk__in=keys)) if keys else []
    if len(fold(text)) < MIN_LETTERS:
        return AreaSearch(text, picked, [], [])
    found = list(areas.search(text).exclude(pk__in=keys)[: SHOWN + 1])
    if pick_single and len(found) == 1:
        picked, found = [*picked, *found], []
    search = AreaSearch(text, picked, found[:SHOWN], [], len(found) > SHOWN)
    if search.finds_nothing:
        return AreaSearch(text, picked, [], _near(text, keys))
    return search


def _is_key(value: object) -> bool:
    """Whether a sent value can be the key of an area at all."""
    digits = str(value)
    return digits.isascii() and digits.isdecimal() and len(digits) < 20 and int(digits) <= MAX_KEY


def _near(text: str, keys: set[int]) -> list[Area]:
    """Areas with a name much like the text: for typing errors."""
    areas = Area.objects.choosable().exclude(pk__in=keys)
    names = dict.fromkeys(areas.order_by("folded").values_list("folded", flat=True))
    near = get_close_matches(fold(text), names, n=NEAR_SHOWN)
    found = areas.with_parents().filter(folded__in=near) if near else areas.none()
    return sorted(found, key=lambda area: (near.index(area.folded), area.code))[:NEAR_SHOWN]
