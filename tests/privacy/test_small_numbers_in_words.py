"""Small numbers of people in the words of a registration are pointed out to its writer, and block nothing (rule 10)."""

import pytest
from django.urls import reverse

from privacy.registrations import small_counts
from privacy.registrations.models import Registration

SIGNAL = {
    "kind": "signaal",
    "title": "Onrust",
    "about": "persoon",
    "value": "",
    "text": "Er zijn 3 gezinnen en vier jongeren.",
    "period": "jaar",
    "year": "2025",
    "audience": "eigen",
}
REMARK = "Hier staat “3 gezinnen”, “vier jongeren”. Kleine aantallen personen kunnen herleidbaar zijn."


@pytest.fixture
def new(traject):
    return reverse("privacy:registration-new", args=[traject.pk])


def test_it_is_saved_all_the_same_and_told_afterwards_with_a_way_to_change_it(as_, traject, new):
    petra = as_("petra")
    saved = petra.post(new, SIGNAL)
    row = Registration.objects.get()
    assert (saved.status_code, row.text) == (302, SIGNAL["text"])
    page = petra.get(row.get_absolute_url()).content.decode()
    assert REMARK in page
    edit = reverse("privacy:registration-edit", args=[traject.pk, row.uuid])
    assert f'href="{edit}">Tekst wijzigen' in page
    form = petra.get(edit).content.decode()
    assert REMARK in form
    assert "id_text_opmerking" in form.split("<textarea")[1].split(">")[0], "told with the field it is about"


def test_a_form_that_is_not_right_tells_it_under_the_field(as_, new):
    answer = as_("petra").post(new, {**SIGNAL, "year": ""})
    assert answer.status_code == 422
    assert answer.content.decode().count(REMARK) == 1


def test_the_second_reader_reads_it_too_and_who_receives_the_signal_does_not(as_, people, partners, traject):
    from privacy import access
    from privacy.registrations import services

    content = {name: value for name, value in SIGNAL.items() if name not in ("audience", "value")}
    row = services.add(partners["petra"], by=people["petra"], once=None, shared_with=[partners["willem"].pk], **content)
    assert (
        REMARK in as_("petra").get(reverse("privacy:registration-read", args=[traject.pk, row.uuid])).content.decode()
    )
    access.share(row, [partners["willem"].pk], by=people["petra"])
    page = as_("willem").get(row.get_absolute_url())
    assert page.status_code == 200
    assert "Hier staat" not in page.content.decode()


@pytest.mark.parametrize("text", ["Er zijn 12 gezinnen.", "Vier lampen zijn stuk.", ""])
def test_other_numbers_are_passed_over(as_, new, text):
    assert "Hier staat" not in as_("petra").post(new, {**SIGNAL, "text": text, "year": ""}).content.decode()


def test_each_is_told_once_and_of_many_the_first_five():
    assert small_counts.advice("3 gezinnen", "3 gezinnen").count("gezinnen") == 1
    many = small_counts.advice(" en ".join(f"{number} kinderen" for number in range(1, 9)))
    assert many.startswith("Hier staat “1 kinderen”, “2 kinderen”, “3 kinderen”, “4 kinderen”, “5 kinderen” en meer. ")
