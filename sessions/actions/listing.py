"""The one list of what was agreed: which rows a reader asked for, and in which order (A1).

The same rows go to the screen and to the exports. Filters live in the address; a value that does not
exist there, or that this reader may not know of, is passed over without a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Case, CharField, Expression, F, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.forms import BoundField
from django.utils import timezone
from django.utils.http import urlencode

from buurtbalans.accounts.models import User
from privacy import access
from privacy.questions import Given, Question
from sessions.actions.forms import ActionFilterForm, blank_search
from sessions.actions.models import Action, ActionQuerySet, ActionStatus, Decision
from sessions.actions.rows import FIELDS
from trajects.traject.models import Traject

# What tab and heading say, by the name in the address.
VIEWS: Mapping[str, str] = {
    "open": "Open",
    "mijn": "Mijn",
    "te-laat": "Te laat",
    "klaar": "Klaar",
    "besluiten": "Besluiten",
}
DEFAULT_VIEW = "open"
EMPTY: Mapping[str, str] = {
    "open": "Niets open. Mooi moment om de volgende bijeenkomst voor te bereiden.",
    "mijn": "Jij hebt in dit traject niets open.",
    "te-laat": "Niets is te laat.",
    "klaar": "Nog niets klaar. Vink een actie af als die gedaan is.",
    "besluiten": "Nog geen besluiten. Leg een besluit vast met Besluit toevoegen.",
}
_STATUS_ORDER = Case(
    When(status=ActionStatus.OPEN, then=Value("1")),
    When(status=ActionStatus.FAILED, then=Value("2")),
    default=Value("3"),
    output_field=CharField(),
)
COLUMNS: Mapping[str, tuple[str, Expression | F]] = {
    "wat": ("Wat", Lower("title")),
    "wie": ("Wie", F("assignee__user__name")),
    "organisatie": ("Organisatie", F("partner__organisation__folded")),
    "datum": ("Uiterlijk", F("due")),
    "bijeenkomst": ("Uit welke bijeenkomst", F("session__date")),
    "status": ("Status", _STATUS_ORDER),
}


@dataclass(frozen=True)
class Heading:
    """A column's heading: a link that sorts by it, or the other way round."""

    label: str
    url: str
    direction: str


@dataclass(frozen=True)
class Choice:
    """One of the views above the list."""

    label: str
    url: str
    current: bool


@dataclass
class Asked:
    """What a reader asked to see of one traject."""

    traject: Traject
    user: User
    given: Mapping[str, str]
    form: ActionFilterForm = field(init=False)
    view: str = field(init=False)
    sort: str = field(init=False)
    descending: bool = field(init=False)

    def __post_init__(self) -> None:
        """Read the address; what makes no sense there counts as not given."""
        self.form = ActionFilterForm(self.given, traject=self.traject, user=self.user)
        self.form.is_valid()
        self.view = self.given.get("toon", "") if self.given.get("toon") in VIEWS else DEFAULT_VIEW
        wanted = self.given.get("sorteer", "")
        self.descending = wanted.startswith("-")
        self.sort = wanted.removeprefix("-") if wanted.removeprefix("-") in COLUMNS else "datum"

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are on, by their name in the address."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def shows_decisions(self) -> bool:
        """Decisions instead of actions."""
        return self.view == "besluiten"

    @property
    def picks(self) -> str:
        """Are rows ticked here to be changed together: "1" for none ticked yet, "alles" for all, "" for not."""
        seat = access.seat(self.user, self.traject.pk)
        may = seat is not None and "edit_action" in seat.actions and not self.shows_decisions
        return self.given.get("kies", "") if may and self.given.get("kies") in ("1", "alles") else ""

    @property
    def selects(self) -> list[BoundField]:
        """The filters with choices that this view has."""
        names: tuple[str, ...] = ("stap", "bijeenkomst")
        if not self.shows_decisions:
            names = ("soort", "organisatie", *names)
        return [self.form[name] for name in names]

    @property
    def search(self) -> str:
        """The field for searching, with what is searched for."""
        return self.form["q"].as_field_group() if self.given.get("q") else blank_search()

    @property
    def title(self) -> str:
        """The name of what is shown."""
        return VIEWS[self.view]

    def actions(self) -> QuerySet[Action]:
        """The actions asked for, as far as this person may see them."""
        rows = access.visible(
            self.user, _viewed(Action.objects.filter(traject=self.traject).with_people(), self.view, **self._known)
        )
        on = self.filters
        if "soort" in on:
            rows = rows.filter(kind=on["soort"])
        if "organisatie" in on:
            rows = rows.filter(partner=on["organisatie"])
        if "stap" in on:
            rows = rows.filter(step__number=on["stap"])
        if "bijeenkomst" in on:
            rows = rows.filter(session=on["bijeenkomst"])
        if "q" in on:
            words = Q(title__icontains=on["q"]) | Q(why__icontains=on["q"]) | Q(note__icontains=on["q"])
            rows = rows.filter(words)
        return _sorted(rows, self.sort, self.descending)

    def values(self) -> list[Any]:
        """The actions asked for as plain values, by the names in `rows.FIELDS`."""
        if self.filters:
            return list(self.actions().values_list(*FIELDS))
        return _unfiltered(self.view, self.sort, self.descending)(self.user, traject=self.traject.pk, **self._known)

    def decisions(self) -> QuerySet[Decision]:
        """The decisions asked for, latest first."""
        rows = access.visible(self.user, Decision.objects.filter(traject=self.traject))
        on = self.filters
        if "stap" in on:
            rows = rows.filter(step__number=on["stap"])
        if "bijeenkomst" in on:
            rows = rows.filter(session=on["bijeenkomst"])
        if "q" in on:
            rows = rows.filter(text__icontains=on["q"])
        return rows.select_related("session", "step")

    def query(self, **changes: str) -> str:
        """The address's own query with some values changed; empty ones are left out."""
        values = {"toon": self.view, **{name: str(value) for name, value in self.filters.items()}}
        values["sorteer"] = f"{'-' if self.descending else ''}{self.sort}"
        values["kies"] = self.picks
        values |= changes
        shown = {name: value for name, value in values.items() if value}
        return "?" + urlencode(shown)

    @property
    def picking_query(self) -> str:
        """The same list with a box before each row."""
        return self.query(kies="1")

    @property
    def ticking_query(self) -> str:
        """The same with every box ticked."""
        return self.query(kies="alles")

    @property
    def plain_query(self) -> str:
        """The same without boxes, also for the exports."""
        return self.query(kies="")

    def choices(self) -> list[Choice]:
        """The views above the list; the filters stay on."""
        return [Choice(label, self.query(toon=name), name == self.view) for name, label in VIEWS.items()]

    def headings(self) -> list[Heading]:
        """The columns with the link that sorts by them."""
        return [self._heading(name, label) for name, (label, _) in COLUMNS.items()]

    def _heading(self, name: str, label: str) -> Heading:
        current = name == self.sort
        turn = "-" if current and not self.descending else ""
        direction = ("descending" if self.descending else "ascending") if current else ""
        return Heading(label, self.query(sorteer=f"{turn}{name}"), direction)

    @property
    def _known(self) -> dict[str, Given]:
        """What a view may depend on besides the address: whose actions are one's own, and what day it is."""
        seat = access.seat(self.user, self.traject.pk)
        own = (
            {"membership": seat.membership_id, "partner": seat.partner_id} if seat else {"membership": 0, "partner": 0}
        )
        return {**own, "today": timezone.localdate()}


def _viewed(rows: ActionQuerySet, view: str, *, membership: Given, partner: Given, today: Given) -> ActionQuerySet:
    if view == "mijn":
        return rows.open().of_seat(membership, partner)
    if view == "te-laat":
        return rows.overdue(today)
    return rows.closed() if view == "klaar" else rows.open()


def _sorted(rows: QuerySet[Action], sort: str, descending: bool) -> QuerySet[Action]:
    key = COLUMNS[sort][1]
    return rows.order_by(key.desc(nulls_last=True) if descending else key.asc(nulls_last=True), "pk")


@cache
def _unfiltered(view: str, sort: str, descending: bool) -> Question[Any]:
    """One view in one order without filters, what nearly everybody asks for: as many as there are links to press."""

    @Question
    def listed(user: User, traject: Given, **known: Given) -> "QuerySet[Action, Any]":
        rows = access.visible(user, _viewed(Action.objects.filter(traject=traject), view, **known))
        return _sorted(rows, sort, descending).values_list(*FIELDS)

    return listed
