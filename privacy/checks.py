"""A warning at start-up when names cannot be told from words."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from privacy.personal_data.words import BUILT, NAMES_OF_LISTS


@register()
def word_lists_are_built(**_: Any) -> list[CheckMessage]:
    """Whether set-up built the lists; without them the finder knows only names of its own short lists."""
    if all((BUILT / f"{name}.txt").exists() for name in NAMES_OF_LISTS):
        return []
    return [
        Warning(
            "De woordenlijsten ontbreken: persoonsnamen worden minder goed herkend.",
            hint="Draai: make setup",
            id="privacy.W001",
        )
    ]
