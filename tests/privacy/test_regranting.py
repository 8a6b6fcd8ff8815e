"""After a new version every role in every traject may do what that version's policy says, and nothing else."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from privacy import policy
from privacy.regranting import Regranted, regrant
from privacy.retention.services import close
from privacy.tables import ResidentsTrackGroupPermission, RoleGroup, TrajectGroupPermission
from tests.conftest import make_traject

TABLES = (TrajectGroupPermission, ResidentsTrackGroupPermission)


def grants():
    return {
        (table.__name__, *row)
        for table in TABLES
        for row in table.objects.values_list("group", "permission", "content_object")
    }


def held(traject, role):
    """What a role's group may do in a traject."""
    rows = TrajectGroupPermission.objects.filter(group__role_group__role=role, content_object=traject)
    return set(rows.values_list("permission__codename", flat=True))


@pytest.fixture
def kernteam_gets_and_loses(monkeypatch):
    """A policy of a later version: the kernteam may start a traject, and writes no plan any more."""
    kernteam = policy.KERNTEAM - {"edit_plan"} | {"start_traject"}
    monkeypatch.setattr(policy, "ROLES", {**policy.ROLES, "kernteam": kernteam})
    return kernteam


def test_what_the_policy_gives_and_takes_reaches_trajects_that_were_there(traject, track, kernteam_gets_and_loses):
    before = {role: held(traject, role) for role in policy.ROLES if role != "kernteam"}
    assert regrant() == Regranted(groups=0, given=1, taken=1)
    assert held(traject, "kernteam") == kernteam_gets_and_loses
    assert {role: held(traject, role) for role in before} == before


def test_people_notice_with_the_next_request(as_, traject, kernteam_gets_and_loses):
    page = f"/trajecten/{traject.pk}/plan/"
    assert "edit_plan" in as_("karim").get(page).context["can"]
    regrant()
    assert "edit_plan" not in as_("karim").get(page).context["can"]


def test_done_twice_and_on_what_is_right_it_changes_nothing(traject, other_traject, track, kernteam_gets_and_loses):
    regrant()
    before = grants()
    assert regrant() == Regranted(0, 0, 0)
    assert grants() == before


def test_a_closed_traject_keeps_what_closing_leaves(people, traject, track, today):
    close(traject, by=people["noor"], today=today)
    before = grants()
    assert regrant() == Regranted(0, 0, 0)
    assert grants() == before
    assert held(traject, "kernteam") == policy.LEFT_AFTER_CLOSING & policy.KERNTEAM


def test_a_new_role_gets_its_group_everywhere_and_an_old_one_loses_what_it_held(traject, track, monkeypatch):
    roles = {role: actions for role, actions in policy.ROLES.items() if role != "reader"}
    monkeypatch.setattr(policy, "ROLES", {**roles, "signatory": frozenset({"read_submitted_plan"})})
    monkeypatch.setattr(policy, "TRACK_ROLES", {**policy.TRACK_ROLES, "visitor": frozenset({"view_residents"})})
    assert regrant() == Regranted(groups=2, given=2, taken=len(policy.READER))
    assert held(traject, "signatory") == {"read_submitted_plan"}
    assert held(traject, "reader") == set()
    assert track.traject.role_groups.filter(role="visitor").exists()
    assert regrant() == Regranted(0, 0, 0)


def test_what_was_given_beside_the_roles_is_taken_back(traject, track, partners):
    """A circle holds nothing in a traject itself, and no role of one side anything of the other (V4)."""
    before = grants()
    see = Permission.objects.get(codename="view_traject")
    see_residents = Permission.objects.get(codename="view_residents")
    resident = RoleGroup.objects.get(traject=traject, role="resident").group
    kernteam = RoleGroup.objects.get(traject=traject, role="kernteam").group
    for group in (partners["petra"].circle.group, resident, Group.objects.create(name="zomaar")):
        TrajectGroupPermission.objects.create(group=group, permission=see, content_object=traject)
    ResidentsTrackGroupPermission.objects.create(group=kernteam, permission=see_residents, content_object=track)
    assert regrant() == Regranted(groups=0, given=0, taken=4)
    assert grants() == before


def test_it_asks_as_much_for_many_trajects_as_for_one(people, areas, traject, track, kernteam_gets_and_loses):
    def queries():
        TrajectGroupPermission.objects.filter(permission__codename__in=["add_action", "edit_plan"]).delete()
        with CaptureQueriesContext(connection) as asked:
            regrant()
        return len(asked)

    one = queries()
    for _ in range(3):
        make_traject(people["otto"], areas[1:])
    assert queries() == one


def test_the_command_prints_numbers_and_no_names(traject, kernteam_gets_and_loses):
    out = StringIO()
    call_command("regrant", stdout=out)
    assert out.getvalue() == "Rechten bijgewerkt: 1 gegeven, 1 weggenomen, 0 groepen erbij.\n"
