"""Hiding what was reported, and settling it (V2). Nothing here asks rights; the views do."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F

from buurtbalans.accounts.models import User
from privacy import policy
from privacy.doors.decisions import keep
from privacy.doors.hidden import REPORTED, SENTENCE
from privacy.doors.models import PersonalDataDecision, Reason, Verdict
from privacy.registrations import services as registrations
from privacy.registrations.models import Registration
from privacy.reports import copies
from privacy.reports.copies import COPIES, ONE_LINE, Places
from privacy.reports.hiding import may_hide
from privacy.reports.letters import mail_report
from privacy.reports.models import HiddenText, Report
from privacy.reports.texts import KINDS, Kind, kind_of
from trajects.crossing import services as crossing
from trajects.crossing.models import ReleasedFinding, ResidentsFeedback
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.plan.models import PlanVersion
from trajects.plan.version_texts import VersionText
from trajects.residents.log import note
from trajects.residents.models import ResidentsLogKind, ResidentsTrack
from trajects.traject.models import Traject

# What is changed in the form of another row, whose version guards it.
GUARDED_BY = {"trajects.urgency": "traject"}


def report_on(row: models.Model) -> Report | None:
    """The report that hides a row's texts now, if there is one."""
    if isinstance(row, ReleasedFinding | ResidentsFeedback):
        return Report.objects.filter(texts__object_type=row._meta.label_lower, texts__object_id=row.pk).first()
    report = Report.objects.filter(object_type=row._meta.label_lower, object_id=row.pk).first()
    return None if report and _is_written_over(report, row) else report


@transaction.atomic
def hide(row: models.Model, kind: Kind, traject: Traject, *, by: User, site: str) -> None:
    """Hide everything people wrote in a row, for everybody and everywhere; a second report changes nothing.

    The author and the kernteam are told without a word of it; of a registration only who may see it, and of what
    residents wrote only its author and their guide. What crossed the wall is hidden where it came from too, and there
    nobody hears who reported it.
    """
    origin = crossing.origin_of(row)
    row, kind = (origin, kind_of(origin)) if origin else (row, kind)
    # What the row says now and not when the page was asked for: somebody may just have changed it.
    now = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    which = {"object_type": row._meta.label_lower, "object_id": row.pk}
    for earlier in Report.objects.filter(**which):
        if not _is_written_over(earlier, now):
            return
        earlier.delete()
    author = getattr(now, kind.author) if kind.author else None
    report = Report.objects.create(**which, traject=traject, author=author, reported_by=by)
    words = copies.words_of(now, kind.written(now))
    for name in kind.fields:
        if text := getattr(now, name):
            _seal(report, now, name, text, SENTENCE)
    if kind.file and getattr(now, kind.file):
        _seal_file(report, now, kind, kind.file)
    _seal_made(report, now, words)
    _seal_copies(report, words, *copies.places_of(now, kind, traject))
    if report.texts.filter(object_type=ReleasedFinding._meta.label_lower).exists():
        # What residents handed over stands in the plan and in what keeps it.
        _seal_copies(report, words, COPIES, traject.pk)
    _tell(report, now, kind, by=None if origin else by, site=site)


@transaction.atomic
def hide_in_version(version: PlanVersion, place: str, *, by: User, site: str) -> None:
    """Hide one text of a submitted version by its place, and the same words in other versions and in the draft."""
    row, _ = VersionText.objects.get_or_create(plan_version=version, place=place)
    hide(row, KINDS["versietekst"], version.plan.traject, by=by, site=site)


@transaction.atomic
def put_back(report: Report, row: models.Model, *, by: User) -> None:
    """It is no personal data after all: every text stands where it stood, unless it was rewritten meanwhile."""
    # What was hidden in two goes comes back in two, the last first.
    for text in report.texts.order_by("-pk"):
        _put_back(text)
    _settled(report, row, by, Verdict.KEPT)


@transaction.atomic
def remove(report: Report, row: models.Model, *, by: User) -> None:
    """It stays hidden, and what stood there is gone for good: a frozen text is not written anew."""
    _settled(report, row, by, Verdict.CHANGED)


@transaction.atomic
def rewrite(report: Report, row: models.Model, texts: Mapping[str, str], *, by: User, site: str) -> None:
    """Its author wrote it anew: that is shown, and the old text is gone for good, copies included.

    New words of a shared signal are read by a colleague first, as after any other change.
    """
    if isinstance(row, Registration):
        new = {name: text for name, text in texts.items() if getattr(row, name) == SENTENCE}
        registrations.change(row, row.version, by=by, site=site, **new)
    else:
        own = {hidden.field: hidden for hidden in _own_texts(report) if hidden.field in texts}
        if "text" in own and texts["text"] != own["text"].value:
            crossing.offer_anew(row, texts["text"], by=by, site=site)
        for name, hidden in own.items():
            _put(hidden, texts[name])
            _write_along(report, name, texts[name])
    _settled(report, row, by, Verdict.CHANGED)


def _is_written_over(report: Report, row: models.Model) -> bool:
    """Did people write other words in every place where a text was hidden? Those can be reported in their turn."""
    shown = dict(_own_texts(report).values_list("field", "shown"))
    # What stands there now: the row may have been read before it was hidden.
    now = type(row)._default_manager.filter(pk=row.pk).values(*shown).first() if shown else None
    return now is not None and all(now[field] != words for field, words in shown.items())


def _own_texts(report: Report) -> "models.QuerySet[HiddenText]":
    return report.texts.filter(object_type=report.object_type, object_id=report.object_id)


def _write_along(report: Report, name: str, text: str) -> None:
    """A line of a session and the action or decision that came of it go on saying the same."""
    if report.object_type not in ONE_LINE or name not in ("title", "text"):
        return
    for hidden in report.texts.filter(object_type__in=ONE_LINE - {report.object_type}):
        longest = getattr(apps.get_model(hidden.object_type)._meta.get_field(hidden.field), "max_length", None)
        _put(hidden, text[:longest])


def _settled(report: Report, row: models.Model, by: User, verdict: Verdict) -> None:
    decision = PersonalDataDecision(
        traject_id=report.traject_id,
        by=by,
        object_type=row._meta.label_lower,
        object_id=row.pk,
        label=REPORTED,
        verdict=verdict,
        reason=Reason.NO_PERSON if verdict == Verdict.KEPT else "",
    )
    keep([decision], [row], by=by)
    report.delete()


def _seal(report: Report, row: models.Model, field: str, value: Any, shown: Any) -> None:
    sealed = HiddenText.objects.create(
        report=report,
        object_type=row._meta.label_lower,
        object_id=row.pk,
        field=field,
        value=value,
        shown=shown,
    )
    _write(sealed, shown, {})


def _seal_file(report: Report, row: models.Model, kind: Kind, field: str) -> None:
    """The file of a row, and that of every other row that names the same one (a carried item), by its name too."""
    name = getattr(row, field).name
    others = type(row)._default_manager.filter(**{field: name}).exclude(pk=row.pk)
    for other in others.select_for_update(of=("self",)):
        for text in kind.fields:
            _seal(report, other, text, getattr(other, text), SENTENCE)
        _seal(report, other, field, name, "")
    _seal(report, row, field, name, "")


def _put_back(text: HiddenText) -> None:
    """Also where another report hid more of the same field since: what that one keeps holds these words again."""
    same = HiddenText.objects.filter(object_type=text.object_type, object_id=text.object_id, field=text.field)
    for later in same.filter(pk__gt=text.pk).select_for_update():
        later.value = copies.restored(later.value, text.shown, text.value)
        later.shown = copies.restored(later.shown, text.shown, text.value)
        later.save(update_fields=["value", "shown"])
    rows = apps.get_model(text.object_type)._default_manager.filter(pk=text.object_id)
    for now in rows.select_for_update().values_list(text.field, flat=True):
        if (back := copies.restored(now, text.shown, text.value)) != now:
            _write(text, back, {})


def _put(text: HiddenText, value: Any) -> None:
    """Write a text where a sealed one stood; nothing when somebody wrote there meanwhile."""
    _write(text, value, {text.field: text.shown})


def _write(text: HiddenText, value: Any, only: Mapping[str, Any]) -> None:
    model = apps.get_model(text.object_type)
    changes = {text.field: value}
    # Who has the old text open in a form is told that it changed, and does not bring it back unknowingly.
    if any(field.name == "version" for field in model._meta.fields):
        changes["version"] = F("version") + 1
    written = model._default_manager.filter(pk=text.object_id, **only)
    with may_hide():
        is_written = written.update(**changes)
    if is_written and text.object_type in GUARDED_BY:
        guard = getattr(model._default_manager.get(pk=text.object_id), GUARDED_BY[text.object_type])
        type(guard)._default_manager.filter(pk=guard.pk).update(version=F("version") + 1)


def _seal_copies(report: Report, words: list[str], places: Places, whose: int) -> None:
    for label, field, road in places:
        rows = apps.get_model(label)._default_manager.filter(**{road: whose})
        for row in rows.select_for_update(of=("self",)):
            if _seal_copy(report, row, field, copies.without(getattr(row, field), words)):
                _seal_made(report, row, words)


def _seal_made(report: Report, row: models.Model, words: list[str]) -> None:
    """The same words in what was made of this very row, and of that in turn; who wrote the same himself keeps it.

    Words that became a title of their own are searched for too from then on.
    """
    for made in copies.made_of(row):
        now: Any = type(made)._default_manager.select_for_update(of=("self",)).get(pk=made.pk)
        is_sealed = False
        for field in copies.fields_of(now):
            value = getattr(now, field)
            shown = SENTENCE if copies.is_all(now, value, words) else copies.without(value, words)
            if _seal_copy(report, now, field, shown):
                is_sealed = True
                words.extend([value] if shown == SENTENCE else [])
        if is_sealed:
            _seal_made(report, now, words)


def _seal_copy(report: Report, row: models.Model, field: str, shown: Any) -> bool:
    """Show this in the place of a copy; False where that says what stands there already."""
    value = getattr(row, field)
    if isinstance(shown, str):
        shown = shown[: getattr(row._meta.get_field(field), "max_length", None)]
    if shown == value or (row._meta.label_lower == report.object_type and row.pk == report.object_id):
        return False
    _seal(report, row, field, value, shown)
    return True


def _tell(report: Report, row: models.Model, kind: Kind, *, by: User | None, site: str) -> None:
    """In the log of its own side for who may see the row by its session or the traject; else by mail only.

    Across the wall nobody is named: it may be a resident.
    """
    road = policy.ROADS[kind.label]
    if road.carrier == "track":
        note(ResidentsTrack.objects.get(traject=report.traject_id), by, ResidentsLogKind.TEXT_HIDDEN)
        if report.texts.filter(object_type=ReleasedFinding._meta.label_lower).exists():
            record(report.traject, None, LogKind.TEXT_HIDDEN)
    elif road.carrier != "registration" and not road.needs:
        session: Any = row if road.carrier == "session" else None
        for step in road.path.split("__") if session is not None and road.path else []:
            session = getattr(session, step) if session is not None else None
        record(report.traject, by, LogKind.TEXT_HIDDEN, session_id=session.pk if session is not None else None)
        if report.texts.filter(object_type=ResidentsFeedback._meta.label_lower).exists():
            note(ResidentsTrack.objects.get(traject=report.traject_id), None, ResidentsLogKind.TEXT_HIDDEN)
    mail_report.defer(report_id=report.pk, site=site)
