"""The residents' own side: who guides it, who takes part, and what they write there (V4, B2)."""

import re
from datetime import date, time

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtbalans.accounts.models import Organisation, User
from privacy import access, wall
from privacy.agreements.models import AgreementAcceptance, PrivacyAgreement
from privacy.agreements.services import accept
from tests.jobs import run_jobs
from trajects.logbook.kinds import LogKind
from trajects.partners.leaving import end_seats_left_behind
from trajects.partners.models import Membership
from trajects.partners.services import change_seat, end_seat
from trajects.residents.models import ResidentsMeeting, ResidentsNote, ResidentsTrack
from trajects.residents.seats import end_guide, name_guide
from trajects.residents.services import plan_meeting, write_note

ACCOUNT = {"name": "Fatma Aksoy", "password": "een zin met vijf woorden"}


def seat_of(traject, person):
    return traject.memberships.active().get(user=person, partner__isnull=False)


def guides(traject):
    seats = Membership.objects.active().filter(traject=traject, role="guide")
    return [seat.user.name for seat in seats.select_related("user")]


def page(client, name, traject, *args):
    return client.get(reverse(f"trajects:{name}", args=[traject.pk, *args]))


def text(response):
    return response.content.decode()


class TestGuide:
    def test_the_kernteam_names_a_professional_and_both_sides_are_told(self, as_, people, traject):
        url = reverse("trajects:guide-name", args=[traject.pk])
        seat = seat_of(traject, people["willem"])
        assert as_("noor").post(url, {"seat": seat.pk}).status_code == 302
        assert guides(traject) == ["Willem Postma"]
        entry = traject.log_entries.get(kind=LogKind.GUIDE_NAMED)
        assert (entry.sentence, entry.actor) == ("Willem Postma begeleidt de bewoners", people["noor"])
        assert list(traject.residents_track.log_entries.values_list("kind", flat=True)) == ["guide_named", "started"]
        assert "Willem Postma" in text(page(as_("petra"), "residents-input", traject))

    def test_residents_read_who_guides_them_and_nothing_else_of_him(self, as_, traject, track):
        home = text(page(as_("yasmin"), "residents", traject))
        assert "Willem Postma" in home
        assert "Welzijn Samen" not in home

    def test_the_track_is_called_after_its_buurt_only(self, traject, track):
        assert track.name == "Bewoners van Molenkade"

    def test_another_guide_takes_the_place_of_the_first(self, as_, people, traject, track):
        name_guide(seat_of(traject, people["petra"]), by=people["noor"])
        assert guides(traject) == ["Petra Kuipers"]
        assert page(as_("willem"), "residents", traject).status_code == 404
        assert page(as_("willem"), "residents-input", traject).status_code == 200
        assert ResidentsTrack.objects.filter(traject=traject).count() == 1

    def test_naming_the_same_one_again_changes_nothing(self, people, traject, track):
        before = track.log_entries.count()
        name_guide(seat_of(traject, people["willem"]), by=people["noor"])
        assert (guides(traject), track.log_entries.count()) == (["Willem Postma"], before)

    @pytest.mark.parametrize("who", ["yasmin", "otto", "achmed"])
    def test_residents_outsiders_and_the_back_office_cannot_be_chosen(self, as_, people, traject, other_traject, who):
        seat = Membership.objects.get(user=people[who])
        answer = as_("noor").post(reverse("trajects:guide-name", args=[traject.pk]), {"seat": seat.pk})
        assert answer.status_code == 422
        assert not ResidentsTrack.objects.exists()

    def test_who_is_not_confirmed_cannot_be_chosen(self, as_, people, traject):
        Membership.objects.filter(user=people["willem"]).update(confirmed_at=None)
        seat = seat_of(traject, people["willem"])
        url = reverse("trajects:guide-name", args=[traject.pk])
        assert as_("noor").post(url, {"seat": seat.pk}).status_code == 422

    def test_the_guide_stops_and_stays_among_the_professionals(self, as_, people, traject, track):
        as_("willem").post(reverse("trajects:guide-end", args=[traject.pk]))
        assert guides(traject) == []
        assert page(as_("willem"), "residents", traject).status_code == 404
        assert as_("willem").get(traject.get_absolute_url()).status_code == 200
        assert traject.log_entries.filter(kind=LogKind.GUIDE_LEFT).exists()

    def test_who_leaves_the_professionals_guides_no_longer(self, as_, people, traject, track):
        end_seat(seat_of(traject, people["willem"]), by=people["noor"])
        assert page(as_("willem"), "residents", traject).status_code == 404
        assert guides(traject) == []

    def test_who_moves_or_whose_organisation_closes_guides_no_longer_from_the_next_request_on(
        self, as_, people, traject, track
    ):
        welfare = people["willem"].organisation
        Organisation.objects.filter(pk=welfare.pk).update(is_active=False)
        assert page(as_("willem"), "residents", traject).status_code == 404
        Organisation.objects.filter(pk=welfare.pk).update(is_active=True)
        assert page(as_("willem"), "residents", traject).status_code == 200
        User.objects.filter(pk=people["willem"].pk).update(organisation=people["petra"].organisation)
        assert page(as_("willem"), "residents", traject).status_code == 404
        end_seats_left_behind()
        assert guides(traject) == []

    def test_another_role_among_professionals_changes_nothing_among_residents(self, as_, people, traject, track):
        change_seat(seat_of(traject, people["willem"]), role="kernteam", functions=[], by=people["noor"])
        assert page(as_("willem"), "residents", traject).status_code == 200
        change_seat(seat_of(traject, people["willem"]), role="reader", functions=[], by=people["noor"])
        assert page(as_("willem"), "residents", traject).status_code == 404

    def test_ending_one_guides_seat_leaves_groups_elsewhere_alone(self, people, traject, track):
        before = set(people["willem"].groups.filter(circle__isnull=False))
        end_guide(traject, people["willem"], by=people["noor"])
        assert set(people["willem"].groups.filter(circle__isnull=False)) == before

    def test_the_database_refuses_a_resident_with_a_partner_and_a_guide_among_professionals(self, people, traject):
        seat = seat_of(traject, people["willem"])
        for changes in ({"role": "guide"}, {"role": "resident"}, {"track": "residents"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Membership.objects.filter(pk=seat.pk).update(**changes)


class TestInvitation:
    @pytest.fixture
    def link(self, as_, traject, track):
        def send(email="Fatma@buurt.test"):
            as_("willem").post(
                reverse("trajects:residents-invite", args=[traject.pk]), {"email": email, "name": "Fatma Aksoy"}
            )
            run_jobs()
            return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]

        return send

    def test_the_letter_tells_who_asks_and_nothing_of_the_traject(self, link, traject):
        link()
        [letter] = mail.outbox
        assert letter.to == ["fatma@buurt.test"]
        assert "Willem Postma van Welzijn Samen" in letter.body
        assert "Bewoners van Molenkade" in letter.body
        assert traject.question not in letter.body

    def test_a_new_resident_makes_an_account_and_lands_on_the_own_page(self, link, traject, track):
        path, browser = link(), Client()
        assert "Bewoners van" not in text(browser.get(path))
        assert browser.post(path, {"antwoord": "ja"})["Location"] == f"{path}account/"
        answer = browser.post(f"{path}account/", ACCOUNT)
        assert answer["Location"] == track.get_absolute_url()
        assert "Bewoners van Molenkade" in text(browser.get(answer["Location"]))
        fatma = User.objects.get(email="fatma@buurt.test")
        assert [(seat.role, seat.partner) for seat in fatma.memberships.all()] == [("resident", None)]
        assert not traject.log_entries.filter(subject__contains="Fatma").exists()

    def test_the_guide_is_told_that_there_is_an_answer_and_not_which(self, link, people):
        path = link()
        Client().post(path, {"antwoord": "nee"})
        run_jobs()
        assert mail.outbox[-1].to == [people["willem"].email]
        assert "Fatma" not in mail.outbox[-1].body + mail.outbox[-1].subject

    def test_the_link_works_once_and_for_its_address_only(self, link, as_, people):
        path = link()
        assert as_("otto").post(path, {"antwoord": "ja"}).status_code == 403
        Client().post(f"{path}account/", ACCOUNT)
        assert Client().get(path).status_code == 404

    @pytest.mark.parametrize("who", ["petra", "noor"])
    def test_a_professional_of_the_traject_gets_no_seat_among_residents(self, link, as_, people, traject, who):
        path = link(people[who].email)
        assert as_(who).post(path, {"antwoord": "ja"}).status_code == 403
        assert page(as_(who), "residents", traject).status_code == 404

    def test_after_withdrawing_and_renewing_the_old_link_is_dead(self, link, as_, traject, track):
        path, invitation = link(), track.invitations.get()
        as_("willem").post(reverse("trajects:residents-invitation-renew", args=[traject.pk, invitation.pk]))
        run_jobs()
        assert Client().get(path).status_code == 404
        fresh = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]
        assert Client().get(fresh).status_code == 200
        as_("willem").post(reverse("trajects:residents-invitation-withdraw", args=[traject.pk, invitation.pk]))
        assert Client().get(fresh).status_code == 404

    def test_who_is_in_or_was_asked_is_not_asked_again(self, link, as_, people, traject, track):
        link()
        url = reverse("trajects:residents-invite", args=[traject.pk])
        for email in ("fatma@buurt.test", people["yasmin"].email):
            assert as_("willem").post(url, {"email": email, "name": "Iemand"}).status_code == 422

    def test_only_the_guide_reads_the_names_of_residents(self, as_, traject, track):
        assert "Yasmin Haddad" in text(page(as_("willem"), "residents-people", traject))
        assert page(as_("yasmin"), "residents-people", traject).status_code == 403
        assert page(as_("noor"), "residents-people", traject).status_code == 404

    def test_a_resident_may_stop(self, as_, people, traject, track):
        seat = Membership.objects.get(user=people["yasmin"])
        assert as_("yasmin").post(reverse("trajects:residents-seat-end", args=[traject.pk, seat.pk])).status_code == 302
        assert page(as_("yasmin"), "residents", traject).status_code == 404

    def test_a_resident_cannot_end_the_seat_of_another(self, link, as_, traject, track):
        Client().post(f"{link()}account/", ACCOUNT)
        seat = Membership.objects.get(user__email="fatma@buurt.test")
        url = reverse("trajects:residents-seat-end", args=[traject.pk, seat.pk])
        assert as_("yasmin").post(url).status_code == 404
        assert wall.actions(seat.user, track)


class TestWriting:
    def test_the_guide_plans_a_meeting_and_residents_read_it(self, as_, traject, track):
        data = {"title": "Rondje", "date": "2027-06-01", "starts_at": "19:30", "place": "De Kade", "topic": "Het plein"}
        assert as_("willem").post(reverse("trajects:residents-meeting-add", args=[traject.pk]), data).status_code == 302
        assert "Rondje" in text(page(as_("yasmin"), "residents-meetings", traject))

    def test_a_resident_writes_changes_and_takes_away_a_note_of_the_own(self, as_, people, traject, track):
        url = reverse("trajects:residents-note-add", args=[traject.pk])
        as_("yasmin").post(url, {"kind": "goed", "text": "Je groet elkaar"})
        note = ResidentsNote.objects.get()
        assert note.written_by == people["yasmin"]
        url = reverse("trajects:residents-note-edit", args=[traject.pk, note.pk])
        as_("yasmin").post(url, {"kind": "goed", "text": "Iedereen groet elkaar", "version": 1})
        note.refresh_from_db()
        assert (note.text, note.version) == ("Iedereen groet elkaar", 2)
        as_("yasmin").post(reverse("trajects:residents-note-delete", args=[traject.pk, note.pk]))
        assert not ResidentsNote.objects.exists()

    def test_a_note_of_another_is_not_changed_except_by_the_guide(self, as_, people, traject, track):
        note = write_note(track, by=people["willem"], kind="idee", text="Bankjes")
        url = reverse("trajects:residents-note-edit", args=[traject.pk, note.pk])
        assert as_("yasmin").get(url).status_code == 403
        own = write_note(track, by=people["yasmin"], kind="idee", text="Lampen")
        url = reverse("trajects:residents-note-edit", args=[traject.pk, own.pk])
        assert as_("willem").get(url).status_code == 200

    def test_two_people_at_one_note_are_shown_both_texts(self, as_, people, traject, track):
        note = write_note(track, by=people["yasmin"], kind="idee", text="Bankjes")
        url = reverse("trajects:residents-note-edit", args=[traject.pk, note.pk])
        as_("willem").post(url, {"kind": "idee", "text": "Vier bankjes", "version": 1})
        answer = as_("yasmin").post(url, {"kind": "idee", "text": "Twee bankjes", "version": 1})
        assert answer.status_code == 409
        assert "Vier bankjes" in text(answer)
        assert "Twee bankjes" in text(answer)

    def test_who_wrote_a_note_is_not_told_to_other_residents(self, as_, people, traject, track):
        write_note(track, by=people["yasmin"], kind="idee", text="Bankjes")
        assert "Haddad" not in text(page(as_("willem"), "residents-notes", traject))

    def test_mijn_werk_of_a_resident_shows_the_own_side_only(self, as_, people, traject, track):
        plan_meeting(track, title="Rondje", date=date(2999, 1, 1), starts_at=time(19), place="", topic="")
        work = text(as_("yasmin").get("/mijn-werk/"))
        assert "Bewoners van Molenkade" in work
        assert "Rondje" in work
        for word in ("Mijn huiswerk", "Mijn acties", "Trajecten bekijken", traject.question):
            assert word not in work

    def test_mijn_werk_of_the_guide_leads_to_both_sides(self, as_, traject, track):
        work = text(as_("willem").get("/mijn-werk/"))
        assert f'href="{traject.get_absolute_url()}"' in work
        assert f'href="{track.get_absolute_url()}"' in work

    @pytest.mark.parametrize("name", ["residents", "residents-notes", "residents-meetings"])
    def test_a_page_asks_as_much_for_ten_rows_as_for_one(self, as_, people, traject, track, name):
        client = as_("willem")

        def queries_with(rows):
            for number in range(rows):
                write_note(track, by=people["yasmin"], kind="idee", text=f"Idee {number}")
                plan_meeting(track, title="Rondje", date=date(2999, 1, 1), starts_at=time(19), place="", topic="")
            with CaptureQueriesContext(connection) as queries:
                assert page(client, name, traject).status_code == 200
            return len(queries)

        page(client, name, traject)
        assert queries_with(1) == queries_with(9)

    def test_a_meeting_is_in_no_list_of_professionals(self, people, traject, track):
        plan_meeting(track, title="Rondje", date=date(2999, 1, 1), starts_at=time(19), place="", topic="")
        assert not traject.sessions.exists()
        for name in ("noor", "petra", "root"):
            assert not access.visible(people[name], ResidentsMeeting.objects.all()).exists()


class TestAgreement:
    @pytest.fixture
    def unagreed(self, people, track):
        AgreementAcceptance.objects.filter(agreement__track="residents").delete()
        write_note(track, by=people["yasmin"], kind="idee", text="Bankjes van Yasmin")
        write_note(track, by=people["willem"], kind="idee", text="Lampen van Willem")
        return track

    def test_the_track_begins_with_an_agreement_of_its_own(self, track):
        agreement = wall.agreement(track)
        assert (agreement.version, agreement.track) == (1, "residents")
        assert "zonder namen" in agreement.text

    @pytest.mark.parametrize("name", ["residents-notes", "rewriting-list"])
    def test_before_accepting_one_is_asked_to_and_then_goes_on(self, as_, traject, unagreed, name):
        client, url = as_("yasmin"), reverse(f"trajects:{name}", args=[traject.pk])
        asked = client.get(url)
        agreement = reverse("trajects:residents-agreement", args=[traject.pk])
        assert (asked.status_code, asked["Location"].split("?")[0]) == (303, agreement)
        data = {"agreed": "on", "version": 1, "next": url}
        assert client.post(agreement, data)["Location"] == url
        assert client.get(url).status_code == 200

    def test_until_then_one_sees_only_what_one_wrote_oneself(self, people, unagreed):
        for name, text in (("yasmin", "Bankjes van Yasmin"), ("willem", "Lampen van Willem")):
            rows = access.visible(people[name], ResidentsNote.objects.all())
            assert [row.text for row in rows] == [text]

    def test_a_version_that_was_not_read_is_not_accepted(self, as_, traject, unagreed):
        url = reverse("trajects:residents-agreement", args=[traject.pk])
        assert as_("yasmin").post(url, {"agreed": "on", "version": 2}).status_code == 409
        assert (
            as_("yasmin")
            .post(url, {"agreed": "on", "version": 1, "next": "https://elders.example/"})["Location"]
            .startswith("/trajecten/")
        )

    def test_the_agreement_of_professionals_opens_nothing_among_residents(self, people, traject, unagreed):
        accept(PrivacyAgreement.objects.of_professionals(traject.pk)[0], by=people["willem"])
        rows = access.visible(people["willem"], ResidentsNote.objects.all())
        assert [row.text for row in rows] == ["Lampen van Willem"]

    def test_professionals_do_not_find_the_residents_agreement_among_theirs(self, people, traject, track):
        rows = access.visible(people["noor"], PrivacyAgreement.objects.all())
        assert {row.track for row in rows} == {"professionals"}
