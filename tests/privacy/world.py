"""One world in which everything exists, with a word planted in each thing that not everybody may know."""

from collections import ChainMap
from datetime import date, time, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from privacy import access
from privacy.access_events.models import AccessAction, AccessEvent
from privacy.agreements.models import AgreementDraft
from privacy.registrations import importing, services
from privacy.registrations.models import Registration, RegistrationFile, RegistrationKind
from privacy.registrations.reading import read
from privacy.reports.services import hide
from privacy.reports.texts import KINDS
from sessions.actions.homework import add_homework
from sessions.actions.models import Action, ActionChange, ActionFile, ActionKind, ChangeKind, Decision
from sessions.actions.services import add_action, report
from sessions.agenda.models import AgendaFile, AgendaItem
from sessions.inviting.models import MissingParty
from sessions.minutes import services as minutes
from sessions.outcomes import services as outcomes
from sessions.planning.models import PreparationTask
from sessions.planning.services import open_to_invited, plan_session
from sessions.polls.models import Poll
from sessions.room.models import NoteGroup, Phase, RoomNote, Round
from sessions.room.services import start
from tests.privacy.adopted_world import AdoptedWorld
from tests.privacy.cast import ask_again, complete, lose
from tests.privacy.follow_up_world import FollowUpRows
from tests.privacy.plan_world import PlanRows
from tests.privacy.residents_world import ResidentsWorld
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import Document, LogEntry
from trajects.partners.models import Invitation
from trajects.traject.models import Theme


class World(PlanRows, FollowUpRows):
    """Every kind of row once, by the name its address knows it by."""

    def __init__(self, people, traject, partners, other_traject):
        self.people, self.traject, self.partners, self.other = people, traject, partners, other_traject
        complete(people, traject, partners)
        other_traject.question = "Vraag over buizerd"
        other_traject.save()
        self._plan()
        self.draft = self._session(
            "Wielewaal", "Grutto", "Kievit", "Scholekster", decision="Lepelaar", preparation="Tureluur", logged="Bosuil"
        )
        self._prepared(self.draft, file="Zilvermeeuw", missing="Kwakreiger")
        self.session = self._session(
            "Nachtegaal", "Zaal 1", "Zwaluw", "Merel", decision="Kwartel", preparation="Oeverloper", logged="Wulpen"
        )
        self._prepared(self.session, file="Draaihals", missing="Geelgors")
        open_to_invited(self.session)
        self.live = self._held()
        self._minutes()
        self._poll()
        self.session.invited.update(answer="komt", answer_note="Dwergstern", answered_at=timezone.now())
        self._actions()
        self._registrations()
        self._chain()
        self._carried_out()
        self._sources()
        self._steering()
        ask_again(people, traject)
        self._paper()
        self.residents = ResidentsWorld(people, traject)
        self.adopted = AdoptedWorld(people, traject.areas.all())
        lose(people, traject, self.shared, [partners[name].pk for name in ("willem", "carla")])

    def _session(self, title, place, item, homework, *, decision, preparation, logged):
        session = plan_session(
            self.traject,
            by=self.people["noor"],
            title=title,
            day=timezone.localdate() + timedelta(days=7),
            starts_at=time(13),
            ends_at=time(16),
            place=place,
            partners=[self.partners["petra"]],
        )
        AgendaItem.objects.create(session=session, title=item, minutes=20, position=1)
        AgendaItem.objects.create(session=session, title="Tweede", minutes=20, position=2)
        PreparationTask.objects.create(session=session, title=preparation)
        common = {"traject": self.traject, "session": session}
        Decision.objects.create(
            **common, text=decision, decided_on=timezone.localdate(), created_by=self.people["noor"]
        )
        LogEntry.objects.create(**common, actor=self.people["noor"], kind=LogKind.NOTE, subject=logged)
        Action.objects.create(
            **common,
            kind=ActionKind.HOMEWORK,
            title=homework,
            partner=self.partners["petra"],
            created_by=self.people["noor"],
        )
        return session

    def _held(self):
        """A session that is held now, with a note that lies open and one that does not."""
        live = self._session("Bezig", "Zaal 2", "Nu", "Lezen", decision="Ja", preparation="Stoelen", logged="Begin")
        start(live, by=self.people["noor"])
        first, second = live.items.on_agenda()
        common = {"session": live, "partner": self.partners["petra"], "because": "ik het zie"}
        for item, phase in ((first, Phase.REVEALED), (second, Phase.WRITING)):
            Round.objects.create(item=item, phase=phase)
        group = NoteGroup.objects.create(session=live, item=first, title="Visdief")
        self.note = RoomNote.objects.create(**common, item=first, what="Waterpieper", group=group, is_revealed=True)
        RoomNote.objects.create(**common, item=second, what="Rietgors")
        self.outcome = outcomes.add(
            live, by=self.people["noor"], partner=self.partners["noor"], kind="aanname", text="Zin", once=uuid4()
        )
        return live

    def _minutes(self):
        """A session that was held today, whose minutes are sent round."""
        noor, today = self.people["noor"], timezone.localdate()
        self.held = plan_session(
            self.traject,
            by=noor,
            title="Bontbekplevier",
            day=today,
            starts_at=time(9),
            ends_at=time(11),
            steps=[self.traject.steps.get(number=4)],
            partners=[self.partners["petra"]],
        )
        item = AgendaItem.objects.create(session=self.held, title="Kramsvogel", minutes=20, position=1)
        minutes.begin(self.held, by=noor)
        minutes.treat(item, "geparkeerd")
        minutes.write_part(self.held, item, 0, by=noor, text="Goudhaan")
        police = {"by": self.people["petra"], "partner": self.partners["petra"], "item": item}
        self.minutes_outcome = outcomes.add(self.held, kind="informatie", text="Beflijster", once=uuid4(), **police)
        common = {"session": self.held, "item": item, "partner": self.partners["petra"]}
        self.held_note = RoomNote.objects.create(**common, what="Zomertortel", is_revealed=True)
        self.homework = add_homework(self.held, by=noor, title="Tellen", partner=self.partners["petra"])
        report(self.homework, by=self.people["petra"], seen_version=1, status="klaar", note="Zilverplevier")
        minutes.send(self.held, by=noor, deadline=today, site="https://buurtbalans.test/")
        self.correction = minutes.correct(self.held, text="Spotvogel", **police)
        self.held.minutes_notes.create(text="Notenkraker", created_by=noor, by_name=noor.name)

    def _prepared(self, session, *, file, missing):
        """A file with the first item, a preparer from the kernteam, and somebody who is missing at the table."""
        item = session.items.first()
        item.preparer = self.traject.memberships.get(user=self.people["karim"])
        item.is_confidential = True
        item.save()
        stored = AgendaFile(item=item, filename=f"{file}.txt", size=5, uploaded_by=self.people["noor"])
        stored.file.save("x", ContentFile(file.encode()))
        MissingParty.objects.create(session=session, category="school", name=missing, reason=missing)

    def _poll(self):
        """Petra is asked which of two days suits for the session in draft."""
        days = [timezone.localdate() + timedelta(days=number) for number in (20, 21)]
        self.poll = Poll.objects.create(session=self.draft, closes_on=days[0], created_by=self.people["noor"])
        for day in days:
            self.poll.options.create(date=day, starts_at=time(9), ends_at=time(11))
        petra = self.partners["petra"].memberships.get(user=self.people["petra"])
        self.poll_voter = self.poll.voters.create(invitation=self.draft.invited.get(), membership=petra)

    def _actions(self):
        self.action = Action.objects.create(
            traject=self.traject,
            title="Aalscholvers tellen",
            partner=self.partners["petra"],
            due=date(2026, 1, 1),
            created_by=self.people["noor"],
        )
        ActionChange.objects.create(action=self.session.actions.get(), kind=ChangeKind.OWNER, after="Ortolaan")
        self.file = ActionFile(action=self.action, filename="verslag.txt", size=5, uploaded_by=self.people["petra"])
        self.file.file.save("x", ContentFile(b"tekst"))
        self._hidden_action()
        self.decision = Decision.objects.create(
            traject=self.traject, text="We gaan door", decided_on=date(2026, 1, 1), created_by=self.people["noor"]
        )

    def _hidden_action(self):
        by, partner = self.people["petra"], self.partners["petra"]
        self.hidden = add_action(self.traject, by=by, title="Braamsluiper woont in portiek twaalf", partner=partner)
        hide(self.hidden, KINDS["actie"], self.traject, by=self.people["willem"], site="")
        self.hidden_url = reverse("privacy:report", args=[self.traject.pk, "actie", str(self.hidden.pk)])

    def _registrations(self):
        common = {"traject": self.traject, "period": "k1", "year": 2026}
        police = {**common, "partner": self.partners["petra"], "created_by": self.people["petra"]}
        self.registration = Registration.objects.create(
            **police | {"period": "k2", "year": 2025},
            kind=RegistrationKind.COUNT,
            title="Kwikstaart",
            value=987651,
            text="Roodborst",
            source="Bergeend",
            theme=Theme.objects.first(),
            area=self.traject.areas.first(),
            version=2,
        )
        shared = Registration.objects.create(**police, kind=RegistrationKind.COUNT, title="IJsvogel", value=40)
        given = [self.partners[name].pk for name in ("willem", "grace", "carla")]
        access.share(shared, given, by=self.people["petra"])
        read([shared], self.people["grace"], traject_id=self.traject.pk, action=AccessAction.VIEW)
        self.shared, self.registration_file = shared, self._file(self.registration, "appelvink.txt", b"Barmsijs")
        self._file(shared, "cijfers.txt", b"Tjiftjaf")
        self.registration.versions.create(number=0, content={"Onderwerp": "Sijsje"})
        self._waiting_registrations()
        over = Registration.objects.create(
            **police,
            kind=RegistrationKind.COUNT,
            title="Karekiet",
            value=40,
            expires_on=timezone.localdate() - timedelta(days=1),
        )
        access.share(over, [self.partners["willem"].pk], by=self.people["petra"])
        Registration.objects.create(
            **common,
            partner=self.partners["willem"],
            created_by=self.people["willem"],
            kind=RegistrationKind.SIGNAL,
            title="Signaal",
            text="Steenuil",
        )
        AccessEvent.objects.create(
            traject_id=self.traject.pk,
            organisation="Goudvink",
            object_type="registration",
            object_uuid=self.registration.uuid,
            action="download",
        )

    def _waiting_registrations(self):
        """A signal that waits for its second reader, and a table that waits for who brought it."""
        services.add(
            self.partners["petra"],
            by=self.people["petra"],
            once=None,
            shared_with=[self.partners["willem"].pk],
            kind=RegistrationKind.SIGNAL,
            title="Signaal",
            text="Snorzanger",
            period="k1",
            year=2026,
        )
        row = {
            "title": "Baardman",
            "about": "ruimte",
            "value": 3,
            "period": "k1",
            "year": 2026,
            "text": "",
            "source": "",
        }
        self.registration_import = importing.bring(
            self.partners["petra"], [{**row, "area": None, "theme": None}], by=self.people["petra"]
        )

    def _file(self, registration, filename, content):
        stored = RegistrationFile(registration=registration, filename=filename, size=len(content))
        stored.file.save("x", ContentFile(content))
        return stored

    def _paper(self):
        AgreementDraft.objects.filter(traject=self.traject, track="professionals").update(text="Roerdomp")
        self.document = Document(traject=self.traject, title="Reiger", filename="reiger.txt", size=5)
        self.document.file.save("x", ContentFile(b"tekst"))
        self.invitation = Invitation.objects.create(
            partner=self.partners["willem"],
            email="spreeuw@buurtbalans.test",
            name="Sp Spreeuw",
            reason="Kent de buurt",
            token_hash="0" * 64,
            invited_by=self.people["noor"],
            expires_at=timezone.now() + timedelta(days=14),
        )

    def values(self):
        """What can stand in an address, by name; a name stands for one thing only."""
        own = (self._plan_values(), self._follow_up_values(), self._own_values())
        parts = (self.residents.values(), self.adopted.values(), *own)
        known = ChainMap(*parts)
        assert len(known) == sum(map(len, parts)), "two things have the same name"
        return known

    def _own_values(self):
        return {
            "traject_pk": self.traject.pk,
            "session": self.session.pk,
            "draft": self.draft.pk,
            "live": self.live.pk,
            "room_note": self.note.pk,
            "outcome": self.outcome.pk,
            "held": self.held.pk,
            "held_item": self.held.items.get().pk,
            "held_result": self.traject.steps.get(number=4).results.first().pk,
            "minutes_outcome": self.minutes_outcome.pk,
            "correction": self.correction.pk,
            "poll_voter": self.poll_voter.pk,
            "item": self.session.items.first().pk,
            "second_item": self.session.items.last().pk,
            "agenda_file": AgendaFile.objects.get(item__session=self.session).uuid,
            "missing": self.session.missing_parties.get().pk,
            "task": self.session.preparation.first().pk,
            "homework": self.session.actions.first().pk,
            "action": self.action.pk,
            "kind_of_text": "actie",
            "action_file": self.file.uuid,
            "decision": self.decision.pk,
            "partner": self.partners["willem"].pk,
            "petras_partner": self.partners["petra"].pk,
            "invitation": self.invitation.pk,
            "membership": self.partners["willem"].memberships.get(user=self.people["willem"]).pk,
            "document": self.document.uuid,
            "registration": self.registration.uuid,
            "registration_import": self.registration_import.uuid,
            "registration_file": self.registration_file.uuid,
            "result": self.traject.steps.get(number=1).results.first().pk,
        }
