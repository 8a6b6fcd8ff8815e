"""The gate: what one may not see does not exist, and nobody has a back door."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access, policy
from privacy.registrations.models import Registration, RegistrationKind
from privacy.tables import RegistrationGroupPermission, SessionGroupPermission
from sessions.actions.models import Action
from sessions.planning.models import Session
from trajects.partners.models import Invitation, Membership, PartnerStatus
from trajects.partners.services import add_partner, end_seat, give_seat
from trajects.plan.approval_models import Signatory
from trajects.traject.models import Traject

EVERYBODY = ["noor", "karim", "petra", "willem", "achmed", "yasmin", "bea", "root", "otto"]


def who_sees(people, row):
    model = type(row)
    return {name for name in EVERYBODY if access.visible(people[name], model.objects.filter(pk=row.pk)).exists()}


def sign_for(partner, user):
    seat = Membership.objects.get(partner=partner, user=user)
    return Signatory.objects.update_or_create(partner=partner, defaults={"membership": seat})[0]


@pytest.fixture
def registration(traject, people, partners):
    return Registration.objects.create(
        traject=traject,
        partner=partners["petra"],
        created_by=people["petra"],
        kind=RegistrationKind.COUNT,
        title="Meldingen",
        value=12,
        period="k1",
        year=2026,
    )


def test_a_traject_is_seen_by_its_professionals_and_nobody_else(people, traject):
    assert who_sees(people, traject) == {"noor", "karim", "petra", "willem"}


def test_a_draft_session_is_seen_by_the_kernteam_only(people, session):
    assert who_sees(people, session) == {"noor", "karim"}


def test_a_sent_session_is_seen_by_the_kernteam_and_the_invited(people, sent_session):
    assert who_sees(people, sent_session) == {"noor", "karim", "petra"}


def test_a_registration_is_seen_by_its_own_organisation_only(people, registration):
    assert who_sees(people, registration) == {"petra"}


def test_a_shared_registration_is_seen_by_whom_the_owner_chose(people, registration, partners):
    access.share(registration, [partners["willem"].pk], by=people["petra"])
    assert who_sees(people, registration) == {"petra", "willem"}
    assert access.audience(registration) == [partners["willem"].pk]


def test_withdrawing_takes_it_away_at_once(people, registration, partners):
    access.share(registration, [partners["willem"].pk, partners["noor"].pk], by=people["petra"])
    access.share(registration, [], by=people["petra"])
    assert who_sees(people, registration) == {"petra"}


def test_an_expired_grant_gives_nothing(people, registration, partners, today):
    access.share(registration, [partners["willem"].pk], by=people["petra"], valid_to=today.replace(year=2020))
    assert who_sees(people, registration) == {"petra"}


def test_a_registration_cannot_be_given_to_another_trajects_partner(people, registration, other_traject):
    access.share(registration, [other_traject.partners.get().pk], by=people["petra"])
    assert who_sees(people, registration) == {"petra"}
    assert access.audience(registration) == []


def test_the_kernteam_cannot_manage_a_registration_that_was_shared_with_it(people, registration, partners):
    access.share(registration, [partners["noor"].pk], by=people["petra"])
    with pytest.raises(PermissionDenied):
        access.fetch(people["noor"], "manage_registration", Registration.objects.all(), registration.uuid)


def test_what_one_may_not_see_is_not_found_and_what_one_may_not_do_is_refused(people, traject):
    with pytest.raises(Http404):
        access.fetch(people["otto"], "edit_traject", Traject.objects.all(), traject.pk)
    with pytest.raises(PermissionDenied):
        access.fetch(people["petra"], "edit_traject", Traject.objects.all(), traject.pk)
    assert access.fetch(people["noor"], "edit_traject", Traject.objects.all(), traject.pk) == traject


def test_leaving_takes_everything_away_with_the_next_request(people, sent_session, traject):
    end_seat(Membership.objects.get(traject=traject, user=people["petra"]), by=people["noor"])
    assert who_sees(people, traject) == {"noor", "karim", "willem"}
    assert who_sees(people, sent_session) == {"noor", "karim"}


def test_ending_a_residents_seat_leaves_seats_elsewhere_alone(people, traject, other_traject):
    access.leave(Membership(traject=other_traject, user=people["noor"], track="residents", role="resident"))
    assert "noor" in who_sees(people, traject)


def test_group_membership_without_an_active_seat_gives_nothing(people, traject, registration):
    Membership.objects.filter(traject=traject, user=people["petra"]).update(valid_to="2026-01-01T00:00Z")
    assert who_sees(people, traject) == {"noor", "karim", "willem"}
    assert who_sees(people, registration) == set()


def test_a_seat_without_its_groups_gives_nothing(people, traject, partners, registration):
    """Achmed reads along, so of who answers for whom he sees only who does for the police, where Petra sits too."""
    welfare, police = (sign_for(partners[name], people[name]) for name in ("willem", "petra"))
    assert who_sees(people, welfare) == {"noor", "karim", "petra", "willem"}
    assert who_sees(people, police) == {"noor", "karim", "petra", "willem", "achmed"}
    assert who_sees(people, registration) == {"petra"}
    for name in ("petra", "achmed"):
        people[name].groups.clear()
    assert who_sees(people, police) == {"noor", "karim", "willem"}
    assert who_sees(people, registration) == set()


def test_an_inactive_person_sees_nothing(people, traject):
    people["noor"].is_active = False
    people["noor"].save()
    assert who_sees(people, traject) == {"karim", "petra", "willem"}


def test_a_residents_seat_is_invisible_to_professionals(people, traject):
    seats = access.visible(people["noor"], Membership.objects.filter(traject=traject))
    assert {seat.user.name.split()[0] for seat in seats} == {"Noor", "Karim", "Petra", "Willem", "Achmed"}


def test_who_has_no_seat_or_is_stopped_may_do_nothing(people, traject):
    assert access.may(people["noor"], "edit_traject", traject)
    assert not access.may(people["otto"], "edit_traject", traject)
    assert access.seat(people["otto"], traject.pk) is None
    stopped = User.objects.get(pk=people["noor"].pk)
    stopped.is_active = False
    assert access.seat(stopped, traject.pk) is None
    assert not access.may(stopped, "edit_traject", traject)


def test_looking_wants_no_action_and_who_is_not_logged_in_finds_nothing(people, traject):
    rows = Traject.objects.all()
    assert access.fetch(people["petra"], "see", rows, traject.pk) == traject
    with pytest.raises(Http404):
        access.fetch(AnonymousUser(), "see", rows, traject.pk)
    assert not access.visible(AnonymousUser(), rows).exists()


def test_a_row_is_fetched_by_its_own_number_only(people, traject, registration, partners):
    another = Registration.objects.get(pk=registration.pk)
    another.pk, another.uuid = None, uuid4()
    another.save()
    rows = Registration.objects.all()
    for row in (registration, another):
        assert access.fetch(people["petra"], "manage_registration", rows, row.uuid) == row
        assert access.fetch(people["petra"], "see", rows, row.pk) == row
    with pytest.raises(Http404):
        access.fetch(people["petra"], "see", rows, uuid4())


@pytest.mark.parametrize(("name", "may"), [("petra", True), ("willem", False), ("noor", True)])
def test_an_action_of_ones_own_organisation_is_ones_own_unless_the_kernteam_does_it(
    people, traject, partners, name, may
):
    action = Action.objects.create(
        traject=traject, title="Tellen", partner=partners["petra"], created_by=people["noor"]
    )
    assert access.may(people[name], "report_action", action) is may


def test_a_seat_that_begins_or_ends_counts_for_the_same_user_object(people, traject, partners):
    otto = people["otto"]
    otto.organisation = people["willem"].organisation
    otto.save()
    assert access.seat(otto, traject.pk) is None
    seat = give_seat(partner=partners["willem"], user=otto, role="partner")
    assert access.seat(otto, traject.pk).partner_id == partners["willem"].pk
    seat.user = otto
    end_seat(seat, by=people["noor"])
    assert access.seat(otto, traject.pk) is None


def test_a_link_opens_its_own_row_and_no_other(people, traject, partners):
    def invited(name, token):
        return Invitation.objects.create(
            partner=partners["willem"],
            email=f"{name}@buurtbalans.test",
            name=name,
            token_hash=access.link_hash(token),
            invited_by=people["noor"],
            expires_at=timezone.now(),
        )

    first, second = invited("een", "a"), invited("twee", "b")
    assert access.fetch_by_link(Invitation.objects.all(), "a") == first
    assert access.fetch_by_link(Invitation.objects.all(), "b") == second
    assert access.fetch_by_link(Invitation.objects.all(), "c") is None


def test_every_permission_of_the_policy_has_a_name_of_its_own(db):
    names = {*policy.TRAJECT_ACTIONS, *policy.TRACK_ACTIONS, policy.SEE_SESSION, policy.SEE_REGISTRATION}
    found = Permission.objects.filter(codename__in=names).values_list("codename", flat=True)
    assert sorted(found) == sorted(names)


def test_nothing_but_sharing_and_agreeing_narrows_what_hangs_on_a_registration():
    assert not [name for name, road in policy.ROADS.items() if road.carrier == "registration" and road.only]


def test_each_role_holds_exactly_the_actions_of_the_policy(traject):
    for role, actions in policy.ROLES.items():
        group = traject.role_groups.get(role=role).group
        rows = group.trajectgrouppermission_set.filter(content_object=traject)
        assert set(rows.values_list("permission__codename", flat=True)) == actions


def test_a_confirmed_seat_among_residents_brings_its_person_in_no_other_group_than_its_own(people, traject, track):
    """A seat without a partner has no circle; asked for the circle of nobody, the database names every other group."""
    Membership.objects.filter(user=people["yasmin"]).update(confirmed_at=timezone.now())
    seat = Membership.objects.get(user=people["yasmin"])
    access.leave(seat)
    assert not people["yasmin"].groups.exists()
    access.join(seat)
    assert set(people["yasmin"].groups.all()) == {traject.role_groups.get(role="resident").group}


def test_taking_and_leaving_a_seat_changes_the_groups_of_that_traject_only(people, traject, partners, other_traject):
    """Petra sits in both trajects with the same role; Karim, who sits in one, gets no group of the other."""

    def groups(name, of):
        return set(people[name].groups.filter(role_group__traject=of).values_list("role_group__role", flat=True))

    there = add_partner(other_traject, people["petra"].organisation, status=PartnerStatus.JOINED, by=people["otto"])
    seat = give_seat(partner=there, user=people["petra"], role="partner", functions=[])
    assert groups("petra", of=other_traject) == {"partner"}
    access.join(Membership.objects.get(user=people["karim"]))
    assert groups("karim", of=traject) == {"kernteam"}
    assert not groups("karim", of=other_traject)
    access.leave(seat)
    assert not groups("petra", of=other_traject)
    assert groups("petra", of=traject) == {"partner"}


def test_a_session_opens_to_the_kernteam_and_the_invited_of_its_own_traject(people, partners, session, other_traject):
    """Who is in the kernteam elsewhere and a partner here would otherwise see every draft and closed session."""
    elsewhere = add_partner(other_traject, people["karim"].organisation, status=PartnerStatus.JOINED, by=people["otto"])
    groups = SessionGroupPermission.objects.filter(content_object=session).values_list("group", flat=True)
    of_kernteam = session.traject.role_groups.filter(role__in=["kernteam", "gebiedsmakelaar"])
    assert other_traject.role_groups.exists()
    assert set(groups) == set(of_kernteam.values_list("group", flat=True))
    access.admit(session, [partners["petra"].pk, elsewhere.pk])
    assert set(groups.all()) == {*of_kernteam.values_list("group", flat=True), partners["petra"].circle.group_id}


def test_sharing_once_more_leaves_who_was_there_and_never_names_the_own_organisation(people, partners, registration):
    own, welfare, housing = (partners[name].pk for name in ("petra", "willem", "karim"))
    access.share(registration, [own, welfare], by=people["petra"])
    assert access.audience(registration) == [welfare]
    access.share(registration, [welfare, housing], by=people["achmed"])
    granted = RegistrationGroupPermission.objects.filter(content_object=registration)
    assert set(granted.values_list("group__circle__partner", "granted_by")) == {
        (welfare, people["petra"].pk),
        (housing, people["achmed"].pk),
    }


def test_what_stands_in_no_session_is_seen_by_partners_and_not_by_who_reads_along(people, traject, partners):
    """Achmed has a seat too, but reads submitted versions of the plan only (P6)."""
    action = Action.objects.create(
        traject=traject, title="Lampen", partner=partners["willem"], created_by=people["noor"]
    )
    assert who_sees(people, action) == {"noor", "karim", "petra", "willem"}


def test_a_model_without_a_road_is_invisible(people, areas):
    from trajects.buurt.models import Area

    assert policy.ROADS.get(Area._meta.label_lower) is None
    assert not access.visible(people["root"], Area.objects.all()).exists()
    with pytest.raises(Http404):
        access.fetch(people["root"], "see", Area.objects.all(), Area.objects.first().pk)


OPEN_MODELS = {"trajects.area", "trajects.theme", "trajects.cataloguestep", "traject_sessions.werkvorm"}
INNER_MODELS = {
    "privacy.circle",
    "privacy.rolegroup",
    "privacy.trajectgrouppermission",
    "privacy.sessiongrouppermission",
    "privacy.registrationgrouppermission",
    "privacy.residentstrackgrouppermission",
    # The trace of access: read by verbs of its own, never as rows on a page.
    "privacy.accessevent",
    "privacy.accesseventlink",
    "privacy.accesschain",
    "privacy.personaldatadecision",
    # Its owner's secret; what the calendar shows is asked of the gate.
    "traject_sessions.calendarfeed",
    # One's own wish, read by its owner and by the job that reminds him.
    "traject_sessions.remindersetting",
    # What somebody was mailed; read by the mail that comes after it only.
    "traject_sessions.notice",
    # A hidden text: only its author reads it, on the page of the row it was taken from.
    "privacy.report",
    "privacy.hiddentext",
    # The secret of a mail; what it opens is asked of the gate.
    "privacy.mailedlink",
    # A device in the room: its secret, and whether it voted; never a row on a page.
    "traject_sessions.roomseat",
    "traject_sessions.vote",
}


def test_every_model_has_a_road_or_a_reason_to_have_none():
    ours = {
        model._meta.label_lower
        for label in ("trajects", "traject_sessions", "privacy")
        for model in apps.get_app_config(label).get_models()
    }
    assert ours == set(policy.ROADS) | OPEN_MODELS | INNER_MODELS


def test_seeing_takes_one_query_however_many_rows(people, traject, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(access.visible(people["petra"], Traject.objects.all()))
    with django_assert_num_queries(1):
        list(access.visible(people["petra"], Session.objects.all()))
