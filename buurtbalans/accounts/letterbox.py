"""Mails of logging in on their way to the worker.

They hold a code or a link that opens an account. A job's arguments stay in the database long after the job,
so a job gets only the number of a letter; the letter itself lies in the cache, which forgets it when the
code in it has ended, and at once when it has been sent.
"""

import secrets

from django.core.cache import cache
from django.core.mail import EmailMessage
from procrastinate.contrib.django import app

SECONDS_TO_LIVE = 15 * 60
Letter = tuple[str, str, str]


def post(letter: Letter | None) -> None:
    """Have a letter (subject, text, address) sent in the background; None has nothing sent."""
    number = secrets.token_hex(16)
    cache.set(_place(number), letter or (), SECONDS_TO_LIVE)
    deliver_letter.defer(number=number)


@app.task(retry=3)
def deliver_letter(number: str) -> None:
    """Send a letter and forget it; one that is too old or empty is not sent."""
    letter: Letter | tuple[()] | None = cache.get(_place(number))
    if letter:
        subject, text, address = letter
        EmailMessage(subject, text, to=[address]).send()
    cache.delete(_place(number))


def _place(number: str) -> str:
    return f"letter-{number}"
