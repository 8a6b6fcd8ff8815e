"""Who is invited on behalf of an organisation gets into its circle when a colleague says so (V3)."""

import pytest
from django.urls import reverse

from privacy import access
from privacy.registrations.models import Registration, RegistrationKind
from tests.jobs import run_jobs
from trajects.partners.invitations import accept_with_new_account, invite
from trajects.partners.models import Membership

SITE = "http://testserver"


@pytest.fixture
def registration(traject, people, partners):
    return Registration.objects.create(
        traject=traject,
        partner=partners["petra"],
        created_by=people["petra"],
        kind=RegistrationKind.COUNT,
        title="Meldingen",
        value=12,
        period="jaar",
        year=2025,
    )


def newcomer(partner, by, email="nieuw@buurtbalans.test"):
    """Somebody whom `by` invited for a partner, and who said yes with a new account."""
    asked = invite(
        partner, by=by, email=email, name="Nieuw", role="partner", functions=[], reason="Kent de buurt", site=SITE
    )
    return accept_with_new_account(
        asked, name="Nieuw Gezicht", password="een lange zin om te onthouden", site=SITE
    ).user


def sees(user, row):
    return access.visible(user, type(row).objects.filter(pk=row.pk)).exists()


def test_the_kernteam_cannot_reach_registrations_by_inviting_itself_for_another_organisation(
    people, partners, traject, registration, sent_session
):
    user = newcomer(partners["petra"], people["noor"])
    assert sees(user, traject)
    assert not sees(user, registration)
    assert not sees(user, sent_session)
    assert "add_registration" not in access.seat(user, traject.pk).actions


def test_a_colleague_confirms_and_then_the_newcomer_sees_what_the_organisation_sees(
    as_, people, partners, traject, registration, sent_session, mailoutbox
):
    user = newcomer(partners["petra"], people["noor"])
    run_jobs()
    letters = [mail for mail in mailoutbox if mail.to == [people["petra"].email]]
    assert any("Hoort bij ons" in mail.body for mail in letters)
    seat = Membership.objects.get(user=user)
    page = as_("petra").get(reverse("trajects:partner-list", args=[traject.pk])).content.decode()
    url = reverse("trajects:seat-confirm", args=[traject.pk, seat.pk])
    assert url in page
    assert as_("petra").post(url).status_code == 302
    user = type(user).objects.get(pk=user.pk)
    assert sees(user, registration)
    assert sees(user, sent_session)


@pytest.mark.parametrize("name", ["noor", "karim", "willem"])
def test_nobody_of_another_organisation_can_confirm(as_, people, partners, traject, name, registration):
    seat = Membership.objects.get(user=newcomer(partners["petra"], people["noor"]))
    assert as_(name).post(reverse("trajects:seat-confirm", args=[traject.pk, seat.pk])).status_code == 403
    page = as_(name).get(reverse("trajects:partner-list", args=[traject.pk])).content.decode()
    assert "Hoort bij ons" not in page
    seat.refresh_from_db()
    assert seat.confirmed_at is None


def test_the_newcomer_cannot_confirm_himself(client, people, partners, traject, registration):
    user = newcomer(partners["petra"], people["noor"])
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    seat = Membership.objects.get(user=user)
    assert client.post(reverse("trajects:seat-confirm", args=[traject.pk, seat.pk])).status_code == 403
    assert "Een collega moet je nog bevestigen" in client.get(traject.get_absolute_url()).content.decode()


def test_whom_a_colleague_invites_needs_no_further_confirmation(people, partners, traject):
    user = newcomer(partners["noor"], people["noor"])
    assert Membership.objects.get(user=user).confirmed_at is not None


def test_the_first_person_of_an_organisation_without_registrations_is_taken_at_his_word(people, traject, partners):
    from trajects.partners.services import end_seat

    end_seat(Membership.objects.get(traject=traject, user=people["willem"]), by=people["willem"])
    user = newcomer(partners["willem"], people["noor"])
    assert Membership.objects.get(user=user).confirmed_at is not None


def test_emptying_an_organisation_opens_no_door_to_its_registrations(people, traject, partners, registration):
    from trajects.partners.services import end_seat

    for name in ("petra", "achmed"):
        end_seat(Membership.objects.get(traject=traject, user=people[name]), by=people["noor"])
    user = newcomer(partners["petra"], people["noor"])
    assert not sees(user, registration)


def test_emptying_an_organisation_opens_no_door_to_what_others_shared_with_it(people, traject, partners, registration):
    from trajects.partners.services import end_seat

    access.share(registration, [partners["willem"].pk], by=people["petra"])
    end_seat(Membership.objects.get(traject=traject, user=people["willem"]), by=people["noor"])
    user = newcomer(partners["willem"], people["noor"])
    assert not sees(user, registration)


def test_a_seat_in_a_traject_of_ones_own_vouches_for_nobody(people, traject, other_traject, partners, registration):
    from trajects.partners.invitations import accept
    from trajects.partners.services import add_partner

    elsewhere = add_partner(other_traject, people["petra"].organisation, by=people["otto"])
    user = newcomer(elsewhere, people["otto"])
    assert Membership.objects.get(user=user).confirmed_at is not None
    asked = invite(
        partners["petra"],
        by=people["noor"],
        email=user.email,
        name="Nieuw",
        role="partner",
        functions=[],
        reason="Kent de buurt",
        site=SITE,
    )
    accept(asked, by=user, site=SITE)
    assert not sees(user, registration)
