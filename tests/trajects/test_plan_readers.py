"""Asking a colleague to read along, and the mail to who reads along when a version is submitted (L3)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.jobs import run_jobs
from trajects.partners.invitations import accept_with_new_account
from trajects.partners.models import Invitation, Role
from trajects.partners.services import end_seat, give_seat
from trajects.plan.letters import mail_reader, tell_readers
from trajects.plan.models import PlanVersion
from trajects.plan.services import submit
from trajects.plan.signing import Asking

SITE = "https://buurtbalans.test"


@pytest.fixture
def new_version(traject, people):
    def submitted(**asking):
        traject.plan.refresh_from_db()
        asked = Asking(site=SITE, **asking)
        assert submit(traject.plan, traject.plan.draft_number, by=people["noor"], asking=asked)
        return PlanVersion.objects.first()

    return submitted


def ask_url(version):
    return reverse("trajects:plan-reader-ask", args=[version.plan.traject_id, version.pk])


def read_url(version):
    return reverse("trajects:plan-submitted", args=[version.plan.traject_id, version.pk])


def test_a_partner_asks_a_colleague_in_three_clicks_who_then_reads_and_nothing_else(
    as_, client, traject, people, partners, new_version
):
    version = new_version()
    petra = as_("petra")
    assert f'href="{ask_url(version)}"' in petra.get(read_url(version)).content.decode()
    form = petra.get(ask_url(version)).content.decode()
    assert "Wil je meelezen" in form
    assert 'name="role"' not in form
    sent = {"email": "baas@politie.test", "name": "Ine Baas", "reason": "Wil je meelezen?", "role": "kernteam"}
    assert petra.post(ask_url(version), {**sent, "email": "geen adres"}).status_code == 422
    for _ in range(2):
        assert petra.post(ask_url(version), {**sent, "once": "x"})["Location"] == read_url(version)
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.functions, invitation.partner) == (Role.READER, [], partners["petra"])
    assert "al een uitnodiging" in petra.post(ask_url(version), sent).content.decode()
    run_jobs()
    letter = next(one for one in mail.outbox if one.to == ["baas@politie.test"])
    assert "mee te lezen met een plan" in letter.body
    assert traject.name not in letter.subject + letter.body
    person = accept_with_new_account(invitation, name="Ine Baas", password="lang genoeg wachtwoord", site=SITE).user
    seat = traject.memberships.get(user=person)
    assert seat.role == Role.READER
    assert seat.confirmed_at
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(read_url(version)).status_code == 200
    assert client.get(traject.get_absolute_url()).status_code == 404


def test_a_back_office_and_who_is_not_confirmed_ask_nobody(as_, traject, people, partners, new_version):
    version = new_version()
    assert ask_url(version) not in as_("achmed").get(read_url(version)).content.decode()
    people["bea"].organisation = partners["willem"].organisation
    people["bea"].save()
    give_seat(partner=partners["willem"], user=people["bea"], confirmed=False)
    sent = {"email": "x@buurtbalans.test", "name": "X", "reason": "Lees mee"}
    found = {name: as_(name).post(ask_url(version), sent).status_code for name in ("achmed", "bea", "otto", "root")}
    assert found == {"achmed": 404, "bea": 403, "otto": 404, "root": 404}
    assert not Invitation.objects.exists()


def test_readers_hear_of_the_last_version_once_and_who_signs_only_of_that(
    settings, traject, people, partners, new_version
):
    settings.MAIL_BUNDLE_SECONDS = 0
    first, day = new_version(), timezone.localdate() + timedelta(days=14)
    version = new_version(answers_by=day)
    run_jobs()
    assert [letter.to for letter in mail.outbox] == [[people["achmed"].email]]
    letter = mail.outbox.pop()
    assert f"{SITE}{read_url(version)}" in letter.body
    assert traject.name not in letter.subject + letter.body
    tell_readers(first.pk, SITE)
    assert run_jobs() == []
    # The same mail again is dropped by whoever receives it.
    seat = traject.memberships.get(user=people["achmed"])
    mail_reader(version.pk, seat.pk, SITE)
    assert mail.outbox.pop().extra_headers == letter.extra_headers
    police = partners["petra"]
    new_version(partners=[police], answers_by=day, signatories={police.pk: seat})
    run_jobs()
    assert [letter.subject for letter in mail.outbox] == ["Buurtbalans: er wordt om jouw antwoord gevraagd"]


@pytest.mark.parametrize("how", ["seat ended", "moved", "organisation closed", "account closed"])
def test_between_queue_and_mail_everything_is_asked_again(traject, people, partners, new_version, how):
    version = new_version()
    seat, achmed = traject.memberships.get(user=people["achmed"]), people["achmed"]
    tell_readers(version.pk, SITE)
    if how == "seat ended":
        end_seat(seat, by=people["noor"])
    elif how == "moved":
        achmed.organisation = partners["willem"].organisation
        achmed.save()
    elif how == "organisation closed":
        partners["petra"].organisation.is_active = False
        partners["petra"].organisation.save()
    else:
        achmed.is_active = False
        achmed.save()
    mail.outbox.clear()
    mail_reader(version.pk, seat.pk, SITE)
    assert mail.outbox == []
