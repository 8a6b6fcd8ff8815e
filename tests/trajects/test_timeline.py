"""The planning as a picture: true to the dates, and readable without seeing it."""

from datetime import date
from xml.etree import ElementTree

from trajects.plan.timeline import NAMES, RIGHT, TimelineRow, message, scale, timeline, timelines

TODAY = date(2026, 5, 15)
NS = "{http://www.w3.org/2000/svg}"
ROWS = [
    TimelineRow("A1", "Huiskamer", "Ontmoeten", "sep 2025 – jun 2026", date(2025, 9, 1), date(2026, 6, 30)),
    TimelineRow("A2", "Lunch", "Ontmoeten", "vanaf okt 2026", date(2026, 10, 1), None),
    TimelineRow("B1", "Licht", "Plein", "klaar in mrt 2026", None, date(2026, 3, 31)),
    TimelineRow("B2", "<b>Wens</b> " + "W" * 200, "Plein", "nog te plannen", None, None),
]


def drawn(rows):
    return ElementTree.fromstring(timeline(rows, TODAY))


def test_the_picture_tells_its_message_and_shows_every_planning():
    picture = drawn(ROWS)
    told = "Planning van 4 maatregelen: 1 nu bezig, 1 later, 1 voorbij, 1 zonder begin."
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == picture.find(f"{NS}title").text == told
    words = ["".join(text.itertext()) for text in picture.iter(f"{NS}text")]
    assert [word for word in words if word in {"Ontmoeten", "Plein"}] == ["Ontmoeten", "Plein"]
    assert "nog te plannen" in words
    assert any(word.startswith("B2 <b>Wens</b>") and word.endswith("…") for word in words)
    assert "vandaag, 15 mei 2026" in words
    bars, arrows = list(picture.iter(f"{NS}rect")), list(picture.iter(f"{NS}polygon"))
    assert len(bars) == 2
    assert len(arrows) == 2  # one runs on, of one only the end is known
    assert float(bars[0].get("x")) + float(bars[0].get("width")) < float(bars[1].get("x"))


def test_nothing_stands_outside_the_quarters_however_far_the_dates():
    far = [TimelineRow("A1", "Lang", "Lijn", "", date(1990, 1, 1), date(2090, 12, 31)), *ROWS]
    for rows in (ROWS, far, ROWS[3:]):
        within = scale(rows, TODAY)
        places = [place for place, _, _ in within.ticks()]
        assert 1 < len(places) <= 13
        assert places == sorted(places)
        assert places[-1] < RIGHT
        assert NAMES <= within.at(TODAY) < RIGHT


def test_many_measures_become_several_pictures_over_the_same_quarters():
    rows = [
        TimelineRow(f"A{number}", "Lunch", "Lijn", "", date(2026, number % 12 + 1, 1), None) for number in range(60)
    ]
    pictures = timelines(rows, TODAY, most=25)
    assert len(pictures) == 3
    heads = [picture[picture.index("2026</text>") - 60 : picture.index("2026</text>")] for picture in pictures]
    assert len(set(heads)) == 1


def test_no_rows_no_picture_and_one_measure_is_one():
    assert timeline([], TODAY) == ""
    assert message(ROWS[:1], TODAY) == "Planning van 1 maatregel: 1 nu bezig."


def test_the_line_of_today_crosses_no_words():
    """What has no days yet begins left, where the line stands when a plan begins now."""
    picture = drawn([TimelineRow("A1", "Lampen", "Plein", "nog te plannen", None, None)])
    words = next(text for text in picture.iter(f"{NS}text") if text.text == "nog te plannen")
    today = next(line for line in picture.iter(f"{NS}line") if line.get("stroke-dasharray"))
    assert float(today.get("x1")) < NAMES + 100
    assert float(words.get("x")) > float(today.get("x1"))
    assert NAMES < float(next(t for t in drawn(ROWS).iter(f"{NS}text") if t.text == "nog te plannen").get("x")) < 310
