"""Who may do what, as data that one can read aloud (domain.md section 4). Imports nothing of ours.

Four parts: the actions, the roles that hold them, the road from each model to the object that carries
its permission, and the actions that one may only do to one's own rows. Actions and roles on the residents'
track stand apart, as their seats do: nothing on one side of the wall gives anything on the other (V4).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Unlike any codename that Django gives by itself (its own sessions app has a view_session).
SEE_SESSION = "see_session"
SEE_REGISTRATION = "see_registration"

# Every action on a traject with what it means, in Dutch because docs/toegang.md prints it.
TRAJECT_ACTIONS: Mapping[str, str] = {
    "view_traject": "het traject zien: overzicht, stappen, partners, acties, plan",
    "view_progress": "naam, stap en tempo zien, geen inhoud",
    "read_submitted_plan": "het voorgelegde plan lezen",
    "comment_plan": "bij een voorgelegd plan opmerkingen plaatsen en zeggen wat de eigen organisatie kan inzetten",
    "answer_plan": "als ondertekenaar antwoorden op de vraag om akkoord namens de eigen organisatie",
    "add_action": "een actie toevoegen",
    "report_action": "eigen huiswerk en acties melden",
    "take_part": "meedoen in een bijeenkomst: geeltjes plakken, stemmen, het verslag aanvullen",
    "add_assumption": "aannames toevoegen, en wat ervoor of ertegen spreekt",
    "edit_evidence": "eigen aannames en onderbouwing wijzigen en weghalen",
    "report_progress": "melden hoe een actielijn of maatregel van de eigen organisatie loopt",
    "add_registration": "een registratie van de eigen organisatie toevoegen",
    "manage_registration": "een eigen registratie wijzigen, delen en intrekken",
    "confirm_colleague": "bevestigen dat iemand bij de eigen organisatie hoort, en een collega vragen om het "
    "voorgelegde plan mee te lezen",
    "add_document": "een document toevoegen",
    "edit_traject": "traject, stappen, probleemstelling en doelen wijzigen",
    "manage_partners": "partners en kernteam wijzigen, mensen uitnodigen",
    "prepare_session": "bijeenkomsten en agenda's maken en wijzigen",
    "edit_action": "alle acties en besluiten wijzigen",
    "edit_plan": "het plan schrijven",
    "adopt_plan": "het plan vaststellen",
    "steer_execution": "trekkers, werkgroepen, evaluatiemomenten en vragen aan het bestuur bijhouden",
    "edit_logbook": "een notitie in het logboek zetten en documenten verwijderen",
    "manage_agreement": "de privacyafspraken wijzigen, en zien wie akkoord gaf",
    "close_traject": "het traject afsluiten en heropenen, en zien wat er gewist is",
    "start_traject": "het traject starten",
}

# Every action on the residents' track, which carries them itself.
TRACK_ACTIONS: Mapping[str, str] = {
    "view_residents": "het bewonersspoor zien: bijeenkomsten, notities, bevindingen, terugkoppeling",
    "add_residents_note": "een notitie toevoegen",
    "edit_residents_note": "een eigen notitie wijzigen en verwijderen",
    "approve_finding": "een herschreven bevinding goedkeuren of terugsturen",
    "withdraw_finding": "een overgedragen bevinding intrekken",
    "guide_residents": "bewoners uitnodigen, bijeenkomsten plannen, hun afspraken wijzigen, bevindingen herschrijven, "
    "terugkoppeling doorgeven",
}

READER = frozenset({"read_submitted_plan", "comment_plan", "answer_plan"})
PARTNER = READER | frozenset(
    {
        "view_traject",
        "add_action",
        "report_action",
        "take_part",
        "add_assumption",
        "edit_evidence",
        "report_progress",
        "add_registration",
        "manage_registration",
        "confirm_colleague",
        "add_document",
    }
)
KERNTEAM = PARTNER | {
    "edit_traject",
    "manage_partners",
    "prepare_session",
    "edit_action",
    "edit_plan",
    "adopt_plan",
    "steer_execution",
    "edit_logbook",
    "manage_agreement",
    "close_traject",
}
GEBIEDSMAKELAAR = KERNTEAM | {"start_traject"}
AANJAGER = frozenset({"view_progress"})

ROLES: Mapping[str, frozenset[str]] = {
    "reader": READER,
    "partner": PARTNER,
    "kernteam": KERNTEAM,
    "gebiedsmakelaar": GEBIEDSMAKELAAR,
    "aanjager": AANJAGER,
}

RESIDENT = frozenset(
    {"view_residents", "add_residents_note", "edit_residents_note", "approve_finding", "withdraw_finding"}
)
# Who proposes does not approve (B6).
GUIDE = RESIDENT - {"approve_finding"} | {"guide_residents"}

TRACK_ROLES: Mapping[str, frozenset[str]] = {"resident": RESIDENT, "guide": GUIDE}

# What every role keeps in a traject that was closed: reading, and what concerns one's own registrations (T13).
LEFT_AFTER_CLOSING = frozenset(
    {"view_traject", "view_progress", "read_submitted_plan", "manage_registration", "close_traject"}
)

# The same on the residents' track.
LEFT_TO_RESIDENTS = frozenset({"view_residents", "withdraw_finding"})

# Actions that only the organisation that owns the row may do; on the residents' track: who wrote it. The
# value is the action that lifts this, or "" where nothing does: no role gives a back door to another
# organisation's registration (V3).
OWN_ROWS_ONLY: Mapping[str, str] = {
    "report_action": "edit_action",
    "report_progress": "steer_execution",
    "edit_evidence": "edit_traject",
    "comment_plan": "",
    "answer_plan": "",
    "manage_registration": "",
    "confirm_colleague": "",
    "edit_residents_note": "guide_residents",
}

# What one does as one's organisation waits until a colleague has confirmed that one belongs to it.
CONFIRMED_ONLY = frozenset(
    {
        "report_action",
        "edit_evidence",
        "report_progress",
        "comment_plan",
        "answer_plan",
        "add_registration",
        "manage_registration",
        "confirm_colleague",
    }
)


@dataclass(frozen=True)
class Road:
    """How a row is reached: from its model to the object that carries the permission.

    `carrier` is "traject", "session", "registration" or "track" (the residents'); `path` leads to it ("" when the
    row is it). `traject` leads to the traject. Where the carrier can be empty, the traject carries the row
    (`or_traject`). `opens` is the traject action by which a road over the traject goes; who may only do `own_opens`
    reaches the rows of his own organisation (`partner`) and no others. `needs` names one more action that a reader must
    hold; `only` narrows the rows anybody may reach; `partner` leads to the Partner that owns
    the row, on the residents' track `author` to who wrote it. What is only read by who accepted that track's
    newest agreement is `agreed`; what one wrote oneself stays. `own_only`
    keeps the row to its organisation, whatever is shared; what `waits` hangs on a count about persons and is given
    to others when its period has ended; `person` leads to the one person who may see it.
    """

    carrier: str
    path: str = ""
    traject: str = "traject"
    or_traject: bool = False
    opens: str = "view_traject"
    own_opens: str = ""
    needs: str = ""
    partner: str = ""
    author: str = ""
    agreed: bool = False
    own_only: bool = False
    waits: bool = False
    person: str = ""
    only: Mapping[str, object] = field(default_factory=dict)


def _with_registration(*, own_only: bool = False, waits: bool = False) -> Road:
    """The road of what hangs on a registration."""
    return Road(
        "registration",
        "registration",
        traject="registration__traject",
        partner="registration__partner",
        own_only=own_only,
        waits=waits,
    )


def _asked(traject: str, seat: str) -> Road:
    """The road of what one person was asked, for as long as the seat lasts for which it was asked."""
    return Road("traject", traject, traject=traject, person=f"{seat}__user", only={f"{seat}__valid_to": None})


def _of_version() -> Road:
    """The road of what an organisation says about a submitted version of the plan: its back office reads its own."""
    traject = "plan_version__plan__traject"
    return Road("traject", traject, traject=traject, partner="partner", own_opens="read_submitted_plan")


# A model that is not in this table is invisible to everybody; a test says so.
ROADS: Mapping[str, Road] = {
    "trajects.traject": Road("traject", traject=""),
    "trajects.urgency": Road("traject", "traject"),
    "trajects.afterpoint": Road("traject", "traject"),
    "trajects.step": Road("traject", "traject"),
    "trajects.stepresult": Road("traject", "step__traject", traject="step__traject"),
    "trajects.resultreached": Road("session", "session", traject="session__traject"),
    "trajects.partner": Road("traject", "traject"),
    # The wall (V4): a seat on the residents' track does not exist for professionals.
    "trajects.membership": Road("traject", "traject", partner="partner", only={"track": "professionals"}),
    "trajects.invitation": Road("traject", "partner__traject", traject="partner__traject", needs="manage_partners"),
    "trajects.assumption": Road("traject", "traject", partner="partner"),
    "trajects.evidence": Road("session", "session", traject="assumption__traject", or_traject=True, partner="partner"),
    "trajects.problemstatement": Road("traject", "traject"),
    "trajects.opportunity": Road("traject", "traject"),
    "trajects.cause": Road("traject", "traject"),
    "trajects.jointgoal": Road("traject", "traject"),
    "trajects.plan": Road("traject", "traject"),
    # For the back office of the partners too, who see nothing else of the traject.
    "trajects.planversion": Road("traject", "plan__traject", traject="plan__traject", opens="read_submitted_plan"),
    # A text of a version that was reported, by its place; who reads nothing but the version sees what it says (V2).
    "trajects.versiontext": Road("traject", "plan_version__plan__traject", traject="plan_version__plan__traject"),
    # What each organisation answers: partners see all, a back office its own organisation's (L6).
    "trajects.signatory": Road(
        "traject",
        "partner__traject",
        traject="partner__traject",
        partner="partner",
        own_opens="read_submitted_plan",
    ),
    "trajects.approval": _of_version(),
    "trajects.approvalchange": Road(
        "traject",
        "approval__plan_version__plan__traject",
        traject="approval__plan_version__plan__traject",
        partner="approval__partner",
        own_opens="read_submitted_plan",
    ),
    # What each organisation says about a submitted version, and what it can bring in (L3); as its answer.
    "trajects.plancomment": _of_version(),
    "trajects.supportstatement": _of_version(),
    # With what every organisation said in it, so not for a back office.
    "trajects.adoptedpaper": Road("traject", "plan_version__plan__traject", traject="plan_version__plan__traject"),
    "trajects.planpart": Road("traject", "plan__traject", traject="plan__traject"),
    "trajects.writing": Road("traject", "part__plan__traject", traject="part__plan__traject", needs="edit_plan"),
    "trajects.actionline": Road("traject", "plan__traject", traject="plan__traject"),
    "trajects.measure": Road("traject", "line__plan__traject", traject="line__plan__traject", partner="owner"),
    # Carrying it out: partners read all of it, a back office nothing.
    "trajects.lead": Road("traject", "line__plan__traject", traject="line__plan__traject", partner="partner"),
    "trajects.workinggroup": Road("traject", "line__plan__traject", traject="line__plan__traject"),
    "trajects.representative": Road(
        "traject", "group__line__plan__traject", traject="group__line__plan__traject", partner="partner"
    ),
    "trajects.progressreport": Road(
        "traject", "measure__line__plan__traject", traject="measure__line__plan__traject", partner="partner"
    ),
    "trajects.stuckpoint": Road("traject", "line__plan__traject", traject="line__plan__traject", partner="partner"),
    "trajects.checkin": Road("traject", "traject"),
    "trajects.checkinanswer": Road("traject", "check_in__traject", traject="check_in__traject", partner="partner"),
    "trajects.boardquestion": Road("traject", "traject"),
    # How partners keep to their plan: read by all of them; who owns a point may say that it is done.
    "trajects.evaluationmoment": Road("traject", "traject"),
    "trajects.goalindicator": Road("traject", "goal__traject", traject="goal__traject"),
    "trajects.measurement": Road("traject", "indicator__goal__traject", traject="indicator__goal__traject"),
    "trajects.governancepoint": Road("traject", "traject", partner="partner"),
    "trajects.objection": Road("traject", "traject"),
    # Where a piece of the plan came from: its words are for all partners, its link for who sees that.
    "trajects.source": Road("session", "session", or_traject=True),
    "trajects.logentry": Road("session", "session", or_traject=True),
    "trajects.document": Road("traject", "traject"),
    # What crossed the wall, on the professionals' side of it (B6).
    "trajects.releasedfinding": Road("traject", "traject"),
    "trajects.feedbackproposal": Road("traject", "traject"),
    "trajects.residentstrack": Road("track"),
    "trajects.residentsmeeting": Road("track", "track", traject="track__traject"),
    "trajects.residentsnote": Road("track", "track", traject="track__traject", author="written_by", agreed=True),
    "trajects.residentslogentry": Road("track", "track", traject="track__traject"),
    "trajects.residentsinvitation": Road("track", "track", traject="track__traject", needs="guide_residents"),
    "trajects.rewriting": Road("track", "track", traject="track__traject", agreed=True),
    "trajects.residentsfeedback": Road("track", "track", traject="track__traject"),
    "traject_sessions.session": Road("session"),
    "traject_sessions.sessionpartner": Road("session", "session", traject="session__traject"),
    "traject_sessions.agendaitem": Road("session", "session", traject="session__traject"),
    # With a deleted item its files go, and they come back with it.
    "traject_sessions.agendafile": Road(
        "session", "item__session", traject="item__session__traject", only={"item__deleted_at": None}
    ),
    "traject_sessions.missingparty": Road("session", "session", traject="session__traject", needs="prepare_session"),
    "traject_sessions.preparationtask": Road("session", "session", traject="session__traject", needs="prepare_session"),
    "traject_sessions.outcome": Road("session", "session", traject="session__traject"),
    # Its phones come in by another door: the code gives a device a seat, and a seat only its own room.
    "traject_sessions.room": Road("session", "session", traject="session__traject", needs="prepare_session"),
    "traject_sessions.round": Road("session", "item__session", traject="item__session__traject"),
    "traject_sessions.notegroup": Road("session", "session", traject="session__traject"),
    # Writing is silent: until all lie open nobody reads one but the device that stuck it.
    "traject_sessions.roomnote": Road("session", "session", traject="session__traject", only={"is_revealed": True}),
    "traject_sessions.minutes": Road("session", "session", traject="session__traject"),
    "traject_sessions.minutespart": Road("session", "session", traject="session__traject"),
    "traject_sessions.minutescorrection": Road("session", "session", traject="session__traject", partner="partner"),
    "traject_sessions.minutesnote": Road("session", "session", traject="session__traject"),
    "traject_sessions.carrying": Road("session", "session", traject="session__traject"),
    "traject_sessions.poll": Road("session", "session", traject="session__traject", needs="prepare_session"),
    "traject_sessions.polloption": Road(
        "session", "poll__session", traject="poll__session__traject", needs="prepare_session"
    ),
    # Who is asked sees his own answers and the days, and nothing of the session, which is a draft.
    "traject_sessions.pollvoter": _asked("poll__session__traject", "membership"),
    "traject_sessions.pollvote": _asked("voter__poll__session__traject", "voter__membership"),
    "traject_sessions.action": Road("session", "session", or_traject=True, partner="partner"),
    "traject_sessions.actionfile": Road(
        "session", "action__session", traject="action__traject", or_traject=True, partner="action__partner"
    ),
    "traject_sessions.actionchange": Road(
        "session", "action__session", traject="action__traject", or_traject=True, partner="action__partner"
    ),
    "traject_sessions.decision": Road("session", "session", or_traject=True),
    "privacy.registration": Road("registration", partner="partner"),
    "privacy.registrationfile": _with_registration(waits=True),
    "privacy.registrationversion": _with_registration(own_only=True),
    # Of a count about persons: its words wait for the end of the period, as its files do.
    "privacy.registrationevidence": _with_registration(waits=True),
    "privacy.secondreading": _with_registration(own_only=True),
    "privacy.registrationimport": Road("traject", "traject", needs="add_registration", person="brought_by"),
    # Numbers that are silent to the kernteam: how many there were of what others keep to themselves.
    "privacy.deletionreport": Road("traject", "traject", needs="close_traject", only={"is_shown": True}),
    # The wall again: what residents agree on is not for professionals, and the other way round.
    "privacy.privacyagreement": Road("traject", "traject", only={"track": "professionals"}),
    "privacy.agreementdraft": Road("traject", "traject", needs="manage_agreement", only={"track": "professionals"}),
    "privacy.agreementacceptance": Road(
        "traject",
        "agreement__traject",
        traject="agreement__traject",
        needs="manage_agreement",
        only={"agreement__track": "professionals"},
    ),
}
