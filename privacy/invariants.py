"""What must always hold around the gate, whoever changed the tables and by which road (privacy.md roads 40, 41).

The gate asks the seat beside the group, so a wrong row here opens nothing by itself; it is the first of two locks.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from guardian.models import GroupObjectPermission, UserObjectPermission

from buurtbalans.accounts.models import User
from privacy import policy
from privacy.tables import Circle, RoleGroup

Place = tuple[int, int]
"""A person and a group, by their ids."""


def repair() -> list[str]:
    """What was wrong, by id. Who is in a group without the seat for it is taken out; the rest is for people."""
    wanted, found = _wanted(), _found()
    for user_id, group_id in found - wanted:
        User.groups.through.objects.filter(user_id=user_id, group_id=group_id).delete()
    return [
        *(f"user {user} was in group {group} without a seat, and is out" for user, group in sorted(found - wanted)),
        *(f"user {user} has a seat and is not in group {group}" for user, group in sorted(wanted - found)),
        *beside_the_gate(),
    ]


def beside_the_gate() -> list[str]:
    """Permissions that the gate never asks, and that would open everything to a tool that does."""
    confidential = Q()
    for label in policy.ROADS:
        app_label, model = label.split(".")
        confidential |= Q(content_type__app_label=app_label, content_type__model=model)
    permissions = Permission.objects.filter(confidential)
    holders = User.user_permissions.through.objects.filter(permission__in=permissions)
    groups = Group.permissions.through.objects.filter(permission__in=permissions)
    return [
        *(f"user {pk} holds a permission on a whole table" for pk in _ids(holders, "user_id")),
        *(f"group {pk} holds a permission on a whole table" for pk in _ids(groups, "group_id")),
        *(f"user {pk} holds a row of guardian's own table" for pk in _ids(UserObjectPermission.objects, "user_id")),
        *(f"group {pk} holds a row of guardian's own table" for pk in _ids(GroupObjectPermission.objects, "group_id")),
    ]


def _ids(rows: Any, name: str) -> list[int]:
    return sorted(set(rows.values_list(name, flat=True)))


def _wanted() -> set[Place]:
    """Each seat in the group of its role; a seat that is sure, other than a back office's, in its circle too."""
    roles = {(row.traject_id, row.role): row.group_id for row in RoleGroup.objects.all()}
    circles = dict(Circle.objects.values_list("partner_id", "group_id"))
    membership = apps.get_model("trajects", "Membership")
    places: set[Place] = set()
    for seat in membership._default_manager.filter(valid_to=None).order_by():
        group_id = roles.get((seat.traject_id, seat.policy_role))
        if group_id:
            places.add((seat.user_id, group_id))
        if seat.partner_id in circles and seat.confirmed_at and seat.role != "reader":
            places.add((seat.user_id, circles[seat.partner_id]))
    return places


def _found() -> set[Place]:
    """Who is in the groups of roles and circles now."""
    places = User.groups.through.objects.filter(Q(group__role_group__isnull=False) | Q(group__circle__isnull=False))
    return set(places.values_list("user_id", "group_id"))
