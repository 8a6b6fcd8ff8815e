"""Leaving, moving and closing work with the next request; work and roles go to a colleague (P6)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtbalans.accounts.models import Organisation, User
from privacy import access
from privacy.registrations.models import Registration, RegistrationKind
from privacy.tables import RegistrationGroupPermission, SessionGroupPermission
from sessions.actions.models import Action, ActionKind
from sessions.planning.models import PreparationTask
from tests.jobs import run_jobs
from trajects.logbook.models import LogEntry
from trajects.partners.leaving import end_seats_left_behind
from trajects.partners.models import Invitation, Membership, PartnerStatus
from trajects.partners.services import give_seat


@pytest.fixture
def registration(traject, people, partners):
    """Of the police, shared with welfare."""
    row = Registration.objects.create(
        traject=traject,
        partner=partners["petra"],
        created_by=people["petra"],
        kind=RegistrationKind.COUNT,
        title="Meldingen",
        value=40,
        period="k1",
        year=2026,
    )
    access.share(row, [partners["willem"].pk], by=people["petra"])
    return row


@pytest.fixture
def pia(people, partners):
    """A colleague of Petra who sits for the police too."""
    user = User.objects.create_user("pia@buurtbalans.test", name="Pia Bos", organisation=people["petra"].organisation)
    give_seat(partner=partners["petra"], user=user)
    return user


def seat_of(user):
    return Membership.objects.active().get(user=user)


def sees(user, row):
    return access.visible(User.objects.get(pk=user.pk), type(row).objects.filter(pk=row.pk)).exists()


def url_of(seat):
    return reverse("trajects:seat-hand-over", args=[seat.traject_id, seat.pk])


def give_work(traject, sent_session, seat):
    """Open and finished work of one seat."""
    common = {"traject": traject, "partner": seat.partner, "assignee": seat, "created_by": seat.user}
    return {
        "homework": Action.objects.create(**common, kind=ActionKind.HOMEWORK, session=sent_session, title="Tellen"),
        "done": Action.objects.create(**common, title="Klaar", status="klaar", closed_at=timezone.now()),
        "preparation": PreparationTask.objects.create(session=sent_session, title="Zaal", owner=seat),
    }


def test_a_seat_goes_to_a_colleague_with_its_role_tasks_and_open_work(as_, people, traject, sent_session, pia):
    seat = seat_of(people["petra"])
    seat.functions = ["leidt_gesprek"]
    seat.save()
    work = give_work(traject, sent_session, seat)
    response = as_("petra").post(url_of(seat), {"colleague": seat_of(pia).pk})
    assert response.status_code == 302
    own = seat_of(pia)
    for row in work.values():
        row.refresh_from_db()
    assert (work["homework"].assignee, work["preparation"].owner) == (own, own)
    assert work["done"].assignee == seat
    assert [(line.before, line.after, line.by) for line in work["homework"].changes.all()] == [
        ("Petra Kuipers (Politie Voorbeeldstad)", "Pia Bos (Politie Voorbeeldstad)", people["petra"])
    ]
    assert not work["done"].changes.exists()
    assert own.functions == ["leidt_gesprek"]
    assert not sees(people["petra"], traject)
    assert (
        "Petra Kuipers aan Pia Bos" in LogEntry.objects.filter(traject=traject, kind="seat_handed_over").get().subject
    )


def test_who_loses_a_seat_is_out_with_the_next_request_of_the_same_browser(as_, people, traject, pia):
    browser = as_("petra")
    page = reverse("sessions:action-list", args=[traject.pk])
    assert browser.get(page).status_code == 200
    as_("noor").post(url_of(seat_of(people["petra"])), {"colleague": seat_of(pia).pk})
    assert browser.get(page).status_code == 404
    assert browser.get(page, headers={"HX-Request": "true"}).status_code == 404


def test_a_colleague_by_mail_takes_over_when_the_answer_is_yes(as_, people, traject, sent_session, mailoutbox):
    from trajects.partners.invitations import accept_with_new_account

    seat = seat_of(people["petra"])
    work = give_work(traject, sent_session, seat)
    typed = {"colleague": "", "email": "opvolger@buurtbalans.test", "name": "Olaf Opvolger"}
    assert as_("petra").post(url_of(seat), typed).status_code == 302
    run_jobs()
    assert "draagt de deelname aan je over" in mailoutbox[-1].body
    assert seat_of(people["petra"]) == seat
    asked = Invitation.objects.get(email="opvolger@buurtbalans.test")
    user = accept_with_new_account(
        asked, name="Olaf Opvolger", password="een lange zin voor de deur", site="http://x"
    ).user
    work["homework"].refresh_from_db()
    assert work["homework"].assignee == seat_of(user)
    assert seat_of(user).confirmed_at
    assert not Membership.objects.active().filter(user=people["petra"]).exists()


def test_a_seat_that_the_kernteam_hands_over_by_mail_waits_for_confirmation(as_, people, traject, registration, pia):
    from trajects.partners.invitations import accept_with_new_account

    seat = seat_of(people["petra"])
    typed = {"colleague": "", "email": "vreemd@buurtbalans.test", "name": "Vera Vreemd"}
    as_("noor").post(url_of(seat), typed)
    asked = Invitation.objects.get(email="vreemd@buurtbalans.test")
    user = accept_with_new_account(
        asked, name="Vera Vreemd", password="een lange zin voor de deur", site="http://x"
    ).user
    assert seat_of(user).confirmed_at is None
    assert not sees(user, registration)


@pytest.mark.parametrize("field", ["email", "name"])
def test_another_colleague_needs_a_name_and_an_address(as_, people, traject, field):
    typed = {"colleague": "", "email": "opvolger@buurtbalans.test", "name": "Olaf"} | {field: ""}
    response = as_("petra").post(url_of(seat_of(people["petra"])), typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_a_seat_does_not_go_to_somebody_of_another_organisation(as_, people, traject):
    response = as_("petra").post(url_of(seat_of(people["petra"])), {"colleague": seat_of(people["willem"]).pk})
    assert response.status_code == 422
    assert seat_of(people["petra"])


@pytest.fixture
def doors(as_, people, traject, sent_session):
    """Petra's ways in: pages, a part of a page, a paper and a calendar."""
    here = [traject.pk, sent_session.pk]
    browser = as_("petra")

    def statuses():
        return {
            browser.get(reverse("pages:traject", args=[traject.pk])).status_code,
            browser.get(reverse("sessions:agenda", args=here)).status_code,
            browser.get(reverse("sessions:action-list", args=here[:1]), headers={"HX-Request": "true"}).status_code,
            browser.get(reverse("sessions:session-ics", args=here)).status_code,
            browser.get(reverse("sessions:action-csv", args=here[:1])).status_code,
        }

    assert statuses() == {200}
    return statuses


def test_who_is_moved_to_another_organisation_is_out_at_once(as_, people, traject, doors, registration):
    petra, elsewhere = people["petra"], Organisation.objects.get(name="Welzijn Samen")
    data = {"email": petra.email, "name": petra.name, "organisation": elsewhere.pk, "is_active": "on"}
    assert as_("bea").post(f"/beheer/accounts/user/{petra.pk}/change/", data).status_code == 302
    assert doors() == {404}
    assert not sees(petra, registration)
    assert not Membership.objects.active().filter(user=petra).exists()


def test_a_move_by_any_other_road_shuts_the_gate_too_and_the_daily_look_ends_the_seat(people, traject, doors):
    User.objects.filter(pk=people["petra"].pk).update(organisation=people["willem"].organisation)
    assert doors() == {404}
    assert end_seats_left_behind() == 1
    assert not Membership.objects.active().filter(user=people["petra"]).exists()
    User.objects.filter(pk=people["petra"].pk).update(organisation=people["achmed"].organisation)
    assert doors() == {404}


def test_a_deactivated_person_is_out_at_once_and_gets_no_mail(as_, people, traject, doors, sent_session, mailoutbox):
    from sessions.planning.sending import send_agenda

    send_agenda(sent_session, by=people["noor"], site="http://testserver")
    User.objects.filter(pk=people["petra"].pk).update(is_active=False)
    run_jobs()
    assert doors() == {302, 401}  # to the login page, or told so inside the page
    assert people["petra"].email not in [address for mail in mailoutbox for address in mail.to]


def test_a_person_who_left_gets_no_mail_that_was_made_before(as_, people, traject, sent_session, mailoutbox):
    from sessions.planning.sending import send_agenda

    send_agenda(sent_session, by=people["noor"], site="http://testserver")
    as_("petra").post(reverse("trajects:seat-end", args=[traject.pk, seat_of(people["petra"]).pk]))
    run_jobs()
    assert people["petra"].email not in [address for mail in mailoutbox for address in mail.to]


def close(as_, organisation):
    data = {"name": organisation.name, "category": organisation.category}
    assert as_("bea").post(f"/beheer/accounts/organisation/{organisation.pk}/change/", data).status_code == 302


def test_a_closed_organisation_loses_its_seats_and_what_it_shared_is_sealed(
    as_, people, partners, traject, doors, registration
):
    assert sees(people["willem"], registration)
    close(as_, people["petra"].organisation)
    assert doors() == {404}
    assert not sees(people["willem"], registration)
    assert not RegistrationGroupPermission.objects.filter(content_object=registration).exists()
    partners["petra"].refresh_from_db()
    assert partners["petra"].status == PartnerStatus.DECLINED


def test_what_was_given_to_a_closed_organisation_does_not_come_back_when_it_opens_again(
    as_, people, partners, traject, sent_session, registration
):
    close(as_, people["willem"].organisation)
    Organisation.objects.filter(pk=people["willem"].organisation_id).update(is_active=True)
    assert not RegistrationGroupPermission.objects.filter(group__circle__partner=partners["willem"]).exists()
    assert not SessionGroupPermission.objects.filter(group__circle__partner=partners["willem"]).exists()
    assert not sees(people["willem"], traject)


def test_an_organisation_closed_by_any_other_road_is_shut_out_and_sealed_at_once(people, traject, doors, registration):
    Organisation.objects.filter(pk=people["petra"].organisation_id).update(is_active=False)
    assert doors() == {404}
    assert not sees(people["willem"], registration)


def test_an_organisation_with_registrations_cannot_be_taken_from_the_database(traject, registration):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        registration.partner.organisation.delete()
