"""What can be reported: every kind of row in a traject that holds what people wrote."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.http import Http404

from privacy import policy

# A key is a bigint.
KEY_DIGITS = 18


@dataclass(frozen=True)
class Kind:
    """One kind of text: its word, its model, the fields people write in, who wrote it, and who may settle it.

    `author` names the field that holds the writer, "" where that is not kept. `judge` is the action of the policy
    that lets somebody besides the author say that it is no personal data; "" where it is settled on the other side
    of the wall. `file` names a field with a file. A text that `is_frozen` stands in what was kept word for word: it
    is hidden there, and is not written anew. `for_residents` says that residents read it.
    `keeper` is who settles what came across the wall once the other side keeps nothing of it any more.
    """

    word: str
    label: str
    fields: tuple[str, ...]
    judge: str
    author: str = ""
    file: str = ""
    is_frozen: bool = False
    for_residents: bool = False
    keeper: str = ""

    def rows(self, traject_id: int) -> "models.QuerySet[Any, Any]":
        """All rows of this kind in a traject; only for as an argument of the gate."""
        rows: models.QuerySet[Any, Any] = apps.get_model(self.label)._default_manager.all()
        return rows.filter(**{policy.ROADS[self.label].traject or "pk": traject_id})

    def key_of(self, row: models.Model) -> str:
        """How an address names a row: by its random number where it has one."""
        return str(getattr(row, "uuid", row.pk))

    def key_from(self, text: str) -> UUID | int:
        """The key in an address. Raises Http404 when it is not one of this kind."""
        is_number = text.isascii() and text.isdecimal() and len(text) <= KEY_DIGITS
        try:
            if hasattr(apps.get_model(self.label), "uuid"):
                return UUID(text)
        except ValueError:
            raise Http404 from None
        if not is_number:
            raise Http404
        return int(text)

    @property
    def is_listed(self) -> bool:
        """May its texts stand in a list to choose from? Reading a registration is recorded, so that is no list.

        Of a frozen text the page of its version has the list.
        """
        return policy.ROADS[self.label].carrier != "registration" and not self.is_frozen

    def written(self, row: Any) -> list[str]:
        """Everything that people wrote in a row."""
        return [row.text] if self.is_frozen else [text for name in self.fields if (text := getattr(row, name))]

    def is_listed_for(self, can: Collection[str]) -> bool:
        """The same for who may do these things in the traject: a kind that only others may see is no choice."""
        needs = policy.ROADS[self.label].needs
        return self.is_listed and (not needs or needs in can)

    def excerpt(self, row: models.Model) -> str:
        """The first text of a row that has any."""
        return next(iter(self.written(row)), "")


KINDS: Mapping[str, Kind] = {
    "traject": Kind("Vraagstuk en tempo", "trajects.traject", ("question", "pace_reason"), "edit_traject"),
    "urgentie": Kind("Waarom nu", "trajects.urgency", ("explanation", "source"), "edit_traject"),
    "afspraak": Kind("Na Buurtbalans", "trajects.afterpoint", ("text",), "edit_traject"),
    "stap": Kind("Stap", "trajects.step", ("title", "summary"), "edit_traject"),
    "partner": Kind("Toelichting bij een partner", "trajects.partner", ("note",), "manage_partners"),
    "aanname": Kind("Aanname", "trajects.assumption", ("text", "verdict_words"), "edit_traject", "created_by"),
    "onderbouwing": Kind("Onderbouwing van een aanname", "trajects.evidence", ("text",), "edit_traject", "created_by"),
    "kans": Kind("Kans", "trajects.opportunity", ("text",), "edit_traject"),
    "oorzaak": Kind("Oorzaak of achtergrond", "trajects.cause", ("text", "influence", "done_already"), "edit_traject"),
    "probleem": Kind("Probleemstelling", "trajects.problemstatement", ("text",), "edit_traject"),
    "doel": Kind("Gezamenlijk doel", "trajects.jointgoal", ("title", "gain"), "edit_traject"),
    "onderdeel": Kind("Onderdeel van het plan", "trajects.planpart", ("text",), "edit_plan", "changed_by"),
    "akkoord": Kind("Woorden bij een akkoord", "trajects.approval", ("words",), "edit_plan", "answered_by"),
    "eerder-akkoord": Kind("Eerdere woorden bij een akkoord", "trajects.approvalchange", ("words",), "edit_plan", "by"),
    "opmerking": Kind("Opmerking bij het plan", "trajects.plancomment", ("text", "answer"), "edit_plan", "author"),
    "inzet": Kind(
        "Draagvlak, capaciteit en middelen",
        "trajects.supportstatement",
        ("support_words", "capacity_words", "means_words"),
        "edit_plan",
        "said_by",
    ),
    "vaststelling": Kind(
        "Reden om vast te stellen", "trajects.planversion", ("adoption_reason",), "adopt_plan", "adopted_by"
    ),
    "versietekst": Kind(
        "Tekst in een voorgelegde versie", "trajects.versiontext", (), judge="edit_plan", is_frozen=True
    ),
    "actielijn": Kind("Actielijn", "trajects.actionline", ("title",), "edit_plan"),
    "maatregel": Kind(
        "Maatregel",
        "trajects.measure",
        ("title", "owner_person", "substitute", "means", "result", "indicator", "residents_role"),
        "edit_plan",
    ),
    "evaluatie": Kind(
        "Evaluatiemoment", "trajects.evaluationmoment", ("about", "outcome"), "steer_execution", "changed_by"
    ),
    "indicator": Kind("Indicator", "trajects.goalindicator", ("name", "unit"), "edit_plan"),
    "meting": Kind("Bron van een getal", "trajects.measurement", ("source",), "edit_plan"),
    "punt": Kind("Punt bij Bestuurlijk", "trajects.governancepoint", ("title", "person"), "edit_plan"),
    "bezwaar": Kind("Bezwaar en antwoord", "trajects.objection", ("text", "answer"), "edit_plan"),
    "werkgroep": Kind("Naam van een werkgroep", "trajects.workinggroup", ("name",), "steer_execution"),
    "voortgang": Kind("Stand van een maatregel", "trajects.progressreport", ("note",), "steer_execution", "by"),
    "knelpunt": Kind(
        "Vraag over wat vastloopt", "trajects.stuckpoint", ("question", "reply"), "steer_execution", "raised_by"
    ),
    "check-in": Kind(
        "Antwoord bij een check-in",
        "trajects.checkinanswer",
        ("going", "stuck", "needed"),
        "steer_execution",
        "answered_by",
    ),
    "bestuursvraag": Kind("Vraag aan het bestuur", "trajects.boardquestion", ("text", "answer"), "steer_execution"),
    "logregel": Kind("Regel in het logboek", "trajects.logentry", ("subject",), "edit_logbook", "actor"),
    "document": Kind(
        "Document", "trajects.document", ("title", "filename"), "edit_logbook", "uploaded_by", file="file"
    ),
    "bijeenkomst": Kind("Bijeenkomst", "traject_sessions.session", ("title", "place"), "prepare_session", "created_by"),
    "agendapunt": Kind(
        "Agendapunt",
        "traject_sessions.agendaitem",
        ("title", "lead", "working_form", "purpose", "discussion_point"),
        "prepare_session",
    ),
    "agendabestand": Kind(
        "Bestand bij een agendapunt",
        "traject_sessions.agendafile",
        ("filename",),
        "prepare_session",
        "uploaded_by",
        file="file",
    ),
    "partij": Kind("Partij die nog mist", "traject_sessions.missingparty", ("name", "reason"), "prepare_session"),
    "antwoord": Kind(
        "Antwoord op een uitnodiging", "traject_sessions.sessionpartner", ("answer_note",), "prepare_session"
    ),
    "voorbereiding": Kind("Voorbereiding", "traject_sessions.preparationtask", ("title",), "prepare_session"),
    "actie": Kind(
        "Actie of huiswerk", "traject_sessions.action", ("title", "why", "note"), "edit_action", "created_by"
    ),
    "bestand": Kind(
        "Bestand bij een actie",
        "traject_sessions.actionfile",
        ("filename",),
        "edit_action",
        "uploaded_by",
        file="file",
    ),
    "geeltje": Kind("Geeltje", "traject_sessions.roomnote", ("what", "because"), "prepare_session"),
    "kop": Kind("Kop boven geeltjes", "traject_sessions.notegroup", ("title",), "prepare_session"),
    "uitkomst": Kind("Uitkomst", "traject_sessions.outcome", ("text",), "prepare_session", "created_by"),
    "verslagtekst": Kind("Tekst in een verslag", "traject_sessions.minutespart", ("text",), "prepare_session"),
    "aanvulling": Kind(
        "Aanvulling op een verslag",
        "traject_sessions.minutescorrection",
        ("text", "answer"),
        "prepare_session",
        "created_by",
    ),
    "aantekening": Kind(
        "Aantekening bij een verslag", "traject_sessions.minutesnote", ("text",), "prepare_session", "created_by"
    ),
    "besluit": Kind("Besluit", "traject_sessions.decision", ("text",), "edit_action", "created_by"),
    "registratie": Kind(
        "Registratie", "privacy.registration", ("title", "text", "source"), "manage_registration", "created_by"
    ),
    "registratieonderbouwing": Kind(
        "Onderbouwing uit een registratie",
        "privacy.registrationevidence",
        ("text",),
        "manage_registration",
        "created_by",
    ),
    "registratiebestand": Kind(
        "Bestand bij een registratie",
        "privacy.registrationfile",
        ("filename",),
        "manage_registration",
        "uploaded_by",
        file="file",
    ),
    # Only its colleagues read what a second reader gave back.
    "tweede-lezing": Kind(
        "Wat er anders moet aan een signaal", "privacy.secondreading", ("note",), "manage_registration", "reader"
    ),
    # Shown in the mail with the invitation only.
    "uitnodiging": Kind(
        "Reden van een uitnodiging", "trajects.invitation", ("reason",), "manage_partners", "invited_by"
    ),
    # What residents hear back: hidden on both sides, and settled here.
    "terugkoppeling": Kind(
        "Terugkoppeling aan bewoners",
        "trajects.feedbackproposal",
        ("text", "remark"),
        "edit_traject",
        "written_by",
        for_residents=True,
    ),
    # Handed over by residents: hidden on both sides, and settled on theirs.
    "bewonersinbreng": Kind(
        "Bevinding van bewoners", "trajects.releasedfinding", ("text",), judge="", keeper="edit_traject"
    ),
}
"""Per word in the address the kind of text that professionals see."""

RESIDENTS_KINDS: Mapping[str, Kind] = {
    "notitie": Kind("Notitie", "trajects.residentsnote", ("text",), "guide_residents", "written_by"),
    "bevinding": Kind("Bevinding", "trajects.rewriting", ("text", "remark"), "guide_residents", "written_by"),
    "bijeenkomst": Kind("Bijeenkomst", "trajects.residentsmeeting", ("title", "place", "topic"), "guide_residents"),
    # From the professionals: hidden on both sides, and settled on theirs.
    "terugkoppeling": Kind(
        "Terugkoppeling", "trajects.residentsfeedback", ("text",), judge="", keeper="guide_residents"
    ),
}
"""The same of the residents' side: none of it is reported, told or settled anywhere else (V4)."""


def kind_of(row: models.Model) -> Kind:
    """The kind of a row that can be reported, on whichever side of the wall."""
    return next(kind for kind in (*KINDS.values(), *RESIDENTS_KINDS.values()) if kind.label == row._meta.label_lower)


def kind_named(name: str, kinds: Mapping[str, Kind] = KINDS) -> Kind:
    """The kind of an address. Raises Http404 for another word."""
    if name not in kinds:
        raise Http404
    return kinds[name]
