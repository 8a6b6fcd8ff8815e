"""Index of the slices' background jobs; the worker looks for them here."""

from trajects.follow_up.check_in_letters import check_ins_of_today, mail_check_in, send_check_in
from trajects.follow_up.evaluation_letters import mail_evaluation, remind_evaluations
from trajects.partners.letters import mail_answer, mail_colleagues, mail_invitation
from trajects.partners.tidying import end_seats
from trajects.plan.letters import (
    mail_adopted,
    mail_comment_answered,
    mail_reader,
    mail_request,
    remind_signatories,
    tell_readers,
)
from trajects.plan.pages import count_plan, count_version
from trajects.residents.letters import mail_residents_answer, mail_residents_invitation, mail_residents_waiting

__all__ = [
    "check_ins_of_today",
    "count_plan",
    "count_version",
    "end_seats",
    "mail_adopted",
    "mail_answer",
    "mail_check_in",
    "mail_colleagues",
    "mail_comment_answered",
    "mail_evaluation",
    "mail_invitation",
    "mail_reader",
    "mail_request",
    "mail_residents_answer",
    "mail_residents_invitation",
    "mail_residents_waiting",
    "remind_evaluations",
    "remind_signatories",
    "send_check_in",
    "tell_readers",
]
