"""The clock of an agenda, without database."""

from datetime import time

from sessions.agenda.clock import bar, scale, timetable


def test_items_begin_one_after_the_other():
    times = timetable(time(13, 30), 180, [10, 30, 25])
    assert times.begins_at == (time(13, 30), time(13, 40), time(14, 10))
    assert (times.planned, times.free, times.over) == (65, 115, 0)


def test_an_agenda_that_does_not_fit_says_by_how_much():
    times = timetable(time(9), 60, [40, 35])
    assert (times.free, times.over) == (0, 15)


def test_an_empty_agenda_leaves_all_time_free():
    assert timetable(time(9), 60, []).free == 60
    assert [part.kind for part in bar(60, [])] == ["is-free"]


def test_times_go_on_past_midnight():
    assert timetable(time(23, 30), 29, [60, 10]).begins_at == (time(23, 30), time(0, 30))


def test_the_bar_shows_breaks_what_is_free_and_what_is_too_long():
    assert [(p.minutes, p.kind) for p in bar(60, [(30, False), (10, True)])] == [
        (30, ""),
        (10, "is-break"),
        (20, "is-free"),
    ]
    assert [(p.minutes, p.kind) for p in bar(60, [(50, False), (25, False)])] == [
        (50, ""),
        (10, ""),
        (15, "is-over"),
    ]


def test_the_bar_fills_its_width_with_dots_and_never_commas():
    parts = bar(90, [(45, False), (40, False)])
    assert parts[1].start == "50.000%"
    assert parts[2].label == "5"
    assert bar(200, [(5, False)])[0].label == ""


def test_the_scale_marks_the_hours_at_their_place_and_leaves_room_for_the_end():
    marks = scale(time(13, 30), 180, 170)
    assert [mark.at for mark in marks] == [time(13, 30), time(14, 30), time(15, 30), time(16, 30)]
    assert [mark.x for mark in marks] == ["0%", "33.333%", "66.667%", "100%"]
    assert [mark.at for mark in scale(time(13, 30), 190, 0)][-2:] == [time(15, 30), time(16, 40)]
    assert [mark.at for mark in scale(time(9), 50, 20)] == [time(9), time(9, 30), time(9, 50)]
