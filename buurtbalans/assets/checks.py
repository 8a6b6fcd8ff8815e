"""A warning for who sets up the site: the look is not built, or built for another theme."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from buurtbalans.assets.context import BARE, look

HINT = "Voer uit: npm ci --ignore-scripts && python manage.py build_assets"


@register()
def the_look_is_built(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The site works without the npm packages, but nobody should run it that way without knowing."""
    current = look()
    if current is BARE:
        text = "De vormgeving is niet gebouwd: de site draait met alleen de eigen basisstijl."
    elif current.theme != settings.THEME:
        text = f"De vormgeving is gebouwd voor thema '{current.theme}', maar BB_THEME is '{settings.THEME}'."
    else:
        return []
    return [Warning(text, hint=HINT, id="buurtbalans.W001")]
