"""What templates draw: icons, as decoration beside a text that says what is meant, tokens of forms, addresses,
and who was first where two people wrote at once."""

from datetime import datetime
from functools import cache

from django import template
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

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


@register.simple_tag(takes_context=True)
def who_was_first(context: Context, who: object = "", when: datetime | None = None) -> str:
    """Who changed what one writes before one saved it, and when; `who` is empty where that is not known."""
    at = f" om {date_format(localtime(when), 'H.i')} uur" if when else ""
    if _is_reader(context, who):
        return f"Dit heb je zelf{at} in een ander venster gewijzigd"
    return f"{who} heeft dit{at} gewijzigd" if who else f"Dit is intussen{at} gewijzigd"


@register.simple_tag(takes_context=True)
def whose_version(context: Context, who: object = "") -> str:
    """What the other one of two texts is called."""
    if _is_reader(context, who):
        return "Die uit je andere venster"
    return f"Die van {who}" if who else "De andere versie"


def _is_reader(context: Context, who: object) -> bool:
    """Is it the reader himself? Where no more than a name was kept, a namesake is taken for him too."""
    reader = context["request"].user
    return bool(who) and (who == reader or who == getattr(reader, "name", ""))


@register.simple_tag(name="address")
def address_tag(name: str, *args: int) -> str:
    """What `{% url %}` answers where every argument is a number, sooner: `{% address "pages:traject" 1 %}`."""
    return address(name, *args)
