"""Index of the slices' background jobs; the worker looks for them here."""

from trajects.partners.letters import mail_answer, mail_colleagues, mail_invitation
from trajects.partners.tidying import end_seats

__all__ = ["end_seats", "mail_answer", "mail_colleagues", "mail_invitation"]
