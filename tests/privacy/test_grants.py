"""What a grant opens, and what it does not: only its own permission, only as long as it lasts."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access, held
from privacy.access_events.models import AccessAction, AccessEvent
from privacy.closing import close_circles
from privacy.registrations.granting import give_all
from privacy.registrations.models import Registration, SecondReading
from privacy.registrations.second_reading import ask
from privacy.registrations.services import add
from privacy.retention.services import close, reopen
from privacy.tables import RegistrationGroupPermission, SessionGroupPermission
from trajects.partners.models import Membership, PartnerStatus
from trajects.partners.services import add_partner, give_seat
from trajects.plan.approval_models import Approval, Signatory
from trajects.plan.models import ActionLine, Measure, PlanVersion
from trajects.residents.seats import name_guide
from trajects.residents.services import write_note


def counted(partner, by, shared_with=()):
    content = {"kind": "aantal", "title": "Merels", "about": "ruimte", "value": 3, "period": "jaar", "year": 2025}
    return add(partner, by=by, once=None, shared_with=list(shared_with), **content)


@pytest.fixture
def registration_pair(people, partners):
    """A signal of Willem for Karim and one of Petra for Karim, which both wait to be read."""
    pair = []
    for name in ("willem", "petra"):
        words = {"kind": "signaal", "title": "Lijster", "text": "Lijsters", "period": "jaar", "year": 2025}
        row = add(partners[name], by=people[name], once=None, shared_with=[], **words)
        ask(row, (partners["karim"].pk,), by=people[name], site="")
        pair.append(row)
    return pair


def test_another_permission_than_seeing_opens_nothing(people, partners, sent_session):
    """Only the one permission is ever granted on a session or a registration; another that got there counts not."""
    own, circle = counted(partners["petra"], people["petra"]), partners["willem"].circle.group
    for row, table in ((sent_session, SessionGroupPermission), (own, RegistrationGroupPermission)):
        kind = ContentType.objects.get_for_model(row)
        other = Permission.objects.create(content_type=kind, codename="print_it", name="Printen")
        table.objects.create(content_object=row, permission=other, group=circle)
        assert not access.visible(people["willem"], type(row).objects.filter(pk=row.pk)).exists()


def test_the_last_day_of_a_share_still_counts(people, partners):
    row = counted(partners["petra"], people["petra"])
    access.share(row, [partners["willem"].pk], by=people["petra"], valid_to=timezone.localdate())
    assert access.visible(people["willem"], Registration.objects.filter(pk=row.pk)).exists()


def test_after_closing_a_note_is_not_even_changed_by_who_wrote_it(people, traject, track):
    note = write_note(track, by=people["yasmin"], text="Er is te weinig licht")
    assert access.may(people["yasmin"], "edit_residents_note", note)
    close(traject, by=people["noor"], today=timezone.localdate())
    assert not access.may(people["yasmin"], "edit_residents_note", note)
    assert access.fetch(people["yasmin"], "see", type(note).objects.all(), note.pk) == note


def test_what_nobody_owns_is_nobodys_own(people, traject):
    line = ActionLine.objects.create(plan=traject.plan, title="Licht")
    measure = Measure.objects.create(line=line, title="Lampen", owner=None)
    assert not access.may(people["petra"], "report_progress", measure)
    assert access.may(people["noor"], "report_progress", measure)


def test_a_seat_and_its_actions_are_those_of_one_traject(people, partners, traject, other_traject):
    """Karim leads here and takes part there; the other way round he would lead there too."""
    there = add_partner(other_traject, people["karim"].organisation, status=PartnerStatus.JOINED, by=people["otto"])
    give_seat(partner=there, user=people["karim"], role="partner", functions=[])
    assert [access.seat(people["karim"], one.pk).role for one in (traject, other_traject)] == ["kernteam", "partner"]
    assert access.may(people["karim"], "edit_traject", traject)
    assert not access.may(people["karim"], "edit_traject", other_traject)
    assert access.seat(people["otto"], traject.pk) is None


@pytest.mark.parametrize("remember", [False, True])
def test_who_reads_along_reads_no_registration_whatever_else_he_may(people, traject, partners, remember):
    own = counted(partners["petra"], people["petra"])
    people["achmed"].groups.add(traject.role_groups.get(role="partner").group)
    if remember:
        held.remember(people["achmed"])
    assert access.seat(people["achmed"], traject.pk).partner_id == own.partner_id
    assert not access.visible(people["achmed"], Registration.objects.all()).exists()


def test_what_an_organisation_answers_waits_for_a_seat_that_a_colleague_confirmed(people, traject, partners):
    seat = Membership.objects.get(user=people["petra"])
    rows = Signatory.objects.filter(pk=Signatory.objects.create(partner=partners["petra"], membership=seat).pk)
    assert access.visible(people["achmed"], rows).exists()
    Membership.objects.filter(user=people["achmed"]).update(confirmed_at=None)
    assert not access.visible(people["achmed"], rows).exists()


def test_who_went_to_another_organisation_sees_nothing_of_what_he_saw_there(people, traject, partners):
    counted(partners["petra"], people["petra"])
    User.objects.filter(pk=people["petra"].pk).update(organisation=people["willem"].organisation)
    petra = User.objects.get(pk=people["petra"].pk)
    assert not access.visible(petra, Registration.objects.all()).exists()
    assert not access.visible(petra, type(traject).objects.all()).exists()


def test_what_one_may_among_residents_is_asked_of_that_track_and_of_ones_seat_on_it(
    people, traject, other_traject, track
):
    elsewhere = name_guide(other_traject.memberships.get(), by=people["otto"])
    assert "edit_residents_note" in held.track_actions(people["yasmin"], track.pk)
    assert not held.track_actions(people["yasmin"], elsewhere.pk)
    people["petra"].groups.add(traject.role_groups.get(role="resident").group)
    assert not held.track_actions(people["petra"], track.pk)


def test_closing_and_reopening_concern_that_traject_only_and_both_of_its_sides(people, traject, other_traject, track):
    def may(name, action, row):
        return access.may(User.objects.get(pk=people[name].pk), action, row)

    close(traject, by=people["noor"], today=timezone.localdate())
    assert not may("noor", "edit_traject", traject)
    assert not may("yasmin", "add_residents_note", track)
    assert may("otto", "edit_traject", other_traject)
    reopen(traject, by=people["noor"])
    assert may("noor", "edit_traject", traject)
    assert may("yasmin", "add_residents_note", track)


def test_counts_that_came_together_go_to_partners_of_their_own_traject_and_that_is_written_down(
    people, partners, other_traject
):
    rows = [counted(partners["petra"], people["petra"]) for _ in range(2)]
    wanted = [partners["willem"].pk, partners["petra"].pk, other_traject.partners.get().pk]
    give_all(rows, wanted, by=people["petra"])
    assert [access.audience(row) for row in rows] == [[partners["willem"].pk]] * 2
    assert RegistrationGroupPermission.objects.count() == 2, "the own organisation needs no grant"
    assert not access.visible(people["otto"], Registration.objects.all()).exists()
    written = AccessEvent.objects.filter(action=AccessAction.GRANT, actor_id=people["petra"].pk)
    assert set(written.values_list("object_uuid", flat=True)) == {row.uuid for row in rows}


def test_an_organisation_that_closes_takes_its_own_circle_and_signals_along_and_no_others(
    people, partners, sent_session, registration_pair
):
    circles = {name: partners[name].circle.group_id for name in ("petra", "willem")}
    access.admit(sent_session, [partners[name].pk for name in circles])
    closed, other = registration_pair
    close_circles([partners["willem"].pk])
    invited = set(SessionGroupPermission.objects.values_list("group", flat=True))
    assert circles["petra"] in invited
    assert circles["willem"] not in invited
    assert not SecondReading.objects.get(registration=closed).wanted.exists(), "what Willem wanted to share"
    assert SecondReading.objects.get(registration=other).wanted.exists()


def test_one_answers_for_the_own_organisation_and_for_no_other(people, traject, partners):
    version = PlanVersion.objects.create(plan=traject.plan, label="Concept 0.1", contents={"parts": []})
    row = Approval.objects.create(plan_version=version, partner=partners["willem"])
    may = {name for name in ("noor", "petra", "willem") if access.may(people[name], "answer_plan", row)}
    assert may == {"willem"}


def test_what_one_does_as_ones_organisation_waits_until_a_colleague_confirmed_the_seat(people, traject):
    waits = {"report_action", "edit_evidence", "report_progress", "comment_plan", "answer_plan"}
    waits |= {"add_registration", "manage_registration", "confirm_colleague"}
    before = access.seat(people["willem"], traject.pk).actions
    assert before >= waits
    Membership.objects.filter(user=people["willem"]).update(confirmed_at=None)
    assert access.seat(User.objects.get(pk=people["willem"].pk), traject.pk).actions == before - waits
