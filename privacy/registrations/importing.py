"""Bringing many counts at once: they wait for who brought them, and come in all together or not at all (D2).

The file itself is never stored, only what was read from it, and that not longer than a day.
"""

from django.db import transaction
from procrastinate.contrib.django import app

from buurtbalans.accounts.models import User
from privacy.doors.decisions import keep
from privacy.doors.finding import LABEL_WORDS
from privacy.doors.models import PersonalDataDecision, Verdict
from privacy.registrations.forms import areas_of
from privacy.registrations.granting import give_all
from privacy.registrations.import_rows import Content
from privacy.registrations.models import Registration, RegistrationImport, RegistrationKind
from privacy.registrations.services import Sharing
from trajects.partners.models import Partner
from trajects.traject.models import Theme


@transaction.atomic
def bring(partner: Partner, rows: list[Content], *, by: User) -> RegistrationImport:
    """Keep the rows of a table until the person who brought it decides."""
    RegistrationImport.objects.stale().delete()
    return RegistrationImport.objects.create(traject_id=partner.traject_id, partner=partner, brought_by=by, rows=rows)


@transaction.atomic
def add_all(brought: RegistrationImport, sharing: Sharing, *, by: User, stays: str = "") -> int:
    """Record every row as a count of the partner, shared in the same way.

    `stays` is the reason (Reason) why what looks like personal data in its cells may stand there; kept without the
    text, once for the whole table. Returns how many rows; none when they were added or put away already.
    """
    held = RegistrationImport.objects.select_for_update().filter(pk=brought.pk).first()
    if held is None:
        return 0
    rows = Registration.objects.bulk_create(
        Registration(
            traject_id=held.traject_id,
            partner_id=held.partner_id,
            created_by=by,
            written_by=by,
            kind=RegistrationKind.COUNT,
            expires_on=sharing.expires_on,
            **content,
        )
        for content in contents(held)
    )
    give_all(rows, sharing.partner_ids, by=by)
    doubtful = [row for row, brought_row in zip(rows, held.rows, strict=True) if brought_row.get("doubts")]
    keep(_decisions(held, by, stays), doubtful, by=by)
    held.delete()
    return len(rows)


def doubts(brought: RegistrationImport) -> list[str]:
    """What its cells seem to hold, in words, once each."""
    return list(dict.fromkeys(word for row in brought.rows for word in row.get("doubts", [])))


def _decisions(brought: RegistrationImport, by: User, stays: str) -> list[PersonalDataDecision]:
    labels = {word: label for label, word in LABEL_WORDS.items()}
    return [
        PersonalDataDecision(
            traject_id=brought.traject_id,
            by=by,
            object_type=brought._meta.label_lower,
            object_id=brought.pk,
            label=labels[word],
            verdict=Verdict.KEPT,
            reason=stays,
        )
        for word in doubts(brought)
    ]


def put_away(brought: RegistrationImport) -> None:
    """Forget the rows without adding them."""
    brought.delete()


def contents(brought: RegistrationImport) -> list[Content]:
    """What its rows say, with area and theme as they are known now."""
    areas = {area.pk: area for area in areas_of(brought.traject)}
    themes = {theme.pk: theme for theme in Theme.objects.all()}
    known = [row | {"area": areas.get(row["area"]), "theme": themes.get(row["theme"])} for row in brought.rows]
    return [{name: value for name, value in row.items() if name != "doubts"} for row in known]


@app.periodic(cron="15 * * * *")
@app.task
def forget_imports(timestamp: int) -> None:
    """Put away what nobody decided about; `timestamp` is the moment for which the job was planned."""
    RegistrationImport.objects.stale().delete()
