"""Where a piece of the plan came from: `{% load sources %}`, then `{% source_links sources "goal" goal.pk %}`."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from trajects.plan.sourcing import SourceLink, Where, written

register = template.Library()


@register.simple_tag
def source_links(sources: Mapping[Where, list[SourceLink]], kind: str, pk: int) -> SafeString | str:
    """A quiet line with the sources of one piece, as far as its reader may see them; nothing without any."""
    links = sources.get((kind, pk)) if sources else None
    return written(links) if links else ""
