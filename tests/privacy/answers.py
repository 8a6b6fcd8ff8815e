"""How a row of the matrix is written: the address, and the answer to each person by rule."""

from dataclasses import dataclass, field

from tests.privacy.cast import KERNTEAM, LOGGED_IN, LOGGED_OUT, PEOPLE, PROFESSIONALS
from tests.privacy.residents_world import GUIDE, TRACK

INVITED = KERNTEAM | {"petra"}


@dataclass(frozen=True)
class Row:
    """One address: the names of its values in the world, and the answers by person."""

    arguments: tuple[str, ...] = ()
    get: dict[str, int] | None = None
    post: dict[str, int] | None = None
    literal: dict[str, object] = field(default_factory=dict)


def outside(status: int) -> dict[str, int]:
    """The answer to who is not logged in, or no longer may be."""
    return dict.fromkeys(LOGGED_OUT, status)


def answers(allowed: set[str], status: int, *, refused: set[str] = frozenset()) -> dict[str, int]:
    """`status` for whom it is, 403 for who may see but not do it, 404 for all others."""
    found = dict.fromkeys(LOGGED_IN, 404)
    return found | dict.fromkeys(refused, 403) | dict.fromkeys(allowed, status) | outside(302)


def everybody(status: int = 200) -> dict[str, int]:
    return dict.fromkeys(PEOPLE, status)


def logged_in(status: int = 200, anonymous: int = 302) -> dict[str, int]:
    return dict.fromkeys(LOGGED_IN, status) | outside(anonymous)


def members(status: int = 200) -> dict[str, int]:
    return answers(PROFESSIONALS, status)


def agreed(status: int = 200) -> dict[str, int]:
    """Where something shared would be shown: who did not accept the newest agreement is led there."""
    return members(status) | {"daan": 303}


def kernteam(status: int = 200) -> dict[str, int]:
    return answers(KERNTEAM, status, refused=PROFESSIONALS - KERNTEAM)


def kernteam_and(name: str, status: int) -> dict[str, int]:
    """For the kernteam, and for whom it concerns."""
    return answers(KERNTEAM | {name}, status, refused=PROFESSIONALS - KERNTEAM - {name})


def owner(status: int = 200) -> dict[str, int]:
    """What the police keep to themselves."""
    return answers({"petra"}, status)


def of_session(status: int = 200) -> dict[str, int]:
    return answers(INVITED, status)


def prepares(status: int = 200) -> dict[str, int]:
    return answers(KERNTEAM, status, refused={"petra"})


def hidden_but_kernteam(status: int = 200) -> dict[str, int]:
    return answers(KERNTEAM, status)


def among_residents(status: int = 200) -> dict[str, int]:
    return answers(TRACK, status)


def guiding(status: int = 200) -> dict[str, int]:
    """What the guide does on the residents' side."""
    return answers(GUIDE, status, refused=TRACK - GUIDE)


def deciding(status: int = 200) -> dict[str, int]:
    """What residents do and their guide does not."""
    return answers(TRACK - GUIDE, status, refused=GUIDE)


def passing_on(status: int = 200) -> dict[str, int]:
    """What the guide does on the professionals' side."""
    return answers(GUIDE, status, refused=PROFESSIONALS - GUIDE)


def posted(row: dict[str, int]) -> dict[str, int]:
    """The same, for something sent: who is logged out is told so on the page itself."""
    return row | outside(401)
