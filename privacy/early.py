"""The gate's condition on what hangs on a count about persons: not before its period has ended (rule 8).

The number itself is left out where it is shown (small_counts.is_early); a file would tell it all the same.
"""

from datetime import date

from django.db.models import Q

from privacy import periods

# Kinds of counts that are not about persons; an unknown kind counts as persons.
NOT_PERSONS = ("gebeurtenis", "ruimte")


def early(path: str, today: date) -> Q:
    """Where the registration at the end of `path` is a count about persons whose period still runs today."""
    running = [period for period in periods.Period if not periods.has_ended(period, today.year, today)]
    still_runs = Q(**{f"{path}__year__gt": today.year}) | Q(
        **{f"{path}__year": today.year, f"{path}__period__in": running}
    )
    about_persons = Q(**{f"{path}__value__isnull": False}) & ~Q(**{f"{path}__about__in": NOT_PERSONS})
    return about_persons & still_runs
