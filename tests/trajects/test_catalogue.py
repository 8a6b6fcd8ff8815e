"""The catalogue of steps and the fixed lists of the method: complete, consistent, without names."""

import re
from collections.abc import Iterator
from dataclasses import asdict, astuple

import pytest

from buurtbalans.accounts.categories import CATEGORY_HELP, OrganisationCategory
from buurtbalans.data_files import DataFileError
from trajects.plan.parts import PART_HINT, PART_QUESTION, Part
from trajects.steps.catalogue import StepTemplate, load, parse
from trajects.traject.method import (
    AFTER_QUESTION,
    TRAJECT_KIND_HELP,
    URGENCY_HELP,
    AfterTopic,
    TrajectKind,
    UrgencyKind,
)

STEPS = load()
HELP_TEXTS = (
    (CATEGORY_HELP, OrganisationCategory),
    (URGENCY_HELP, UrgencyKind),
    (TRAJECT_KIND_HELP, TrajectKind),
    (AFTER_QUESTION, AfterTopic),
    (PART_QUESTION, Part),
    (PART_HINT, Part),
)

each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: f"step{step.number}")


def texts(value: object) -> Iterator[str]:
    """Every text in nested tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def as_file(step: StepTemplate) -> dict[str, object]:
    """The content of the data file that this step came from."""
    content: dict[str, object] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(step).items()
    }
    content["agenda"] = [
        {"title": item.title, "minutes": item.minutes, "form": item.form, "purpose": item.purpose}
        for item in step.agenda
    ]
    return content


def test_there_are_six_steps_in_order():
    assert [step.number for step in STEPS] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("number", "times"),
    [
        (2, (1, 2, 2, 3, 0)),
        (3, (2, 4, 2, 3, 1)),
        (4, (2, 4, 2, 3, 1)),
        (5, (2, 4, 2, 3, 1)),
        (6, (2, 3, 2, 3, 1)),
    ],
)
def test_the_times_are_those_of_the_method(number, times):
    step = STEPS[number - 1]
    given = (
        step.hours_min,
        step.hours_max,
        step.preparation_hours_min,
        step.preparation_hours_max,
        step.homework_hours,
    )
    assert given == times


def test_the_example_agendas_fill_the_advised_time():
    assert [step.agenda_minutes for step in STEPS] == [60, 120, 180, 180, 180, 150]


@each_step
def test_every_list_is_filled(step):
    for entries in (step.purposes, step.preparation, step.discussion_points, step.results, step.tips):
        assert len(entries) >= 3
        assert len(set(entries)) == len(entries)
    assert 6 <= len(step.agenda) <= 10
    assert all(5 <= item.minutes <= 60 for item in step.agenda)


@each_step
def test_every_discussion_point_has_its_place_on_the_agenda(step):
    treated = {item.discussion_point for item in step.agenda} - {None}
    assert treated == set(range(1, len(step.discussion_points) + 1))


@each_step
def test_a_long_session_has_one_break(step):
    breaks = [item for item in step.agenda if item.is_break]
    assert len(breaks) == (1 if step.agenda_minutes > 120 else 0)


def test_residents_have_their_place_in_the_steps_where_the_method_puts_them():
    for number in (1, 3, 5, 6):
        assert any("bewoners" in tip.lower() for tip in STEPS[number - 1].tips)


def test_the_fixed_sentence_of_the_method_is_literal():
    sentence = "Ik denk dat er een probleem is met … omdat ik zie dat …"
    assert any(sentence in point for point in STEPS[1].discussion_points)


@pytest.mark.parametrize(("help_texts", "choices"), HELP_TEXTS)
def test_every_choice_is_explained(help_texts, choices):
    assert list(help_texts) == list(choices)
    assert all(help_texts.values())


def test_the_lists_are_as_long_as_those_of_the_method():
    assert len(OrganisationCategory) == 10 + 1
    assert len(UrgencyKind) == 7 + 1
    assert len(TrajectKind) == 4
    assert len(AfterTopic) == 5
    assert len(Part) == 11 + 2


def test_no_text_holds_an_address_a_link_or_a_name():
    everything = [*texts(tuple(astuple(step) for step in STEPS))]
    for help_texts, choices in HELP_TEXTS:
        everything += [*help_texts.values(), *choices.labels]
    for text in everything:
        assert not re.search(r"@|https?:|www\.|\.(nl|com|org)\b", text), text
        # Two capitalised words in a row look like somebody's name; a sentence's first word does not count.
        pairs = re.findall(r"(?<![.?!:] )(?<!^)\b[A-Z][a-zé]+ [A-Z][a-zé]+", text)
        assert set(pairs) <= {"Publieke Waarden"}, text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("number", 7, "number"),
        ("number", True, "number"),
        ("title", "", "title"),
        ("title", "x" * 121, "title is longer than 120"),
        ("hours_min", 5, "hours_min is above hours_max"),
        ("hours_max", 9, "hours_max"),
        ("hours_max", 2, "outside the advised time"),
        ("preparation_hours_min", 4, "preparation_hours_min is above"),
        ("homework", [], "homework and homework_hours disagree"),
        ("results", "een tekst", "results is not a list"),
        ("results", [3], r"results\[1\] is not a text"),
        ("agenda", [], "agenda"),
        ("agenda", ["welkom"], r"agenda\[1\] is not a table"),
        ("colour", "blauw", "unknown field colour"),
    ],
)
def test_a_wrong_field_is_refused_by_name(field, value, message):
    with pytest.raises(DataFileError, match=message):
        parse({**as_file(STEPS[2]), field: value}, "step3.toml")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("minutes", 0, "minutes is not a whole number from 1 to 240"),
        ("minutes", 241, "minutes is not a whole number from 1 to 240"),
        ("minutes", 2.5, "minutes is not a whole number"),
        ("break", "ja", "break is not true or false"),
        ("discussion_point", 99, "there is no discussion point 99"),
        ("purpose", None, "purpose is not a text"),
    ],
)
def test_a_wrong_agenda_item_is_refused_by_place(field, value, message):
    content = as_file(STEPS[2])
    content["agenda"][0][field] = value
    with pytest.raises(DataFileError, match=message):
        parse(content, "step3.toml")


def test_a_missing_field_is_refused_by_name():
    content = as_file(STEPS[0])
    del content["tips"]
    with pytest.raises(DataFileError, match=r"step1.toml: tips is missing"):
        parse(content, "step1.toml")
