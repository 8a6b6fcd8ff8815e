import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from buurtbalans.accounts.models import User
from tests.jobs import run_jobs
from trajects.logbook.kinds import LogKind
from trajects.partners.models import Invitation

NEWCOMER = {"email": "Sara@Politie.test", "name": "Sara Visser", "reason": "Je kent het plein", "role": "partner"}
ACCOUNT = {"name": "Sara Visser", "password": "een zin van vier woorden"}


def text(response):
    return response.content.decode()


@pytest.fixture
def partner(partners):
    return partners["petra"]


@pytest.fixture
def invite(as_, traject, partner):
    """Noor invites somebody; answers the path of the mailed link."""

    def send(**more):
        address = f"/trajecten/{traject.pk}/partners/{partner.pk}/uitnodigen/"
        response = as_("noor").post(address, {**NEWCOMER, **more})
        assert response.status_code == 302, text(response)
        run_jobs()
        return link_in(mail.outbox[-1])

    return send


def link_in(letter):
    return re.search(r"http://testserver(/uitnodiging/\S+)", letter.body).group(1)


def test_inviting_sends_one_mail_with_who_why_and_a_link(invite, traject):
    invite()
    (letter,) = mail.outbox
    assert letter.to == ["sara@politie.test"]
    for shown in ("Noor Dijkstra van Stadsdeel Oude Stad", "Je kent het plein", "namens Politie Voorbeeldstad"):
        assert shown in letter.body
    assert traject.name not in letter.body + letter.subject
    assert traject.log_entries.filter(kind=LogKind.PERSON_INVITED, subject="Politie Voorbeeldstad").exists()


def test_inviting_moves_a_possible_partner_to_approached(invite, partner):
    type(partner).objects.filter(pk=partner.pk).update(status="mogelijk")
    invite()
    partner.refresh_from_db()
    assert partner.status == "benaderd"


def test_the_link_itself_is_stored_nowhere(invite, traject):
    token = invite().split("/")[2]
    invitation = Invitation.objects.get()
    assert token not in str(vars(invitation))


def test_the_open_invitation_is_seen_by_the_kernteam_only(invite, as_, traject):
    invite()
    address = f"/trajecten/{traject.pk}/partners/"
    assert "sara@politie.test" in text(as_("karim").get(address))
    assert "Sara" not in text(as_("willem").get(address))


def test_an_address_is_invited_once(invite, as_, traject, partners):
    invite()
    other = partners["willem"]
    again = as_("noor").post(f"/trajecten/{traject.pk}/partners/{other.pk}/uitnodigen/", NEWCOMER)
    assert again.status_code == 422
    assert "heeft al een uitnodiging namens Politie Voorbeeldstad" in text(again)


def test_who_takes_part_already_is_not_invited(as_, traject, partner):
    data = {**NEWCOMER, "email": "WILLEM@buurtbalans.test"}
    response = as_("noor").post(f"/trajecten/{traject.pk}/partners/{partner.pk}/uitnodigen/", data)
    assert response.status_code == 422
    assert "Willem Postma doet al mee namens Welzijn Samen." in text(response)


def test_inviting_does_not_tell_who_is_on_the_residents_track(as_, traject, partner):
    data = {**NEWCOMER, "email": "yasmin@buurtbalans.test"}
    response = as_("noor").post(f"/trajecten/{traject.pk}/partners/{partner.pk}/uitnodigen/", data)
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "geen adres"),
        ("role", "resident"),
        ("role", "aanjager"),
        ("functions", "x"),
        ("reason", ""),
        ("reason", "a" * 2_001),
        ("name", ""),
    ],
)
def test_wrong_input_is_refused(as_, traject, partner, field, value):
    response = as_("noor").post(
        f"/trajecten/{traject.pk}/partners/{partner.pk}/uitnodigen/", {**NEWCOMER, field: value}
    )
    assert response.status_code == 422
    assert not Invitation.objects.exists()


def test_a_partner_cannot_invite(as_, traject, partner):
    address = f"/trajecten/{traject.pk}/partners/{partner.pk}/uitnodigen/"
    assert as_("petra").post(address, NEWCOMER).status_code == 403
    assert as_("otto").post(address, NEWCOMER).status_code == 404


def test_a_line_break_in_a_name_adds_nothing_to_the_head_of_the_mail(invite, people):
    people["noor"].name = "Noor\nBcc: iedereen@elders.test"
    people["noor"].save()
    invite()
    assert mail.outbox[0].recipients() == ["sara@politie.test"]
    assert "\n" not in mail.outbox[0].subject


def test_the_page_behind_the_link_tells_nothing_of_the_traject(invite, traject):
    page = text(Client().get(invite()))
    assert "Stadsdeel Oude Stad" in page
    for hidden in (traject.name, traject.question, "Politie", "Sara", "Je kent het plein"):
        assert hidden not in page


def test_looking_at_the_page_answers_nothing(invite):
    path = invite()
    Client().get(path)
    assert Client().post(path).status_code == 422
    assert Invitation.objects.get().is_open


def test_joining_with_a_new_account(invite, traject, partner):
    path = invite(functions=["leidt_gesprek"])
    browser = Client()
    asked = browser.post(path, {"antwoord": "ja"})
    assert asked.url == f"{path}account/"
    assert "sara@politie.test" in text(browser.get(asked.url))
    joined = browser.post(asked.url, ACCOUNT)
    assert joined.url == f"/trajecten/{traject.pk}/stap-in/"
    sara = User.objects.get(email="sara@politie.test")
    assert (sara.name, sara.organisation) == ("Sara Visser", partner.organisation)
    seat = sara.memberships.get()
    assert (seat.partner, seat.role, seat.functions) == (partner, "partner", ["leidt_gesprek"])
    assert browser.get(f"/trajecten/{traject.pk}/partners/").status_code == 200
    assert Client().login(username="sara@politie.test", email="sara@politie.test", password=ACCOUNT["password"])
    partner.refresh_from_db()
    assert partner.status == "doet_mee"
    assert traject.log_entries.filter(kind=LogKind.PERSON_JOINED, subject="Sara Visser").exists()


def test_the_inviter_and_the_colleagues_hear_of_it(invite, partner):
    path = invite()
    Client().post(f"{path}account/", ACCOUNT)
    run_jobs()
    letters = {letter.to[0]: letter for letter in mail.outbox[1:]}
    assert letters["noor@buurtbalans.test"].subject == "Sara Visser doet mee"
    assert "Sara Visser doet nu ook mee namens Politie" in letters["petra@buurtbalans.test"].body
    assert "willem@buurtbalans.test" not in letters


@pytest.mark.parametrize("password", ["", "kort", "sara visser 1", "1q2w3e4r5t6y"])
def test_a_weak_password_is_refused_and_the_link_keeps_working(invite, password):
    path = invite()
    assert Client().post(f"{path}account/", {**ACCOUNT, "password": password}).status_code == 422
    assert not User.objects.filter(email="sara@politie.test").exists()
    assert Client().get(path).status_code == 200


def test_joining_with_the_account_one_has(invite, people, traject):
    sara = User.objects.create_user(
        "sara@politie.test", ACCOUNT["password"], name="Sara Visser", organisation=people["petra"].organisation
    )
    path = invite()
    browser = Client()
    assert browser.post(path, {"antwoord": "ja"}).url == f"/inloggen/?next={path.replace('/', '%2F')}"
    assert browser.get(f"{path}account/").url == path
    assert browser.post(f"{path}account/", ACCOUNT).url == path
    back = browser.post("/inloggen/", {"login": sara.email, "password": ACCOUNT["password"], "next": path})
    assert back.url == path
    assert browser.post(path, {"antwoord": "ja"}).url == f"/trajecten/{traject.pk}/stap-in/"
    assert sara.memberships.get().traject == traject


def test_a_forwarded_link_does_not_work_for_somebody_else(invite, as_, traject):
    path = invite()
    for name in ("otto", "willem"):
        response = as_(name).post(path, {"antwoord": "ja"})
        assert response.status_code == 403
        assert "Deze uitnodiging is voor een ander e-mailadres." in text(response)
        assert traject.name not in text(response)
    assert Invitation.objects.get().is_open


def test_an_account_of_another_organisation_is_refused(invite, as_, people, traject):
    path = invite(email="otto@buurtbalans.test")
    response = as_("otto").post(path, {"antwoord": "ja"})
    assert response.status_code == 403
    assert "Vraag de functioneel beheerder" in text(response)
    assert not traject.memberships.filter(user=people["otto"]).exists()


def test_a_resident_of_the_traject_does_not_get_a_second_seat(invite, as_, people, partner, traject):
    people["yasmin"].organisation = partner.organisation
    people["yasmin"].save()
    path = invite(email="yasmin@buurtbalans.test")
    assert as_("yasmin").post(path, {"antwoord": "ja"}).status_code == 403
    assert traject.memberships.filter(user=people["yasmin"]).count() == 1


def test_declining_takes_one_press_and_no_account(invite, traject):
    path = invite()
    response = Client().post(path, {"antwoord": "nee"})
    assert "Dank je voor je antwoord." in text(response)
    assert not User.objects.filter(email="sara@politie.test").exists()
    assert traject.log_entries.get(kind=LogKind.PERSON_DECLINED).actor is None
    run_jobs()
    assert mail.outbox[-1].subject == "Sara Visser doet niet mee"
    assert Client().get(path).status_code == 404


def used(invitation):
    invitation.accepted_at = timezone.now()


def expired(invitation):
    invitation.expires_at = timezone.now() - timedelta(minutes=1)


def withdrawn(invitation):
    invitation.withdrawn_at = timezone.now()


@pytest.mark.parametrize("ending", [used, expired, withdrawn])
def test_a_link_that_ended_shows_the_same_page_as_one_that_never_was(invite, ending):
    path = invite()
    invitation = Invitation.objects.get()
    ending(invitation)
    invitation.save()
    for answer in (
        Client().get(path),
        Client().post(path, {"antwoord": "ja"}),
        Client().post(f"{path}account/", ACCOUNT),
    ):
        assert answer.status_code == 404
        assert "Deze link werkt niet (meer)" in text(answer)
    assert text(Client().get(path)) == text(Client().get("/uitnodiging/nooit-geweest/"))
    assert not User.objects.filter(email="sara@politie.test").exists()


def test_sending_again_makes_a_new_link_and_ends_the_old_one(invite, as_, traject):
    old = invite()
    invitation = Invitation.objects.get()
    as_("karim").post(f"/trajecten/{traject.pk}/uitnodigingen/{invitation.pk}/opnieuw/")
    assert Client().get(old).status_code == 404
    run_jobs()
    assert Client().get(link_in(mail.outbox[-1])).status_code == 200


def test_an_invitation_that_ended_can_be_sent_again(invite, as_, traject):
    invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "de link is verlopen" in text(as_("noor").get(f"/trajecten/{traject.pk}/partners/"))
    as_("noor").post(f"/trajecten/{traject.pk}/uitnodigingen/{Invitation.objects.get().pk}/opnieuw/")
    run_jobs()
    assert Client().get(link_in(mail.outbox[-1])).status_code == 200


def test_withdrawing_ends_the_link_and_sends_no_mail_that_was_waiting(as_, traject, partner):
    as_("noor").post(f"/trajecten/{traject.pk}/partners/{partner.pk}/uitnodigen/", NEWCOMER)
    invitation = Invitation.objects.get()
    as_("noor").post(f"/trajecten/{traject.pk}/uitnodigingen/{invitation.pk}/intrekken/")
    assert run_jobs() == ["mail_invitation"]
    assert mail.outbox == []


@pytest.mark.parametrize("action", ["opnieuw", "intrekken"])
def test_only_the_kernteam_of_the_traject_handles_invitations(invite, as_, traject, other_traject, action):
    invite()
    pk = Invitation.objects.get().pk
    address = f"/trajecten/{traject.pk}/uitnodigingen/{pk}/{action}/"
    for name in ("petra", "otto", "root"):
        assert as_(name).post(address).status_code == 404
    assert as_("otto").post(f"/trajecten/{other_traject.pk}/uitnodigingen/{pk}/{action}/").status_code == 404
    assert as_("noor").get(address).status_code == 405


def test_a_reader_of_the_plan_lands_on_mijn_werk(invite, traject):
    browser = Client()
    assert browser.post(f"{invite(role='reader')}account/", ACCOUNT).url == "/mijn-werk/"
    assert browser.get(f"/trajecten/{traject.pk}/partners/").status_code == 404


def test_the_name_of_the_invitation_is_offered_again(invite):
    assert 'value="Sara Visser"' in text(Client().get(f"{invite()}account/"))


def test_pressing_meedoen_twice_joins_once(invite, traject):
    path = invite()
    browser = Client()
    browser.post(f"{path}account/", ACCOUNT)
    again = browser.post(f"{path}account/", ACCOUNT)
    assert again.status_code == 404
    assert "Ga naar Mijn werk" in text(again)
    assert traject.memberships.filter(user__email="sara@politie.test").count() == 1


def test_nobody_outside_the_seats_hears_of_an_answer(invite, as_, people, traject):
    path = invite()
    seat = traject.memberships.get(user=people["noor"])
    assert as_("karim").post(f"/trajecten/{traject.pk}/deelnemers/{seat.pk}/beeindigen/").status_code == 302
    mail.outbox.clear()
    Client().post(path, {"antwoord": "nee"})
    assert run_jobs() == ["mail_answer"]
    assert mail.outbox == []
