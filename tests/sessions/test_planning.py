"""Planning a session, changing it, and sending its agenda (S1, P5, S6)."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sessions.planning.models import Session, SessionStatus
from sessions.planning.services import plan_session, set_invited
from tests.jobs import run_jobs
from trajects.logbook.models import LogEntry
from trajects.partners.models import Membership
from trajects.partners.services import end_seat
from trajects.steps.services import begin


def address(name, session):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk])


def filled_in(traject, **changes):
    """A form of a new session as somebody fills it in."""
    return {
        "title": "Verdieping",
        "date": (timezone.localdate() + timedelta(days=20)).isoformat(),
        "starts_at": "13:30",
        "ends_at": "16:30",
        "place": "Buurthuis",
        "steps": [traject.steps.get(number=3).pk],
        "from_example": "on",
        **changes,
    }


def new(traject):
    return reverse("sessions:session-new", args=[traject.pk])


def test_a_new_session_begins_with_the_current_step_and_its_length(as_, traject, people, today):
    begin(traject.steps.get(number=3), by=people["noor"], today=today)
    form = as_("noor").get(new(traject)).context["form"]
    assert form["title"].value() == "Verdieping"
    assert form["steps"].value() == [traject.steps.get(number=3).pk]
    assert (form["starts_at"].value(), form["ends_at"].value()) == (time(13, 30), time(16, 30))
    assert not form["partners"].value()


def test_the_address_can_choose_the_step(as_, traject):
    form = as_("noor").get(f"{new(traject)}?stap=5").context["form"]
    assert form["steps"].value() == [traject.steps.get(number=5).pk]
    assert as_("noor").get(f"{new(traject)}?stap=99").status_code == 200


def test_everybody_who_joined_is_preselected_for_the_startbijeenkomst_only(as_, traject):
    form = as_("noor").get(f"{new(traject)}?eerste=1").context["form"]
    assert form["steps"].value() == [traject.steps.get(number=2).pk]
    assert set(form["partners"].value()) == set(traject.partners.values_list("pk", flat=True))


def test_who_goes_on_after_a_session_finds_its_guests_place_and_hour_and_goes_on_to_sending(as_, traject, session):
    form = as_("noor").get(f"{new(traject)}?na={session.pk}").context["form"]
    assert set(form["partners"].value()) == set(session.partners.values_list("pk", flat=True))
    assert (form["place"].value(), form["starts_at"].value()) == (session.place, session.starts_at)
    for unknown in ("999999", "x", "9" * 5000):
        assert not as_("noor").get(f"{new(traject)}?stap=3&na={unknown}").context["form"]["partners"].value()
    answer = as_("noor").post(new(traject), filled_in(traject, versturen="1"))
    assert answer.url == reverse("sessions:agenda-send", args=[traject.pk, Session.objects.latest("pk").pk])


def test_one_form_makes_a_session_with_a_usable_agenda(as_, traject, partners):
    answer = as_("karim").post(new(traject), filled_in(traject, partners=[partners["petra"].pk]))
    session = Session.objects.get()
    assert answer.url == session.get_absolute_url()
    assert sum(item.minutes for item in session.items.on_agenda()) == session.minutes == 180
    assert session.status == SessionStatus.DRAFT
    assert list(session.partners.all()) == [partners["petra"]]
    assert session.preparation.count() == len(session.steps.get().preparation)


def test_the_agenda_stays_empty_without_the_example(as_, traject):
    data = filled_in(traject)
    del data["from_example"]
    as_("noor").post(new(traject), data)
    assert not Session.objects.get().items.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ends_at": "13:30"}, "De eindtijd ligt voor de begintijd."),
        ({"ends_at": "09:00"}, "De eindtijd ligt voor de begintijd."),
        ({"date": "0206-01-01"}, "Kies een dag binnen"),
        ({"date": "9999-01-01"}, "Kies een dag binnen"),
        ({"date": "morgen"}, "Kies bij “Datum” een datum die bestaat."),
        ({"starts_at": "25:00"}, "Vul bij “Begint om” een tijd in, zoals 13:30."),
        ({"title": ""}, "Geef de bijeenkomst een titel."),
        ({"title": "x" * 121}, "120"),
        ({"place": "x" * 20_001}, "200"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(as_, traject, changes, message):
    answer = as_("noor").post(new(traject), filled_in(traject, **changes))
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not Session.objects.exists()


def test_another_trajects_partner_or_step_cannot_be_chosen(as_, traject, other_traject):
    for changes in (
        {"partners": [other_traject.partners.get().pk]},
        {"steps": [other_traject.steps.first().pk]},
        {"partners": ["onzin"]},
    ):
        assert as_("noor").post(new(traject), filled_in(traject, **changes)).status_code == 422
    assert not Session.objects.exists()


def test_only_the_kernteam_plans(as_, traject):
    statuses = {who: as_(who).get(new(traject)).status_code for who in ("karim", "petra", "achmed", "otto", "root")}
    assert statuses == {"karim": 200, "petra": 403, "achmed": 404, "otto": 404, "root": 404}


def change(session, **changes):
    return {
        "title": session.title,
        "date": session.date.isoformat(),
        "starts_at": "13:30",
        "ends_at": "16:30",
        "place": session.place,
        "steps": list(session.steps.values_list("pk", flat=True)),
        "partners": list(session.invited.values_list("partner_id", flat=True)),
        "version": session.version,
        **changes,
    }


def test_another_time_counts_the_calendar_up_and_another_title_does_not(as_, session):
    as_("noor").post(address("session-edit", session), change(session, title="Anders"))
    session.refresh_from_db()
    assert (session.title, session.sequence, session.version) == ("Anders", 0, 2)
    as_("noor").post(address("session-edit", session), change(session, place="School"))
    session.refresh_from_db()
    assert (session.place, session.sequence) == ("School", 1)
    assert LogEntry.objects.filter(session=session, kind="session_changed").count() == 2


def test_a_session_that_was_held_can_keep_its_day(as_, session):
    Session.objects.filter(pk=session.pk).update(date=timezone.localdate() - timedelta(days=3))
    session.refresh_from_db()
    assert as_("noor").post(address("session-edit", session), change(session, place="School")).status_code == 302


def test_two_people_who_change_a_session_see_both_versions(as_, session):
    as_("karim").post(address("session-edit", session), change(session, place="School"))
    answer = as_("noor").post(address("session-edit", session), change(session, place="Kerk"))
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Karim Benali heeft dit", "School", "Kerk", "Mijn versie bewaren", "Politie Voorbeeldstad"):
        assert words in page
    session.refresh_from_db()
    assert session.place == "School"
    kept = as_("noor").post(address("session-edit", session), dict(answer.context["keep_fields"]))
    assert kept.status_code == 302
    session.refresh_from_db()
    assert session.place == "Kerk"


def test_who_is_no_longer_invited_no_longer_sees_the_session(as_, sent_session, partners):
    assert as_("petra").get(sent_session.get_absolute_url()).status_code == 200
    as_("noor").post(address("session-edit", sent_session), change(sent_session, partners=[partners["willem"].pk]))
    assert as_("petra").get(sent_session.get_absolute_url()).status_code == 404
    assert as_("willem").get(sent_session.get_absolute_url()).status_code == 200


def test_the_list_shows_what_one_may_see_and_what_comes_first(as_, session, traject, people, partners):
    earlier = plan_session(
        traject,
        by=people["noor"],
        title="Startbijeenkomst",
        day=timezone.localdate() - timedelta(days=20),
        starts_at=time(9),
        ends_at=time(11),
        partners=[partners["willem"]],
    )
    url = reverse("sessions:session-list", args=[traject.pk])
    page = as_("noor").get(url)
    assert list(page.context["upcoming"]) == [session]
    assert list(page.context["past"]) == [earlier]
    other = as_("petra").get(url)
    assert not other.context["upcoming"]
    assert "Verdieping" not in other.content.decode()
    assert "Er is nog geen bijeenkomst waarvoor je bent uitgenodigd." in other.content.decode()


def test_ten_sessions_take_as_many_queries_as_one(as_, session, traject, people):
    url, counts = reverse("sessions:session-list", args=[traject.pk]), []
    for more in (0, 9):
        for _ in range(more):
            plan_session(
                traject,
                by=people["noor"],
                title="Nog een",
                day=session.date,
                starts_at=time(9),
                ends_at=time(10),
                steps=session.steps.all(),
            )
        client = as_("noor")
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_sending_names_who_gets_the_mail_before_it_goes(as_, session):
    page = as_("noor").get(address("agenda-send", session)).content.decode()
    assert "Petra Kuipers" in page
    assert "Willem Postma" not in page
    assert "Achmed Yilmaz" not in page


def test_sending_opens_the_session_and_mails_the_invited_one_by_one(as_, session):
    answer = as_("noor").post(address("agenda-send", session), follow=True)
    assert "De mail gaat naar 2 mensen." in answer.content.decode()
    session.refresh_from_db()
    assert session.status == SessionStatus.INVITED
    assert not mail.outbox
    assert run_jobs() == ["mail_notice", "mail_notice"]
    assert sorted(letter.to for letter in mail.outbox) == [["karim@buurtbalans.test"], ["petra@buurtbalans.test"]]
    letter = mail.outbox[0]
    assert letter.subject == "Buurtbalans: uitnodiging voor een bijeenkomst"
    assert f"http://testserver{session.get_absolute_url()}" in letter.body
    assert "Noor Dijkstra nodigt je uit" in letter.body
    assert session.title not in letter.body + letter.subject
    [(name, content, kind)] = letter.attachments
    assert (name, kind.split(";")[0]) == ("bijeenkomst.ics", "text/calendar")
    assert "Buurtbalans-bijeenkomst" in str(content)


def test_who_left_or_is_not_invited_any_more_gets_no_mail(as_, session, traject, people, partners):
    as_("noor").post(address("agenda-send", session))
    end_seat(Membership.objects.get(traject=traject, user=people["petra"]), by=people["noor"])
    set_invited(Session.objects.get(pk=session.pk), [partners["willem"]])
    run_jobs()
    assert mail.outbox == []


def test_nobody_invited_is_refused_and_stays_a_draft(as_, session):
    set_invited(session, [])
    answer = as_("noor").post(address("agenda-send", session))
    assert answer.status_code == 422
    assert "Er is nog niemand uitgenodigd" in answer.content.decode()
    session.refresh_from_db()
    assert session.status == SessionStatus.DRAFT
    assert run_jobs() == []


def test_only_the_kernteam_sends(as_, sent_session):
    statuses = {
        who: as_(who).post(address("agenda-send", sent_session)).status_code for who in ("petra", "willem", "otto")
    }
    assert statuses == {"petra": 403, "willem": 404, "otto": 404}
    assert run_jobs() == []


def test_a_session_that_is_over_says_so_instead_of_its_status(as_, sent_session, traject, today):
    url = reverse("sessions:session-list", args=[traject.pk])
    assert "Agenda verstuurd" in as_("petra").get(url).content.decode()
    sent_session.date = today - timedelta(days=1)
    sent_session.save()
    page = as_("petra").get(url).content.decode()
    assert "Geweest" in page
    assert "Agenda verstuurd" not in page
