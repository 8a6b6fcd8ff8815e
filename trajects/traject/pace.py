"""The pace of a traject: about four weeks between sessions keeps it going (T7, Stappenplan introduction)."""

from dataclasses import dataclass
from datetime import date, timedelta

FRIDAY = 4
SLOW_AFTER = 1.5  # times the agreed pace; ui.md 4.5: 29-42 days "let op", more than 42 "het tempo zakt"


@dataclass(frozen=True)
class Pace:
    """How a traject keeps going, in words for the screen. `level` is "ok", "watch" or "slow"."""

    level: str
    days: int | None
    sentence: str
    proposal: date | None

    @property
    def word(self) -> str:
        """The level in a word, for lists."""
        return {"ok": "Goed", "watch": "Let op", "slow": "Zakt"}[self.level]


def judge(*, last: date | None, following: date | None, today: date, pace_days: int) -> Pace:
    """The pace between the last session and the next one, or today when none is planned.

    `last` and `following` are dates of sessions that the reader may see; `pace_days` is what the traject
    agreed on. Proposes a date when no next session is planned.
    """
    soonest, due = today + timedelta(days=7), (last or today) + timedelta(days=pace_days)
    proposal = None if following else working_day(max(soonest, due))
    if last is None:
        text = "De eerste bijeenkomst is gepland." if following else "Er is nog geen bijeenkomst gepland."
        return Pace("ok", None, text, proposal)
    days = ((following or today) - last).days
    weeks = _weeks(days)
    between = (
        f"{weeks} tussen de vorige en de volgende bijeenkomst"
        if following
        else f"al {weeks} geen bijeenkomst, en er is geen nieuwe gepland"
    )
    if days > pace_days * SLOW_AFTER:
        return Pace("slow", days, f"Het tempo zakt: {between}", proposal)
    if days > pace_days:
        return Pace("watch", days, f"Let op: {between}", proposal)
    text = f"{_weeks(days)} tussen de bijeenkomsten" if following else f"{_weeks(days)} na de vorige bijeenkomst"
    return Pace("ok", days, text, proposal)


def working_day(day: date) -> date:
    """This day, or the Monday after it: partners do not meet in the weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def _weeks(days: int) -> str:
    if days < 14:
        return "1 dag" if days == 1 else f"{days} dagen"
    return f"{round(days / 7)} weken"
