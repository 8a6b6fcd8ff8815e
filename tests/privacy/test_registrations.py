"""A partner records a registration and chooses who sees it; for the others there is no trace."""

import re

import pytest
from django.urls import reverse

from privacy import access
from privacy.registrations import services
from privacy.registrations.models import Registration

EVERYBODY = ["noor", "karim", "petra", "willem", "achmed", "yasmin", "bea", "root", "otto"]
CANARIES = ("Kanarietitel", "Kanarietekst", "Kanariebron", "7777")


@pytest.fixture
def record(people, partners):
    """Makes a registration of Petra's organisation with planted words, seen by nobody else."""

    def make(*shared_with, owner="petra", **more):
        content = {
            "kind": "aantal",
            "title": "Kanarietitel",
            "about": "persoon",
            "value": 7777,
            "text": "Kanarietekst",
            "period": "k1",
            "year": 2026,
            "source": "Kanariebron",
            **more,
        }
        ids = [partners[name].pk for name in shared_with]
        return services.add(partners[owner], by=people[owner], once=None, shared_with=ids, **content)

    return make


@pytest.fixture
def list_url(traject):
    return reverse("privacy:registration-list", args=[traject.pk])


@pytest.fixture
def new_url(traject):
    return reverse("privacy:registration-new", args=[traject.pk])


def at(name, row):
    return reverse(f"privacy:{name}", args=[row.traject_id, row.uuid])


COUNT = {
    "kind": "aantal",
    "title": "Meldingen",
    "about": "persoon",
    "value": "12",
    "period": "jaar",
    "year": "2025",
    "audience": "eigen",
}


def test_a_count_is_for_ones_own_organisation_unless_one_chooses(as_, new_url, partners):
    response = as_("petra").post(new_url, COUNT)
    row = Registration.objects.get()
    assert response.url == row.get_absolute_url()
    assert (row.partner, row.value, access.audience(row)) == (partners["petra"], 12, [])
    assert as_("petra").get(new_url).context["form"]["audience"].value() == "eigen"


@pytest.mark.parametrize(
    ("answer", "seen_by"),
    [
        ({"audience": "eigen"}, set()),
        ({"audience": "kernteam"}, {"noor", "karim"}),
        ({"audience": "gekozen", "chosen": ["willem"]}, {"willem"}),
        ({"audience": "alle"}, {"noor", "karim", "willem"}),
    ],
)
def test_each_answer_is_seen_by_exactly_whom_it_names(as_, people, partners, new_url, answer, seen_by):
    data = COUNT | answer | {"chosen": [partners[name].pk for name in answer.get("chosen", [])]}
    assert as_("petra").post(new_url, data).status_code == 302
    row = Registration.objects.get()
    rows = Registration.objects.filter(pk=row.pk)
    seeing = {name for name in EVERYBODY if access.visible(people[name], rows).exists()}
    assert seeing == {"petra"} | seen_by
    assert {name for name in EVERYBODY if as_(name).get(at("registration", row)).status_code == 200} == seeing


def test_who_joins_later_gets_nothing_by_itself(as_, traject, people, new_url, other_traject):
    from trajects.partners.models import PartnerStatus
    from trajects.partners.services import add_partner, give_seat

    as_("petra").post(new_url, COUNT | {"audience": "alle"})
    otto = add_partner(traject, people["otto"].organisation, status=PartnerStatus.JOINED, by=people["noor"])
    give_seat(partner=otto, user=people["otto"])
    assert as_("otto").get(at("registration", Registration.objects.get())).status_code == 404


def test_the_choices_name_the_organisations(as_, new_url):
    body = as_("petra").get(new_url).content.decode()
    assert "Dat zijn: Stadsdeel Oude Stad, Woningcorporatie De Brug</span>" in body
    assert "School De Horizon" not in body
    assert "bewoner" not in body.split("Wie mag dit zien?")[1].split("Bewoners zien dit nooit")[0].lower()


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"value": ""}, "Vul het getal in"),
        ({"value": "-1"}, "Vul een heel getal in van 0 tot en met"),
        ({"value": "99999999999999"}, "Vul een heel getal in van 0 tot en met"),
        ({"value": "veel"}, "Vul een heel getal in van 0 tot en met"),
        ({"kind": "signaal", "value": "", "text": ""}, "Schrijf je signaal op"),
        ({"kind": "signaal", "text": "Onrust"}, "hoort geen getal"),
        ({"title": ""}, ""),
        ({"title": "x" * 201}, ""),
        ({"text": "x" * 20_001}, ""),
        ({"period": ""}, ""),
        ({"period": "maand"}, ""),
        ({"year": ""}, ""),
        ({"year": "26"}, "Vul een jaar in van 2000"),
        ({"kind": "x"}, ""),
        ({"audience": ""}, ""),
        ({"audience": "bewoners"}, ""),
        ({"audience": "gekozen"}, "Vink aan"),
        ({"title": "a\x00b"}, ""),
        ({"once": "geen-sleutel"}, ""),
        ({"area": "999999"}, ""),
        ({"theme": "999999"}, ""),
    ],
)
def test_bad_input_is_refused_with_what_was_typed(as_, new_url, bad, message):
    response = as_("petra").post(new_url, COUNT | bad)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not Registration.objects.exists()


def test_ticked_organisations_without_their_answer_are_asked_about(as_, partners, new_url):
    response = as_("petra").post(new_url, COUNT | {"chosen": [partners["willem"].pk]})
    assert response.status_code == 422
    assert "Je hebt organisaties aangevinkt" in response.content.decode()


def test_a_partner_of_another_traject_and_one_that_is_not_there_get_the_same_answer(as_, other_traject, new_url):
    answers = []
    for pk in (other_traject.partners.get().pk, 987_654_321, "x"):
        response = as_("petra").post(new_url, COUNT | {"audience": "gekozen", "chosen": [pk]})
        assert response.status_code == 422
        answers.append(re.findall(r"ams-error-message.*?</p>", response.content.decode(), re.DOTALL))
    assert answers[0] == answers[1] == answers[2]
    assert not Registration.objects.exists()


def test_an_area_outside_the_traject_is_refused_and_its_parents_are_offered(as_, areas, traject, new_url):
    from trajects.buurt.models import Area

    wijk = Area.objects.create(code="WK9999ZZ", name="Oostkade", level="wijk")
    areas[0].parent = wijk
    areas[0].save()
    assert as_("petra").post(new_url, COUNT | {"area": areas[1].pk}).status_code == 422
    assert as_("petra").post(new_url, COUNT | {"area": wijk.pk}).status_code == 302
    assert Registration.objects.get().area == wijk


def test_owner_and_traject_never_come_from_the_form(as_, people, traject, partners, other_traject, new_url):
    hidden = {"partner": partners["willem"].pk, "traject": other_traject.pk, "created_by": people["noor"].pk}
    as_("petra").post(new_url, COUNT | hidden | {"uuid": "00000000-0000-4000-8000-000000000000", "version": "9"})
    row = Registration.objects.get()
    assert (row.partner, row.traject, row.created_by) == (partners["petra"], traject, people["petra"])
    assert str(row.uuid) != "00000000-0000-4000-8000-000000000000"


def test_the_same_form_sent_twice_gives_one_registration(as_, new_url):
    petra = as_("petra")
    once = str(petra.get(new_url).context["form"]["once"].value())
    urls = {petra.post(new_url, COUNT | {"once": once}).url for _ in range(2)}
    assert len(urls) == 1
    assert Registration.objects.count() == 1


def test_going_back_and_filling_in_something_else_gives_another(as_, new_url):
    petra = as_("petra")
    once = str(petra.get(new_url).context["form"]["once"].value())
    petra.post(new_url, COUNT | {"once": once})
    petra.post(new_url, COUNT | {"once": once, "title": "Iets anders"})
    assert set(Registration.objects.values_list("title", flat=True)) == {"Meldingen", "Iets anders"}


def test_anothers_key_in_the_hidden_field_neither_changes_nor_shows_anything(as_, record, new_url):
    foreign = record()
    response = as_("willem").post(new_url, COUNT | {"once": str(foreign.uuid)})
    assert response.status_code == 302
    assert str(foreign.uuid) not in response.url
    foreign.refresh_from_db()
    assert (foreign.title, Registration.objects.count()) == ("Kanarietitel", 2)


def test_the_owner_reads_the_exact_number_and_who_sees_it(as_, record):
    row = record("willem", value=12)
    body = as_("petra").get(at("registration", row)).content.decode()
    assert "<strong>12</strong>" in body
    assert "Welzijn Samen" in body


@pytest.mark.parametrize(
    ("about", "value", "shown"),
    [
        ("persoon", 9, "minder dan 10"),
        ("gebeurtenis", 0, "minder dan 5"),
        ("persoon", 7778, "7780"),
        ("ruimte", 3, "3"),
    ],
)
def test_whom_it_is_shared_with_reads_it_rounded(as_, record, list_url, about, value, shown):
    row = record("willem", about=about, value=value)
    detail, listed = as_("willem").get(at("registration", row)).content.decode(), as_("willem").get(list_url)
    assert f"<strong>{shown}</strong>" in detail
    assert shown in listed.content.decode()
    if about != "ruimte":
        assert f">{value}<" not in detail
        assert f"Aantal: {value}" not in listed.content.decode()


def test_whom_it_is_shared_with_does_not_learn_with_whom_else(as_, record, list_url):
    row = record("willem", "karim")
    for url in (list_url, at("registration", row)):
        body = as_("willem").get(url).content.decode()
        assert "De Brug" not in body
        assert "Van Politie Voorbeeldstad" in body


def test_the_list_has_two_parts_and_no_trace_of_the_rest(as_, record, list_url):
    record("willem", title="Gedeeld")
    record(title="Kanarietitel")
    record(owner="willem", title="Van ons")
    response = as_("willem").get(list_url)
    assert [reading.title for reading in response.context["own"]] == ["Van ons"]
    assert [reading.title for reading in response.context["shared"]] == ["Gedeeld"]
    assert "Kanarietitel" not in response.content.decode()


def pages(client, traject):
    names = [
        ("pages:my-work", []), ("pages:traject-list", []), ("pages:traject", [traject.pk]),
        *((name, [traject.pk]) for name in (
            "privacy:registration-list", "privacy:registration-new", "sessions:action-list", "sessions:action-xlsx",
            "sessions:action-csv", "sessions:action-add", "sessions:session-list", "trajects:partner-list",
            "trajects:plan", "trajects:logbook",
        )),
    ]  # fmt: skip
    return {name: client.get(reverse(name, args=args)) for name, args in names}


@pytest.mark.parametrize("name", ["noor", "karim", "willem", "achmed", "yasmin", "bea", "root", "otto"])
def test_who_was_not_chosen_finds_no_planted_word_anywhere(as_, traject, record, name):
    row = record()
    for page, response in pages(as_(name), traject).items():
        text = response.content.decode(errors="ignore")
        assert not [word for word in (*CANARIES, str(row.uuid)) if word in text], page
    for url in ("registration", "registration-edit", "registration-share", "registration-delete"):
        assert as_(name).get(at(url, row)).status_code == 404
    for url in ("registration-withdraw", "registration-delete", "registration-edit", "registration-share"):
        assert as_(name).post(at(url, row)).status_code == 404
    assert Registration.objects.filter(pk=row.pk).exists()


def normalised(response):
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", response.content.decode(errors="ignore"))
    return re.sub(r'name="once" value="[^"]+"|om \d\d\.\d\d uur', "", text)


@pytest.mark.parametrize("name", ["noor", "karim", "willem", "yasmin", "root"])
def test_every_page_is_the_same_with_and_without_a_hidden_registration(
    as_, traject, record, name, django_assert_max_num_queries
):
    client = as_(name)
    pages(client, traject)
    with django_assert_max_num_queries(400) as before:
        without = pages(client, traject)
    record()
    with django_assert_max_num_queries(400) as after:
        with_one = pages(client, traject)
    assert len(after) == len(before)
    for page, response in without.items():
        assert response.status_code == with_one[page].status_code
        if not page.endswith("xlsx"):
            assert normalised(response) == normalised(with_one[page]), page


def test_ten_rows_take_as_many_queries_as_one(as_, record, list_url, django_assert_max_num_queries):
    def count():
        client = as_("willem")
        client.get(list_url)
        with django_assert_max_num_queries(14) as captured:
            client.get(list_url)
        return len(captured)

    record("willem")
    record("noor", owner="willem")
    one = count()
    for _ in range(9):
        record("willem")
        record("noor", "karim", owner="willem")
    assert count() == one


def test_what_happens_to_a_registration_never_reaches_the_logbook(as_, traject, record):
    before = traject.log_entries.count()
    row = record("willem")
    petra = as_("petra")
    petra.post(at("registration-withdraw", row))
    petra.post(at("registration-delete", row))
    assert traject.log_entries.count() == before


def test_titles_of_pages_are_neutral_and_the_text_stays_out_of_the_browsers_memory(as_, record, new_url):
    row = record()
    urls = [
        at(name, row) for name in ("registration", "registration-edit", "registration-share", "registration-delete")
    ]
    for url in urls:
        assert "Kanarie" not in re.search(r"<title>(.*?)</title>", as_("petra").get(url).content.decode(), re.S)[1]
    textarea = re.search(r"<textarea[^>]*>", as_("petra").get(new_url).content.decode())[0]
    assert 'autocomplete="off"' in textarea
    assert 'spellcheck="false"' in textarea


def test_the_form_warns_for_small_numbers_and_recognisable_people(as_, new_url):
    body = as_("petra").get(new_url).content.decode()
    assert "Getallen onder de 10 kunnen herleidbaar zijn. Rond af of laat weg." in body
    assert "de enige … in portiek 12" in body


def test_html_stays_text(as_, record):
    row = record(title="<script>x</script>", text="<b>y</b>", source="<u>q</u>")
    body = as_("petra").get(at("registration", row)).content.decode()
    assert not re.search(r"<script>x|<b>y|<u>q", body)
