"""Questions to the board: asking them, and what the board answers (F3)."""

from typing import Any

from django.db import transaction

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.follow_up.board_models import WAITING, BoardQuestion, QuestionStatus
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.traject.models import Traject


def board_questions(traject: Traject) -> list[BoardQuestion]:
    """What the board is still to answer, for the page and the summary of a traject that its reader may see."""
    return list(traject.board_questions.filter(status__in=WAITING).select_related("line"))


@transaction.atomic
def ask_board(traject: Traject, *, by: User, **fields: Any) -> BoardQuestion:
    """Put a question to the board on the list."""
    question = BoardQuestion.objects.create(traject=traject, **fields)
    _told(question, by)
    return question


@transaction.atomic
def change_question(question: BoardQuestion, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Change a question, how far it is or what the board answered; False when somebody else was first."""
    before = question.status
    if not update_if_unchanged(question, seen_version, **changes):
        return False
    if question.status != before:
        _told(question, by)
    return True


def _told(question: BoardQuestion, by: User) -> None:
    record(question.traject, by, LogKind.BOARD_ASKED, QuestionStatus(question.status).label.lower())
