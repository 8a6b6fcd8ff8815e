"""What people hear of a session by mail, and what they answer (S6, P5, P7)."""

import re
from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.urls import reverse

from sessions.planning.models import Notice, SessionPartner
from sessions.planning.sending import send_agenda
from sessions.planning.services import set_invited
from sessions.planning.states import advance
from tests.jobs import run_jobs
from trajects.logbook.models import LogEntry
from trajects.partners.services import end_seat

SITE = "http://testserver"


def address(name, session):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk])


def event_in(letter):
    content = next(content for name, content, _ in letter.attachments if name == "bijeenkomst.ics")
    found = icalendar.Calendar.from_ical(content)
    return found["method"], found.walk("VEVENT")[0]


def mailed():
    """Who got which mail since the last time, by first name."""
    run_jobs()
    found = {letter.to[0].split("@")[0]: letter for letter in mail.outbox}
    assert len(found) == len(mail.outbox), "nobody gets two"
    mail.outbox.clear()
    return found


def link_in(letter):
    return re.search(rf"{SITE}(/antwoord/[^/]+/)", letter.body).group(1)


@pytest.fixture
def invited(session, people):
    """The letters by which Petra and Karim were invited."""
    send_agenda(session, by=people["noor"], site=SITE)
    return mailed()


def change(session, **changes):
    """The form of a session with some things changed."""
    kept = ("title", "starts_at", "ends_at", "place", "version")
    return {
        **{name: getattr(session, name) for name in kept},
        "date": session.date.isoformat(),
        "steps": list(session.steps.values_list("pk", flat=True)),
        "partners": list(session.invited.values_list("partner_id", flat=True)),
        **changes,
    }


def test_the_invitation_asks_one_person_in_neutral_words(session, invited):
    assert set(invited) == {"karim", "petra"}
    method, event = event_in(invited["petra"])
    assert (method, event["status"], event["sequence"]) == ("REQUEST", "CONFIRMED", 0)
    assert event["attendee"] == "mailto:petra@buurtbalans.test"
    assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["organizer"].startswith("mailto:buurtbalans@")
    told = invited["petra"].body + invited["petra"].subject + event.to_ical().decode()
    for secret in (session.title, "Molenkade", "Politie", "karim", "Benali"):
        assert secret not in told
    assert "/antwoord/" not in event.to_ical().decode()
    assert sorted(Notice.objects.values_list("kind", "edition")) == [("uitnodiging", 1), ("uitnodiging", 1)]


def test_sending_again_without_a_change_mails_nobody_and_says_so(as_, session, invited):
    page = as_("noor").get(address("agenda-send", session)).content.decode()
    assert "Sinds de vorige mail is er niets gewijzigd." in page
    answer = as_("noor").post(address("agenda-send", session), follow=True)
    assert "Er gaat nu geen mail uit." in answer.content.decode()
    assert mailed() == {}


def test_a_change_is_told_to_whom_it_concerns_with_what_changed(as_, session, partners, invited):
    """Another day and agenda; Willem comes in and Karim goes out."""
    before = event_in(invited["karim"])[1]
    new_day = session.date + timedelta(days=1)
    who = [partners[name].pk for name in ("petra", "willem")]
    session.items.create(title="Rondje langs de velden", minutes=10, position=1)
    as_("noor").post(address("session-edit", session), change(session, date=new_day.isoformat(), partners=who))
    page = as_("noor").get(address("agenda-send", session)).content.decode()
    for words in ("Karim Benali (", "Datum", "De agenda", "hoort dat de uitnodiging is ingetrokken"):
        assert words in page
    as_("noor").post(address("agenda-send", session))
    letters = mailed()
    assert {name: letter.subject.removeprefix("Buurtbalans: ") for name, letter in letters.items()} == {
        "petra": "een bijeenkomst is gewijzigd",
        "willem": "uitnodiging voor een bijeenkomst",
        "karim": "je wordt niet meer verwacht bij een bijeenkomst",
    }
    for words in ("- Datum: ", "(was ", "- De agenda\n"):
        assert words in letters["petra"].body
    assert "Rondje" not in letters["petra"].body
    method, event = event_in(letters["karim"])
    assert (method, event["status"], event["uid"]) == ("CANCEL", "CANCELLED", before["uid"])
    assert event["dtstart"].dt == before["dtstart"].dt, "he may not know the new day"
    assert event["sequence"] > before["sequence"]
    assert event_in(letters["petra"])[0] == "REQUEST"
    assert event_in(letters["petra"])[1]["dtstart"].dt.date() == new_day
    assert LogEntry.objects.filter(session=session, kind="agenda_sent").count() == 2


def test_two_sendings_before_the_mail_leaves_are_one_mail_that_tells_the_newest(as_, session, people):
    send_agenda(session, by=people["noor"], site=SITE)
    as_("noor").post(address("session-edit", session), change(session, place="School"))
    send_agenda(session, by=people["noor"], site=SITE)
    letters = mailed()
    assert set(letters) == {"karim", "petra"}
    assert "Waar: School" in letters["petra"].body


def test_mails_wait_as_long_as_is_set_to_be_bundled(session, people, settings):
    settings.MAIL_BUNDLE_SECONDS = 60
    send_agenda(session, by=people["noor"], site=SITE)
    assert mailed() == {}


def test_who_left_hears_nothing_of_a_change(as_, session, people, invited):
    end_seat(session.traject.memberships.get(user=people["petra"]), by=people["noor"])
    as_("noor").post(address("session-edit", session), change(session, place="School"))
    as_("noor").post(address("agenda-send", session))
    assert set(mailed()) == {"karim"}


def test_the_paper_goes_along_only_when_ticked_and_never_with_something_confidential(as_, session):
    item = session.items.create(title="Open", minutes=10, position=1)
    as_("noor").post(address("agenda-send", session), {"paper": "on"})
    names = [name for name, *_ in mailed()["petra"].attachments]
    assert names == ["bijeenkomst.ics", "agenda.pdf"]
    item.is_confidential = True
    item.save()
    page = as_("noor").get(address("agenda-send", session)).content.decode()
    as_("noor").post(address("session-edit", session), change(session, place="School"))
    page = as_("noor").get(address("agenda-send", session)).content.decode()
    assert "Dat kan niet: op de agenda staat een vertrouwelijk onderdeel." in page
    as_("noor").post(address("agenda-send", session), {"paper": "on"})
    assert [name for name, *_ in mailed()["petra"].attachments] == ["bijeenkomst.ics"]


def test_an_item_that_became_confidential_after_the_click_keeps_the_paper_home(session, people):
    item = session.items.create(title="Open", minutes=10, position=1)
    send_agenda(session, by=people["noor"], site=SITE, paper=True)
    item.is_confidential = True
    item.save()
    assert [name for name, *_ in mailed()["petra"].attachments] == ["bijeenkomst.ics"]


def test_the_link_answers_for_the_organisation_without_login(client, as_, session, invited):
    link = link_in(invited["petra"])
    page = client.get(link).content.decode()
    assert "Politie Voorbeeldstad" in page
    for secret in (session.title, "Molenkade", "Petra", "Karim"):
        assert secret not in page
    assert SessionPartner.objects.exclude(answer="").count() == 0, "looking answers nothing"
    assert client.post(link, {"answer": "vervanger", "note": "Een collega van het wijkteam"}).status_code == 302
    thanks = client.get(f"{link}?gedaan=1").content.decode()
    assert "je antwoord is opgeslagen" in thanks
    assert "stuurt een vervanger" in thanks
    agenda = as_("noor").get(session.get_absolute_url()).content.decode()
    assert "Politie Voorbeeldstad: stuurt een vervanger" in agenda
    assert "Een collega van het wijkteam" in agenda
    assert "Woningcorporatie De Brug: nog geen antwoord" in agenda
    assert "stuurt een vervanger" in as_("noor").get(address("agenda-send", session)).content.decode()
    assert (
        "Woningcorporatie De Brug: nog geen antwoord" in as_("petra").get(session.get_absolute_url()).content.decode()
    )


def test_an_answer_that_cannot_be_is_refused_and_keeps_what_was_typed(client, invited):
    link = link_in(invited["petra"])
    for data, words in [
        ({"note": "We zijn met twee"}, "Kies een van de drie knoppen."),
        ({"answer": "misschien", "note": "We zijn met twee"}, "Kies een van de drie knoppen."),
        ({"answer": "komt", "note": "BSN 111222333"}, "Dit mag hier nooit staan"),
    ]:
        answer = client.post(link, data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert data["note"] in answer.content.decode()
    assert SessionPartner.objects.exclude(answer="").count() == 0


def test_answers_can_change_until_the_session_begins(client, session, people, invited):
    link = link_in(invited["petra"])
    client.post(link, {"answer": "komt"})
    client.post(link, {"answer": "komt_niet"})
    assert session.invited.get(partner__organisation=people["petra"].organisation).answer == "komt_niet"
    advance(session, "bezig", by=people["noor"])
    answer = client.post(link, {"answer": "komt"})
    assert answer.status_code == 409
    assert "Antwoorden kan niet meer." in answer.content.decode()
    assert "al begonnen of geweest" in client.get(link).content.decode()


def test_the_link_ends_for_who_is_not_invited_any_more_or_left(client, session, people, partners, invited):
    links = {name: link_in(letter) for name, letter in invited.items()}
    set_invited(session, [partners["petra"]])
    end_seat(session.traject.memberships.get(user=people["petra"]), by=people["noor"])
    for link in [*links.values(), "/antwoord/onzin/"]:
        assert client.get(link).status_code == client.post(link, {"answer": "komt"}).status_code == 404


def test_a_member_answers_on_the_agenda_and_hears_when_the_day_moved_since(as_, session, invited):
    agenda = as_("petra").get(session.get_absolute_url()).content.decode()
    assert "Komen jullie?" in agenda
    answer = as_("petra").post(address("session-answer", session), {"answer": "komt", "note": ""}, follow=True)
    assert "Jullie antwoord: komt." in answer.content.decode()
    new_day = (session.date + timedelta(days=1)).isoformat()
    as_("noor").post(address("session-edit", session), change(session, date=new_day))
    assert "Daarna is de dag of de tijd gewijzigd." in as_("petra").get(session.get_absolute_url()).content.decode()
    assert "geantwoord vóór de wijziging" in as_("noor").get(session.get_absolute_url()).content.decode()
    as_("noor").post(address("agenda-send", session))
    assert "Jullie antwoord was: komt." in mailed()["petra"].body
