"""Preparing the agenda of a session: from the example to an order that fits (S2)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.agenda.models import AgendaItem
from sessions.agenda.services import add_item, delete_item, fill_from_example, reorder

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(name, session, *more):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk, *more])


def titles(session):
    return [item.title for item in session.items.on_agenda()]


def positions(session):
    return list(session.items.on_agenda().values_list("position", flat=True))


@pytest.fixture
def items(session, people):
    """Three items: Welkom (10), Buurtscan (30), Pauze (15)."""
    made = [
        add_item(session, by=people["noor"], title=title, minutes=minutes)
        for title, minutes in [("Welkom", 10), ("Buurtscan", 30), ("Pauze", 15)]
    ]
    AgendaItem.objects.filter(pk=made[2].pk).update(is_break=True)
    return made


def test_an_empty_agenda_invites_to_begin_with_the_example(as_, session):
    page = as_("noor").get(address("agenda", session)).content.decode()
    assert "Nog geen agenda. Begin met het voorbeeld van stap 3 of voeg zelf een onderdeel toe." in page


def test_the_example_fills_an_empty_agenda_once(as_, session):
    answer = as_("noor").post(address("agenda-fill", session), follow=True)
    assert "10 onderdelen uit het voorbeeld staan op de agenda." in answer.content.decode()
    as_("karim").post(address("agenda-fill", session))
    assert len(titles(session)) == 10
    assert positions(session) == list(range(1, 11))


def test_the_example_of_two_steps_has_one_welcome_and_one_break(session, people, traject):
    session.steps.add(traject.steps.get(number=4))
    fill_from_example(session, by=people["noor"])
    found = [title.casefold() for title in titles(session)]
    assert len(found) == len(set(found))
    assert found.count("pauze") == 1


def test_the_page_shows_running_times_and_the_sum(as_, session, items):
    page = as_("noor").get(address("agenda", session)).content.decode()
    for words in ("13.30", "13.40", "14.10", "<b>55</b> van 180 minuten", "nog 125 minuten vrij"):
        assert words in page


def test_an_agenda_that_is_too_long_says_so_in_words(as_, session, items):
    AgendaItem.objects.filter(pk=items[0].pk).update(minutes=150)
    assert "15 minuten te lang" in as_("noor").get(address("agenda", session)).content.decode()


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_an_item_is_added_at_the_end(as_, session, items, extra):
    answer = as_("karim").post(address("agenda-item-add", session), {"title": "Rondje", "minutes": "20"}, **extra)
    assert answer.status_code == (200 if extra else 302)
    assert titles(session)[-1] == "Rondje"
    assert session.items.get(title="Rondje").changed_by == "Karim Benali"
    if extra:
        assert "Rondje staat nu op plaats 4 van 4, begint om 14.25 uur." in answer.content.decode()


@pytest.mark.parametrize("minutes", ["0", "241", "1000", "-5", "tien", "", "99999999999999999999", "1,5"])
@pytest.mark.parametrize("extra", [{}, HTMX])
def test_impossible_minutes_are_refused_with_what_was_typed(as_, session, items, minutes, extra):
    for url, more in [
        (address("agenda-item-minutes", session, items[0].pk), {"version": 1}),
        (address("agenda-item-add", session), {"title": "Rondje"}),
    ]:
        answer = as_("noor").post(url, {"minutes": minutes, **more}, **extra)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Vul een getal in van 1 tot en met 240." in page
        assert f'value="{minutes}"' in page or not minutes
    assert session.items.get(pk=items[0].pk).minutes == 10
    assert len(titles(session)) == 3


def test_other_minutes_move_the_times_of_what_follows(as_, session, items):
    answer = as_("noor").post(
        address("agenda-item-minutes", session, items[0].pk), {"minutes": "25", "version": "1"}, **HTMX
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="tijd-{items[1].pk}" hx-swap-oob="true">13.55' in " ".join(page.split())
    assert "<b>70</b> van 180 minuten" in page
    assert page.count(f'id="tijd-{items[0].pk}"') == 1


def test_minutes_are_saved_without_javascript(as_, session, items):
    url = address("agenda-item-minutes", session, items[0].pk)
    answer = as_("noor").post(url, {"minutes": "25", "version": "1"})
    assert answer.url == f"{session.get_absolute_url()}#onderdeel-{items[0].pk}"
    assert session.items.get(pk=items[0].pk).minutes == 25


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_two_people_who_change_the_same_minutes_see_both_versions(as_, session, items, extra):
    url = address("agenda-item-minutes", session, items[0].pk)
    as_("karim").post(url, {"minutes": "20", "version": "1"})
    answer = as_("noor").post(url, {"minutes": "25", "version": "1"}, **extra)
    assert answer.status_code == 409
    page = answer.content.decode()
    clock = timezone.localtime(session.items.get(pk=items[0].pk).changed_at)
    assert f"Karim Benali heeft dit om {clock:%H.%M} uur" in " ".join(page.split())
    assert "Mijn versie bewaren" in page
    assert "Die van Karim Benali houden" in page
    own = " ".join(as_("karim").post(url, {"minutes": "25", "version": "1"}, **extra).content.decode().split())
    assert f"Dit heb je zelf om {clock:%H.%M} uur in een ander venster gewijzigd" in own
    assert "Die uit je andere venster houden" in own
    assert session.items.get(pk=items[0].pk).minutes == 20
    kept = as_("noor").post(url, {"minutes": "25", "version": "2"}, **extra)
    assert kept.status_code == (200 if extra else 302)
    assert session.items.get(pk=items[0].pk).minutes == 25


def test_keeping_the_other_version_brings_the_row_back(as_, session, items):
    url = address("agenda-item", session, items[0].pk)
    assert f'id="minuten-{items[0].pk}"' in as_("noor").get(url, **HTMX).content.decode()
    assert as_("noor").get(url).status_code == 302


def test_an_item_is_changed_in_full(as_, session, items):
    url = address("agenda-item-edit", session, items[1].pk)
    assert as_("noor").get(url).status_code == 200
    data = {
        "title": "Wat zien we?",
        "minutes": "35",
        "lead": "Onderzoek",
        "working_form": "presentatie",
        "purpose": "Begrijpen",
        "version": "1",
    }
    assert as_("noor").post(url, data).status_code == 302
    item = session.items.get(pk=items[1].pk)
    assert (item.title, item.minutes, item.lead, item.is_break, item.version) == (
        "Wat zien we?",
        35,
        "Onderzoek",
        False,
        2,
    )


@pytest.mark.parametrize("name", ["agenda-item-edit", "session-edit"])
def test_a_form_that_is_sent_back_as_it_came_is_accepted(as_, session, items, name):
    url = address(name, session, *([items[1].pk] if "item" in name else []))
    form = as_("noor").get(url).context["form"]
    sent = {field.name: field.value() for field in form if field.value() not in (None, False)}
    assert as_("noor").post(url, sent).status_code == 302


def test_a_changed_item_conflicts_as_a_whole_page(as_, session, items):
    url = address("agenda-item-edit", session, items[1].pk)
    data = {"title": "Van Karim", "minutes": "30", "version": "1"}
    as_("karim").post(url, data)
    answer = as_("noor").post(url, {**data, "title": "Van Noor", "purpose": "Mijn lange tekst"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Van Karim", "Van Noor", "Mijn lange tekst", "Karim Benali", 'name="version" value="2"'):
        assert words in page
    assert session.items.get(pk=items[1].pk).title == "Van Karim"


def test_a_text_that_is_too_long_is_refused_and_kept(as_, session, items):
    url = address("agenda-item-edit", session, items[1].pk)
    data = {"title": "Scan", "minutes": "30", "purpose": "x" * 20_001, "version": "1"}
    answer = as_("noor").post(url, data)
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.content.decode()
    assert session.items.get(pk=items[1].pk).title == "Buurtscan"


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_an_item_moves_one_place_and_the_status_says_where(as_, session, items, extra):
    url = address("agenda-item-move", session, items[0].pk)
    answer = as_("noor").post(url, {"direction": "omlaag"}, **extra)
    assert titles(session) == ["Buurtscan", "Welkom", "Pauze"]
    assert positions(session) == [1, 2, 3]
    words = "Welkom staat nu op plaats 2 van 3, begint om 14.00 uur."
    page = answer if extra else as_("noor").get(answer.url.split("#")[0])
    assert not extra or words in page.content.decode()


def test_at_the_end_the_focus_goes_to_the_other_direction(as_, session, items):
    url = address("agenda-item-move", session, items[1].pk)
    answer = as_("noor").post(url, {"direction": "omhoog"}, **HTMX)
    assert f"omlaag-{items[1].pk}" in answer["HX-Trigger-After-Settle"]
    middle = as_("noor").post(address("agenda-item-move", session, items[2].pk), {"direction": "omhoog"}, **HTMX)
    assert "HX-Trigger-After-Settle" not in middle


def test_moving_past_the_end_changes_nothing(as_, session, items):
    as_("noor").post(address("agenda-item-move", session, items[0].pk), {"direction": "omhoog"}, **HTMX)
    as_("noor").post(address("agenda-item-move", session, items[0].pk), {"direction": "onzin"}, **HTMX)
    assert titles(session) == ["Welkom", "Buurtscan", "Pauze"]


def order(items, *places):
    return ",".join(str(items[place].pk) for place in places)


def test_dragging_puts_the_whole_order(as_, session, items):
    data = {"seen": order(items, 0, 1, 2), "order": order(items, 2, 0, 1)}
    answer = as_("noor").post(address("agenda-order", session), data, **HTMX)
    assert titles(session) == ["Pauze", "Welkom", "Buurtscan"]
    assert "Pauze staat nu op plaats 1 van 3, begint om 13.30 uur." in answer.content.decode()


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_an_order_of_an_agenda_that_changed_meanwhile_is_refused_with_the_newest(as_, session, items, extra):
    as_("karim").post(address("agenda-item-move", session, items[0].pk), {"direction": "omlaag"})
    data = {"seen": order(items, 0, 1, 2), "order": order(items, 2, 0, 1)}
    answer = as_("noor").post(address("agenda-order", session), data, **extra)
    assert answer.status_code == 409
    assert "De agenda is intussen gewijzigd" in answer.content.decode()
    assert titles(session) == ["Buurtscan", "Welkom", "Pauze"]


@pytest.mark.parametrize("wanted", ["", "1,2,3", "abc", "{0}", "{0},{1}", "{0},{0},{1},{2}", "{0},{1},{2},999999"])
def test_an_order_that_is_not_exactly_the_items_is_refused(as_, session, items, wanted):
    keys = [item.pk for item in items]
    data = {"seen": order(items, 0, 1, 2), "order": wanted.format(*keys)}
    assert as_("noor").post(address("agenda-order", session), data).status_code == 409
    assert titles(session) == ["Welkom", "Buurtscan", "Pauze"]


def test_thirty_items_are_reordered_in_four_queries(session, people, django_assert_max_num_queries):
    keys = [add_item(session, by=people["noor"], title=f"Punt {n}", minutes=5).pk for n in range(30)]
    with django_assert_max_num_queries(6) as counted:
        reorder(session, seen=keys, wanted=keys[::-1])
    real = [query for query in counted.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(real) <= 4
    assert positions(session) == list(range(1, 31))


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_a_deleted_item_comes_back_where_it_was(as_, session, items, extra):
    answer = as_("noor").post(address("agenda-item-delete", session, items[1].pk), **extra)
    assert titles(session) == ["Welkom", "Pauze"]
    assert positions(session) == [1, 2]
    page = answer if extra else as_("noor").get(address("agenda", session))
    assert "Ongedaan maken" in page.content.decode()
    as_("noor").post(address("agenda-item-restore", session, items[1].pk), **extra)
    assert titles(session) == ["Welkom", "Buurtscan", "Pauze"]
    assert positions(session) == [1, 2, 3]


def test_after_ten_minutes_a_deleted_item_stays_away(as_, session, items):
    delete_item(items[1])
    AgendaItem.objects.filter(pk=items[1].pk).update(deleted_at=timezone.now() - timedelta(minutes=11))
    assert as_("noor").post(address("agenda-item-restore", session, items[1].pk)).status_code == 409
    assert "Ongedaan maken" not in as_("noor").get(address("agenda", session)).content.decode()


def test_deleting_twice_deletes_once(as_, session, items):
    for _ in range(2):
        as_("noor").post(address("agenda-item-delete", session, items[1].pk), **HTMX)
    as_("noor").post(address("agenda-item-restore", session, items[1].pk), **HTMX)
    assert titles(session) == ["Welkom", "Buurtscan", "Pauze"]


@pytest.mark.parametrize("name", ["agenda-item-move", "agenda-item-minutes", "agenda-item-edit"])
def test_changing_an_item_that_somebody_deleted_shows_the_newest_agenda(as_, session, items, name):
    delete_item(items[0])
    data = {"direction": "omlaag", "minutes": "20", "title": "x", "version": "1"}
    answer = as_("noor").post(address(name, session, items[0].pk), data, **HTMX)
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#agenda-deel"


def test_a_discussion_point_goes_on_the_agenda_and_counts(as_, session, items):
    page = as_("noor").get(address("agenda", session))
    assert "0 van 6 op de agenda" in page.content.decode()
    answer = as_("noor").post(address("agenda-point-add", session), {"point": "3-2"}, **HTMX)
    assert "1 van 6 op de agenda" in answer.content.decode()
    as_("noor").post(address("agenda-point-add", session), {"point": "3-2"}, **HTMX)
    assert session.items.on_agenda().exclude(discussion_point="").count() == 1


@pytest.mark.parametrize("point", ["", "4-1", "3-99", "x"])
def test_a_discussion_point_of_another_step_is_refused(as_, session, items, point):
    answer = as_("noor").post(address("agenda-point-add", session), {"point": point}, **HTMX)
    assert answer.status_code == 409
    assert len(titles(session)) == 3


def test_html_in_a_title_stays_text(as_, session, items):
    as_("noor").post(address("agenda-item-add", session), {"title": "<script>alert(1)</script>", "minutes": "5"})
    page = as_("noor").get(address("agenda", session)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
