"""What partners of a traject of the demo know, and with whom each of them shares it."""

from uuid import NAMESPACE_URL, uuid5

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from privacy import access
from privacy.access_events import recording
from privacy.access_events.models import AccessAction
from privacy.registrations.audience import expand
from privacy.registrations.models import Registration
from privacy.registrations.second_reading import agree
from privacy.registrations.services import add
from privacy.tables import Level
from trajects.buurt.models import Area
from trajects.partners.models import Role
from trajects.traject.models import Theme

DAYS_UNTIL_READ = 3


def register(scene: Scene) -> None:
    """Record all registrations; nothing of it reaches the logbook, for that one exists is confidential too."""
    themes = {theme.name: theme for theme in Theme.objects.all()}
    areas = {area.name: area for area in Area.objects.filter(level="buurt")}
    for row in scene.text["registrations"]:
        seat = scene.seats[row["by"]]
        if seat.partner is None:
            raise LookupError(row["by"])
        period, year = scene.days.quarter(row["quarter"])
        with scene.days.at(row["day"]):
            registration = add(
                seat.partner,
                by=scene.people[row["by"]],
                once=uuid5(NAMESPACE_URL, f"{scene.text['area']}/{row['title']}"),
                shared_with=_audience(scene, row, seat.partner.pk),
                level=row.get("level", Level.ROUNDED),
                expires_on=scene.days.day(row["expires"]) if "expires" in row else None,
                kind="aantal" if "value" in row else "signaal",
                title=row["title"],
                about=row["about"],
                value=row.get("value"),
                text=row["text"],
                area=areas[row.get("area", scene.text["area"])],
                theme=themes[row["theme"]],
                period=period,
                year=year,
                source=row["source"],
            )
            if "read_by" in row:
                agree(registration, registration.version, by=scene.people[row["read_by"]])
        _look(scene, registration, row["day"] + DAYS_UNTIL_READ)


def _look(scene: Scene, registration: Registration, day: int) -> None:
    """Whom it is shared with, and a colleague, read it some days later, so that its owner has something to see."""
    readers = [scene.people[name] for name, seat in scene.seats.items() if seat.role != Role.READER]
    for later, reader in enumerate(readers):
        if access.visible(reader, Registration.objects.filter(pk=registration.pk)).exists():
            with scene.days.at(min(day + later, -1)):
                recording.record(reader, AccessAction.VIEW, [registration], traject_id=scene.traject.pk)


def _audience(scene: Scene, row: Row, own_partner_id: int) -> list[int]:
    shared: str | list[str] = row["shared"]
    if isinstance(shared, str):
        return expand(shared, [], scene.traject, own_partner_id)
    return [scene.partners[name].pk for name in shared]
