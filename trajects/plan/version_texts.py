"""The texts of people in a submitted version, each by its place: one may be reported by itself (V2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from trajects.analysis.models import JointGoal
from trajects.follow_up.steering_models import GovernancePoint
from trajects.plan.models import ActionLine, Measure, PlanVersion

OF_MEASURE = ("title", "owner_person", "substitute", "means", "result", "indicator", "residents_role")
LONGEST_PLACE = 80


@dataclass(frozen=True)
class Placed:
    """One text of a version: its place in what was kept, what it is in words, and what it says."""

    place: str
    where: str
    text: str


class VersionText(models.Model):
    """A text of a submitted version that somebody reported; its words stand in the version and nowhere here."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="reported_texts")
    place = models.CharField(max_length=LONGEST_PLACE)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["plan_version", "place"], name="version_text_once")]

    def __str__(self) -> str:
        return f"Tekst {self.pk} van planversie {self.plan_version_id}"

    @property
    def text(self) -> str:
        """What stands there now."""
        return text_at(self.plan_version.contents, self.place)

    @property
    def where(self) -> str:
        """What it is, in words, with the version."""
        found = (one.where for one in texts_of(self.plan_version.contents) if one.place == self.place)
        return f"{self.plan_version.name}: {next(found, 'tekst')}"


def texts_of(contents: Mapping[str, Any]) -> Iterator[Placed]:
    """Every text that people wrote in a kept version, in the order of the page; empty ones are left out."""
    for place, where in _places(contents):
        if text := text_at(contents, place):
            yield Placed(place, where, text)


def text_at(contents: Mapping[str, Any], place: str) -> str:
    """What stands at a place in a kept version; "" where it has none, as a version from before a field was there."""
    found: Any = contents
    for step in place.split("/"):
        if isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else None
        else:
            found = (found or {}).get(step)
    return str(found or "")


def _places(contents: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "question", "het vraagstuk"
    for place, part in enumerate(contents.get("parts", [])):
        yield f"parts/{place}/row/text", f"onderdeel {part['number']}, {part['title']}"
        for topic, points in enumerate(part.get("points", [])):
            for row in range(len(points["rows"])):
                for name in ("title", "person"):
                    about = f"{points['topic']['label']} {row + 1}, {_name(GovernancePoint, name)}"
                    yield f"parts/{place}/points/{topic}/rows/{row}/{name}", about
    for place in range(len(contents.get("problems", []))):
        yield f"problems/{place}/text", f"probleemstelling {place + 1}"
    for place in range(len(contents.get("opportunities", []))):
        yield f"opportunities/{place}/text", f"kans {place + 1}"
    for place, goal in enumerate(contents.get("goals", [])):
        for name in ("title", "gain"):
            yield f"goals/{place}/row/{name}", f"doel {goal['letter']}, {_name(JointGoal, name)}"
    yield from _of_lines(contents.get("lines", []))


def _of_lines(lines: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for place, line in enumerate(lines):
        yield f"lines/{place}/row/title", f"actielijn {place + 1}, {_name(ActionLine, 'title')}"
        for number, measure in enumerate(line["measures"]):
            for name in OF_MEASURE:
                about = f"maatregel {measure['code']}, {_name(Measure, name)}"
                yield f"lines/{place}/measures/{number}/row/{name}", about


def _name(model: type[models.Model], field: str) -> str:
    known: Any = model._meta.get_field(field)
    return str(known.verbose_name)
