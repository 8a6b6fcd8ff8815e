"""What templates draw: icons, as decoration beside a text that says what is meant, tokens of forms, addresses."""

from functools import cache

from django import template
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from buurtbalans.addresses import address
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


@cache
def _framed(sprite: str, name: str, css: str) -> SafeString:
    return format_html('<span class="{}" hidden>{}</span>', css, _drawn(sprite, name, "bb-svg"))


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString | str:
    """An icon in running text: `{% icon "Pencil" %}`."""
    sprite = _sprite(name)
    return _drawn(sprite, name, f"bb-ico {css}".strip()) if sprite else ""


@register.simple_tag
def ams_icon(name: str, css: str = "") -> SafeString | str:
    """An icon in a button, menu or alert of the design system: `{% ams_icon "Pencil" %}`."""
    sprite = _sprite(name)
    return _framed(sprite, name, f"ams-icon {css}".strip()) if sprite else ""


@register.simple_tag(takes_context=True)
def csrf_input(context: Context) -> str:
    """The token of a form, once for the many forms of a list: `{% csrf_input as token %}`, then `{{ token }}`."""
    return CsrfTokenNode().render(context)


@register.simple_tag(name="address")
def address_tag(name: str, *args: int) -> str:
    """What `{% url %}` answers where every argument is a number, sooner: `{% address "pages:traject" 1 %}`."""
    return address(name, *args)
