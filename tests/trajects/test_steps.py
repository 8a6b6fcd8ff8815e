"""The six steps: they guide and never lock (T5, T6)."""

import pytest
from django.urls import reverse

from trajects.steps.models import CatalogueStep


def test_a_traject_has_its_own_copy_of_the_catalogue(traject, other_traject):
    assert CatalogueStep.objects.count() == 6
    step = traject.steps.get(number=3)
    step.title = "Onze verdieping"
    step.save()
    assert other_traject.steps.get(number=3).title == CatalogueStep.objects.get(number=3).title


@pytest.mark.parametrize("number", range(1, 7))
def test_every_step_has_a_page_with_all_its_texts(as_, traject, number):
    step = traject.steps.get(number=number)
    page = as_("petra").get(step.get_absolute_url()).content.decode()
    for text in ("Doel", "Bespreekpunten" if step.discussion_points else "Doel", "Resultaten"):
        assert text in page
    assert page.count('id="resultaat-') == step.results.count()


def test_a_step_that_does_not_exist_is_not_found(as_, traject):
    assert as_("noor").get(f"/trajecten/{traject.pk}/stappen/7/").status_code == 404


def test_the_kernteam_ticks_a_result_with_and_without_javascript(as_, traject):
    result = traject.steps.get(number=1).results.first()
    url = reverse("trajects:result-tick", args=[traject.pk, result.pk])
    assert as_("karim").post(url, {"bereikt": "1"}).status_code == 302
    result.refresh_from_db()
    assert result.reached_on is not None
    part = as_("karim").post(url, {"bereikt": "0"}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert f'id="resultaat-{result.pk}"' in part.content.decode()
    result.refresh_from_db()
    assert result.reached_on is None


def test_a_partner_sees_results_and_cannot_tick_them(as_, traject):
    result = traject.steps.get(number=1).results.first()
    url = reverse("trajects:result-tick", args=[traject.pk, result.pk])
    assert as_("petra").post(url, {"bereikt": "1"}).status_code == 403
    assert as_("otto").post(url, {"bereikt": "1"}).status_code == 404
    assert url not in as_("petra").get(result.step.get_absolute_url()).content.decode()


def test_a_result_of_another_traject_is_not_found(as_, traject, other_traject):
    foreign = other_traject.steps.get(number=1).results.first()
    url = reverse("trajects:result-tick", args=[traject.pk, foreign.pk])
    assert as_("noor").post(url, {"bereikt": "1"}).status_code == 404


def test_finishing_a_step_with_open_results_is_allowed_and_begins_the_next(as_, traject):
    url = reverse("trajects:step-move", args=[traject.pk, 1])
    response = as_("noor").post(url, {"naar": "klaar"}, follow=True)
    assert "Nog niet afgevinkt" in response.content.decode()
    assert traject.steps.get(number=1).state == "completed"
    assert traject.steps.get(number=2).state == "current"


def test_a_finished_step_can_be_opened_again(as_, traject):
    url = reverse("trajects:step-move", args=[traject.pk, 1])
    as_("noor").post(url, {"naar": "klaar"})
    as_("noor").post(url, {"naar": "begin"})
    assert traject.steps.get(number=1).state == "current"
    assert traject.log_entries.filter(kind="step_reopened").exists()


def test_the_own_copy_can_be_reworded(as_, traject):
    step = traject.steps.get(number=2)
    url = reverse("trajects:step-edit", args=[traject.pk, 2])
    data = {"title": "Aftrap", "summary": "Kort", "purposes": "Een\n\n Twee \n", "preparation": "", "homework": ""}
    data["version"] = step.version
    assert as_("noor").post(url, data).status_code == 302
    step.refresh_from_db()
    assert (step.title, step.purposes) == ("Aftrap", ["Een", "Twee"])


def test_a_line_that_is_too_long_is_named(as_, traject):
    url = reverse("trajects:step-edit", args=[traject.pk, 2])
    response = as_("noor").post(url, {"title": "Aftrap", "purposes": "Kort\n" + "x" * 501, "version": 1})
    assert response.status_code == 422
    assert "Regel 2 is te lang" in response.content.decode()


def test_two_people_who_reword_one_step_see_both_texts(as_, traject):
    url = reverse("trajects:step-edit", args=[traject.pk, 2])
    theirs = {"title": "Van Karim", "purposes": "Zijn doel", "version": 1}
    assert as_("karim").post(url, theirs).status_code == 302
    answer = as_("noor").post(url, {"title": "Van Noor", "purposes": "Mijn doel\nNog een", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Van Karim", "Zijn doel", "Van Noor", "Mijn doel\nNog een", 'name="version" value="2"'):
        assert words in page
    assert traject.steps.get(number=2).title == "Van Karim"
    as_("noor").post(url, {"title": "Van Noor", "purposes": "Mijn doel", "version": 2})
    assert traject.steps.get(number=2).purposes == ["Mijn doel"]
