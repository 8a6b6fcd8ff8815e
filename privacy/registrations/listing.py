"""The list of registrations: which rows a reader asked for, own first, a page at a time.

Filters live in the address. Their choices come from the rows that this reader sees and from nothing else, so
that no filter tells of what is hidden; a value that is not among them is passed over without a word.
"""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.http import urlencode

from buurtbalans.accounts.models import User
from privacy import access, periods
from privacy.access_events.models import AccessAction
from privacy.registrations.listing_form import FilterForm
from privacy.registrations.models import ReadingState, Registration
from privacy.registrations.reading import read
from trajects.traject.models import Traject

PER_PAGE = 50
Choices = list[tuple[str, str]]


class Asked:
    """What one reader asked to see of one traject's registrations."""

    def __init__(self, traject: Traject, user: User, given: Mapping[str, str]) -> None:
        self.traject, self.user, self.given = traject, user, given
        self.seat = access.seat(user, traject.pk)
        self.form = FilterForm(given, **self._choices())
        self.form.is_valid()

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are on, by their name in the address."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The filters as the start of an address's query."""
        return "?" + urlencode(self.filters) + ("&" if self.filters else "")

    @property
    def only_own(self) -> bool:
        """Whether nothing that others shared is asked for."""
        return self.filters.get("alleen") == "eigen"

    def rows(self) -> QuerySet[Registration]:
        """The rows asked for, own ones first."""
        partner_id = self.seat.partner_id if self.seat else 0
        is_own = ExpressionWrapper(Q(partner=partner_id), output_field=BooleanField())
        rows = access.visible(self.user, Registration.objects.in_traject(self.traject.pk)).annotate(is_own=is_own)
        on = self.filters
        if "alleen" in on:
            rows = rows.filter(is_own=on["alleen"] == "eigen")
        if "thema" in on:
            rows = rows.filter(theme=int(on["thema"]))
        if "gebied" in on:
            rows = rows.filter(area=int(on["gebied"]))
        if "periode" in on:
            year, period = on["periode"].split("-")
            rows = rows.filter(year=year, period=period)
        return rows.order_by("-is_own", "-created_at", "-pk")

    def shown(self) -> dict[str, Any]:
        """What the page shows: this page's readings in two parts, and the signals that one may read."""
        page = Paginator(self.rows(), PER_PAGE).get_page(self.given.get("pagina"))
        readings = read(page.object_list, self.user, traject_id=self.traject.pk, action=AccessAction.LIST)
        return {
            "rows": page,
            "own": [reading for reading in readings if reading.is_own],
            "shared": [reading for reading in readings if not reading.is_own],
            "to_read": self._to_read(),
        }

    def _to_read(self) -> list[Registration]:
        """Signals of colleagues that wait for a second reader, oldest first."""
        partner_id = self.seat.partner_id if self.seat else 0
        waiting = Registration.objects.filter(
            traject=self.traject, partner=partner_id, second_reading__state=ReadingState.WAITS
        ).exclude(written_by=self.user)
        return list(access.visible(self.user, waiting).order_by("second_reading__asked_at")[:PER_PAGE])

    def _choices(self) -> dict[str, Choices]:
        visible = access.visible(self.user, Registration.objects.filter(traject=self.traject)).order_by()
        found = visible.values_list("theme", "theme__name", "area", "area__name", "year", "period").distinct()
        themes: dict[str, str] = {}
        areas: dict[str, str] = {}
        spans = set()
        for theme, theme_name, area, area_name, year, period in found:
            themes |= {str(theme): theme_name} if theme else {}
            areas |= {str(area): area_name} if area else {}
            spans.add((year, period))
        ordered = sorted(spans, key=lambda span: (periods.last_day(span[1], span[0]), span[1]), reverse=True)
        return {
            "themes": sorted(themes.items(), key=lambda choice: choice[1]),
            "areas": sorted(areas.items(), key=lambda choice: choice[1]),
            "spans": [(f"{year}-{period}", periods.label(period, year)) for year, period in ordered],
        }
