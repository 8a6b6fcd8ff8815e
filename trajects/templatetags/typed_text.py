"""Typed text in templates: `{% load typed_text %}`, then `{{ part.text|typed }}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from buurtbalans.direction import Direction, direction
from trajects.plan.text import as_html, breakable

register = template.Library()


@register.filter
def typed(text: str) -> SafeString:
    """A typed text as paragraphs and lists."""
    return as_html(text)


@register.filter
def typed_on_paper(text: str) -> SafeString:
    """The same for a PDF, where a very long word needs places to break."""
    return as_html(breakable(text))


@register.filter
def typed_short(text: str) -> str:
    """A short text on one line of a PDF, with places to break in a very long word, in its own direction."""
    broken = breakable(text)
    return format_html('<span dir="rtl">{}</span>', broken) if direction(text) == "rtl" else broken


@register.filter
def reads(text: str) -> Direction:
    """In which direction a text reads, for the `dir` of what stands around it."""
    return direction(text)
