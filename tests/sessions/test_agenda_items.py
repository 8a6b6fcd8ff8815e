"""What one item of the agenda holds: a working form, who prepares it, files, and that it is confidential."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sessions.agenda.board import board
from sessions.agenda.models import AgendaFile, AgendaItem
from sessions.agenda.services import add_item, fill_from_example
from sessions.minutes.carrying import place
from sessions.planning.services import plan_session
from sessions.werkvormen.models import Werkvorm

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(name, session, *more):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk, *more])


def page_of(client, session):
    return " ".join(client.get(address("agenda", session)).content.decode().split())


@pytest.fixture
def item(sent_session, people):
    return add_item(sent_session, by=people["noor"], title="De buurt op de kaart", minutes=30)


def test_the_example_brings_the_working_forms_it_names(session, people):
    fill_from_example(session, by=people["noor"])
    found = {item.title: item.werkvorm and item.werkvorm.name for item in session.items.select_related("werkvorm")}
    assert found["De buurt op de kaart"] == "Kaart op A0"
    assert found["Pauze"] is None
    assert session.items.get(title="De buurt op de kaart").working_form == "In groepen rond een kaart op A0"


def test_an_item_is_given_a_working_form_a_preparer_and_confidentiality(as_, sent_session, item, traject, people):
    seat = traject.memberships.get(user=people["karim"])
    werkvorm = Werkvorm.objects.get(name="Kaart op A0")
    url = address("agenda-item-edit", sent_session, item.pk)
    data = {"title": item.title, "minutes": "30", "version": "1", "is_confidential": "on", "lead": "Politie"}
    data |= {"werkvorm": werkvorm.pk, "preparer": seat.pk}
    assert as_("noor").post(url, data).status_code == 302
    noors, petras = page_of(as_("noor"), sent_session), page_of(as_("petra"), sent_session)
    for words in ("Politie", "Kaart op A0", "Vertrouwelijk", werkvorm.get_absolute_url()):
        assert words in noors
        assert words in petras
    assert "Karim Benali bereidt voor" in noors
    assert "Karim Benali" not in petras


def test_only_the_kernteam_prepares_and_only_what_is_offered_is_chosen(as_, sent_session, item, traject, people):
    url = address("agenda-item-edit", sent_session, item.pk)
    petras_seat = traject.memberships.get(user=people["petra"])
    gone = Werkvorm.objects.get(name="Visgraat")
    gone.is_offered = False
    gone.save()
    data = {"title": item.title, "minutes": "30", "version": "1"}
    for more in ({"preparer": petras_seat.pk}, {"werkvorm": gone.pk}, {"werkvorm": "x"}):
        assert as_("noor").post(url, data | more).status_code == 422
    AgendaItem.objects.filter(pk=item.pk).update(werkvorm=gone)
    assert as_("noor").post(url, data | {"werkvorm": gone.pk}).status_code == 302


def test_two_people_who_change_one_item_see_both_working_forms_and_keep_theirs(as_, sent_session, item):
    url = address("agenda-item-edit", sent_session, item.pk)
    mine, theirs = (Werkvorm.objects.get(name=name) for name in ("Visgraat", "Oorzakenboom"))
    data = {"title": item.title, "minutes": "30", "version": "1"}
    as_("karim").post(url, data | {"werkvorm": theirs.pk})
    answer = as_("noor").post(url, data | {"werkvorm": mine.pk, "is_confidential": "on"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Visgraat", "Oorzakenboom", "Karim Benali", f'name="werkvorm" value="{mine.pk}"', ">Ja<", ">Nee<"):
        assert words in page
    kept = data | {"werkvorm": mine.pk, "is_confidential": "on", "version": "2"}
    assert as_("noor").post(url, kept).status_code == 302
    item.refresh_from_db()
    assert (item.werkvorm, item.is_confidential) == (mine, True)


def upload(name="Kaart.txt", content=b"Zwakke plekken"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_file_with_an_item_is_read_by_the_invited_and_goes_with_the_item(as_, sent_session, item):
    add = address("agenda-file-add", sent_session, item.pk)
    assert as_("karim").post(add, upload()).status_code == 302
    stored = AgendaFile.objects.get()
    where = reverse("sessions:agenda-file", args=[sent_session.traject_id, stored.uuid])
    for name in ("noor", "petra"):
        assert where in page_of(as_(name), sent_session)
        assert b"".join(as_(name).get(where).streaming_content) == b"Zwakke plekken"
    assert [as_(name).get(where).status_code for name in ("willem", "achmed", "yasmin", "bea", "root", "otto")] == [
        404
    ] * 6
    assert as_("petra").post(add, upload()).status_code == 403
    assert as_("petra").post(f"{where}verwijderen/").status_code == 403

    as_("noor").post(address("agenda-item-delete", sent_session, item.pk))
    assert as_("petra").get(where).status_code == 404
    as_("noor").post(address("agenda-item-restore", sent_session, item.pk))
    assert as_("petra").get(where).status_code == 200


def test_a_file_is_taken_away_for_good(as_, sent_session, item, django_capture_on_commit_callbacks):
    as_("karim").post(address("agenda-file-add", sent_session, item.pk), upload())
    stored = AgendaFile.objects.get()
    kept, name = stored.file.storage, stored.file.name
    gone = reverse("sessions:agenda-file-delete", args=[sent_session.traject_id, stored.uuid])
    with django_capture_on_commit_callbacks(execute=True):
        assert as_("noor").post(gone).status_code == 302
    assert not AgendaFile.objects.exists()
    assert not kept.exists(name)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [("virus.exe", b"MZ", "PDF, Word"), ("leeg.txt", b"", "Dit bestand is leeg"), ("p.txt", b"BSN 111222333", "BSN")],
)
def test_a_wrong_file_is_refused_and_the_item_stays_as_it_was(as_, sent_session, item, name, content, message):
    answer = as_("noor").post(address("agenda-file-add", sent_session, item.pk), upload(name, content))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    assert 'value="De buurt op de kaart"' in page
    assert not AgendaFile.objects.exists()


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_the_two_hundred_and_first_item_is_refused_with_what_to_do(as_, session, people, extra):
    AgendaItem.objects.bulk_create(
        AgendaItem(session=session, title=f"Punt {place}", minutes=5, position=place) for place in range(1, 201)
    )
    answer = as_("noor").post(address("agenda-item-add", session), {"title": "Te veel", "minutes": "5"}, **extra)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Een agenda heeft hooguit 200 onderdelen." in page
    assert 'value="Te veel"' in page
    point = as_("noor").post(address("agenda-point-add", session), {"point": "3-1"}, follow=True)
    assert "Een agenda heeft hooguit 200 onderdelen." in point.content.decode()
    assert session.items.count() == 200
    assert "Zo loopt de bijeenkomst tot na middernacht." in page_of(as_("noor"), session)


def test_the_points_of_two_steps_stand_once_and_one_click_puts_them_on_the_agenda(as_, session, people, traject):
    four = traject.steps.get(number=4)
    three = traject.steps.get(number=3)
    four.discussion_points = [three.discussion_points[0].upper(), *four.discussion_points]
    four.save()
    session.steps.add(four)
    points = as_("noor").get(address("agenda", session)).context["board"].points
    assert len(points) == len(three.discussion_points) + len(four.discussion_points) - 1
    for point in points:
        assert not point.on_agenda
        as_("noor").post(address("agenda-point-add", session), {"point": point.key})
    assert all(point.on_agenda for point in as_("noor").get(address("agenda", session)).context["board"].points)
    assert session.items.count() == len(points)


def test_a_point_that_is_carried_over_counts_as_on_the_agenda_and_keeps_how_it_is_done(as_, session, people, traject):
    fill_from_example(session, by=people["noor"])
    parked = session.items.get(title="De buurt op de kaart")
    parked.treatment = "geparkeerd"
    parked.preparer = traject.memberships.get(user=people["karim"])
    parked.save()
    following = plan_session(
        traject,
        by=people["noor"],
        title="Verder",
        day=session.date + timedelta(days=28),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        steps=session.steps.all(),
        partners=session.partners.all(),
    )
    carried = place(parked, following, by=people["noor"], title=parked.title)
    assert (carried.werkvorm, carried.preparer) == (parked.werkvorm, parked.preparer)
    points = {point.text: point.on_agenda for point in board(following).points}
    assert [text for text, on_agenda in points.items() if on_agenda] == [parked.discussion_point]
