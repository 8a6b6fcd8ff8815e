"""Names that a word before them announces: mevrouw Karadağ, oma Greet, dhr. van dijk."""

from collections.abc import Iterator

from privacy.personal_data.cues import AFTER_DE, ARTICLES, DEEDS, DUTCH_OPENING, KIN, NEVER, PARTICLES, ROLES, TITLES
from privacy.personal_data.kinds import Kind, kind_of
from privacy.personal_data.tokens import Token
from privacy.personal_data.words import words

MOST_WORDS = 6
_AFTER_OPENING = (Kind.SURNAME, Kind.UNKNOWN, Kind.DUTCH_SURNAME, Kind.PLACE_SURNAME)
_AFTER_ROLE = (Kind.FIRST_NAME, Kind.SURNAME, Kind.UNKNOWN, Kind.INITIALS, Kind.DUTCH_FIRST_NAME)


def announced_names(found: list[Token], hidden: set[int], shut: set[int]) -> Iterator[tuple[int, int]]:
    """First and last word of each name that stands right after a title, a word for kin, or a role.

    `hidden` are the words that look like no person, `shut` those among them that other finds or the caller hold:
    a title is surer than looks, and opens the first but not the second.
    """
    upto = -1
    for place, token in enumerate(found[:-1]):
        before = token.lower.rstrip(".")
        closed = shut if before in TITLES else hidden
        if place < upto or place + 1 in closed or not _follows(found, place):
            continue
        last = _last_announced(found, place, before, closed)
        if last is not None:
            upto = last
            yield place + 1, last


def _follows(found: list[Token], place: int) -> bool:
    """The next word belongs to this one: a space between, or the full stop of an abbreviation."""
    token, following = found[place], found[place + 1]
    is_abbreviated = token.lower in TITLES | ROLES and token.mark.startswith(".")
    return following.glued or (is_abbreviated and following.start - token.end <= 2)


def _last_announced(found: list[Token], place: int, before: str, hidden: set[int]) -> int | None:
    first = place + 1
    if before in TITLES:
        return _last_after_title(found, first, hidden)
    if before in KIN:
        return _last_with_capital(found, first, hidden) if _is_name_after_kin(found[first]) else None
    if before in ROLES and (_is_name_after_role(found[first]) or _opens_surname(found, first)):
        return _last_with_capital(found, first, hidden)
    return None


def _is_name_after_role(token: Token) -> bool:
    kind = kind_of(token)
    is_usual = kind is Kind.DUTCH_SURNAME and token.base in words().usual_surnames
    return token.is_capital and not token.is_all_capitals and (kind in _AFTER_ROLE or is_usual)


def _opens_surname(found: list[Token], first: int) -> bool:
    """ "huisarts Van Beek": a small word with a capital, then a name."""
    if found[first].text not in DUTCH_OPENING or first + 1 == len(found) or not found[first + 1].glued:
        return False
    following = found[first + 1]
    return following.lower in PARTICLES or (following.is_capital and kind_of(following) in _AFTER_OPENING)


def _is_name_after_kin(token: Token) -> bool:
    return token.is_capital and kind_of(token) not in (Kind.NEVER, Kind.CODE, Kind.PLACE, Kind.DUTCH, Kind.PARTICLE)


def _last_after_title(found: list[Token], first: int, hidden: set[int]) -> int | None:
    """The name after mevrouw or dhr.; a small word first, as in van der Laan, but not "mevrouw de wethouder"."""
    if found[first].is_capital and found[first].lower not in PARTICLES:
        if found[first].lower in TITLES or found[first].lower in NEVER:
            return None
        return _last_with_capital(found, first, hidden)
    core = first
    while core < len(found) - 1 and core < first + 3 and found[core].lower in PARTICLES and found[core + 1].glued:
        core += 1
    if core in hidden or (core > first and not found[core].glued):
        return None
    if found[core].is_capital and found[core].lower not in PARTICLES:
        return _last_with_capital(found, core, hidden)
    return core if _is_small_name(found[core], has_particle=core > first, article=found[first].lower) else None


def _is_small_name(token: Token, *, has_particle: bool, article: str) -> bool:
    """A name in small letters: no Dutch word, or one that is a surname and does not read as a verb or a noun."""
    lower = token.base.lower()
    if lower in NEVER | DEEDS | PARTICLES | ARTICLES or len(lower) < 3 or not words().is_complete:
        return False
    is_surname = lower.capitalize() in words().surnames
    if not words().is_dutch(lower):
        return True
    if has_particle:
        return is_surname and (article not in ARTICLES or (article == "de" and lower in AFTER_DE))
    return lower.capitalize() in words().usual_surnames


def _last_with_capital(found: list[Token], first: int, hidden: set[int]) -> int:
    last = place = first
    while place + 1 < len(found) and place + 1 - first < MOST_WORDS:
        place += 1
        token = found[place]
        if place in hidden or not token.glued or found[last].text.endswith(("'s", "'")):
            break
        if token.is_capital and kind_of(token) not in (Kind.NEVER, Kind.CODE):
            last = place
        elif token.lower not in PARTICLES:
            break
    return last
