"""A second traject, whose plan was adopted: what can only be done from then on. The first one keeps its draft."""

from django.utils import timezone

from tests.agreeing import agree
from tests.conftest import make_traject
from trajects.partners.models import PartnerStatus
from trajects.partners.services import add_partner, give_seat
from trajects.plan.adoption import adopt
from trajects.plan.models import ActionLine
from trajects.plan.services import submit
from trajects.traject.services import start

# Noor works for it, Sanne takes part; nobody else of the cast does.
LEADING, TAKING_PART = {"noor"}, {"noor", "sanne"}


class AdoptedWorld:
    """Noor's traject of before, with care: its plan has a line that nobody leads yet."""

    def __init__(self, people, areas):
        noor, sanne = people["noor"], people["sanne"]
        self.traject = make_traject(noor, areas)
        start(self.traject, by=noor, today=timezone.localdate())
        care = add_partner(self.traject, sanne.organisation, status=PartnerStatus.JOINED, by=noor)
        give_seat(partner=care, user=sanne)
        agree(self.traject)
        plan = self.traject.plan
        self.line = ActionLine.objects.create(plan=plan, title="Kerkuil")
        submit(plan, plan.draft_number, by=noor)
        self.version = plan.submitted.get()
        adopt(self.version, by=noor, reason="Sneeuwgors")
        self.line.title = "Zwartkop"
        self.line.save()

    def values(self):
        """What can stand in an address, by name."""
        return {"adopted_traject": self.traject.pk, "adopted_version": self.version.pk, "line_to_lead": self.line.pk}
