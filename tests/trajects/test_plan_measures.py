"""Action lines and measures: written, changed and ordered by the kernteam."""

import pytest
from django.urls import reverse

from tests.trajects.plan_rows import fill
from trajects.plan.models import ActionLine, Measure
from trajects.plan.outline import outline
from trajects.plan.services import submit


@pytest.fixture
def line(traject, people, partners):
    return fill(traject, people["noor"], partners)


def url(traject, rest=""):
    return f"/trajecten/{traject.pk}/plan/{rest}"


def filled_in(line, **more):
    return {"title": "Stageplekken", "line": line.pk, "kind": "gepland", **more}


def test_the_kernteam_adds_a_line_and_a_measure(as_, traject, partners):
    noor = as_("noor")
    assert noor.get(url(traject, "maatregelen/nieuw/")).url == url(traject, "actielijnen/nieuw/")
    assert noor.post(url(traject, "actielijnen/nieuw/"), {"title": "Werk"}).status_code == 302
    line = ActionLine.objects.get()
    data = filled_in(line, owner=partners["petra"].pk, partners=[partners["petra"].pk, partners["karim"].pk])
    assert noor.post(url(traject, "maatregelen/nieuw/"), data).status_code == 302
    measure = Measure.objects.get()
    assert (measure.title, measure.kind, measure.owner) == ("Stageplekken", "gepland", partners["petra"])
    assert list(measure.partners.all()) == [partners["karim"]], "the owner does not help himself"
    assert "Stageplekken" in noor.get(url(traject, "maatregelen/")).content.decode()


def test_a_partner_cannot_touch_lines_and_measures(as_, traject, line):
    petra, measure = as_("petra"), line.measures.first()
    assert petra.get(url(traject, "maatregelen/")).status_code == 403
    assert petra.post(url(traject, "actielijnen/nieuw/"), {"title": "x"}).status_code == 403
    assert petra.post(url(traject, "maatregelen/nieuw/"), filled_in(line)).status_code == 403
    for address in (f"actielijnen/{line.pk}/", f"maatregelen/{measure.pk}/"):
        for rest in ("", "verwijderen/", "verplaatsen/"):
            assert petra.post(url(traject, address + rest), {}).status_code == 403
    assert as_("otto").post(url(traject, f"maatregelen/{measure.pk}/verwijderen/")).status_code == 404
    assert Measure.objects.count() == 2


def test_the_end_before_the_start_is_refused_at_the_field(as_, traject, line):
    data = filled_in(line, starts_on="2026-09-01", ends_on="2026-08-01")
    answer = as_("noor").post(url(traject, "maatregelen/nieuw/"), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"ends_on": ["Deze datum ligt voor het begin. Kies een latere datum."]}


def test_another_trajects_partner_goal_or_line_is_no_choice(as_, traject, line, other_traject, people, partners):
    foreign = other_traject.partners.get()
    noor = as_("noor")
    answer = noor.post(url(traject, "maatregelen/nieuw/"), filled_in(line, owner=foreign.pk, partners=[foreign.pk]))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"owner", "partners"}
    elsewhere = fill_elsewhere(other_traject, people["otto"])
    answer = noor.post(url(traject, "maatregelen/nieuw/"), filled_in(elsewhere))
    assert set(answer.context["form"].errors) == {"line"}
    answer = noor.post(url(traject, "actielijnen/nieuw/"), {"title": "x", "goal": elsewhere.goal_id})
    assert set(answer.context["form"].errors) == {"goal"}
    assert noor.get(url(traject, f"actielijnen/{elsewhere.pk}/")).status_code == 404


def fill_elsewhere(traject, by):
    from trajects.analysis.services import set_goal
    from trajects.plan.services import add_line

    return add_line(traject.plan, by=by, title="Elders", goal=set_goal(traject, by=by, title="Elders"))


def test_two_people_change_one_measure_and_the_second_chooses(as_, traject, line, partners):
    measure = line.measures.first()
    address = url(traject, f"maatregelen/{measure.pk}/")
    as_("noor").post(address, filled_in(line, title="Van Noor", version=1))
    data = filled_in(line, title="Van Karim", version=1, partners=[partners["petra"].pk, partners["willem"].pk])
    answer = as_("karim").post(address, data)
    assert answer.status_code == 409
    assert "Van Noor" in answer.content.decode()
    assert ("doen mee", "Politie Voorbeeldstad, Welzijn Samen") in [
        (label.lower(), value) for label, value in answer.context["mine"]
    ]
    measure.refresh_from_db()
    assert measure.title == "Van Noor"
    again = {}
    for name, value in answer.context["keep_fields"]:
        again.setdefault(name, []).append(value)
    assert as_("karim").post(address, again).status_code == 302
    measure.refresh_from_db()
    assert measure.title == "Van Karim"
    assert measure.partners.count() == 2


def test_deleting_a_line_says_which_measures_go_with_it(as_, traject, line):
    noor = as_("noor")
    page = noor.get(url(traject, f"actielijnen/{line.pk}/verwijderen/")).content.decode()
    assert "Huiskamer openen, deel 2" in page
    assert noor.post(url(traject, f"actielijnen/{line.pk}/verwijderen/")).status_code == 302
    assert not Measure.objects.exists()
    assert traject.log_entries.filter(subject="actielijn Een eigen plek verwijderd").exists()


def test_measures_move_and_their_codes_with_them(as_, traject, line):
    first, second = line.measures.all()
    answer = as_("noor").post(
        url(traject, f"maatregelen/{second.pk}/verplaatsen/"), {"direction": "up"}, headers={"HX-Request": "true"}
    )
    assert answer.content.decode().count('id="maatregelen"') == 1
    assert [measure.row for measure in outline(traject).lines[0].measures] == [second, first]


def test_a_line_and_a_measure_can_be_deleted(as_, traject, line):
    measure = line.measures.first()
    assert measure.title in as_("noor").get(url(traject, f"maatregelen/{measure.pk}/verwijderen/")).content.decode()
    assert as_("noor").post(url(traject, f"maatregelen/{measure.pk}/verwijderen/")).status_code == 302
    assert Measure.objects.count() == 1


def test_deleting_a_goal_keeps_its_lines(as_, traject, line):
    as_("noor").post(f"/trajecten/{traject.pk}/probleem-en-doel/doel/{line.goal_id}/verwijderen/")
    line.refresh_from_db()
    assert line.goal is None
    assert "Actielijn, nog niet bij een doel" in as_("petra").get(url(traject)).content.decode()


def test_everything_about_a_measure_is_written_in_its_form_and_stands_in_the_plan(as_, traject, line, partners):
    noor = as_("noor")
    page = noor.get(url(traject, "maatregelen/nieuw/")).content.decode()
    legends = [page.index(f'<legend class="ams-heading ams-heading--3">{name}</legend>') for name in LEGENDS]
    assert legends == sorted(legends)
    data = filled_in(
        line,
        owner=partners["willem"].pk,
        owner_person="Teamleider jeugd",
        substitute="Wijkteam",
        money="€ 12.500,-",
        hours="40",
        means="Een zaal",
        result="Twintig stages",
        indicator="Aantal stages per kwartaal",
        residents_role="Twee bewoners in de werkgroep",
    )
    assert noor.post(url(traject, "maatregelen/nieuw/"), data).status_code == 302
    measure = Measure.objects.get(title="Stageplekken")
    assert (measure.money, measure.hours, measure.substitute) == (12500, 40, "Wijkteam")
    plan = as_("petra").get(url(traject)).content.decode()
    for words in ("€ 12.500", "40 uur per maand", "Een zaal", "Aantal stages per kwartaal", "Twee bewoners"):
        assert words in plan, words
    answer = noor.post(
        url(traject, f"maatregelen/{measure.pk}/"), data | {"money": "veel", "hours": "-1", "version": 1}
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"money", "hours"}


LEGENDS = ["Wat", "Wie", "Wanneer", "Waarmee", "Resultaat"]


def test_how_a_measure_goes_is_no_word_of_the_plan_and_its_form_leaves_it_as_it_was_told(as_, traject, line, people):
    one, noor = line.measures.first(), as_("noor")
    address = url(traject, f"maatregelen/{one.pk}/")
    Measure.objects.filter(pk=one.pk).update(status="loopt_vast")
    sent = filled_in(line, title=one.title, status="klaar", version=one.version)
    assert noor.post(address, sent).status_code == 302
    one.refresh_from_db()
    assert one.status == "loopt_vast"
    traject.plan.refresh_from_db()
    assert submit(traject.plan, traject.plan.draft_number, by=people["noor"])
    version = traject.plan.submitted.get()
    assert "loopt_vast" not in str(version.contents)
    pages = (url(traject), url(traject, "maatregelen/"), url(traject, f"versies/{version.pk}/"))
    for seen in (noor.get(page).content.decode() for page in pages):
        assert (one.title in seen, "Loopt vast" in seen) == (True, False)


def test_a_copy_begins_with_everything_of_the_other_and_writes_nothing_before_it_is_saved(as_, traject, line):
    measure = line.measures.first()
    form = as_("noor").get(url(traject, f"maatregelen/nieuw/?kopie={measure.pk}")).context["form"]
    assert (form["title"].value(), form["means"].value()) == (measure.title, measure.means)
    assert len(form["partners"].value()) == 2
    assert Measure.objects.count() == 2
    assert as_("noor").get(url(traject, "maatregelen/nieuw/?kopie=99999")).status_code == 200
    assert as_("noor").get(url(traject, "maatregelen/nieuw/?kopie=x%00")).status_code == 200


def test_a_measure_that_goes_to_another_line_comes_last_there(as_, traject, line):
    other = traject.plan.lines.get(title="Losse lijn")
    first, second = line.measures.all()
    for measure in (second, first):
        data = filled_in(other, title=measure.title, version=1)
        assert as_("noor").post(url(traject, f"maatregelen/{measure.pk}/"), data).status_code == 302
    assert [row.pk for row in other.measures.all()] == [second.pk, first.pk]


def test_a_long_list_is_narrowed_by_line_kind_and_owner(as_, traject, line, partners):
    other = traject.plan.lines.get(title="Losse lijn")
    Measure.objects.create(line=other, title="Zwerfafval", kind="lopend")
    noor = as_("noor")

    def found(query):
        page = noor.get(url(traject, f"maatregelen/?{query}"))
        return [one.row.title for lines in page.context["lines"] for one in lines.measures]

    assert len(found("")) == 3
    assert found(f"lijn={other.pk}") == found("soort=lopend") == found("eigenaar=geen") == ["Zwerfafval"]
    assert len(found(f"eigenaar={partners['willem'].pk}")) == 2
    nothing = f"lijn={line.pk}&soort=lopend"
    assert found(nothing) == []
    assert len(found("lijn=x&soort=onzin")) == 3
    assert "Geen maatregelen gevonden" in noor.get(url(traject, f"maatregelen/?{nothing}")).content.decode()


def test_what_somebody_typed_stays_when_the_measure_was_taken_away_meanwhile(as_, traject, line):
    measure = line.measures.first()
    address = url(traject, f"maatregelen/{measure.pk}/")
    as_("karim").post(f"{address}verwijderen/")
    data = filled_in(line, title="Mijn lange tekst", money="veel", version=1)
    answer = as_("noor").post(address, data)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "intussen verwijderd" in page
    assert "Mijn lange tekst" in page
    assert "veel" in page
    assert as_("noor").get(address).status_code == 404
    assert as_("petra").post(address, data).status_code == 403
    again = dict(answer.context["keep_fields"])
    assert as_("noor").post(url(traject, "maatregelen/nieuw/"), again).status_code == 422
    assert as_("noor").post(url(traject, "maatregelen/nieuw/"), again | {"money": "5"}).status_code == 302
    assert Measure.objects.filter(title="Mijn lange tekst", money=5).exists()


def test_what_the_measures_say_is_not_typed_again_in_other_parts(as_, traject, line, partners):
    line.measures.update(money=2500, hours=8, indicator="Bezoekers per week")
    Measure.objects.create(line=line, title="Zonder eigenaar", kind="nieuw", money=500)
    noor = as_("noor")
    page = noor.get(url(traject)).content.decode()
    for words in ("€ 5.000; 16 uur per maand", "€ 500", "€ 5.500; 16 uur per maand", "Bezoekers per week"):
        assert words in page, words
    beside = noor.get(url(traject, "bewerken/middelen/")).content.decode()
    assert "Dit staat al bij de maatregelen" in beside
    assert "€ 5.500; 16 uur per maand" in beside
    assert "Dit staat al bij de maatregelen" not in noor.get(url(traject, "bewerken/regie/")).content.decode()


def test_the_planning_of_the_measures_that_are_asked_for_is_drawn(as_, traject, line):
    """Where the kernteam works on them, and for all partners with the execution."""
    both, one = ("Planning van 2 maatregelen", "Planning van 1 maatregel:")
    lists, execution = url(traject, "maatregelen/"), reverse("trajects:execution", args=[traject.pk])
    assert [both in as_(name).get(execution).content.decode() for name in ("noor", "petra")] == [True, True]
    Measure.objects.create(line=line, title="Banken", kind="lopend")
    assert "Planning van 3 maatregelen" in as_("noor").get(lists).content.decode()
    assert one in as_("noor").get(lists, {"soort": "lopend"}).content.decode()
    Measure.objects.all().delete()
    assert "Planning in beeld" not in as_("noor").get(lists).content.decode()
