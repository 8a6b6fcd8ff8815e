"""Index of the slices' background jobs; the worker looks for them here."""

from trajects.partners.letters import mail_answer, mail_colleagues, mail_invitation

__all__ = ["mail_answer", "mail_colleagues", "mail_invitation"]
