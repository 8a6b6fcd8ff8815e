"""Background jobs of the app; the worker looks for them here. Jobs carry ids only, never content."""

from procrastinate.contrib.django import app

from buurtbalans import mail
from sessions.minutes.letters import mail_minutes
from sessions.reminders.letters import mail_digest, remind

__all__ = ["mail_digest", "mail_minutes", "mail_notice", "mail_poll", "remind"]


@app.task(name="sessions.mail_notice", retry=mail.AGAIN)
def mail_notice(session_id: int, membership_id: int, by_id: int, edition: int, paper: bool, site: str) -> None:
    """Mail one person what he should hear about a session. Whether and what is asked now, not when the job was made.

    `site` is the start of our own addresses, such as https://buurtbalans.voorbeeldstad.test; with `paper` the agenda
    goes along as PDF.
    """
    # The verbs that make these jobs import this module; so too below.
    from sessions.planning.delivering import deliver

    deliver(session_id, membership_id, by_id=by_id, edition=edition, paper=paper, site=site)


@app.task(name="sessions.mail_poll", retry=mail.AGAIN)
def mail_poll(voter_id: int, by_id: int, site: str) -> None:
    """Ask one person which days suit, once, unless the poll closed or he does not take part any more."""
    from sessions.polls.delivering import ask

    ask(voter_id, by_id=by_id, site=site)
