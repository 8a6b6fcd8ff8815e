"""Hiding what was reported, and settling it (V2). Nothing here asks rights; the views do."""

from collections.abc import Iterable, Mapping
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
from privacy.reports.hiding import may_hide
from privacy.reports.letters import mail_report
from privacy.reports.models import HiddenText, Report
from privacy.reports.texts import KINDS, RESIDENTS_KINDS, Kind
from sessions.room.models import RoomNote
from trajects.crossing import services as crossing
from trajects.crossing.models import ReleasedFinding, Rewriting
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.plan.source_models import TARGETS, Source
from trajects.residents.log import note
from trajects.residents.models import ResidentsLogKind, ResidentsTrack
from trajects.traject.models import Traject

# Where texts are copied to, with the field and the road to the traject.
COPIES = (
    ("trajects.logentry", "subject", "traject"),
    ("trajects.planversion", "contents", "plan__traject"),
    ("trajects.approval", "words", "plan_version__plan__traject"),
    ("trajects.approvalchange", "words", "approval__plan_version__plan__traject"),
    *(("trajects.supportstatement", field, "plan_version__plan__traject") for field in KINDS["inzet"].fields),
    ("traject_sessions.minutes", "contents", "session__traject"),
    ("traject_sessions.notice", "told", "session__traject"),
)
# What can be taken over into the plan and into what it leans on → its field of Source.
TAKEN_OVER = {
    "traject_sessions.action": "action",
    "traject_sessions.decision": "decision",
    "traject_sessions.outcome": "outcome",
    "traject_sessions.roomnote": "note",
    "trajects.releasedfinding": "finding",
    "trajects.opportunity": "chance",
}
# A registration is copied to its own earlier versions only.
OWN_COPIES = (("privacy.registrationversion", "content", "registration"),)
# What residents wrote, to what was made of it on both sides of the wall.
RESIDENTS_COPIES = (("trajects.rewriting", "text", "track__traject"), ("trajects.releasedfinding", "text", "traject"))
# What is changed in the form of another row, whose version guards it.
GUARDED_BY = {"trajects.urgency": "traject"}
# A shorter text stands in others by chance; it counts as a copy only where it stands alone.
LONG_ENOUGH = 12


def report_on(row: models.Model) -> Report | None:
    """The report that hides a row's texts now, if there is one."""
    if isinstance(row, ReleasedFinding):
        return Report.objects.filter(texts__object_type=row._meta.label_lower, texts__object_id=row.pk).first()
    return Report.objects.filter(object_type=row._meta.label_lower, object_id=row.pk).first()


@transaction.atomic
def hide(row: models.Model, kind: Kind, traject: Traject, *, by: User, site: str) -> None:
    """Hide everything people wrote in a row, for everybody and everywhere; a second report changes nothing.

    The author and the kernteam are told without a word of it; of a registration only who may see it, and of what
    residents wrote only its author and their guide. What they handed over is hidden where it came from too.
    """
    if isinstance(row, ReleasedFinding):
        row, kind = Rewriting.objects.get(reference=row.reference), RESIDENTS_KINDS["bevinding"]
    author = getattr(row, kind.author) if kind.author else None
    report, made = Report.objects.get_or_create(
        object_type=row._meta.label_lower,
        object_id=row.pk,
        defaults={"traject": traject, "author": author, "reported_by": by},
    )
    if not made:
        return
    # What the row says now and not when the page was asked for: somebody may just have changed it.
    now = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    texts = {name: getattr(now, name) for name in kind.fields if getattr(now, name)}
    for name, text in texts.items():
        _seal(report, now, name, text, SENTENCE)
    if kind.file and getattr(now, kind.file):
        _seal_file(report, now, kind, kind.file)
    places, whose = _copies_of(row, kind, traject)
    copied = _as_copied(now, list(texts.values()))
    _seal_copies(report, copied, places, whose)
    _seal_taken_over(report, row, copied)
    _tell(report, now, kind, by=by, site=site)


@transaction.atomic
def put_back(report: Report, row: models.Model, *, by: User) -> None:
    """It is no personal data after all: every text stands where it stood, unless it was rewritten meanwhile."""
    for text in report.texts.all():
        _put(text, text.value)
    _settled(report, row, by, Verdict.KEPT)


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
        if isinstance(row, Rewriting) and "text" in own and texts["text"] != own["text"].value:
            _propose_anew(row, texts["text"], by=by, site=site)
        for name, hidden in own.items():
            _put(hidden, texts[name])
    _settled(report, row, by, Verdict.CHANGED)


def _own_texts(report: Report) -> "models.QuerySet[HiddenText]":
    return report.texts.filter(object_type=report.object_type, object_id=report.object_id)


def _propose_anew(rewriting: Rewriting, text: str, *, by: User, site: str) -> None:
    """Other words than a resident approved reach no professional before one of them approves these too (B6)."""
    rewriting.refresh_from_db()
    crossing.withdraw(rewriting, by=by)
    crossing.rewrite(rewriting, rewriting.version, by=by, notes=rewriting.notes.all(), site=site, text=text)


def _as_copied(row: models.Model, texts: list[str]) -> list[str]:
    """The texts of a row as they stand in copies: those of a note in its sentence too, however short they are."""
    return [row.text, *texts] if isinstance(row, RoomNote) else texts


def _copies_of(row: models.Model, kind: Kind, traject: Traject) -> tuple[Iterable[tuple[str, str, str]], int]:
    """Where the texts of a row are copied to, and whose copies count."""
    carrier = policy.ROADS[kind.label].carrier
    if carrier == "registration":
        return OWN_COPIES, row.pk
    return RESIDENTS_COPIES if carrier == "track" else COPIES, traject.pk


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


def _seal_copies(report: Report, texts: list[str], places: Iterable[tuple[str, str, str]], whose: int) -> None:
    for label, field, road in places:
        rows = apps.get_model(label)._default_manager.filter(**{road: whose})
        for row in rows.select_for_update(of=("self",)):
            if _seal_copy(report, row, field, texts):
                _seal_taken_over(report, row, texts)


def _seal_taken_over(report: Report, row: models.Model, texts: list[str]) -> None:
    """The same words in what was made of this very row in the plan; who wrote the same by himself keeps it."""
    source = TAKEN_OVER.get(row._meta.label_lower)
    for made in Source.objects.filter(**{source: row.pk}).order_by("pk") if source else ():
        target = next(target for name in TARGETS if (target := getattr(made, name)))
        now = type(target)._default_manager.select_for_update(of=("self",)).get(pk=target.pk)
        _seal_copy(report, now, "title" if hasattr(now, "title") else "text", texts)


def _seal_copy(report: Report, row: models.Model, field: str, texts: list[str]) -> bool:
    """Seal the words of a copy; False where it does not hold them."""
    value = getattr(row, field)
    shown = _without(value, texts)
    if isinstance(shown, str):
        shown = shown[: getattr(row._meta.get_field(field), "max_length", None)]
    if shown == value or (row._meta.label_lower == report.object_type and row.pk == report.object_id):
        return False
    _seal(report, row, field, value, shown)
    return True


def _without(value: Any, texts: list[str]) -> Any:
    """A copy, however deep, with the sentence in the place of each hidden text."""
    if isinstance(value, dict):
        return {name: _without(one, texts) for name, one in value.items()}
    if isinstance(value, list):
        return [_without(one, texts) for one in value]
    if not isinstance(value, str):
        return value
    for text in texts:
        if value == text:
            return SENTENCE
        if len(text) >= LONG_ENOUGH and text != SENTENCE:
            value = value.replace(text, SENTENCE)
    return value


def _tell(report: Report, row: models.Model, kind: Kind, *, by: User, site: str) -> None:
    """In the log of its own side for who may see the row by its session or the traject; else by mail only."""
    road = policy.ROADS[kind.label]
    if road.carrier == "track":
        note(ResidentsTrack.objects.get(traject=report.traject_id), by, ResidentsLogKind.TEXT_HIDDEN)
        if report.texts.filter(object_type=ReleasedFinding._meta.label_lower).exists():
            # Nobody's name: it may be a resident's.
            record(report.traject, None, LogKind.TEXT_HIDDEN)
    elif road.carrier != "registration" and not road.needs:
        session: Any = row if road.carrier == "session" else None
        for step in road.path.split("__") if session is not None and road.path else []:
            session = getattr(session, step) if session is not None else None
        record(report.traject, by, LogKind.TEXT_HIDDEN, session_id=session.pk if session is not None else None)
    mail_report.defer(report_id=report.pk, site=site)
