"""The one list of what was agreed: who sees which row, filters, order, ticking off."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sessions.actions import services
from sessions.actions.models import Action


@pytest.fixture
def agree(traject, people, partners):
    """Makes an action of Petra's organisation, unless told otherwise."""

    def make(title, **more):
        more.setdefault("partner", partners["petra"])
        return services.add_action(traject, by=people["noor"], title=title, **more)

    return make


@pytest.fixture
def url(traject):
    return reverse("sessions:action-list", args=[traject.pk])


def titles(response):
    return [row["title"] for row in response.context["rows"]]


def test_everybody_in_the_traject_sees_an_action_of_the_traject(as_, agree, url):
    agree("Lampen tellen")
    assert {name for name in ("noor", "karim", "petra", "willem") if titles(as_(name).get(url))} == {
        "noor", "karim", "petra", "willem"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_for_who_is_no_professional_of_the_traject_there_is_no_list(as_, url, name):
    assert as_(name).get(url).status_code == 404


def test_an_action_of_a_session_is_seen_by_who_sees_the_session(as_, agree, sent_session, url):
    agree("Kanarie", session=sent_session)
    seen = {name for name in ("noor", "karim", "petra", "willem") if "Kanarie" in as_(name).get(url).content.decode()}
    assert seen == {"noor", "karim", "petra"}


@pytest.mark.parametrize("path", ["sessions:action-xlsx", "sessions:action-csv"])
def test_exports_hold_no_row_that_the_list_does_not_hold(as_, agree, sent_session, traject, path):
    agree("Kanarie", session=sent_session)
    agree("Mus")
    assert len(as_("petra").get(reverse("sessions:action-csv", args=[traject.pk])).content.decode().split("\r\n")) == 5
    body = as_("willem").get(reverse(path, args=[traject.pk])).content
    assert b"Kanarie" not in body


def test_open_shows_what_is_open_and_klaar_the_rest(as_, agree, people, url):
    agree("Open")
    services.tick(agree("Gedaan"), by=people["noor"], done=True)
    assert titles(as_("noor").get(url)) == ["Open"]
    assert titles(as_("noor").get(url, {"toon": "klaar"})) == ["Gedaan"]


def test_mijn_shows_what_is_for_me_or_for_nobody_in_my_organisation(as_, agree, traject, partners, url):
    petra = traject.memberships.get(user__name="Petra Kuipers")
    agree("Van mij", assignee=petra)
    agree("Van ons")
    agree("Van Willem", partner=partners["willem"])
    assert titles(as_("petra").get(url, {"toon": "mijn"})) == ["Van mij", "Van ons"]


def test_te_laat_shows_what_is_open_after_its_date(as_, agree, today, url):
    agree("Gisteren", due=today - timedelta(days=1))
    agree("Vandaag", due=today)
    response = as_("noor").get(url, {"toon": "te-laat"})
    assert titles(response) == ["Gisteren"]
    assert "te laat" in response.content.decode()


def test_filters_narrow_the_list(as_, agree, partners, traject, url):
    agree("Lampen", step=traject.steps.get(number=3))
    agree("Bankjes", partner=partners["willem"], note="bij het plein")
    noor = as_("noor")
    assert titles(noor.get(url, {"organisatie": partners["willem"].pk})) == ["Bankjes"]
    assert titles(noor.get(url, {"stap": "3"})) == ["Lampen"]
    assert titles(noor.get(url, {"q": "plein"})) == ["Bankjes"]
    assert titles(noor.get(url, {"soort": "huiswerk"})) == []


@pytest.mark.parametrize(
    "query",
    [
        {"toon": "x"},
        {"organisatie": "x"},
        {"organisatie": "99999999999999999999"},
        {"stap": "'"},
        {"soort": "=1"},
        {"sorteer": "note"},
        {"q": "a\x00b"},
        {"q": "x" * 500},
    ],
)
def test_an_unknown_filter_value_gives_the_same_page(as_, agree, url, query):
    agree("Lampen")
    response = as_("noor").get(url, query)
    assert response.status_code == 200
    assert titles(response) == ["Lampen"]


def test_choices_of_the_filter_hold_no_organisation_of_a_hidden_action(as_, agree, partners, sent_session, url):
    agree("Lampen", partner=partners["willem"])
    agree("Verborgen", partner=partners["karim"], session=sent_session)
    choices = as_("willem").get(url).context["asked"].form.fields["organisatie"].choices
    assert [label for _, label in choices] == ["Alle", "Welzijn Samen"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("wat", ["Aap", "Beer"]),
        ("-wat", ["Beer", "Aap"]),
        ("datum", ["Beer", "Aap"]),
        ("organisatie", ["Aap", "Beer"]),
        ("status", ["Aap", "Beer"]),
        ("-datum", ["Aap", "Beer"]),
        ("wie", ["Aap", "Beer"]),
        ("bijeenkomst", ["Aap", "Beer"]),
    ],
)
def test_the_list_sorts_by_each_column(as_, agree, partners, today, url, sort, order):
    agree("Aap", due=today + timedelta(days=9))
    agree("Beer", partner=partners["willem"], due=today)
    assert titles(as_("noor").get(url, {"sorteer": sort})) == order


def test_links_for_sorting_and_exporting_keep_the_filters(as_, agree, url):
    agree("Lampen")
    body = as_("noor").get(url, {"toon": "open", "q": "lamp", "sorteer": "-wat"}).content.decode()
    assert "acties/xlsx/?toon=open&amp;q=lamp&amp;sorteer=-wat" in body
    assert 'aria-sort="descending"' in body


def test_an_empty_list_says_what_now(as_, url):
    assert "Mooi moment om de volgende bijeenkomst voor te bereiden" in as_("noor").get(url).content.decode()
    assert "gevonden met deze filters" in as_("noor").get(url, {"q": "x"}).content.decode()


def count_queries(client, url, django_assert_max_num_queries):
    client.get(url)
    with django_assert_max_num_queries(10) as captured:
        client.get(url)
    return len(captured)


@pytest.mark.parametrize("view", ["open", "besluiten"])
def test_sixty_rows_take_as_many_queries_as_one(
    as_, agree, people, traject, today, sent_session, url, view, django_assert_max_num_queries
):
    def more(number):
        agree(f"Actie {number}", session=sent_session)
        services.add_decision(
            traject, by=people["noor"], text=f"Besluit {number}", decided_on=today, session=sent_session
        )

    petra = as_("petra")
    more(0)
    one = count_queries(petra, f"{url}?toon={view}", django_assert_max_num_queries)
    for number in range(1, 60):
        more(number)
    assert count_queries(petra, f"{url}?toon={view}", django_assert_max_num_queries) == one


def test_ticking_off_in_the_row_works_for_ones_own_organisation(as_, agree):
    action = agree("Lampen")
    url = reverse("sessions:action-tick", args=[action.traject_id, action.pk])
    response = as_("petra").post(url, {"klaar": "1", "lijst": "?toon=mijn"})
    assert response.url == reverse("sessions:action-list", args=[action.traject_id]) + "?toon=mijn"
    action.refresh_from_db()
    assert (action.status, action.version) == ("klaar", 2)
    assert action.traject.log_entries.filter(kind="action_done").count() == 1


def test_ticking_twice_is_ticking_once_and_it_can_be_opened_again(as_, agree):
    action = agree("Lampen")
    url = reverse("sessions:action-tick", args=[action.traject_id, action.pk])
    petra = as_("petra")
    petra.post(url, {"klaar": "1"})
    petra.post(url, {"klaar": "1"})
    assert Action.objects.get(pk=action.pk).version == 2
    petra.post(url, {"klaar": "0"})
    action.refresh_from_db()
    assert (action.status, action.closed_at) == ("open", None)


def test_htmx_gets_the_row_back_with_the_message(as_, agree):
    action = agree("Lampen")
    url = reverse("sessions:action-tick", args=[action.traject_id, action.pk])
    response = as_("petra").post(url, {"klaar": "1"}, headers={"HX-Request": "true"})
    body = response.content.decode()
    assert f'id="rij-{action.pk}"' in body
    assert "Afgevinkt." in body
    assert "Weer openen" in body


@pytest.mark.parametrize(("name", "status"), [("willem", 403), ("karim", 302), ("otto", 404), ("root", 404)])
def test_who_may_tick_off_what_belongs_to_another(as_, agree, name, status):
    action = agree("Lampen")
    url = reverse("sessions:action-tick", args=[action.traject_id, action.pk])
    assert as_(name).post(url, {"klaar": "1"}).status_code == status


def test_the_way_back_to_the_list_never_leaves_the_site(as_, agree):
    action = agree("Lampen")
    url = reverse("sessions:action-tick", args=[action.traject_id, action.pk])
    for bad in ("https://elders.test/", "//elders.test", "?x\r\nSet-Cookie: a=b"):
        location = as_("petra").post(url, {"klaar": "1", "lijst": bad}).url
        assert location.startswith("/trajecten/")
        assert "\n" not in location


def test_another_trajects_number_in_the_address_is_not_found(as_, agree, other_traject):
    action = agree("Lampen")
    assert as_("noor").get(reverse("sessions:action", args=[other_traject.pk, action.pk])).status_code == 404
    assert as_("otto").get(reverse("sessions:action", args=[other_traject.pk, action.pk])).status_code == 404
