"""Typed text in templates: `{% load typed_text %}`, then `{{ part.text|typed }}`."""

from django import template
from django.utils.safestring import SafeString

from trajects.plan.text import as_html

register = template.Library()


@register.filter
def typed(text: str) -> SafeString:
    """A typed text as paragraphs and lists."""
    return as_html(text)
