"""Two submitted versions beside each other, in words and with visible marks (L3)."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from privacy.doors.hidden import SENTENCE
from tests.trajects.plan_rows import fill
from trajects.analysis.services import state_problem
from trajects.follow_up.governance import add_point, change_point, tick
from trajects.plan.comparing import changed_parts
from trajects.plan.comparison import Difference, Field, Row, compare
from trajects.plan.models import Measure, PlanVersion
from trajects.plan.services import add_measure, change_measure, remove_measure, submit, write_part
from trajects.plan.word_changes import changed_text, changed_words


def told(pieces):
    """Words with their marks, as one reads them."""
    marks = {"": "{}", "new": "+{}+", "gone": "-{}-"}
    return "".join(marks[piece.change].format(piece.words) + piece.gap for piece in pieces)


def lines(old, new):
    return [("* " if line.is_item else "") + told(line.pieces) for line in changed_text(old, new)]


@pytest.fixture
def new_version(traject, people):
    def submitted():
        traject.plan.refresh_from_db()
        assert submit(traject.plan, traject.plan.draft_number, by=people["noor"])
        return PlanVersion.objects.first()

    return submitted


@pytest.fixture
def two(new_version, traject, people, partners):
    """A version, and the next one with a part, a measure and a problem changed, and a measure more and less."""
    noor = people["noor"]
    line = fill(traject, noor, partners, measures=3)
    add_measure(by=noor, line=line, title="Zebrapad schilderen", kind="gepland", owner=partners["willem"])
    old = new_version()
    first, second = Measure.objects.order_by("pk")[:2]
    change_measure(first, 1, by=noor, partners=[partners["petra"]], title="Huiskamer openen, elke dag", kind="gepland")
    remove_measure(second, by=noor)
    add_measure(by=noor, line=line, title="Sportveld verlichten", kind="nieuw", money=2500)
    part = traject.plan.parts.get(part="rol_bewoners")
    text = "Bewoners denken graag mee.\n- elk half jaar\n- in het buurthuis\n- en op straat"
    write_part(part, part.version, by=noor, text=text, status="klaar", is_known=False)
    state_problem(traject, by=noor, text="Het is er donker.")
    # Written in the draft and taken out again: it never was in a version.
    part = traject.plan.parts.get(part="planning")
    for words in ("Dit stond er nooit in.", ""):
        write_part(part, part.version, by=noor, text=words, status="begonnen", is_known=False)
        part.refresh_from_db()
    return old, new_version()


def page(old, new):
    return reverse("trajects:plan-compare", args=[old.plan.traject_id, old.pk, new.pk])


def test_words_that_stayed_are_not_marked_and_a_list_stays_a_list():
    assert told(changed_words("Elk kwartaal kijken we.", "Elk half jaar kijken we.")) == (
        "Elk -kwartaal- +half jaar+ kijken we."
    )
    assert told(changed_words("€ 2.000 per jaar", "€ 2.500 per jaar")) == "€ -2.000- +2.500+ per jaar"
    assert told(changed_words("een  twee", "een twee")) == "een twee"
    assert lines("Kop\n\n- een\n- twee", "Kop\n\n- een\n- twee\n- drie") == ["Kop", "* een", "* twee", "* +drie+"]
    # With too little in common the whole line is gone and the whole new one is there.
    assert lines("Wij doen het samen.", "Zij gaan morgen.") == ["-Wij doen het samen.-", "+Zij gaan morgen.+"]
    # A line that came or went before it does not hide which words of a line changed.
    first, then = "Elk kwartaal kijken we samen.", "Wie dat doet, staat hieronder."
    assert lines(f"{first}\n\n{then}", f"Nieuw.\n\n{first.replace('kwartaal', 'jaar')}\n\n{then[:-1]}!") == [
        "+Nieuw.+",
        "Elk -kwartaal- +jaar+ kijken we samen.",
        "Wie dat doet, staat hieronder-.- +!+",
    ]
    assert lines(f"Weg ermee.\n\n{first}", first.replace("kwartaal", "jaar")) == [
        "-Weg ermee.-",
        "Elk -kwartaal- +jaar+ kijken we samen.",
    ]
    assert lines("", "") == []
    assert lines("", "Eerst niets") == ["+Eerst niets+"]
    assert lines("مرحبا 👋🏽", "مرحبا 👍") == ["مرحبا -👋🏽- +👍+"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("woord " * 3_300, "woord " * 3_299 + "anders"),
        ("\n".join("abc" * 3_300), "\n".join("acb" * 3_300)),
        ("a" * 20_000, "b" * 20_000),
        (" ".join(str(n % 97) for n in range(6_000)), " ".join(str(n % 89) for n in range(6_000))),
    ],
)
def test_texts_at_the_limit_lose_no_word(old, new):
    found = changed_text(old, new)
    for gone, text in (("new", old), ("gone", new)):
        kept = " ".join(piece.text for line in found for piece in line.pieces if piece.change != gone)
        assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)


def test_what_reads_from_the_right_is_compared_from_the_right():
    arabic, hebrew = "يَلتقي الجيران في الساحة.", "השכנים נפגשים בכיכר."
    text = changed_text(f"Samen.\n\n{hebrew}", f"Samen.\n\n{hebrew.replace('בכיכר', 'בפארק')}\n\n- {arabic}")
    assert [line.direction for line in text] == ["ltr", "rtl", "rtl"]
    assert told(text[1].pieces) == "השכנים נפגשים -בכיכר- +בפארק+."
    # A vowel that is gone is a change of its word: no letter stands apart from the others.
    assert told(changed_words(arabic, arabic.replace("يَ", "ي"))) == "-يَلتقي- +يلتقي+ الجيران في الساحة."
    rows = [Row("Doel", hebrew, "gewijzigd", [Field("Doel", changed_words("Samen", hebrew))])]
    page = render_to_string("trajects/plan/_difference.html", {"part": Difference("x", 1, "Doelen", text, rows)})
    assert re.findall(r'<(\w+)[^>]* dir="(\w+)"', page) == [
        *(("p", line.direction) for line in text),
        ("h3", "auto"),
        ("span", "rtl"),
    ]


def test_the_page_says_by_part_and_by_measure_what_is_new_gone_and_changed(as_, two):
    old, new = two
    seen = as_("willem").get(page(old, new)).content.decode()
    assert "Maatregelen: 1 nieuw, 1 gewijzigd, 1 weg." in seen
    # By element and in words, not only by colour.
    assert '<ins class="bb-new"><span class="ams-visually-hidden">[nieuw: </span>graag' in seen
    assert '<del class="bb-gone"><span class="ams-visually-hidden">[weg: </span>kwartaal' not in seen
    assert "Dit stond er nooit in" not in seen
    found = compare(old.contents, new.contents)
    assert [part.name for part in found.parts] == ["probleem", "maatregelen", "rol_bewoners"]
    assert "8. Planning" in found.same
    rows = {row.name: row for row in found.measures}
    assert {name: row.state for name, row in rows.items()} == {
        "Huiskamer openen, elke dag": "gewijzigd",
        "Sportveld verlichten": "nieuw",
        "Huiskamer openen, deel 2": "weg",
    }
    changed = {field.label: told(field.pieces) for field in rows["Huiskamer openen, elke dag"].fields}
    assert changed == {
        "Maatregel": "Huiskamer openen, -deel 1- +elke dag+",
        "Soort": "-Nieuw- +Gepland+",
        "Doen mee": "Politie Voorbeeldstad-, Woningcorporatie De Brug-",
    }
    assert ("Geld", "€ 2500") in [(one.label, told(one.pieces)) for one in rows["Sportveld verlichten"].fields]
    problem = next(part for part in found.parts if part.name == "probleem")
    assert [(row.kind, row.state, row.name) for row in problem.rows] == [
        ("Probleemstelling", "nieuw", "Het is er donker.")
    ]


def test_the_order_of_versions_does_not_matter_and_the_same_one_twice_says_so(as_, two):
    old, new = two
    noor = as_("noor")
    there, back = (noor.get(address).content.decode() for address in (page(old, new), page(new, old)))
    for seen in (there, back):
        assert "<h1" in seen
        assert "Concept 0.1 en Concept 0.2 vergeleken" in seen
    assert "twee keer dezelfde versie" in noor.get(page(old, old)).content.decode()


def test_one_chooses_two_versions_and_lands_at_the_last_two_without_a_choice(as_, two, traject, new_version):
    old, new = two
    choose = reverse("trajects:plan-compare-choose", args=[traject.pk])
    noor = as_("noor")
    third = new_version()
    assert noor.get(choose)["Location"] == page(new, third)
    assert noor.get(choose, {"van": new.pk, "naar": old.pk})["Location"] == page(old, new)
    assert noor.get(choose, {"van": "x", "naar": 10**30})["Location"] == page(new, third)
    same = noor.get(page(new, third)).content.decode()
    assert "staat hetzelfde als in" in same
    plan = noor.get(reverse("trajects:plan", args=[traject.pk])).content.decode()
    assert f'href="{choose}"' in plan


def test_with_one_version_one_reads_it_and_without_any_there_is_nothing(as_, traject, people, partners, new_version):
    choose = reverse("trajects:plan-compare-choose", args=[traject.pk])
    assert as_("noor").get(choose).status_code == 404
    version = new_version()
    assert as_("achmed").get(choose)["Location"] == reverse("trajects:plan-submitted", args=[traject.pk, version.pk])


def test_only_submitted_versions_of_this_traject_are_compared_for_who_reads_them(as_, two, other_traject, people):
    old, new = two
    assert {as_(name).get(page(old, new)).status_code for name in ("achmed", "petra", "karim")} == {200}
    assert {as_(name).get(page(old, new)).status_code for name in ("yasmin", "otto", "bea", "root")} == {404}
    plan = other_traject.plan
    assert submit(plan, plan.draft_number, by=people["otto"])
    foreign = plan.submitted.get()
    for pair in ((old, foreign), (foreign, new)):
        address = reverse("trajects:plan-compare", args=[old.plan.traject_id, pair[0].pk, pair[1].pk])
        assert as_("noor").get(address).status_code == 404


def test_who_arranges_what_until_when_is_a_difference_that_asks_nobody_to_agree_again(
    as_, new_version, traject, people, partners, today
):
    noor = people["noor"]
    fill(traject, noor, partners)
    point = add_point(traject, by=noor, topic="overdracht", title="Overdragen aan veiligheid", due=today)
    gone = add_point(traject, by=noor, topic="bewoners", title="Een brief sturen")
    old = new_version()
    change_point(point, 1, by=noor, partner=partners["petra"], person="wijkagent")
    tick(point, by=noor, today=today, is_done=True)
    gone.delete()
    add_point(traject, by=noor, topic="bestuurlijk", title="Naar het bestuur")
    new = new_version()
    parts = {part.name: part for part in compare(old.contents, new.contents).parts}
    assert set(parts) == {"bestuurlijk", "communicatie"}
    assert [(row.kind, row.name, row.state) for row in parts["communicatie"].rows] == [
        ("Punt", "Een brief sturen", "weg")
    ]
    changed = {row.name: row for row in parts["bestuurlijk"].rows}
    assert changed["Naar het bestuur"].state == "nieuw"
    fields = {field.label: told(field.pieces) for field in changed["Overdragen aan veiligheid"].fields}
    assert set(fields) == {"Organisatie", "Wie van deze organisatie", "Wanneer"}
    assert "geregeld" in fields["Wanneer"]
    assert changed_parts(old.contents, new.contents) == []
    seen = as_("achmed").get(page(old, new)).content.decode()
    assert "wijkagent" in seen


def test_what_is_reported_is_hidden_in_a_comparison_too(as_, two):
    old, new = two
    url = reverse("privacy:report", args=[old.plan.traject_id, "onderdeel", old.plan.parts.get(part="rol_bewoners").pk])
    assert "graag" in as_("karim").get(page(old, new)).content.decode()
    assert as_("petra").post(url).status_code == 302
    for name in ("karim", "achmed"):
        seen = as_(name).get(page(old, new)).content.decode()
        assert ("graag" in seen, SENTENCE in seen) == (False, True)


def test_versions_of_before_keys_and_new_fields_were_kept_are_compared_by_title(two):
    old, _ = two
    before = PlanVersion.objects.get(pk=old.pk).contents
    for line in before["lines"]:
        del line["row"]["pk"]
        for measure in line["measures"]:
            for name in ("pk", "substitute", "money", "hours", "indicator", "residents_role", "starts_on"):
                del measure["row"][name]
    after = PlanVersion.objects.get(pk=old.pk).contents
    for line in after["lines"]:
        for measure in line["measures"]:
            del measure["row"]["pk"]
    assert {row.state for row in compare(before, after).measures} <= {"gewijzigd"}
