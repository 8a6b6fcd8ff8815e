"""Two trajects with residents: what one's own seat gives stays in its own traject, and ends with the account (V4)."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from buurtbalans.accounts.models import User
from privacy import policy, wall
from privacy.refusals import NotAllowed
from privacy.tables import ResidentsTrackGroupPermission
from trajects.partners.models import Membership
from trajects.partners.services import add_partner, give_seat
from trajects.residents.models import ResidentsNote
from trajects.residents.seats import name_guide

HERE, ELSEWHERE = "willem", "otto"


@pytest.fixture
def elsewhere(track, other_traject, people):
    """A second residents' track, guided by Otto, of whom nobody here knows."""
    return name_guide(other_traject.memberships.get(), by=people[ELSEWHERE])


def guided_by(user, traject):
    return set(wall.guides_of(user, traject.pk).values_list("name", flat=True))


def test_a_guide_guides_in_the_own_traject_only(people, traject, other_traject, elsewhere):
    for name, own, foreign in ((HERE, traject, other_traject), (ELSEWHERE, other_traject, traject)):
        assert (wall.guides(people[name], own.pk), wall.guides(people[name], foreign.pk)) == (True, False)
        wall.require_guide(people[name], own.pk)
        with pytest.raises(NotAllowed):
            wall.require_guide(people[name], foreign.pk)
    give_seat(partner=add_partner(other_traject, people["noor"].organisation, by=people["otto"]), user=people["noor"])
    assert guided_by(people["noor"], traject) == {people[HERE].name}
    assert guided_by(people[ELSEWHERE], other_traject) == {people[ELSEWHERE].name}


def test_roles_on_one_track_hold_nothing_on_another(traject, other_traject, track, elsewhere):
    for one, place in ((track, traject), (elsewhere, other_traject)):
        rows = ResidentsTrackGroupPermission.objects.filter(content_object=one)
        assert set(rows.values_list("group__role_group__traject", flat=True)) == {place.pk}
        held = set(rows.values_list("group__role_group__role", "permission__codename"))
        assert held == {(role, action) for role, actions in policy.TRACK_ROLES.items() for action in actions}


def test_a_traject_that_is_closed_leaves_the_residents_of_another_as_they_are(as_, traject, other_traject, elsewhere):
    assert as_("noor").post(reverse("privacy:traject-close", args=[traject.pk])).status_code == 302
    note = {"kind": "idee", "text": "Een bank bij de speeltuin"}
    refused = as_(HERE).post(reverse("trajects:residents-note-add", args=[traject.pk]), note)
    written = as_(ELSEWHERE).post(reverse("trajects:residents-note-add", args=[other_traject.pk]), note)
    assert (refused.status_code, written.status_code) == (403, 302)
    assert [row.track for row in ResidentsNote.objects.all()] == [elsewhere]
    assert as_(ELSEWHERE).post(reverse("privacy:traject-close", args=[other_traject.pk])).status_code == 302
    refused = as_(ELSEWHERE).post(reverse("trajects:residents-note-add", args=[other_traject.pk]), note)
    assert refused.status_code == 403
    # And it goes on for those of the traject itself when that goes on.
    assert as_("noor").post(reverse("privacy:traject-reopen", args=[traject.pk])).status_code == 302
    assert as_(HERE).post(reverse("trajects:residents-note-add", args=[traject.pk]), note).status_code == 302
    assert as_("noor").get(reverse("trajects:traject-edit", args=[traject.pk])).status_code == 200


def test_the_list_of_residents_holds_residents_only_and_ends_with_account_and_group(people, traject, track):
    seats, yasmin = Membership.objects.active().filter(traject=traject), Membership.objects.get(user=people["yasmin"])
    assert list(wall.residents_of(people[HERE], seats)) == [yasmin]
    assert list(wall.residents_of(people["yasmin"], seats)) == [yasmin]
    for name in (HERE, "yasmin"):
        User.objects.filter(pk=people[name].pk).update(is_active=False)
        stopped = User.objects.get(pk=people[name].pk)
        assert not wall.residents_of(stopped, seats).exists()
        assert not wall.guides(stopped, traject.pk)
        assert not wall.guides_of(stopped, traject.pk).exists()
    User.objects.update(is_active=True)
    people["yasmin"].groups.remove(*Group.objects.filter(role_group__role="resident"))
    assert not wall.residents_of(User.objects.get(pk=people["yasmin"].pk), seats).exists()


def test_where_nothing_is_remembered_anybody_may_sit_with_residents(people, track):
    assert wall.may_sit_with_residents(people["noor"])
