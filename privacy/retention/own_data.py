"""Everything about one person, for that person: as JSON and as a page, in one ZIP (V6, AVG article 15 and 20).

What somebody wrote goes through the gate: who left an organisation does not take along what belongs to it.
"""

import json
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from privacy import access, held, policy
from privacy.access_events.models import AccessAction, AccessEvent
from privacy.access_events.recording import record
from privacy.policy_document import MODEL_WORDS
from privacy.registrations.models import Registration
from sessions.reminders.services import setting_of
from trajects.partners.models import Membership, Role, Track

Row = dict[str, Any]
# Ways in, fingerprints and counters: nothing that says anything about a person.
NOT_TOLD = ("token_hash", "sha256", "version", "position", "folded", "id", "uuid", "file")
NAME = "mijn-gegevens-buurtbalans"


def collect(user: User) -> dict[str, list[Row]]:
    """What is kept about this person, by the heading under which it is told."""
    return {
        "Account": [_account(user)],
        "Deelname": _seats(user),
        "Wat je schreef of deed": _written(user),
        "Wat aan jou is gegeven": _given(user),
        "Akkoord op privacyafspraken": _acceptances(user),
        "Wat je van registraties bekeek": _looks(user),
        "Inloggen": _logins(user),
    }


def as_zip(user: User) -> bytes:
    """The same in one file: `gegevens.json` for machines, `gegevens.html` to read."""
    data, made_at = collect(user), timezone.now()
    about = {"voor": user.name, "gemaakt_op": made_at.isoformat(), "gegevens": data}
    parts = [(heading, [_readable(row) for row in rows]) for heading, rows in data.items()]
    page = render_to_string("privacy/retention/own_data.html", {"person": user, "made_at": made_at, "parts": parts})
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        packed.writestr("gegevens.json", json.dumps(about, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        packed.writestr("gegevens.html", page)
    return stream.getvalue()


def _account(user: User) -> Row:
    return {
        "naam": user.name,
        "e-mailadres": user.email,
        "functie": user.job_title,
        "organisatie": str(user.organisation or ""),
        "account sinds": user.joined_at,
        "laatst ingelogd": user.last_login,
        "herinneringen": _reminders(user),
    }


def _reminders(user: User) -> str:
    chosen = setting_of(user)
    return f"per e-mail, om {chosen.hour} uur" if chosen.is_on else "uit"


def _seats(user: User) -> list[Row]:
    # One's own seats, those that ended too; of a traject one left only the name, which one knew.
    seats = user.memberships.select_related("traject", "partner__organisation")
    return [
        {
            "traject": seat.traject.name if seat.track == Track.PROFESSIONALS else "Bewoners",
            "namens": str(seat.partner or ""),
            "rol": str(Role(seat.role).label),
            "taken": seat.function_labels,
            "vanaf": seat.valid_from,
            "tot": seat.valid_to,
        }
        for seat in seats.order_by("valid_from")
    ]


def _written(user: User) -> list[Row]:
    """Rows that name this person as who wrote or did something, as far as he may still see them."""
    return _rows(user, User, "{}")


def _given(user: User) -> list[Row]:
    """Work that is on this person's name."""
    return _rows(user, Membership, "{}__user")


def _rows(user: User, target: type[models.Model], lookup: str) -> list[Row]:
    """The rows with a field to `target` that leads to this person; of registrations his own organisation's only.

    Who wrote one and now sits for another partner reads it as that partner does: rounded, or not at all.
    """
    found: list[Row] = []
    for label, road in policy.ROADS.items():
        model: type[models.Model] = apps.get_model(label)
        own = {f"{road.partner}__in": held.partners(user)} if road.carrier == "registration" else {}
        for field in _references(model, target):
            named = model._default_manager.filter(**{lookup.format(field.name): user.pk}, **own)
            rows = list(access.visible(user, named).order_by("pk"))
            _note_taken(user, rows)
            found += [{"wat": MODEL_WORDS[label], **_told(row)} for row in rows]
    return found


def _note_taken(user: User, rows: list[Any]) -> None:
    """That a registration left in a file is for its own organisation to see (V5)."""
    if rows and isinstance(rows[0], Registration):
        for traject_id in {row.traject_id for row in rows}:
            taken = [row for row in rows if row.traject_id == traject_id]
            record(user, AccessAction.EXPORT, taken, traject_id=traject_id, channel="file")


def _acceptances(user: User) -> list[Row]:
    rows = user.agreement_acceptances.select_related("agreement").order_by("accepted_at")
    return [
        {"traject": row.agreement.traject_id, "versie": row.agreement.version, "akkoord op": row.accepted_at}
        for row in rows
    ]


def _looks(user: User) -> list[Row]:
    """When this person read what kind of thing; not which one, for that may be hidden from him by now."""
    rows = AccessEvent.objects.filter(actor_id=user.pk).order_by("at")
    return [
        {"wanneer": row.at, "wat": str(AccessAction(row.action).label), "namens": row.organisation}
        for row in rows.iterator()
    ]


def _logins(user: User) -> list[Row]:
    rows = UserSession.objects.filter(user=user).order_by("created_at")
    return [
        {"ingelogd op": row.created_at, "laatst gebruikt": row.last_seen_at, "vanaf": row.ip, "met": row.user_agent}
        for row in rows
    ]


def _references(model: type[models.Model], target: type[models.Model]) -> list[Any]:
    """The fields of a model that lead to a person or a seat; seats are told by themselves."""
    if model is Membership:
        return []
    return [field for field in model._meta.fields if field.is_relation and field.related_model is target]


def _told(row: models.Model) -> Row:
    """A row's own words, numbers and dates: what other rows it points at is left out."""
    told = {}
    for field in row._meta.fields:
        if not field.is_relation and field.name not in NOT_TOLD:
            told[str(field.verbose_name)] = getattr(row, field.name)
    return told


def _readable(row: Row) -> list[tuple[str, str]]:
    return [(label, _words(value)) for label, value in row.items() if value not in (None, "", [])]


def _words(value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
