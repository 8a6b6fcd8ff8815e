"""Whether a mailbox belongs to a desk rather than to a person, by the part before the @."""

import re

from privacy.personal_data.sections import cues
from privacy.personal_data.words import words

_OF_A_DESK, _WHOLE = cues("desk"), cues("desk_whole")
_SEPARATOR = re.compile(r"[._+0-9-]{1,64}")


def is_functional(local: str) -> bool:
    """Whether the part before the @ names a desk, a team or an organisation, and no person."""
    parts = [part for part in _SEPARATOR.split(local.lower()) if part]
    if not parts or any(len(part) == 1 for part in parts):
        return False
    if any(_is_persons(part) for part in parts):
        return False
    return any(part in _WHOLE or any(word in part for word in _OF_A_DESK) for part in parts)


def _is_persons(part: str) -> bool:
    name = part.capitalize()
    return (name in words().first_names or name in words().surnames) and part not in words().dutch
