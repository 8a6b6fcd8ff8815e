"""The kinds of things the logbook knows, each with its sentence."""

from django.db import models


class LogKind(models.TextChoices):
    """What can happen in a traject. The label is the sentence; {} becomes the entry's subject."""

    TRAJECT_CREATED = "traject_created", "Voorstel voor dit traject gemaakt"
    TRAJECT_STARTED = "traject_started", "Traject gestart"
    TRAJECT_CLOSED = "traject_closed", "Traject afgesloten"
    TRAJECT_REOPENED = "traject_reopened", "Traject weer geopend"
    TRAJECT_CHANGED = "traject_changed", "Gegevens van het traject gewijzigd"
    STEP_STARTED = "step_started", "Begonnen met stap {}"
    STEP_FINISHED = "step_finished", "Stap {} afgerond"
    STEP_REOPENED = "step_reopened", "Stap {} weer geopend"
    RESULT_REACHED = "result_reached", "Resultaat bereikt: {}"
    PARTNER_ADDED = "partner_added", "{} toegevoegd als partner"
    PARTNER_STATUS = "partner_status", "Status van partner gewijzigd: {}"
    PERSON_INVITED = "person_invited", "Iemand uitgenodigd namens {}"
    PERSON_JOINED = "person_joined", "{} doet mee"
    PERSON_DECLINED = "person_declined", "Een uitnodiging voor {} is afgeslagen"
    ROLE_CHANGED = "role_changed", "Rol of taken gewijzigd: {}"
    SEAT_CONFIRMED = "seat_confirmed", "Een collega bevestigt dat {} bij de organisatie hoort"
    SEAT_HANDED_OVER = "seat_handed_over", "Deelname overgedragen: {}"
    PERSON_LEFT = "person_left", "{} doet niet meer mee"
    SESSION_PLANNED = "session_planned", "Bijeenkomst gepland: {}"
    SESSION_CHANGED = "session_changed", "Bijeenkomst gewijzigd: {}"
    POLL_OPENED = "poll_opened", "Datumprikker verstuurd: {}"
    POLL_MOVED = "poll_moved", "Antwoorden op de datumprikker kan tot een andere dag: {}"
    POLL_CLOSED = "poll_closed", "Dag gekozen met de datumprikker: {}"
    POLL_REMOVED = "poll_removed", "Datumprikker verwijderd: {}"
    AGENDA_SENT = "agenda_sent", "Agenda verstuurd: {}"
    SESSION_STARTED = "session_started", "Bijeenkomst begonnen: {}"
    SESSION_ENDED = "session_ended", "Bijeenkomst afgelopen: {}"
    SESSION_CANCELLED = "session_cancelled", "Bijeenkomst afgelast: {}"
    MINUTES_SENT = "minutes_sent", "Verslag verstuurd om aan te vullen: {}"
    MINUTES_SETTLED = "minutes_settled", "Verslag vastgesteld: {}"
    ACTION_ADDED = "action_added", "Actie afgesproken: {}"
    ACTION_DONE = "action_done", "Klaar: {}"
    ACTION_FAILED = "action_failed", "Niet gelukt: {}"
    DECISION_TAKEN = "decision_taken", "Besluit genomen: {}"
    PROBLEM_STATED = "problem_stated", "Probleemstelling opgeschreven"
    OPPORTUNITY_SEEN = "opportunity_seen", "Kans opgeschreven"
    CAUSE_NAMED = "cause_named", "Oorzaak of achtergrond opgeschreven"
    ASSUMPTION_ADDED = "assumption_added", "Aanname toegevoegd"
    ASSUMPTION_TESTED = "assumption_tested", "Oordeel over een aanname: {}"
    EVIDENCE_ADDED = "evidence_added", "Onderbouwing toegevoegd bij een aanname"
    GOAL_SET = "goal_set", "Gezamenlijk doel opgeschreven: {}"
    PLAN_CHANGED = "plan_changed", "Plan gewijzigd: {}"
    PLAN_VERSION = "plan_version", "Nieuwe versie van het plan: {}"
    PLAN_SUBMITTED = "plan_submitted", "Plan voorgelegd aan de achterban: {}"
    SIGNATORY_NAMED = "signatory_named", "Ondertekenaar gekozen: {}"
    PLAN_ANSWERED = "plan_answered", "Antwoord op de vraag om akkoord: {}"
    PLAN_ADOPTED = "plan_adopted", "Plan vastgesteld: {}"
    PLAN_COMMENTED = "plan_commented", "Opmerking bij het plan: {}"
    SUPPORT_STATED = "support_stated", "Draagvlak, capaciteit en middelen voor het plan: {}"
    EVALUATION_PLANNED = "evaluation_planned", "Evaluatiemoment gepland: {}"
    EVALUATION_HELD = "evaluation_held", "Uitkomst van een evaluatie opgeschreven: {}"
    INDICATOR_ADDED = "indicator_added", "Indicator bij een doel gezet: {}"
    POINT_DONE = "point_done", "Geregeld: {}"
    THEME_ADDED = "theme_added", "Nieuw thema: {}"
    EXECUTION_STARTED = "execution_started", "Begonnen met de uitvoering"
    LEAD_NAMED = "lead_named", "Regiehouder gekozen: {}"
    LEAD_REMOVED = "lead_removed", "Geen regiehouder meer: {}"
    GROUP_CHANGED = "group_changed", "Werkgroep gewijzigd bij actielijn {}"
    PROGRESS_REPORTED = "progress_reported", "Gemeld hoe een maatregel loopt: {}"
    STUCK_RAISED = "stuck_raised", "Vraag gesteld over wat vastloopt, aan {}"
    STUCK_ANSWERED = "stuck_answered", "Geantwoord op een vraag over wat vastloopt"
    CHECK_IN_PLANNED = "check_in_planned", "Check-in bij regiehouders: {}"
    BOARD_ASKED = "board_asked", "Vraag aan het bestuur: {}"
    DOCUMENT_ADDED = "document_added", "Document toegevoegd: {}"
    DOCUMENT_REMOVED = "document_removed", "Document verwijderd: {}"
    PACE_REASON = "pace_reason", "Reden voor het tempo vastgelegd: {}"
    AGREEMENT_PUBLISHED = "agreement_published", "Nieuwe privacyafspraken gepubliceerd: {}"
    GUIDE_NAMED = "guide_named", "{} begeleidt de bewoners"
    GUIDE_LEFT = "guide_left", "{} begeleidt de bewoners niet meer"
    FINDING_RELEASED = "finding_released", "Bewoners hebben een bevinding overgedragen"
    FINDING_WITHDRAWN = "finding_withdrawn", "Bewoners hebben een overgedragen bevinding ingetrokken"
    FEEDBACK_PROPOSED = "feedback_proposed", "Terugkoppeling voor bewoners geschreven"
    FEEDBACK_PASSED = "feedback_passed", "Terugkoppeling doorgegeven aan bewoners"
    FEEDBACK_REMOVED = "feedback_removed", "Terugkoppeling weggehaald bij bewoners"
    TEXT_HIDDEN = "text_hidden", "Een tekst is verborgen omdat er misschien een persoonsgegeven in staat"
    NOTE = "note", "{}"


KIND_GROUPS: dict[str, tuple[str, tuple[LogKind, ...]]] = {
    "traject": (
        "Traject en stappen",
        (
            LogKind.TRAJECT_CREATED,
            LogKind.TRAJECT_STARTED,
            LogKind.TRAJECT_CLOSED,
            LogKind.TRAJECT_REOPENED,
            LogKind.TRAJECT_CHANGED,
            LogKind.STEP_STARTED,
            LogKind.STEP_FINISHED,
            LogKind.STEP_REOPENED,
            LogKind.RESULT_REACHED,
            LogKind.PACE_REASON,
            LogKind.AGREEMENT_PUBLISHED,
            LogKind.THEME_ADDED,
        ),
    ),
    "partners": (
        "Partners en mensen",
        (
            LogKind.PARTNER_ADDED,
            LogKind.PARTNER_STATUS,
            LogKind.PERSON_INVITED,
            LogKind.PERSON_JOINED,
            LogKind.PERSON_DECLINED,
            LogKind.ROLE_CHANGED,
            LogKind.SEAT_HANDED_OVER,
            LogKind.PERSON_LEFT,
            LogKind.SEAT_CONFIRMED,
        ),
    ),
    "bijeenkomsten": (
        "Bijeenkomsten",
        (
            LogKind.SESSION_PLANNED,
            LogKind.SESSION_CHANGED,
            LogKind.POLL_OPENED,
            LogKind.POLL_MOVED,
            LogKind.POLL_CLOSED,
            LogKind.POLL_REMOVED,
            LogKind.AGENDA_SENT,
            LogKind.SESSION_STARTED,
            LogKind.SESSION_ENDED,
            LogKind.SESSION_CANCELLED,
            LogKind.MINUTES_SENT,
            LogKind.MINUTES_SETTLED,
        ),
    ),
    "acties": (
        "Acties en besluiten",
        (LogKind.ACTION_ADDED, LogKind.ACTION_DONE, LogKind.ACTION_FAILED, LogKind.DECISION_TAKEN),
    ),
    "plan": (
        "Probleem, doel en plan",
        (
            LogKind.PROBLEM_STATED,
            LogKind.OPPORTUNITY_SEEN,
            LogKind.CAUSE_NAMED,
            LogKind.ASSUMPTION_ADDED,
            LogKind.ASSUMPTION_TESTED,
            LogKind.EVIDENCE_ADDED,
            LogKind.GOAL_SET,
            LogKind.PLAN_CHANGED,
            LogKind.PLAN_VERSION,
            LogKind.PLAN_SUBMITTED,
            LogKind.SIGNATORY_NAMED,
            LogKind.PLAN_ANSWERED,
            LogKind.PLAN_ADOPTED,
            LogKind.PLAN_COMMENTED,
            LogKind.SUPPORT_STATED,
            LogKind.POINT_DONE,
            LogKind.INDICATOR_ADDED,
            LogKind.EVALUATION_PLANNED,
            LogKind.EVALUATION_HELD,
        ),
    ),
    "uitvoering": (
        "Uitvoering",
        (
            LogKind.EXECUTION_STARTED,
            LogKind.LEAD_NAMED,
            LogKind.LEAD_REMOVED,
            LogKind.GROUP_CHANGED,
            LogKind.PROGRESS_REPORTED,
            LogKind.STUCK_RAISED,
            LogKind.STUCK_ANSWERED,
            LogKind.CHECK_IN_PLANNED,
            LogKind.BOARD_ASKED,
        ),
    ),
    "bewoners": (
        "Bewoners",
        (
            LogKind.GUIDE_NAMED,
            LogKind.GUIDE_LEFT,
            LogKind.FINDING_RELEASED,
            LogKind.FINDING_WITHDRAWN,
            LogKind.FEEDBACK_PROPOSED,
            LogKind.FEEDBACK_PASSED,
            LogKind.FEEDBACK_REMOVED,
        ),
    ),
    "documenten": ("Documenten", (LogKind.DOCUMENT_ADDED, LogKind.DOCUMENT_REMOVED)),
    "notities": ("Notities", (LogKind.NOTE, LogKind.TEXT_HIDDEN)),
}
"""How the logbook is filtered: name in the address → label and kinds. Every kind is in one group."""
