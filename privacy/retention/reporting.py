"""The report of what was deleted, as people read it: numbers per kind of thing (V6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Sum
from django.utils import timezone

from privacy.policy_document import MODEL_WORDS
from privacy.retention.models import DeletionReport, Rule


@dataclass(frozen=True)
class DeletedOnDay:
    """What one rule deleted on one day: words and number for each kind of thing."""

    day: date
    rule: str
    counts: list[tuple[str, int]]


def by_day(reports: Iterable[DeletionReport]) -> list[DeletedOnDay]:
    """Reports of one traject, the latest day first; what people have no word for is left out."""
    found: dict[tuple[date, str], dict[str, int]] = {}
    for report in reports:
        words = MODEL_WORDS.get(report.table.lower())
        counts = found.setdefault((timezone.localdate(report.at), str(Rule(report.rule).label)), {})
        if words:
            counts[words] = counts.get(words, 0) + report.count
    return [DeletedOnDay(day, rule, sorted(counts.items())) for (day, rule), counts in found.items()]


def totals() -> list[tuple[str, str, int]]:
    """Rule, table and number of everything that was ever deleted, over all trajects together."""
    rows = DeletionReport.objects.order_by("rule", "table").values_list("rule", "table").annotate(total=Sum("count"))
    return [(str(Rule(rule).label), _name(table), total) for rule, table, total in rows]


def _name(table: str) -> str:
    """The word of a table, or its own name where people never see it."""
    if table.lower() in MODEL_WORDS:
        return MODEL_WORDS[table.lower()]
    return str(apps.get_model(table)._meta.label) if table.count(".") == 1 else table
