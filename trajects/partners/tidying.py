"""The daily look whether anybody still sits for an organisation that he left, or that stopped."""

from procrastinate.contrib.django import app

from trajects.partners.leaving import end_seats_left_behind


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="trajects.end_seats_left_behind")
def end_seats(timestamp: int) -> None:
    """End such seats; changes in the administration do so themselves, others wait for this.

    `timestamp` is when it was due, in seconds since 1970.
    """
    end_seats_left_behind()
