"""How the plan is carried out, and a word planted in each thing: the part of World that is about it."""

from trajects.follow_up.leading import add_lead


class FollowUpRows:
    """Who leads what."""

    def _carried_out(self):
        seat = self.traject.memberships.get(user=self.people["willem"], partner__isnull=False)
        self.lead = add_lead(self.line, self.partners["willem"], seat, by=self.people["noor"])

    def _follow_up_values(self):
        return {"lead": self.lead.pk}
