"""The table of counts, and what one takes along of registrations as XLSX or CSV (V2, V7).

Nothing exact leaves its owner's own pages: in a table and in a file the numbers of one's own organisation are
rounded too.
"""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from buurtbalans import htmx, spreadsheets
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access, periods
from privacy.access_events.models import AccessAction
from privacy.agreements.condition import agreement_url, has_agreed
from privacy.registrations import small_counts
from privacy.registrations.counting import Grid, grids
from privacy.registrations.counting_form import CountingForm
from privacy.registrations.listing import Asked
from privacy.registrations.models import About, Registration, RegistrationKind
from privacy.registrations.reading import Reading, read
from trajects.traject import page
from trajects.traject.models import Traject
from trajects.traject.stamp import made_for

TAB = "registrations"
CONFIDENTIAL = "Vertrouwelijk, niet verder delen. Getallen over personen en gebeurtenissen zijn afgerond, ook de eigen."
HEADINGS = (
    "Soort", "Onderwerp", "Van", "Waarover", "Getal", "Gebied", "Thema", "Periode", "Signaal of toelichting", "Bron"
)  # fmt: skip
FORMATS = {"xlsx": spreadsheets.xlsx, "csv": spreadsheets.csv_file}


class _Table:
    """The table that one reader asked for."""

    def __init__(self, request: Request, traject: Traject, action: str, channel: str = "page") -> None:
        counts = Registration.objects.in_traject(traject.pk).filter(kind=RegistrationKind.COUNT)
        visible = access.visible(request.user, counts).select_related("area__parent__parent")
        rows = list(visible)
        readings = read(rows, request.user, traject_id=traject.pk, action=action, channel=channel)
        known = {row.pk for row, reading in zip(rows, readings, strict=True) if _knows(reading)}
        self.form = CountingForm(request.GET, about=sorted({row.about for row in rows}))
        self.about = self.form.cleaned_data["waarover"]
        made = grids(rows, known, self.about, timezone.localdate())
        self.grid: Grid = made[self.form.cleaned_data["naar"]]

    @property
    def name(self) -> str:
        """What is counted."""
        return f"Telling: {About(self.about).label}"

    @property
    def is_rounded(self) -> bool:
        """Whether its numbers are about people."""
        return not small_counts.is_exact(self.about)

    @property
    def query(self) -> str:
        """What was chosen, as the query of an address."""
        return "?" + urlencode(self.form.cleaned_data)


@require_safe
def registration_table(request: Request, traject_pk: int) -> HttpResponse:
    """How many, by area and period or theme, of what this person sees."""
    traject, first = _traject(request, traject_pk)
    if first is not None:
        return first
    table = _Table(request, traject, AccessAction.PART)
    context = page.context(request.user, traject, TAB, table=table)
    return render(request, "privacy/registrations/table.html", context)


@require_safe
def registration_table_file(request: Request, traject_pk: int, kind: str) -> HttpResponse:
    """The same table as XLSX or CSV."""
    traject, first = _traject(request, traject_pk)
    if first is not None:
        return first
    table = _Table(request, traject, AccessAction.EXPORT, kind)
    rows = ([_cell(text) for text in row] for row in table.grid.rows())
    return FORMATS[kind]("Telling", table.grid.headings, rows, note=_note(request.user, traject, table.name))


@require_safe
def registration_list_file(request: Request, traject_pk: int, kind: str) -> HttpResponse:
    """The registrations that this person sees, filtered as on the screen, as XLSX or CSV."""
    only_own = request.GET.get("alleen") == "eigen"
    traject, first = _traject(request, traject_pk, only_own=only_own)
    if first is not None:
        return first
    rows = list(Asked(traject, request.user, request.GET).rows())
    readings = read(rows, request.user, traject_id=traject.pk, action=AccessAction.EXPORT, channel=kind)
    lines = [_line(row, reading) for row, reading in zip(rows, readings, strict=True)]
    return FORMATS[kind]("Registraties", HEADINGS, lines, note=_note(request.user, traject, "Registraties"))


def _traject(request: Request, traject_pk: int, *, only_own: bool = False) -> tuple[Traject, HttpResponse | None]:
    """The traject; and where this person goes first when he has still to accept what applies to what others shared."""
    trajects = Traject.objects.annotate(has_agreed=has_agreed(request.user))
    traject = access.fetch(request.user, "see", trajects, traject_pk)
    has_to_agree = not only_own and not traject.has_agreed  # type: ignore[attr-defined]  # annotated above
    if has_to_agree and access.awaits_agreement(request.user, Registration.objects.in_traject(traject.pk)):
        return traject, htmx.elsewhere(request, agreement_url(traject_pk, request.path))
    return traject, None


def _knows(reading: Reading) -> bool:
    return reading.is_own or not reading.is_rounded


def _line(row: Registration, reading: Reading) -> Sequence[spreadsheets.Cell]:
    return (
        reading.kind,
        reading.title,
        reading.owner,
        reading.about,
        _cell(_number(row, timezone.localdate())),
        reading.area,
        reading.theme,
        reading.period,
        reading.text,
        reading.source,
    )


def _number(row: Registration, today: date) -> str:
    """The number as another organisation reads it; an exact one stays on its owner's page."""
    if row.value is None:
        return ""
    if small_counts.is_early(row.about, periods.last_day(row.period, row.year), today):
        return "nog niet"
    return small_counts.outside(row.about, row.value)


def _cell(text: str) -> spreadsheets.Cell:
    return int(text) if text.isdigit() else text


def _note(reader: User, traject: Traject, what: str) -> str:
    return f"{what}. {made_for(reader, traject)} {CONFIDENTIAL}"
