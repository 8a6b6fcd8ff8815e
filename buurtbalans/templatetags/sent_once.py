"""In a form that makes something new: `{% load sent_once %}`, then `{% once %}` beside the CSRF token."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from buurtbalans.once import FIELD, number

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The hidden number by which a form that is sent again is known (buurtbalans/once.py)."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, number())
