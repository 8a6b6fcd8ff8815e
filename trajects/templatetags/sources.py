"""Where a piece of the plan came from: `{% load sources %}`, then `{% source_links sources "goal" goal.pk %}`."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from trajects.plan.sourcing import SourceLink, Where

register = template.Library()


@register.simple_tag
def source_links(sources: Mapping[Where, list[SourceLink]], kind: str, pk: int) -> SafeString | str:
    """A quiet line with the sources of one piece, as far as its reader may see them; nothing without any."""
    links = sources.get((kind, pk)) if sources else None
    if not links:
        return ""
    written = format_html_join(", ", '<a class="ams-link" href="{}">{}</a>', ((link.url, link.label) for link in links))
    return format_html('<p class="bb-sm bb-2">Bron: {}</p>', written)
