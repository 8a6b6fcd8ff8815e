"""How the plan is carried out, and a word planted in each thing: the part of World that is about it."""

from datetime import timedelta

from django.utils import timezone

from trajects.follow_up import board, check_ins, groups, progress
from trajects.follow_up.check_in_models import CheckIn
from trajects.follow_up.leading import add_lead


class FollowUpRows:
    """Who leads what, how it goes, what is stuck, a check-in that was answered and one that was not sent."""

    def _carried_out(self):
        noor, willem, welfare = self.people["noor"], self.people["willem"], self.partners["willem"]
        seat = self.traject.memberships.get(user=willem, partner__isnull=False)
        today = timezone.localdate()
        self.lead = add_lead(self.line, welfare, seat, by=noor)
        self.group = groups.add_group(self.line, by=noor, name="Zeekoetjes", people=[seat])
        self.progress = progress.report(
            self.measure,
            by=willem,
            partner=welfare,
            status="loopt",
            note="Grauwklauwier",
            on=today,
            question="Bijeneter",
        )
        self.stuck_point = self.measure.stuck_points.get()
        progress.answer_point(self.stuck_point, 1, by=noor, reply="Scharrelaar", is_solved=False)
        self.planned = CheckIn.objects.create(
            traject=self.traject, asks_on=today + timedelta(days=3), answers_by=today + timedelta(days=9)
        )
        asked = CheckIn.objects.create(traject=self.traject, asks_on=today, answers_by=today + timedelta(days=9))
        asked.lines.add(self.line)
        check_ins.send(asked.pk, today=today, site="")
        self.check_in_answer = asked.answers.get()
        texts = {"going": "Wespendief", "stuck": "Duinpieper", "needed": "Strandleeuwerik"}
        check_ins.answer(self.check_in_answer, by=willem, question="", whom="", **texts)
        self.question = board.ask_board(self.traject, by=noor, text="Roodkeelduiker", line=self.line)

    def _follow_up_values(self):
        return {
            "lead": self.lead.pk,
            "group": self.group.pk,
            "stuck_point": self.stuck_point.pk,
            "check_in": self.planned.pk,
            "check_in_answer": self.check_in_answer.pk,
            "board_question": self.question.pk,
        }
