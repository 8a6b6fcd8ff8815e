"""Choosing buurten in a form, with and without JavaScript (T2)."""

import pytest
from django import forms
from django.http import QueryDict

from trajects.buurt.demo_city import ensure_demo_city
from trajects.buurt.forms import AreaChoice, AreaSearchForm
from trajects.buurt.models import Area, AreaLevel
from trajects.buurt.search import advice, search_areas
from trajects.buurt.views import areas_search

pytestmark = pytest.mark.django_db


class ProposalForm(AreaSearchForm, forms.Form):
    buurten = AreaChoice(label="Buurten")
    question = forms.CharField()


@pytest.fixture(autouse=True)
def city():
    ensure_demo_city()


def area(code: str) -> Area:
    return Area.objects.get(code=code)


def sent(text: str) -> ProposalForm:
    return ProposalForm(QueryDict(text))


@pytest.fixture
def answer(rf):
    """What the list shows after typing."""

    def ask(**typed):
        return areas_search(rf.get("/buurten/zoeken/", typed)).content.decode()

    return ask


def test_one_buurt_needs_no_advice():
    assert advice([]) == []
    assert advice([area("BU9999AA01")]) == []
    assert advice(Area.objects.filter(code__startswith="BU9999AB")) == []


def test_a_whole_wijk_gets_advice_not_a_refusal():
    [text] = advice([area("WK9999NA")])
    assert text.startswith("Je kiest een hele wijk. Buurtbalans werkt het best op de schaal van een buurt")
    form = sent(f"buurten={area('WK9999NA').pk}&question=Waarom")
    assert form.is_valid()


def test_more_than_three_buurten_get_advice():
    [text] = advice(Area.objects.filter(code__startswith="BU9999AA"))
    assert text.startswith("Je kiest meer dan 3 buurten.")


def test_chosen_areas_come_with_their_wijk():
    form = sent(f"buurten={area('BU9999AA01').pk}&buurten={area('BU9999NA01').pk}&question=Waarom")
    assert form.is_valid()
    assert {chosen.code for chosen in form.cleaned_data["buurten"]} == {"BU9999AA01", "BU9999NA01"}


def test_nothing_chosen_is_refused():
    assert sent("question=Waarom").errors == {"buurten": ["Kies minstens één buurt."]}


@pytest.mark.parametrize("key", ["0", "-1", "abc", "1.5", "", "99999999999999999999999", "9223372036854775808", "²"])
def test_a_key_that_is_no_area_is_refused(key):
    form = sent(f"buurten={key}&q=x&question=Waarom")
    assert form.errors == {"buurten": ["Deze buurt staat niet in de lijst. Zoek de buurt opnieuw."]}
    assert "Zoek op naam of code" in str(form["buurten"])


def test_a_key_with_a_null_sign_is_refused():
    assert "buurten" in sent("buurten=%00&question=Waarom").errors


def test_a_stadsdeel_cannot_be_chosen():
    assert "buurten" in sent(f"buurten={area('N').pk}&question=Waarom").errors


def test_without_javascript_searching_shows_the_form_again_without_errors():
    chosen = area("BU9999NA01").pk
    form = sent(f"buurten={chosen}&q=hof&zoek=1&question=")
    assert not form.is_valid()
    assert not form.errors
    html = str(form["buurten"])
    assert [name in html for name in ("Lindehof", "Meidoornhof", "Coöperatiehof", "Havenkwartier")] == [
        *[True, True, True],
        False,
    ]
    assert f'value="{chosen}"' in html.split("Gevonden")[0]


def test_pressing_search_picks_the_only_one_found():
    html = str(sent("q=molenkade&zoek=1")["buurten"])
    assert html.count("checked") == 1
    assert "Gevonden" not in html


def test_typing_alone_picks_nothing():
    assert "checked" not in str(sent("q=molenkade&question=Waarom")["buurten"])


def test_an_unbound_form_shows_what_was_chosen_before():
    html = str(ProposalForm(initial={"buurten": [area("BU9999AA01")]})["buurten"])
    assert html.count("checked") == 1
    assert "Molenkadebuurt · wijk Binnenkaden (BU9999AA01)" in html


def test_the_list_follows_the_typing(answer):
    html = answer(q="molen")
    assert f'name="buurten"\n             value="{area("BU9999AA01").pk}"' in html
    assert "Molenkadebuurt · wijk Binnenkaden (BU9999AA01)" in html
    assert "1 gevonden, 0 gekozen." in html


def test_chosen_areas_stay_and_are_not_found_twice(answer):
    chosen = area("BU9999AA01").pk
    html = answer(q="molen", buurten=[chosen])
    assert html.count(f'value="{chosen}"') == 1
    assert "checked" in html
    assert "Geen buurt gevonden" not in html


def test_the_advice_is_in_the_list(answer):
    assert "Je kiest een hele wijk." in answer(q="", buurten=[area("WK9999NA").pk])


def test_one_letter_is_too_few(answer):
    html = answer(q="m")
    assert "Typ minstens 2 letters." in html
    assert "buurt-" not in html.replace("buurten-", "")


def test_an_unknown_name_gets_help_and_names_much_like_it(answer):
    html = answer(q="Seringebuurd")
    assert "Geen buurt gevonden met 'Seringebuurd'." in html
    assert "zoek op code (bijvoorbeeld BU9999AA01)" in html
    assert "functioneel beheerder" in html
    assert "Bedoel je misschien" in html
    assert "Seringenbuurt · wijk Bloemenhoek" in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_was_typed_comes_back_harmless(answer, text):
    assert text not in answer(q=text)
    form = ProposalForm({"q": text})
    assert text not in str(form["buurten"])


@pytest.mark.parametrize("text", ["\x00\x00", "x" * 5000, "%%", "💥💥", "  ", "\ufffd\ufffd"])
def test_odd_texts_find_nothing_and_break_nothing(answer, text):
    assert 'type="checkbox"' not in answer(q=text)


def test_a_name_with_html_is_shown_as_text(answer):
    Area.objects.create(code="BU9999ZZ01", name="<b>Vet</b>buurt", level=AreaLevel.BUURT)
    html = answer(q="vet")
    assert "&lt;b&gt;Vet&lt;/b&gt;buurt" in html
    assert "<b>Vet" not in html


def test_more_than_twenty_are_not_listed(answer):
    for number in range(25):
        Area.objects.create(code=f"BU9999ZZ{number:02}", name=f"Proefbuurt {number}", level=AreaLevel.BUURT)
    html = answer(q="proefbuurt")
    assert html.count('type="checkbox"') == 20
    assert "Er zijn er meer." in html


@pytest.mark.parametrize(("text", "count"), [("molenkade", 2), ("buurt", 2), ("seringebuurd", 4)])
def test_as_many_queries_for_ten_areas_as_for_one(answer, django_assert_num_queries, text, count):
    with django_assert_num_queries(count):
        answer(q=text, buurten=[1, 2, 3])


def test_a_search_without_text_or_choice_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search_areas("").summary == "0 gevonden, 0 gekozen."


@pytest.mark.parametrize(("name", "status"), [("noor", 200), ("yasmin", 200), ("root", 200), ("", 302)])
def test_everyone_who_is_logged_in_may_search(as_, name, status):
    assert as_(name).get("/buurten/zoeken/", {"q": "molen"}).status_code == status
