"""What must hold around the gate whoever changed the tables: groups as seats say, no permission beside it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.checks import run_checks
from django.db import connection, models
from django.utils import timezone
from guardian.models import GroupObjectPermission, GroupObjectPermissionBase, UserObjectPermission

from privacy import access, invariants, policy
from privacy.tables import RegistrationGroupPermission
from privacy.tasks import check_invariants
from tests.privacy.log_capture import log_lines
from tests.privacy.registration_rows import make, who_sees
from trajects.partners.models import Membership
from trajects.partners.services import change_seat, end_seat, give_seat


@pytest.fixture
def circle(partners):
    return partners["willem"].circle.group


def members(group):
    return {user.email.split("@")[0] for user in group.user_set.all()}


def errors():
    return [found for found in run_checks(databases=["default"]) if found.id == "privacy.E001"]


def test_a_circle_holds_exactly_the_seats_that_are_sure(people, traject, partners, other_traject, track):
    assert members(partners["petra"].circle.group) == {"petra"}, "Achmed only reads along"
    assert members(partners["willem"].circle.group) == {"willem"}
    assert invariants.repair() == []
    Membership.objects.filter(user=people["yasmin"]).update(confirmed_at=timezone.now())
    assert invariants.repair() == [], "among residents nobody sits for a partner"


def test_it_stays_so_whatever_happens_to_seats(people, traject, partners):
    seat = give_seat(partner=partners["willem"], user=people["otto"], role="partner", confirmed=False)
    assert members(partners["willem"].circle.group) == {"willem"}
    assert invariants.repair() == []
    change_seat(traject.memberships.get(user=people["petra"]), role="reader", functions=[], by=people["noor"])
    end_seat(traject.memberships.get(user=people["karim"]), by=people["noor"])
    end_seat(seat, by=people["noor"])
    assert members(partners["petra"].circle.group) == set()
    assert invariants.repair() == []


def test_who_is_in_a_group_without_a_seat_is_taken_out_of_that_one_and_told(people, traject, partners, circle):
    kernteam = traject.role_groups.get(role="kernteam").group
    for name in ("otto", "petra"):
        people[name].groups.add(circle, kernteam)
    row = make(people, partners, "willem")
    assert "otto" not in who_sees(people, row), "the second lock"
    with log_lines() as lines:
        check_invariants(0)
    assert members(circle) == {"willem"}
    assert not people["otto"].groups.exists()
    assert members(partners["petra"].circle.group) == {"petra"}
    told = [name for line in lines for name in ("otto", "petra") if f"user {people[name].pk} was in group" in line]
    assert sorted(told) == ["otto", "otto", "petra", "petra"]
    assert invariants.repair() == []


def test_a_seat_without_its_group_is_told_and_left_to_people(people, circle):
    people["willem"].groups.remove(circle)
    told = [f"user {people['willem'].pk} has a seat and is not in group {circle.pk}"]
    assert invariants.repair() == told
    assert members(circle) == set()


def test_a_seat_that_ended_outside_the_application_leaves_no_one_in_a_group(people, traject, circle):
    Membership.objects.filter(traject=traject, user=people["willem"]).update(valid_to="2026-01-01T00:00Z")
    assert len(invariants.repair()) == 2
    assert members(circle) == set()


def test_nobody_holds_a_permission_on_a_whole_table(people, traject, partners):
    assert errors() == []
    permission = Permission.objects.get(codename=policy.SEE_REGISTRATION)
    people["otto"].user_permissions.add(permission)
    group = Group.objects.create(name="zomaar")
    group.permissions.add(permission)
    assert [f"user {people['otto'].pk}" in errors()[0].msg, f"group {group.pk}" in errors()[1].msg] == [True, True]
    people["otto"].groups.add(group)
    assert who_sees(people, make(people, partners)) == {"petra"}, "the gate never asks it"


def test_a_permission_on_what_is_not_confidential_is_nothing_to_tell(people):
    """As an administrator holds on themes; and Django's own sessions have the name of ours."""
    of_others = Permission.objects.filter(content_type__app_label="sessions", content_type__model="session")
    open_to_all = Permission.objects.filter(content_type__app_label="trajects", content_type__model="theme")
    for permission in (of_others.first(), open_to_all.first()):
        people["otto"].user_permissions.add(permission)
        Group.objects.create(name=permission.codename).permissions.add(permission)
    assert errors() == []


def test_guardians_own_tables_are_empty_and_a_row_in_them_is_told(people, traject, partners):
    assert not UserObjectPermission.objects.exists()
    assert not GroupObjectPermission.objects.exists()
    row = make(people, partners)
    permission = Permission.objects.get(codename=policy.SEE_REGISTRATION)
    common = {"permission": permission, "content_type": permission.content_type, "object_pk": str(row.pk)}
    UserObjectPermission.objects.create(user=people["otto"], **common)
    GroupObjectPermission.objects.create(group=Group.objects.create(name="zomaar"), **common)
    assert len(errors()) == 2
    assert who_sees(people, row) == {"petra"}


def test_a_permission_goes_with_its_object_and_no_later_object_inherits_it(people, partners):
    row = make(people, partners, "willem")
    pk = row.pk
    access.share(row, [partners["willem"].pk], by=people["petra"])
    row.delete()
    assert not RegistrationGroupPermission.objects.filter(content_object_id=pk).exists()
    again = make(people, partners, pk=pk)
    assert again.pk == pk
    assert who_sees(people, again) == {"petra"}


def test_every_table_of_permissions_has_a_real_foreign_key_to_its_object(db):
    tables = [model for model in GroupObjectPermissionBase.__subclasses__() if model.__module__ == "privacy.tables"]
    assert len(tables) == 4
    with connection.cursor() as cursor:
        for table in tables:
            field = table._meta.get_field("content_object")
            assert field.remote_field.on_delete is models.CASCADE
            keys = connection.introspection.get_relations(cursor, table._meta.db_table)
            assert keys["content_object_id"][1] == field.related_model._meta.db_table


def test_the_job_runs_by_itself():
    from procrastinate.contrib.django import app

    assert "privacy.check_invariants" in {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
