"""Deleting for good: rows, all that hangs on them, and their files. The report counts, and never tells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.models.deletion import Collector, ProtectedError

from buurtbalans import deleted
from privacy.retention.models import SILENT, DeletionReport, Rule
from privacy.tables import Circle, RoleGroup

AT_A_TIME = 500
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def sweep(rule: Rule, rows: "models.QuerySet[Any, Any]", traject: str) -> int:
    """Delete these rows, some hundreds in a transaction, and report them by traject; returns how many rows.

    `traject` is the path from a row to the number of its traject.
    """
    total = 0
    numbers = rows.order_by().values_list(traject, flat=True).distinct()
    for traject_id in list(numbers):
        while chosen := list(rows.filter(**{traject: traject_id})[:AT_A_TIME]):
            with transaction.atomic():
                deleted.remember(chosen)
                report(rule, remove(chosen), traject_id)
            total += len(chosen)
    return total


def report(rule: Rule, counts: Counter[str], traject_id: int | None = None) -> None:
    """Write down how many rows of which table went."""
    DeletionReport.objects.bulk_create(
        DeletionReport(
            rule=rule, traject_id=traject_id, table=table, count=count, is_shown=rule not in SILENT and bool(traject_id)
        )
        for table, count in sorted(counts.items())
        if count
    )


def remove(rows: Sequence[models.Model]) -> Counter[str]:
    """Delete rows of one model with what hangs on them; their files go when that is certain.

    Raises ProtectedError when something else still needs them. Returns how many of each table.
    """
    if not rows:
        return Counter()
    collector = Collector(using="default")
    collector.collect(rows)
    files = [name for model, found in _collected(collector) for name in _files_of(model, found)]
    _, counts = collector.delete()
    transaction.on_commit(lambda: _delete_files(files))
    return Counter(counts)


@transaction.atomic
def purge(traject: models.Model) -> Counter[str]:
    """Delete a whole traject, with all that refers to it and the groups that were made for it."""
    partners = Circle.objects.filter(partner__traject=traject.pk).values_list("group_id", flat=True)
    roles = RoleGroup.objects.filter(traject=traject.pk).values_list("group_id", flat=True)
    groups = [*partners, *roles]
    # The texts that were agreed on go along; the trace of access has a term of its own, so nothing of it is named here.
    _allow_deleting(LONG_AGO)
    counts = _remove_with_what_needs_it([traject])
    _allow_deleting(None)
    counts += remove(list(Group.objects.filter(pk__in=groups)))
    return counts


def _remove_with_what_needs_it(rows: list[models.Model]) -> Counter[str]:
    """All that refers to a row of the traject is of that traject, so what protects a row goes before it."""
    counts: Counter[str] = Counter()
    while True:
        try:
            return counts + remove(rows)
        except ProtectedError as needed:
            for model in {type(row) for row in needed.protected_objects}:
                counts += _remove_with_what_needs_it([row for row in needed.protected_objects if type(row) is model])


def _collected(collector: Collector) -> Iterable[tuple[type[models.Model], Iterable[Any]]]:
    yield from collector.data.items()
    for found in collector.fast_deletes:
        yield found.model, found


def _files_of(model: type[models.Model], rows: Iterable[Any]) -> "list[tuple[type[models.Model], str, str]]":
    """Each with the model and the field that name it."""
    fields = [field.name for field in model._meta.fields if isinstance(field, models.FileField)]
    return [(model, name, str(getattr(row, name))) for name in fields for row in rows if getattr(row, name)]


def _delete_files(files: "list[tuple[type[models.Model], str, str]]") -> None:
    """Unless another row names the same file: what is carried to a next agenda brings its files along."""
    for model, field, name in files:
        if not model._default_manager.filter(**{field: name}).exists():
            default_storage.delete(name)


def _allow_deleting(before: datetime | None) -> None:
    """Tell the append-only tables that this transaction is retention's, or that it is so no longer."""
    with connection.cursor() as cursor:
        moment = before.isoformat() if before else ""
        cursor.execute("SELECT set_config('buurtbalans.retention', %s, true)", [moment])
