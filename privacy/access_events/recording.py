"""Writing down who saw what: one INSERT, whatever the number of rows, and no question before it (V5)."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db.models.expressions import RawSQL
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.access_events.models import AccessEvent, AccessResult

BIGGEST_ID = 2**63 - 1


def begin_request(user: User) -> None:
    """Give all that this person does in one request the same number."""
    # The user object lives as long as the request, so this ends with it.
    user.__dict__["_request_id"] = uuid4().hex


def record(
    actor: User,
    action: str,
    rows: Iterable[object],
    *,
    traject_id: int,
    result: str = AccessResult.OK,
    channel: str = "page",
) -> None:
    """Note that somebody did something with these rows; nothing is written for no rows.

    What is known outside by a random number is noted by it, the rest by its kind alone.
    `action` is one of AccessAction, `channel` says how it left the application: page, file, pdf, csv, xlsx, mail.
    """
    asked = [(type(row).__name__.lower(), getattr(row, "uuid", None)) for row in rows]
    _write(actor, action, asked, traject_id, result, channel)


def record_asked(actor: User, action: str, object_type: str, uuid: UUID, *, traject_id: int, result: str) -> None:
    """The same for what was asked by its number, whether it exists or not."""
    _write(actor, action, [(object_type, uuid)], traject_id, result, "page")


def _write(
    actor: User, action: str, asked: list[tuple[str, UUID | None]], traject_id: int, result: str, channel: str
) -> None:
    # A number in an address may be larger than any row's.
    traject_id = min(traject_id, BIGGEST_ID)
    now, request_id = timezone.now(), actor.__dict__.get("_request_id", "")
    AccessEvent.objects.bulk_create(
        AccessEvent(
            at=now,
            actor_id=actor.pk,
            organisation=_organisation(actor, traject_id),
            traject_id=traject_id,
            object_type=object_type,
            object_uuid=uuid,
            action=action,
            result=result,
            channel=channel,
            request_id=request_id,
        )
        for object_type, uuid in asked
    )


def _organisation(actor: User, traject_id: int) -> RawSQL:
    """For whom somebody acts: the organisation of the seat in that traject, else that of the account.

    As a part of the INSERT, for a page that is read may not cost a query more.
    """
    return RawSQL(
        "(SELECT COALESCE((SELECT o.name FROM trajects_membership m JOIN trajects_partner p ON p.id = m.partner_id"
        " JOIN accounts_organisation o ON o.id = p.organisation_id"
        " WHERE m.user_id = %s AND m.traject_id = %s AND m.valid_to IS NULL LIMIT 1),"
        " (SELECT o.name FROM accounts_user u JOIN accounts_organisation o ON o.id = u.organisation_id"
        " WHERE u.id = %s), ''))",
        [actor.pk, traject_id, actor.pk],
    )
