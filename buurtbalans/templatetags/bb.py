"""Icons in templates. They are decoration: the text beside them says what is meant."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from buurtbalans.assets.context import look
from buurtbalans.assets.icons import sources

register = template.Library()

SVG = '<svg class="{}" aria-hidden="true" focusable="false" viewBox="0 0 24 24"><use href="{}#{}"></use></svg>'


def _address(name: str) -> str | None:
    """Where the sprite is; None when the icons have not been built on this machine."""
    if name not in sources():
        raise template.TemplateSyntaxError(f"There is no icon '{name}'; see buurtbalans/assets/icons.json.")
    sprite = look().icons
    return static(sprite) if sprite else None


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString | str:
    """An icon in running text: `{% icon "Pencil" %}`."""
    address = _address(name)
    return format_html(SVG, f"bb-ico {css}".strip(), address, name) if address else ""


@register.simple_tag
def ams_icon(name: str, css: str = "") -> SafeString | str:
    """An icon in a button, menu or alert of the design system: `{% ams_icon "Pencil" %}`."""
    address = _address(name)
    if not address:
        return ""
    return format_html('<span class="{}" hidden>' + SVG + "</span>", f"ams-icon {css}".strip(), "bb-svg", address, name)
