"""What was not discussed goes on to the next agenda by itself, once, and never to whom may not know (S7)."""

from datetime import time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from privacy import access
from sessions.actions.services import add_action
from sessions.agenda.models import AgendaFile, AgendaItem
from sessions.agenda.services import add_item, attach, detach, plan_with_example
from sessions.minutes import carrying, services
from sessions.minutes.carrying import ACTIONS_TITLE, TABLE_TITLE
from sessions.minutes.contents import contents, digest
from sessions.planning.models import SessionStatus
from sessions.planning.services import open_to_invited, set_invited
from sessions.planning.states import advance
from trajects.partners.services import change_seat

SITE = "https://buurtbalans.voorbeeldstad.test/"


@pytest.fixture
def plan(traject, people):
    """Plans a session so many days from now with these partners; `example` fills its agenda."""

    def planned(title, days, partners, example=False):
        return plan_with_example(
            traject,
            by=people["noor"],
            example=example,
            title=title,
            day=services.timezone.localdate() + timedelta(days=days),
            starts_at=time(13),
            ends_at=time(16),
            steps=[traject.steps.get(number=3)] if example else [],
            partners=partners,
        )

    return planned


@pytest.fixture
def cut_short(plan, people, partners):
    """A session of today with the police and welfare, ended after its first item."""
    session = plan("Verdieping", 0, [partners["petra"], partners["willem"]])
    for title in ("Besproken punt", "Zandlopers", "Pauze"):
        add_item(session, by=people["noor"], title=title, minutes=10)
    advance(session, SessionStatus.RUNNING, by=people["noor"])
    session.items.filter(title="Besproken punt").update(treatment="besproken")
    session.items.filter(title="Pauze").update(is_break=True)
    services.begin(session, by=people["noor"])
    return session


def settle(session, by):
    session.refresh_from_db()
    return services.settle(session, digest(contents(by, session)), by=by, site=SITE)


def titles(session):
    return list(session.items.on_agenda().values_list("title", flat=True))


def test_the_next_agenda_gets_what_was_left_once_and_marked(as_, cut_short, plan, people, partners, traject):
    both = [partners["petra"], partners["willem"]]
    other = plan("Alleen welzijn", 3, [partners["willem"]])
    following = plan("Vervolg", 7, both)
    add_item(following, by=people["noor"], title="Welkom", minutes=5)
    add_item(following, by=people["noor"], title="Afsluiting", minutes=5)
    add_action(traject, by=people["noor"], title="Tel de lampen", partner=partners["willem"], session=cut_short)
    assert settle(cut_short, people["noor"])
    came = ["Welkom", "Zandlopers", ACTIONS_TITLE, TABLE_TITLE, "Afsluiting"]
    assert titles(following) == came
    assert titles(other) == []
    assert not settle(cut_short, people["noor"])
    assert carrying.fill(following, by=people["noor"]) == 0
    following.items.filter(title=TABLE_TITLE).update(deleted_at=services.timezone.now(), position=None)
    assert as_("noor").post(reverse("sessions:agenda-take-over", args=[traject.pk, following.pk])).status_code == 302
    assert titles(following) == [title for title in came if title != TABLE_TITLE]
    open_to_invited(following)
    page = as_("willem").get(following.get_absolute_url()).content.decode()
    for text in ("Doorgeschoven", "uit Verdieping", "Tel de lampen"):
        assert text in page
    assert "Aanvullen met wat bleef liggen" not in page


def test_files_come_along_as_the_same_file_and_each_is_read_by_its_own_session(
    as_, cut_short, plan, people, partners, django_capture_on_commit_callbacks
):
    topic = cut_short.items.get(title="Zandlopers")
    attach(topic, SimpleUploadedFile("Kaart.txt", b"Zwakke plekken"), by=people["noor"])
    following = plan("Vervolg", 7, [partners["petra"], partners["willem"]])
    settle(cut_short, people["noor"])
    open_to_invited(following)
    source, came = topic.files.get(), following.items.get(title="Zandlopers").files.get()
    assert came.file.name == source.file.name
    where = reverse("sessions:agenda-file", args=[following.traject_id, came.uuid])
    assert where in as_("willem").get(following.get_absolute_url()).content.decode()
    assert b"".join(as_("willem").get(where).streaming_content) == b"Zwakke plekken"
    set_invited(following, [partners["petra"]])
    assert as_("willem").get(where).status_code == 404
    # Reported at one place, gone at both; taken away at one place, still there at the other.
    report = reverse("privacy:report", args=[following.traject_id, "agendabestand", came.uuid])
    assert as_("noor").post(report).status_code == 302
    assert [as_("noor").get(where).status_code, *AgendaFile.objects.values_list("file", flat=True)] == [404, "", ""]
    AgendaFile.objects.update(file=source.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        detach(source)
    assert b"".join(as_("noor").get(where).streaming_content) == b"Zwakke plekken"
    with django_capture_on_commit_callbacks(execute=True):
        detach(came)
    assert not came.file.storage.exists(came.file.name)


def test_the_history_of_a_topic_goes_back_through_all_its_sessions(as_, cut_short, plan, people, partners):
    both = [partners["petra"], partners["willem"]]
    second = plan("Tweede keer", 0, both)
    settle(cut_short, people["noor"])
    services.begin(second, by=people["noor"])
    second.items.update(treatment="")
    third = plan("Derde keer", 7, both)
    settle(second, people["noor"])
    assert titles(third).count("Zandlopers") == 1
    page = as_("noor").get(third.get_absolute_url()).content.decode()
    assert page.index("uit Tweede keer") < page.index("uit Verdieping")


def test_without_a_next_session_it_waits_until_one_is_planned(cut_short, plan, people, partners):
    settle(cut_short, people["noor"])
    assert cut_short.minutes_row.carried_to is None
    both = [partners["petra"], partners["willem"]]
    assert titles(plan("Alleen welzijn", 3, [partners["willem"]])) == []
    filled = plan("Vervolg", 5, both, example=True)
    assert titles(filled)[1] == "Zandlopers"
    assert len(titles(filled)) > 4
    assert "Zandlopers" not in titles(plan("Later", 9, both))


def test_what_stands_there_already_does_not_come_twice(cut_short, plan, people, partners):
    following = plan("Vervolg", 7, [partners["petra"], partners["willem"]])
    same = add_item(following, by=people["noor"], title="zandlopers", minutes=5)
    settle(cut_short, people["noor"])
    same.refresh_from_db()
    assert titles(following).count("Zandlopers") == 0
    assert same.carried_from.title == "Zandlopers"


def test_a_wider_company_gets_nothing_and_the_kernteam_finds_other_words(
    as_, cut_short, plan, people, partners, traject
):
    everybody = [partners["petra"], partners["willem"], partners["karim"]]
    # The corporation has a member who does not sit in the kernteam, and so may not know of the first session.
    traject.memberships.filter(user=people["karim"]).update(role="partner", functions=[])
    wider = plan("Met de corporatie", 7, everybody)
    settle(cut_short, people["noor"])
    assert titles(wider) == []
    assert carrying.fill(wider, by=people["noor"]) == 2
    assert titles(wider) == [ACTIONS_TITLE, TABLE_TITLE]
    topic = cut_short.items.get(title="Zandlopers")
    attach(topic, SimpleUploadedFile("Kaart.txt", b"Zwakke plekken"), by=people["noor"])
    listed = reverse("sessions:session-list", args=[traject.pk])
    place = reverse("sessions:topic-place", args=[traject.pk, topic.pk])
    noor = as_("noor")
    assert "Zandlopers" in noor.get(listed).content.decode()
    assert "Wacht op een agenda" not in as_("petra").get(listed).content.decode()
    same = noor.post(place, {"title": "Zandlopers", "session": wider.pk})
    assert same.status_code == 422
    assert "Schrijf het in andere woorden" in same.content.decode()
    assert as_("petra").post(place, {"title": "x", "session": wider.pk}).status_code == 403
    assert noor.post(place, {"title": "Inrichting van het plein", "session": wider.pk}).status_code == 302
    assert noor.post(place, {"title": "Nog eens", "session": wider.pk}).status_code == 302
    assert "Inrichting van het plein" in titles(wider)
    assert "Nog eens" not in titles(wider)
    other_words = wider.items.get(title="Inrichting van het plein")
    assert (other_words.carried_from, list(other_words.files.all())) == (None, [])
    assert "Zandlopers" not in noor.get(listed).content.decode()


def test_nobody_is_invited_later_to_a_topic_of_a_session_he_may_not_know_of(
    as_, cut_short, plan, people, partners, traject
):
    change_seat(traject.memberships.get(user=people["karim"]), role="partner", functions=[], by=people["noor"])
    following = plan("Vervolg", 7, [partners["petra"], partners["willem"]])
    settle(cut_short, people["noor"])
    open_to_invited(following)
    url, noor = reverse("sessions:session-edit", args=[traject.pk, following.pk]), as_("noor")
    sent = {name: following.__dict__[name] for name in ("title", "date", "starts_at", "ends_at", "place")}
    sent |= {"version": following.version, "partners": [partners[name].pk for name in ("petra", "willem", "karim")]}
    refused = noor.post(url, sent)
    assert (refused.status_code, "“Zandlopers” op de agenda komt uit" in refused.content.decode()) == (422, True)
    advised = {"organisatie": [partners["karim"].pk]}
    refused = noor.post(reverse("sessions:advised-invite", args=[traject.pk, following.pk]), advised, follow=True)
    assert "“Zandlopers” op de agenda komt uit" in refused.content.decode()
    assert as_("karim").get(following.get_absolute_url()).status_code == 404
    topic = [traject.pk, following.pk, following.items.get(title="Zandlopers").pk]
    assert noor.post(reverse("sessions:agenda-item-delete", args=topic)).status_code == 302
    assert noor.post(url, sent).status_code == 302
    noor.post(reverse("sessions:agenda-item-restore", args=topic))
    page = as_("karim").get(following.get_absolute_url())
    assert (page.status_code, "Zandlopers" in page.content.decode()) == (200, False)


def test_a_parked_topic_waits_on_the_list_of_sessions_and_goes_where_it_is_put(
    as_, cut_short, plan, people, partners, traject
):
    topic = cut_short.items.get(title="Zandlopers")
    noor = as_("noor")
    treat = reverse("sessions:minutes-treatment", args=[traject.pk, cut_short.pk, topic.pk])
    assert noor.post(treat, {"treatment": "geparkeerd"}).status_code == 302
    assert "Geparkeerd" in noor.get(cut_short.get_absolute_url()).content.decode()
    settle(cut_short, people["noor"])
    following = plan("Vervolg", 7, [partners["petra"], partners["willem"]])
    assert "Zandlopers" not in titles(following)
    place = reverse("sessions:topic-place", args=[traject.pk, topic.pk])
    assert noor.post(place, {"title": "Zandlopers", "session": following.pk}).status_code == 302
    assert following.items.get(title="Zandlopers").carried_from == topic


def test_a_closed_topic_goes_nowhere(cut_short, plan, people, partners):
    cut_short.items.filter(title="Zandlopers").update(treatment="afgesloten")
    settle(cut_short, people["noor"])
    following = plan("Vervolg", 7, [partners["petra"], partners["willem"]])
    assert "Zandlopers" not in titles(following)
    assert not carrying.waiting_topics(cut_short.traject_id).exists()


def test_a_cancelled_session_takes_nothing_over(cut_short, plan, people, partners):
    both = [partners["petra"], partners["willem"]]
    advance(plan("Gaat niet door", 3, both), SessionStatus.CANCELLED, by=people["noor"])
    following = plan("Vervolg", 7, both)
    settle(cut_short, people["noor"])
    assert "Zandlopers" in titles(following)


def test_what_a_session_one_may_not_know_of_leaves_is_seen_nowhere(as_, cut_short, plan, people, partners, traject):
    """Petra is invited to the next one only: its agenda is the same with and without the first."""
    set_invited(cut_short, [partners["willem"]])
    following = plan("Vervolg", 7, [partners["petra"], partners["willem"]])
    open_to_invited(following)
    petra = as_("petra")
    before = petra.get(following.get_absolute_url()).content
    settle(cut_short, people["noor"])
    assert AgendaItem.objects.filter(session=following).count() == 0
    assert len(petra.get(following.get_absolute_url()).content) == len(before)
    assert not access.visible(people["petra"], AgendaItem.objects.filter(title="Zandlopers")).exists()
