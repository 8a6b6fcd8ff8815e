"""On which days partners do not meet: weekends and the public holidays of the Netherlands."""

from datetime import date, timedelta

from trajects.traject.pace import FRIDAY


def holiday(day: date) -> str:
    """The name of the holiday on this day, Bevrijdingsdag each year, "" when it is none."""
    # On first use: the package reads the calendars of the whole world.
    import holidays

    found = holidays.country_holidays("NL", years=day.year, language="nl", categories=("public", "optional"))
    return str(found.get(day, ""))


def day_off(day: date) -> str:
    """Why nobody works on this day, in words; "" on a working day."""
    if day.weekday() > FRIDAY:
        return "het weekend"
    return holiday(day)


def working_day_from(day: date) -> date:
    """This day, or the first one after it on which people work."""
    while day_off(day):
        day += timedelta(days=1)
    return day
