"""Giving a registration to partners and taking it back, each written down (V3, V5)."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission

from buurtbalans.accounts.models import User
from privacy import access, policy
from privacy.access_events import recording
from privacy.access_events.models import AccessAction
from privacy.registrations.models import Registration
from privacy.tables import Circle, Level, RegistrationGroupPermission


def give(row: Registration, partner_ids: Iterable[int], *, by: User, level: str = Level.ROUNDED) -> None:
    """Let exactly these partners see it beside its own; for the others it is gone at once."""
    wanted, before = set(partner_ids), set(access.audience(row))
    access.share(row, wanted, by=by, level=level)
    for action, differs in ((AccessAction.GRANT, wanted - before), (AccessAction.WITHDRAW, before - wanted)):
        if differs:
            recording.record(by, action, [row], traject_id=row.traject_id)


def give_all(rows: list[Registration], partner_ids: Iterable[int], *, by: User) -> None:
    """Let these partners see registrations that were just made and are shared with nobody, all in the same way."""
    permission = Permission.objects.get(codename=policy.SEE_REGISTRATION)
    partners = list(Circle.objects.filter(partner__in=list(partner_ids)).select_related("partner"))
    RegistrationGroupPermission.objects.bulk_create(
        RegistrationGroupPermission(
            group_id=circle.group_id, permission=permission, content_object_id=row.pk, granted_by=by
        )
        for row in rows
        for circle in partners
        if circle.partner.traject_id == row.traject_id and circle.partner_id != row.partner_id
    )
    if partners:
        recording.record(by, AccessAction.GRANT, rows, traject_id=rows[0].traject_id)
