"""Making a traject: from one sentence to a place where partners can work (T1-T4, T8)."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from trajects.traject.method import UrgencyKind
from trajects.traject.models import AfterPoint, Traject
from trajects.traject.services import name_for

URL = "/trajecten/nieuw/"


@pytest.fixture
def filled(areas):
    """Page 1 as somebody fills it in."""
    return {
        "buurten": [areas[0].pk],
        "question": "Jongeren hebben geen plek in de buurt",
        "urgency_incidenten": "on",
        "explanation_incidenten": "Drie keer brand in een berging",
        "source_incidenten": "Brandweer",
        "kind": "eerste_aanpak",
        "functions": ["gebiedsmakelaar"],
    }


def test_page_one_makes_a_traject_with_steps_plan_and_maker_in_the_kernteam(as_, people, filled):
    response = as_("noor").post(URL, filled)
    traject = Traject.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("trajects:partner-choose", args=[traject.pk])
    assert traject.name == "Molenkade"
    assert traject.status == "concept"
    assert traject.initiator == people["noor"].organisation
    assert [step.number for step in traject.steps.all()] == [1, 2, 3, 4, 5, 6]
    assert traject.steps.get(number=1).state == "current"
    assert traject.plan.parts.count() == 13
    assert traject.after_points.count() == 5
    seat = traject.memberships.get()
    assert (seat.user, seat.role, seat.functions) == (people["noor"], "kernteam", ["gebiedsmakelaar"])
    urgency = traject.urgencies.get()
    assert (urgency.kind, urgency.explanation, urgency.source) == (
        UrgencyKind.INCIDENTS,
        "Drie keer brand in een berging",
        "Brandweer",
    )


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("buurten", [], "Kies minstens één buurt."),
        ("buurten", ["999999"], "Deze buurt staat niet in de lijst."),
        ("question", "", "Schrijf in één zin wat het vraagstuk is."),
        ("question", "x" * 301, "De tekst bij “Vraagstuk in één zin” is te lang: 301 tekens. Kort hem in tot 300."),
        (
            "explanation_incidenten",
            "x" * 20_001,
            "De tekst bij “Wat zien jullie zelf?” is te lang: 20001 tekens. Kort hem in tot 20000.",
        ),
        ("kind", "onzin", ""),
    ],
)
def test_wrong_input_says_what_to_do_and_saves_nothing(as_, filled, field, value, message):
    response = as_("noor").post(URL, {**filled, field: value})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert "Jongeren hebben geen plek" in response.content.decode() or field == "question"
    assert not Traject.objects.exists()


def test_each_field_has_a_label_that_is_told_apart_by_ear(as_, filled):
    long = dict.fromkeys(("explanation_incidenten", "explanation_anders"), "x" * 20_001)
    page = as_("noor").post(URL, filled | long).content.decode()
    labels = [strip_tags(label) for label in re.findall(r"<label[^>]*>(.*?)</label>", page, re.S)]
    own = [label for label in labels if label.startswith(("Wat zien jullie zelf?", "Bron"))]
    assert len(own) == len(set(own)) == 2 * len(UrgencyKind.values)
    assert "Wat zien jullie zelf? bij Ernstige incidenten (niet verplicht)" in own
    wrong = [strip_tags(link) for link in re.findall(r'<a class="ams-link" href="#id_expl[^>]*>(.*?)</a>', page)]
    assert [link.rpartition(" bij ")[2] for link in wrong] == ["Ernstige incidenten", "Anders"]


def test_without_a_reason_why_now_nothing_is_made(as_, filled):
    response = as_("noor").post(URL, {**filled, "urgency_incidenten": "", "explanation_incidenten": ""})
    assert response.status_code == 422
    assert "Kies minstens één reden" in response.content.decode()


def test_searching_without_javascript_shows_the_form_again(as_, filled):
    response = as_("noor").post(URL, {**filled, "buurten": [], "q": "molen", "zoek": "1"})
    assert response.status_code == 200
    assert "Molenkade" in response.content.decode()
    assert not Traject.objects.exists()


def test_who_has_no_organisation_is_told_what_to_do(as_, filled):
    response = as_("bea").get(URL)
    assert response.status_code == 403
    assert "functioneel beheerder" in response.content.decode()
    assert as_("bea").post(URL, filled).status_code == 403
    assert not Traject.objects.exists()


def test_who_works_for_an_organisation_that_was_closed_cannot_start_anything(as_, people, filled):
    noor, organisation = as_("noor"), people["noor"].organisation
    assert URL in noor.get(reverse("pages:traject-list")).content.decode()
    organisation.is_active = False
    organisation.save()
    assert URL not in noor.get(reverse("pages:traject-list")).content.decode()
    assert URL not in noor.get(reverse("pages:my-work")).content.decode()
    response = noor.get(URL)
    assert response.status_code == 403
    assert "doet niet meer mee" in response.content.decode()
    assert noor.post(URL, filled).status_code == 403
    assert not Traject.objects.exists()


def test_four_themes_get_advice_and_are_allowed(as_, filled):
    from trajects.traject.models import Theme

    themes = list(Theme.objects.values_list("pk", flat=True)[:4])
    client = as_("noor")
    client.post(URL, {**filled, "themes": themes})
    assert Traject.objects.get().themes.count() == 4
    page = client.get(reverse("pages:traject", args=[Traject.objects.get().pk])).content.decode()
    assert "Je hebt meer dan drie thema" in page


def test_a_gebiedsmakelaar_starts_the_traject_once(as_, traject, other_traject):
    url = reverse("trajects:traject-start", args=[other_traject.pk])
    assert as_("otto").post(url).status_code == 403
    assert as_("noor").post(url).status_code == 404
    started = traject.started_on
    assert as_("noor").post(reverse("trajects:traject-start", args=[traject.pk])).status_code == 302
    traject.refresh_from_db()
    assert traject.started_on == started
    assert traject.log_entries.filter(kind="traject_started").count() == 1


def test_two_people_who_change_the_traject_lose_nothing(as_, traject, filled):
    url = reverse("trajects:traject-edit", args=[traject.pk])
    seen = traject.version
    assert as_("noor").post(url, {**filled, "version": seen, "question": "Eerste"}).status_code == 302
    mine = {**filled, "question": "Tweede", "explanation_incidenten": "Vier keer brand"}
    late = as_("karim").post(url, {**mine, "version": seen})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Eerste" in page
    assert "Tweede" in page
    assert "Drie keer brand in een berging" in page  # of the reasons too
    assert "Vier keer brand" in page
    traject.refresh_from_db()
    assert traject.question == "Eerste"
    again = as_("karim").post(url, {**filled, "version": traject.version, "question": "Tweede"})
    assert again.status_code == 302
    traject.refresh_from_db()
    assert traject.question == "Tweede"


def test_a_partner_may_not_change_the_traject(as_, traject, filled):
    url = reverse("trajects:traject-edit", args=[traject.pk])
    assert as_("petra").post(url, {**filled, "version": 1}).status_code == 403
    assert as_("yasmin").get(url).status_code == 404


def test_the_points_for_afterwards_are_kept(as_, traject):
    url = reverse("trajects:after-points", args=[traject.pk])
    client = as_("karim")
    page = client.get(url)
    formset = page.context["formset"]
    data = {f"form-{i}-id": form.instance.pk for i, form in enumerate(formset)}
    data |= {f"form-{i}-text": f"Afspraak {i}" for i in range(5)}
    data |= {f"form-{i}-version": 1 for i in range(5)}
    data |= {"form-TOTAL_FORMS": 5, "form-INITIAL_FORMS": 5}
    assert client.post(url, data).status_code == 302
    assert sorted(traject.after_points.values_list("text", flat=True)) == [f"Afspraak {i}" for i in range(5)]


def test_two_people_who_write_about_afterwards_see_both_and_take_nothing_back(as_, traject):
    """As their browsers send it: with the text that each saw, so a point that was left alone is left alone."""
    url = reverse("trajects:after-points", args=[traject.pk])
    points = list(traject.after_points.all())
    seen = {"form-TOTAL_FORMS": 5, "form-INITIAL_FORMS": 5}
    for i, point in enumerate(points):
        seen |= {f"form-{i}-id": point.pk, f"form-{i}-version": 1, f"form-{i}-text": "", f"initial-form-{i}-text": ""}
    assert 'name="initial-form-0-text"' in as_("noor").get(url).content.decode()
    assert as_("noor").post(url, seen | {"form-0-text": "Van Noor", "form-1-text": "Ook"}).status_code == 302
    late = as_("karim").post(url, seen | {"form-0-text": "Van Karim", "form-2-text": "Nieuw"})
    page = late.content.decode()
    assert (late.status_code, "Van Noor" in page, "Van Karim" in page, "Nieuw" in page) == (409, True, True, True)
    assert [point.text for point in traject.after_points.all()] == ["Van Noor", "Ook", "", "", ""]
    kept = dict(re.findall(r'<input type="hidden" name="((?:initial-)?form-[^"]+)" value="([^"]*)">', page))
    assert as_("karim").post(url, kept).status_code == 302
    assert [point.text for point in traject.after_points.all()] == ["Van Karim", "Ook", "Nieuw", "", ""]


def test_a_form_about_afterwards_without_its_version_is_refused(as_, traject):
    point = traject.after_points.first()
    sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": point.pk, "form-0-text": "Ongezien"}
    assert as_("noor").post(reverse("trajects:after-points", args=[traject.pk]), sent).status_code == 422
    assert not AfterPoint.objects.exclude(text="").exists()


def test_a_foreign_point_cannot_be_written_through_the_form(as_, traject, other_traject):
    foreign = other_traject.after_points.first()
    data = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": foreign.pk,
        "form-0-version": 1,
        "form-0-text": "Gekaapt",
    }
    as_("noor").post(reverse("trajects:after-points", args=[traject.pk]), data)
    assert not AfterPoint.objects.exclude(text="").exists()
    foreign.refresh_from_db()
    assert foreign.text == ""


@pytest.mark.parametrize(("days", "status"), [(6, 422), (7, 302), (120, 302), (121, 422), ("", 422)])
def test_the_pace_is_between_a_week_and_four_months(as_, traject, days, status):
    url = reverse("trajects:pace-edit", args=[traject.pk])
    data = {"pace_days": days, "pace_reason": "Wachten op cijfers", "version": traject.version}
    assert as_("noor").post(url, data).status_code == status


def test_two_people_who_set_the_pace_see_both_and_the_logbook_tells_one(as_, traject):
    url = reverse("trajects:pace-edit", args=[traject.pk])
    data = {"pace_days": 21, "pace_reason": "Het plein is klaar", "version": traject.version}
    as_("karim").post(url, data)
    answer = as_("noor").post(url, data | {"pace_days": 60, "pace_reason": "Wachten op cijfers"})
    assert answer.status_code == 409
    for words in ("Het plein is klaar", "Wachten op cijfers", "21", "60"):
        assert words in answer.content.decode()
    traject.refresh_from_db()
    assert (traject.pace_days, traject.log_entries.filter(kind="pace_reason").count()) == (21, 1)


def test_a_name_of_many_buurten_stays_short(areas):
    assert name_for(areas) == "Molenkade en Wilgenhof"
    assert name_for(areas * 3) == "Molenkade, Wilgenhof en 4 andere buurten"
