"""What others read of numbers: the ten rules on small counts, each with the numbers on its border."""

from datetime import date

import pytest

from privacy.registrations.models import About
from privacy.registrations.small_counts import is_early, is_exact, outside, outside_world
from privacy.registrations.small_counts.crossing import TOO_CLOSE, TOO_SMALL, Beside, may_cross, refusal
from privacy.registrations.small_counts.derived import Amounts, euro, percentage
from privacy.registrations.small_counts.numbers import for_partner, for_the_world
from privacy.registrations.small_counts.words import small_numbers

VALUES = (0, 4, 5, 7, 9, 10, 12, 13)
FEW = "minder dan 10"
GOLDEN = {
    About.PERSON: (FEW, FEW, FEW, FEW, FEW, "10", "10", "15"),
    About.EVENT: ("minder dan 5", "minder dan 5", "5", "5", "10", "10", "10", "15"),
    About.SPACE: tuple(str(value) for value in VALUES),
}
GOLDEN_WORLD = {
    About.PERSON: GOLDEN[About.PERSON],
    About.EVENT: GOLDEN[About.PERSON],
    About.SPACE: GOLDEN[About.SPACE],
}


@pytest.mark.parametrize("about", GOLDEN)
def test_the_golden_numbers_for_a_partner(about):
    assert tuple(outside(about, value) for value in VALUES) == GOLDEN[about]


@pytest.mark.parametrize("about", GOLDEN)
def test_the_golden_numbers_for_the_outside_world(about):
    assert tuple(outside_world(about, value) for value in VALUES) == GOLDEN_WORLD[about]


@pytest.mark.parametrize("about", ["", "iets anders"])
def test_what_is_not_known_counts_as_persons(about):
    assert [outside(about, value, level) for value in (0, 9, 13) for level in ("rounded", "exact")] == [
        FEW, FEW, FEW, FEW, "15", "15",
    ]  # fmt: skip
    assert outside_world(about, 9) == FEW
    assert not is_exact(about, "exact")


def test_a_partner_who_was_given_exact_numbers_reads_them_except_about_persons():
    assert [outside(about, 7, "exact") for about in (About.PERSON, About.EVENT, About.SPACE)] == [FEW, "7", "7"]
    assert [outside(About.EVENT, 7, level) for level in ("rounded", "", "EXACT", "alles")] == ["5"] * 4


@pytest.mark.parametrize("about", [About.PERSON, About.EVENT])
@pytest.mark.parametrize("rule", [for_partner, for_the_world])
def test_every_shown_number_stands_for_at_least_three_and_the_rule_knows_which(about, rule):
    shown = {}
    for value in range(198):
        shown.setdefault(rule(about).shown(value), []).append(value)
    assert all(len(values) >= 3 for values in shown.values())
    for values in shown.values():
        assert {rule(about).alike(value) for value in values} == {(values[0], values[-1])}


def test_persons_are_not_counted_before_their_period_has_ended():
    last = date(2026, 3, 31)
    days = [date(2026, 3, 30), last, date(2026, 4, 1)]
    assert [is_early(About.PERSON, last, day) for day in days] == [True, True, False]
    assert [is_early("iets anders", last, day) for day in days] == [True, True, False]
    assert not any(is_early(about, last, day) for about in (About.EVENT, About.SPACE) for day in days)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (10, 50, "20%"),
        (9, 50, ""),
        (10, 49, ""),
        (33, 66, "54%"),  # of 35 and 65: from rounded numbers
        (0, 60, "vrijwel geen"),
        (2, 60, "vrijwel geen"),
        (60, 60, "vrijwel alle"),
        (58, 60, "vrijwel alle"),
        (0, 49, ""),
        (49, 49, ""),
    ],
)
def test_percentages_of_persons(part, whole, shown):
    assert percentage(part, whole, About.PERSON) == shown


def test_percentages_of_what_says_nothing_about_people_are_of_the_numbers_themselves():
    assert percentage(33, 66, About.SPACE) == "50%"
    assert percentage(60, 60, About.SPACE) == "100%"
    assert percentage(1, 60, About.SPACE) == "2%"
    assert percentage(1, 49, About.SPACE) == ""
    assert percentage(60, 60, About.EVENT) == "100%"
    assert percentage(1, 60, About.EVENT) == ""


@pytest.mark.parametrize(("part", "whole"), [(61, 60), (-1, 60)])
def test_a_part_that_does_not_fit_is_refused(part, whole):
    with pytest.raises(ValueError, match="between nothing and the whole"):
        percentage(part, whole, About.PERSON)


def test_amounts_are_shown_of_at_least_ten_among_whom_nobody_dominates():
    ten = [1000] * 10
    assert euro(sum(ten), Amounts.of(ten)) == "€ 10.000"
    assert euro(sum(ten[:9]), Amounts.of(ten[:9])) == ""
    # X - x1 - x2 = 8 × 100 = 800: the border is an x1 of 8,000.
    assert euro(250, Amounts.of([8000, 500] + [100] * 8)) == "€ 300"
    assert euro(250, Amounts.of([8001, 500] + [100] * 8)) == ""
    assert Amounts.of([]).may_be_shown is False


def test_amounts_of_which_the_greatest_are_not_known_want_thirty():
    assert euro(1249.99, Amounts(total=50_000, units=30)) == "€ 1.200"
    assert euro(1250, Amounts(total=50_000, units=30)) == "€ 1.300"
    assert euro(1250, Amounts(total=50_000, units=29)) == ""


@pytest.mark.parametrize(
    ("dwellings", "beside", "answer"),
    [
        (100, [], ""),
        (99, [], TOO_SMALL),
        (400, [Beside(500, 400)], ""),  # lies within: 100 dwellings around it
        (401, [Beside(500, 401)], TOO_CLOSE),
        (500, [Beside(401, 401)], TOO_CLOSE),  # lies around it
        (500, [Beside(500, 500)], ""),  # the same area
        (500, [Beside(300, 0)], ""),  # far away
        (500, [Beside(300, 250)], TOO_CLOSE),  # overlaps: 50 on the other side
        (500, [Beside(300, 0), Beside(500, 450)], TOO_CLOSE),
    ],
)
def test_a_sub_area_is_not_nearly_another_one(dwellings, beside, answer):
    assert refusal(dwellings, beside) == answer


def test_two_properties_are_crossed_and_never_three():
    assert may_cross("area")
    assert may_cross("area", "period")
    assert may_cross("theme", "area")
    assert not may_cross("period", "theme")
    assert not may_cross("area", "period", "theme")
    assert not may_cross("area", "age")
    assert not may_cross()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er zijn drie gezinnen met zorgen.", ["drie gezinnen"]),
        ("3 Syrische jongeren bij de brug", ["3 Syrische jongeren"]),
        ("Eén moeder vroeg om hulp", ["Eén moeder"]),
        ("Twee of drie jongens, en 5 à 6 meisjes", ["Twee of drie jongens", "5 à 6 meisjes"]),
        ("Een drietal huurders; de beide ouders", ["drietal huurders", "beide ouders"]),
        ("Drie van de vijf huishoudens", ["Drie van de vijf huishoudens"]),
        ("0 kinderen", ["0 kinderen"]),
        ("12 gezinnen, 10 kinderen en tachtig bewoners", []),
        ("een gezin, een aantal jongeren, enkele bewoners", []),
        ("twee keer per week kinderen, om 3 uur mensen op straat", []),
        ("in 2023 kinderen, 7-jarige kinderen, 1,5 personen", []),
        ("zes partners spraken met bewoners", []),
        ("drie straten, vier lampen, acht meldingen", []),
        ("", []),
    ],
)
def test_small_numbers_of_people_in_words_are_pointed_out(text, found):
    hits = small_numbers(text)
    assert [hit.words for hit in hits] == found
    assert all(text[hit.start : hit.end] == hit.words for hit in hits)


def test_a_long_text_of_numbers_is_read_in_time_that_grows_with_its_length():
    assert small_numbers("drie van de " * 1500) == []
    assert small_numbers("3 " * 10_000) == []
    assert len(small_numbers("vier jongens " * 1500)) == 1500
