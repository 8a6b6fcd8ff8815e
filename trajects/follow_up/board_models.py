"""What the partners ask the board (F3)."""

from django.db import models
from django.db.models import Q

from trajects.plan.models import ActionLine
from trajects.traject.models import Traject


class QuestionStatus(models.TextChoices):
    """How far a question to the board is."""

    OPEN = "open", "Nog niet voorgelegd"
    SENT = "voorgelegd", "Voorgelegd"
    ANSWERED = "beantwoord", "Beantwoord"
    WITHDRAWN = "vervallen", "Vervallen"


WAITING = (QuestionStatus.OPEN, QuestionStatus.SENT)
"""The board has not answered yet."""


class BoardQuestion(models.Model):
    """A question to the board (vraag aan het bestuur), from a line or from all, with its answer."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="board_questions")
    line = models.ForeignKey(
        ActionLine,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="board_questions",
        verbose_name="actielijn",
    )
    text = models.TextField("vraag", max_length=2_000)
    status = models.CharField(max_length=20, choices=QuestionStatus.choices, default=QuestionStatus.OPEN)
    answer = models.TextField("antwoord van het bestuur", max_length=20_000, blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=QuestionStatus.values), name="board_question_status_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=QuestionStatus.ANSWERED) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="board_question_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Vraag aan het bestuur {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Has the board not answered yet?"""
        return self.status in WAITING
