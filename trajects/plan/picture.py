"""The planning of the plan as it is now, as a picture for a page (L2)."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.safestring import SafeString

from buurtbalans.assets.paper import paper
from trajects.plan.outline import Line
from trajects.plan.timeline import Look, TimelineRow, timeline


def look_of_theme() -> Look:
    """Letter and colours of this installation."""
    look = paper()
    return Look(font=look.font_family, ink=look.text, quiet=look.muted, bar=look.primary, rule=look.line)


def planning_picture(lines: Iterable[Line]) -> SafeString:
    """The measures of these lines over quarters, as one SVG; "" while there are none."""
    rows = [
        TimelineRow(one.code, one.row.title, line.row.title, one.row.planning, one.row.starts_on, one.row.ends_on)
        for line in lines
        for one in line.measures
    ]
    return timeline(rows, timezone.localdate(), look=look_of_theme())
