"""Icons in templates. They are decoration: the text beside them says what is meant."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from buurtbalans.assets.context import look
from buurtbalans.assets.icons import sources

register = template.Library()

SVG = '<svg class="{}" aria-hidden="true" focusable="false" viewBox="0 0 24 24"><use href="{}#{}"></use></svg>'


def _sprite(name: str) -> str | None:
    """The picture file that holds this icon; None when the icons have not been built on this machine."""
    if name not in sources():
        raise template.TemplateSyntaxError(f"There is no icon '{name}'; see buurtbalans/assets/icons.json.")
    return look().icons


@cache
def _drawn(sprite: str, name: str, css: str) -> SafeString:
    """An icon from a picture file. Pages hold dozens, and each is the same wherever it stands."""
    return format_html(SVG, css, static(sprite), name)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString | str:
    """An icon in running text: `{% icon "Pencil" %}`."""
    sprite = _sprite(name)
    return _drawn(sprite, name, f"bb-ico {css}".strip()) if sprite else ""


@register.simple_tag
def ams_icon(name: str, css: str = "") -> SafeString | str:
    """An icon in a button, menu or alert of the design system: `{% ams_icon "Pencil" %}`."""
    sprite = _sprite(name)
    if not sprite:
        return ""
    return format_html('<span class="{}" hidden>{}</span>', f"ams-icon {css}".strip(), _drawn(sprite, name, "bb-svg"))
