"""The plan with why it is so, and a word planted in each thing: the part of World that is about it."""

from datetime import timedelta

from django.utils import timezone

from privacy.registrations.evidence import bring
from trajects.analysis.services import name_cause, see_opportunity
from trajects.analysis.testing import add_assumption, add_evidence
from trajects.follow_up.evaluation import plan_moment
from trajects.follow_up.governance import add_point
from trajects.follow_up.indicators import add_indicator
from trajects.follow_up.objections import add_objection
from trajects.plan.approval_models import Answer
from trajects.plan.commenting import answer_comment, comment, state_support
from trajects.plan.models import ActionLine, Measure
from trajects.plan.services import submit
from trajects.plan.signing import Asking, answer
from trajects.plan.source_models import Source


class PlanRows:
    """A plan that was submitted and answered on, and the assumptions that it leans on."""

    def _plan(self):
        self.problem = self.traject.problem_statements.create(text="Waterhoen")
        self.goal = self.traject.joint_goals.create(title="Een plek")
        self.line = ActionLine.objects.create(plan=self.traject.plan, goal=self.goal, title="Lijn")
        self.measure = Measure.objects.create(
            line=self.line, title="Meerkoet", kind="nieuw", owner=self.partners["willem"]
        )

        self.plan_version = self._submitted("Torenvalk")

    def _submitted(self, word):
        """A submitted version with a word of its own, that is no longer in the plan."""
        part = self.traject.plan.parts.first()
        part.text, written = word, part.text
        part.save()
        asked = {name: self.partners[name] for name in ("petra", "willem")}
        seats = {one.pk: one.memberships.get(user=self.people[name]) for name, one in asked.items()}
        asking = Asking(asked.values(), timezone.localdate() + timedelta(days=14), seats)
        submit(self.traject.plan, self.traject.plan.draft_number, by=self.people["noor"], asking=asking)
        part.text = written
        part.save()
        version = self.traject.plan.submitted.get()
        for name, words in (("petra", "Zomertaling"), ("willem", "Slobeend")):
            approval = version.approvals.get(partner=asked[name])
            answer(approval, 1, by=self.people[name], answer=Answer.DISCUSSED, words=words)
        self._said_about(version)
        return version

    def _said_about(self, version):
        """What the police and welfare say about it, and what is answered; Achmed reads along for the police."""
        told = {"petra": ("Krakeend", "Tafeleend", "Wintertaling"), "willem": ("Brilduiker", "Nonnetje", "Pijlstaart")}
        for name, (said, answered, means) in told.items():
            of_organisation = {"partner_id": self.partners[name].pk, "by": self.people[name]}
            row = comment(version, part="", text=said, **of_organisation)
            answer_comment(row, 1, by=self.people["noor"], answer=answered)
            state_support(version, seen_version=0, means_words=means, **of_organisation)
        police = self.partners["petra"].pk
        self.plan_comment = comment(version, by=self.people["achmed"], partner_id=police, part="", text="Zeker")

    def _chain(self):
        """Willem's assumption, and what speaks for it: of all partners, of a session, of two registrations."""
        willem = {"by": self.people["willem"], "partner": self.partners["willem"]}
        police = {"by": self.people["petra"], "partner": self.partners["petra"]}
        self.assumption = add_assumption(self.traject, text="Pestvogel", **willem)
        self.problem.assumptions.add(self.assumption)
        self.opportunity = see_opportunity(self.traject, by=self.people["noor"], text="Zeearend")
        self.cause = name_cause(self.traject, by=self.people["noor"], text="Kuifeend", problems=[self.problem])
        self.cause.measures.add(self.measure)
        self.evidence = add_evidence(self.assumption, stance="voor", text="Rotgans", **willem)
        of_session = {"outcome": self.minutes_outcome, **police}
        self.session_evidence = add_evidence(self.assumption, stance="tegen", text="Havikskruid", **of_session)
        common = {"by": self.people["petra"], "stance": "tegen"}
        self.own_evidence = bring(self.assumption, registration=self.registration, text="Kraaiheide", **common)
        bring(self.assumption, registration=self.shared, text="Ganzerik", **common)

    def _sources(self):
        """What stands in the plan came from a draft session and one that was held; the words were chosen anew."""
        decision = self.draft.decisions.get()
        self.source = Source.objects.create(
            traject=self.traject, measure=self.measure, decision=decision, session=self.draft
        )
        of_held = {"traject": self.traject, "session": self.held}
        Source.objects.create(**of_held, problem=self.problem, note=self.held_note)
        Source.objects.create(**of_held, cause=self.cause, action=self.homework)

    def _steering(self):
        """How partners keep to it: a moment to look back, numbers, a point for welfare, an objection."""
        noor = {"by": self.people["noor"]}
        self.evaluation = plan_moment(self.traject, date=timezone.localdate(), about="Kolgans", **noor)
        self.indicator = add_indicator(self.traject, goal=self.goal, name="Brandgans", **noor)
        self.measurement = self.indicator.measurements.create(value=12, date="2026-01-05", source="Zaagbek")
        self.point = add_point(
            self.traject, topic="bestuurlijk", title="Dodaars", partner=self.partners["willem"], **noor
        )
        self.objection = add_objection(self.traject, text="Eidereend", **noor)

    def _plan_values(self):
        return {
            "evaluation": self.evaluation.pk,
            "indicator": self.indicator.pk,
            "measurement": self.measurement.pk,
            "point": self.point.pk,
            "objection": self.objection.pk,
            "problem": self.problem.pk,
            "goal": self.goal.pk,
            "opportunity": self.opportunity.pk,
            "cause": self.cause.pk,
            "assumption": self.assumption.pk,
            "evidence": self.evidence.uuid,
            "session_evidence": self.session_evidence.uuid,
            "registration_evidence": self.own_evidence.uuid,
            "line": self.line.pk,
            "measure": self.measure.pk,
            "together": self.source.together,
            "plan_version": self.plan_version.pk,
            "plan_comment": self.plan_comment.pk,
            "approval": self.plan_version.approvals.get(partner=self.partners["petra"]).pk,
        }
