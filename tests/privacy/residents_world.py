"""Both sides of the wall with everything once, and a word planted in each thing (V4, B6)."""

from datetime import time, timedelta

from django.utils import timezone

from privacy.agreements.models import AgreementDraft
from tests.conftest import residents_track
from trajects.crossing import services as crossing
from trajects.residents.models import NoteKind, ResidentsInvitation
from trajects.residents.services import plan_meeting, write_note

GUIDE = {"willem"}
TRACK = GUIDE | {"yasmin"}
SITE = "https://buurtbalans.test"


class ResidentsWorld:
    """Yasmin among residents, guided by Willem, who also sits for welfare among the professionals."""

    def __init__(self, people, traject):
        self.people, self.traject = people, traject
        self.track = residents_track(people, traject)
        self.meeting = plan_meeting(
            self.track,
            title="Regenwulp",
            date=timezone.localdate() + timedelta(days=3),
            starts_at=time(19, 30),
            place="Steltkluut",
            topic="Patrijs",
        )
        self.note = write_note(self.track, by=people["yasmin"], kind=NoteKind.GOES_WELL, text="Koekoek")
        self.note.meeting = self.meeting
        self.note.save()
        self.waiting = self._rewriting("Tapuit")
        self.sent_back = self._rewriting("Blauwborst")
        crossing.send_back(self.sent_back, 1, by=people["yasmin"], remark="Winterkoning")
        self.released = self._rewriting("Boomklever")
        crossing.approve(self.released, 1, by=people["yasmin"])
        self.withdrawn = self._rewriting("Sperwer")
        crossing.approve(self.withdrawn, 1, by=people["yasmin"])
        crossing.withdraw(self.withdrawn, by=people["yasmin"])
        self.proposal = crossing.propose_feedback(traject, by=people["noor"], text="Kneuterij")
        self.passed = crossing.propose_feedback(traject, by=people["noor"], text="Putter")
        crossing.pass_feedback(self.passed, 1, self.track, by=people["willem"], site=SITE)
        AgreementDraft.objects.filter(traject=traject, track="residents").update(text="Grasmus")
        self.invitation = ResidentsInvitation.objects.create(
            track=self.track,
            email="groenling@buurtbalans.test",
            name="Gr Groenling",
            token_hash="1" * 64,
            invited_by=people["willem"],
            expires_at=timezone.now() + timedelta(days=14),
        )

    def _rewriting(self, text):
        return crossing.propose(
            self.track, by=self.people["willem"], kind=NoteKind.GOES_WELL, text=text, notes=[self.note], site=SITE
        )

    def values(self):
        """What can stand in an address, by name."""
        return {
            "meeting": self.meeting.pk,
            "note": self.note.pk,
            "kind_of_residents_text": "notitie",
            "rewriting": self.waiting.pk,
            "residents_invitation": self.invitation.pk,
            "residents_seat": self.traject.memberships.get(user=self.people["yasmin"]).pk,
            "proposal": self.proposal.pk,
        }
