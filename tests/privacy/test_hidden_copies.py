"""A hidden text is gone from what the application itself made of it: in plan, logbook and frozen versions (V2, L2)."""

import json
from uuid import uuid4, uuid5

import pytest
from django.urls import reverse
from django.utils import timezone

from privacy.doors.hidden import SENTENCE
from sessions.actions.models import Action, Decision
from sessions.actions.services import add_action, add_decision
from sessions.agenda.models import AgendaItem
from sessions.filling.pieces import MAKERS
from sessions.filling.services import draw_lines, take, take_together
from sessions.minutes.models import MinutesPart
from sessions.outcomes import services as outcomes
from sessions.outcomes.models import Outcome
from sessions.room.models import RoomNote
from trajects.analysis.models import Opportunity, ProblemStatement
from trajects.analysis.services import see_opportunity, set_goal, state_problem
from trajects.crossing import services as crossing
from trajects.crossing.models import ReleasedFinding
from trajects.plan.models import ActionLine, Measure, PlanPart, PlanVersion
from trajects.plan.services import add_line, add_measure, remove_measure, submit

SECRET = "Braamsluiper woont in portiek twaalf"


@pytest.fixture
def line(traject, people):
    return add_line(traject.plan, by=people["noor"], title="Licht")


@pytest.fixture
def report(as_, traject):
    def post(kind, row):
        assert as_("noor").post(reverse("privacy:report", args=[traject.pk, kind, row.pk])).status_code == 302

    return post


def left(traject, word="Braamsluiper"):
    """Where the word still stands of all that partners read of a plan."""
    plan = {"plan__traject": traject}
    read = {
        "measures": Measure.objects.filter(line__plan__traject=traject).values_list("title"),
        "lines": ActionLine.objects.filter(**plan).values_list("title"),
        "parts": PlanPart.objects.filter(**plan).values_list("text"),
        "chances": Opportunity.objects.filter(traject=traject).values_list("text"),
        "outcomes": Outcome.objects.filter(session__traject=traject).values_list("text"),
        "actions": Action.objects.filter(traject=traject).values_list("title"),
        "decisions": Decision.objects.filter(traject=traject).values_list("text"),
        "agendas": AgendaItem.objects.filter(session__traject=traject).values_list("title", "purpose"),
        "minutes": MinutesPart.objects.filter(session__traject=traject).values_list("item_title"),
        "problems": ProblemStatement.objects.filter(traject=traject).values_list("text"),
        "log": traject.log_entries.values_list("subject"),
        "versions": PlanVersion.objects.filter(**plan).values_list("contents"),
    }
    return [name for name, rows in read.items() if word in json.dumps(list(rows), default=str)]


def test_words_on_several_lines_and_a_long_text_are_found_where_they_became_one_line(
    traject, people, line, report, today
):
    noor = people["noor"]
    rows = [
        add_decision(traject, by=noor, text=f"{SECRET}\nen wil meer licht", decided_on=today),
        add_decision(traject, by=noor, text=f"{SECRET}. {'Er is veel te doen. ' * 40}", decided_on=today),
    ]
    for row in rows:
        take_together(traject.plan, [MAKERS["besluit"](row)], f"lijn-{line.pk}", by=noor)
    assert submit(traject.plan, traject.plan.draft_number, by=noor)
    assert left(traject) == ["measures", "decisions", "log", "versions"]
    for row in rows:
        report("besluit", row)
    assert left(traject) == []


def test_a_finding_of_residents_is_gone_from_submitted_versions_too(traject, people, track, report):
    noor = people["noor"]
    row = crossing.propose(track, by=people["willem"], kind="idee", text=SECRET, notes=[])
    crossing.approve(row, 1, by=people["yasmin"])
    finding = ReleasedFinding.objects.get()
    take_together(traject.plan, [MAKERS["bewonersinbreng"](finding)], "deel-rol_bewoners", by=noor)
    assert submit(traject.plan, traject.plan.draft_number, by=noor)
    assert left(traject) == ["parts", "versions"]
    report("bewonersinbreng", finding)
    assert left(traject) == []


def test_what_was_made_of_what_was_made_of_it_loses_the_words_too(as_, traject, people, line, report, today):
    noor = people["noor"]
    decision = add_decision(traject, by=noor, text=f"{SECRET}\nen wil meer licht", decided_on=today)
    first = MAKERS["besluit"](decision)
    chance, _ = take(first, traject.pk, lambda: see_opportunity(traject, by=noor, text=first.text), "")
    take_together(traject.plan, [MAKERS["kans"](chance)], f"lijn-{line.pk}", by=noor)
    assert left(traject) == ["measures", "chances", "decisions", "log"]
    take_together(traject.plan, [first, MAKERS["kans"](chance)], "deel-maatregelen", by=noor)
    report("besluit", decision)
    assert left(traject) == []
    as_("noor").post(reverse("privacy:report", args=[traject.pk, "besluit", decision.pk]) + "terugzetten/")
    assert left(traject) == ["measures", "chances", "decisions", "log"]


def test_a_short_title_is_gone_from_the_sentences_and_lists_in_which_the_application_put_it(
    traject, people, partners, line, report
):
    noor = people["noor"]
    action = add_action(traject, by=noor, title="Bel J. Bos", partner=partners["petra"])
    for to in (f"lijn-{line.pk}", "deel-maatregelen"):
        action.taken_over.all().delete()
        take_together(traject.plan, [MAKERS["actie"](action)], to, by=noor)
    remove_measure(Measure.objects.get(title="Bel J. Bos"), by=noor)
    assert submit(traject.plan, traject.plan.draft_number, by=noor)
    assert left(traject, "Bel J. Bos") == ["parts", "actions", "log", "versions"]
    report("actie", action)
    assert left(traject, "Bel J. Bos") == []


def test_an_action_line_that_was_drawn_for_a_goal_loses_its_words_with_it(traject, people, report):
    goal = set_goal(traject, by=people["noor"], title=SECRET)
    draw_lines(traject.plan, [goal], by=people["noor"])
    assert left(traject) == ["lines", "log"]
    report("doel", goal)
    assert left(traject) == []


@pytest.mark.parametrize("kind", ["actie", "besluit"])
def test_a_line_of_a_session_and_what_came_of_it_are_hidden_and_written_anew_together(
    as_, traject, people, partners, session, report, kind
):
    noor, words = people["noor"], f"{SECRET}. {'Er is veel te doen. ' * 20}"
    row = outcomes.add(session, by=noor, partner=partners["noor"], kind=kind, text=words, once=uuid4())
    agreed = row.action or row.decision
    held = ["outcomes", "actions" if kind == "actie" else "decisions", "log"]
    for word, reported in (("uitkomst", row), (kind, agreed)):
        assert left(traject) == held
        report(word, reported)
        assert left(traject) == []
        page = reverse("privacy:report", args=[traject.pk, word, reported.pk])
        as_("noor").post(f"{page}terugzetten/")
    report(kind, agreed)
    field = "title" if kind == "actie" else "text"
    assert as_("noor").post(f"{page}herschrijven/", {field: "Wij gaan langs"}).status_code == 302
    for one in (row, agreed):
        one.refresh_from_db()
    assert (row.text, getattr(agreed, field)) == ("Wij gaan langs", "Wij gaan langs")


def test_an_item_is_gone_from_the_agendas_it_was_carried_to_and_from_the_minutes(traject, session, report):
    rows = {"session": session, "title": "Bel J. Bos", "purpose": SECRET, "minutes": 20}
    first = AgendaItem.objects.create(**rows, position=97)
    second = AgendaItem.objects.create(**rows, position=98, carried_from=first)
    AgendaItem.objects.create(**rows, position=99, carried_from=second)
    MinutesPart.objects.create(session=session, item=second, item_title="Bel J. Bos", text="Besproken")
    report("agendapunt", second)
    assert (left(traject), left(traject, "Bel J. Bos")) == ([], [])


def test_a_note_is_gone_from_the_line_and_the_problem_statement_that_it_became(
    traject, people, partners, session, report
):
    note = RoomNote.objects.create(
        session=session, partner=partners["petra"], what="J. Bos", because="hij roept", is_revealed=True
    )
    line = {"partner": note.partner, "kind": "aanname", "text": note.text, "once": uuid5(note.once, "aanname")}
    outcomes.add(session, by=people["noor"], **line)
    state_problem(traject, by=people["noor"], text=note.text)
    assert left(traject, "J. Bos") == ["outcomes", "problems"]
    report("geeltje", note)
    assert left(traject, "J. Bos") == []


def test_two_texts_of_one_version_come_back_one_by_one_in_either_order(as_, traject, people, line):
    noor, address = people["noor"], reverse("privacy:report", args=[traject.pk, "maatregel", 0])
    measures = [add_measure(by=noor, line=line, title=title) for title in (SECRET, "Kwikstaart staat op het plein")]
    assert submit(traject.plan, traject.plan.draft_number, by=noor)
    before = PlanVersion.objects.get(plan=traject.plan).contents

    def settle(measure, how=""):
        assert as_("noor").post(address.replace("/0/", f"/{measure.pk}/{how}")).status_code == 302

    for first, second in (measures, measures[::-1]):
        for measure in measures:
            settle(measure)
        assert [left(traject, word) for word in ("Braamsluiper", "Kwikstaart")] == [[], []]
        settle(first, "terugzetten/")
        now = json.dumps(PlanVersion.objects.get(plan=traject.plan).contents)
        assert first.title in now
        assert second.title not in now
        settle(second, "terugzetten/")
        assert PlanVersion.objects.get(plan=traject.plan).contents == before


def test_words_within_a_longer_text_that_is_hidden_too_come_back_with_that_text(as_, traject, people):
    noor = people["noor"]
    decision = add_decision(traject, by=noor, text=SECRET, decided_on=timezone.localdate())
    part = PlanPart.objects.filter(plan__traject=traject).first()
    take_together(traject.plan, [MAKERS["besluit"](decision)], part.part, by=noor)
    part.refresh_from_db()
    before = part.text
    assert SECRET in before
    decided, written = (
        reverse("privacy:report", args=[traject.pk, kind, row.pk])
        for kind, row in (("besluit", decision), ("onderdeel", part))
    )
    for address in (decided, written, f"{decided}terugzetten/"):
        assert as_("noor").post(address).status_code == 302
    part.refresh_from_db()
    assert part.text == SENTENCE
    assert as_("noor").post(f"{written}terugzetten/").status_code == 302
    part.refresh_from_db()
    assert part.text == before
