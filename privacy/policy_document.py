"""The policy in Dutch: the text of docs/toegang.md, made from privacy/policy.py and so never behind."""

from collections.abc import Iterable, Mapping

from privacy import policy
from privacy.policy import Road

ROLE_WORDS: dict[str, str] = {
    "reader": "achterban",
    "partner": "partner",
    "kernteam": "kernteam",
    "gebiedsmakelaar": "gebiedsmakelaar in het kernteam",
    "aanjager": "aanjager",
    "resident": "bewoner",
    "guide": "bewonersbegeleider",
}
"""Per role of the policy: the word that people use for it."""

MODEL_WORDS: dict[str, str] = {
    "trajects.traject": "traject",
    "trajects.urgency": "urgentie van een traject",
    "trajects.afterpoint": "afspraak over de tijd na Buurtbalans",
    "trajects.step": "stap van een traject",
    "trajects.stepresult": "resultaat van een stap",
    "trajects.resultreached": "bijeenkomst waarin een resultaat is bereikt",
    "trajects.partner": "deelnemende organisatie",
    "trajects.membership": "deelnemer",
    "trajects.invitation": "uitnodiging om mee te doen",
    "trajects.assumption": "aanname",
    "trajects.evidence": "onderbouwing van een aanname",
    "trajects.problemstatement": "probleemstelling",
    "trajects.opportunity": "kans",
    "trajects.cause": "oorzaak of achtergrond",
    "trajects.jointgoal": "gezamenlijk doel",
    "trajects.plan": "plan van aanpak",
    "trajects.planversion": "voorgelegde versie van het plan",
    "trajects.versiontext": "gemelde tekst in een voorgelegde versie",
    "trajects.signatory": "ondertekenaar van een organisatie",
    "trajects.approval": "akkoord van een organisatie op het plan",
    "trajects.approvalchange": "eerder antwoord op de vraag om akkoord",
    "trajects.plancomment": "opmerking bij een voorgelegde versie, en het antwoord",
    "trajects.supportstatement": "draagvlak, capaciteit en middelen van een organisatie voor een versie",
    "trajects.adoptedpaper": "vastgesteld plan",
    "trajects.planpart": "onderdeel van het plan",
    "trajects.writing": "wie nu aan een onderdeel van het plan schrijft",
    "trajects.actionline": "actielijn",
    "trajects.measure": "maatregel",
    "trajects.evaluationmoment": "evaluatiemoment",
    "trajects.goalindicator": "indicator van een doel",
    "trajects.measurement": "getal van een indicator",
    "trajects.governancepoint": "punt om bestuurlijk, bij de overdracht of met bewoners te regelen",
    "trajects.objection": "bezwaar met een antwoord",
    "trajects.lead": "regiehouder van een actielijn",
    "trajects.workinggroup": "werkgroep",
    "trajects.representative": "wie in een werkgroep zit",
    "trajects.progressreport": "melding hoe een maatregel loopt",
    "trajects.stuckpoint": "vraag over wat vastloopt",
    "trajects.checkin": "check-in bij regiehouders",
    "trajects.checkinanswer": "antwoord bij een check-in",
    "trajects.boardquestion": "vraag aan het bestuur",
    "trajects.source": "bron van een stuk van het plan",
    "trajects.logentry": "regel in het logboek",
    "trajects.document": "document",
    "trajects.releasedfinding": "overgedragen bevinding van bewoners",
    "trajects.feedbackproposal": "voorstel voor terugkoppeling aan bewoners",
    "trajects.residentstrack": "bewonersspoor",
    "trajects.residentsmeeting": "bijeenkomst van bewoners",
    "trajects.residentsnote": "notitie van bewoners",
    "trajects.residentslogentry": "regel in het logboek van bewoners",
    "trajects.residentsinvitation": "uitnodiging aan een bewoner",
    "trajects.rewriting": "herschreven bevinding",
    "trajects.residentsfeedback": "terugkoppeling aan bewoners",
    "traject_sessions.session": "bijeenkomst",
    "traject_sessions.sessionpartner": "uitgenodigde organisatie",
    "traject_sessions.poll": "datumprikker",
    "traject_sessions.polloption": "moment in een datumprikker",
    "traject_sessions.pollvoter": "aan wie een datumprikker is gevraagd",
    "traject_sessions.pollvote": "antwoord op een datumprikker",
    "traject_sessions.agendaitem": "agendapunt",
    "traject_sessions.agendafile": "bestand bij een agendapunt",
    "traject_sessions.missingparty": "partij die nog mist",
    "traject_sessions.preparationtask": "voorbereiding van het kernteam",
    "traject_sessions.outcome": "uitkomst van een agendapunt",
    "traject_sessions.room": "bijeenkomst die bezig is",
    "traject_sessions.round": "ronde geeltjes bij een agendapunt",
    "traject_sessions.notegroup": "kop boven geeltjes",
    "traject_sessions.roomnote": "geeltje",
    "traject_sessions.minutes": "verslag van een bijeenkomst",
    "traject_sessions.minutespart": "tekst in een verslag",
    "traject_sessions.minutescorrection": "aanvulling op een verslag",
    "traject_sessions.minutesnote": "latere aantekening bij een verslag",
    "traject_sessions.carrying": "vaste punten die op een agenda zijn gezet",
    "traject_sessions.action": "actie of huiswerk",
    "traject_sessions.actionfile": "bestand bij een actie",
    "traject_sessions.actionchange": "wijziging van een actie",
    "traject_sessions.decision": "besluit",
    "privacy.registration": "registratie",
    "privacy.registrationfile": "bestand bij een registratie",
    "privacy.registrationversion": "eerdere versie van een registratie",
    "privacy.registrationevidence": "onderbouwing van een aanname uit een registratie",
    "privacy.secondreading": "tweede lezing van een signaal",
    "privacy.registrationimport": "ingelezen tabel met aantallen",
    "privacy.deletionreport": "verslag van wat er gewist is",
    "privacy.privacyagreement": "versie van de privacyafspraken",
    "privacy.agreementdraft": "concept van de privacyafspraken",
    "privacy.agreementacceptance": "akkoord op de privacyafspraken",
}
"""Per guarded model: its word in the screens."""

CARRIER_WORDS = {
    "traject": "het traject",
    "session": "de bijeenkomst",
    "registration": "de registratie",
    "track": "het bewonersspoor",
}
MEANINGS = {**policy.TRAJECT_ACTIONS, **policy.TRACK_ACTIONS}

HEAD = """\
# Wie mag wat

Deze pagina komt uit `privacy/policy.py`, het bestand waar de toepassing zelf in kijkt. Wijzig haar niet met
de hand: `.venv/bin/python manage.py write_access_docs` schrijft haar opnieuw. De tests merken het als dat
vergeten is.

Drie regels gaan aan de tabellen vooraf:

- Wat je niet mag zien, bestaat voor je niet: je krijgt "niet gevonden", ook als deelnemer. "Dit mag je niet"
  krijg je alleen bij iets wat je wel ziet.
- Een recht heb je door je rol in één traject, zolang je daar meedoet. Doe je niet meer mee, dan is het bij de
  volgende klik voorbij.
- Beheerder of superuser zijn geeft geen enkel recht in een traject.
"""

SIGHT = """\
Vier dingen dragen het recht om te zien. Al het andere hangt daaraan.

- **Het traject** zien de rollen met `view_traject` in de tabel hierboven.
- **Een bijeenkomst** zien de deelnemers in het kernteam. De uitgenodigde organisaties zien haar zodra de
  agenda is verstuurd.
- **Een registratie** ziet de eigen organisatie, en tot de einddatum de partners die zij heeft gekozen. Verder
  niemand. Wat anderen delen, zie je pas als je zelf akkoord bent met de nieuwste privacyafspraken van dat traject.
- **Het bewonersspoor** zien de bewoners die daar meedoen en hun bewonersbegeleider. Verder niemand, ook het
  kernteam niet. Andersom ziet een bewoner niets van het traject. Wat overgedragen is, staat er twee keer: aan elke
  kant een eigen rij, zonder verwijzing van de ene naar de andere tabel.

Wat bij een traject hoort en niet in deze tabel staat, ziet niemand.
"""


class MissingWordError(Exception):
    """The policy names something that has no Dutch word here yet."""


def text() -> str:
    """The whole page. The same policy gives the same text, letter by letter."""
    _require_words("ROLE_WORDS", [*policy.ROLES, *policy.TRACK_ROLES], ROLE_WORDS)
    _require_words("MODEL_WORDS", policy.ROADS, MODEL_WORDS)
    return "\n".join([HEAD, *_roles(), "", *_own_rows(), "", *_roads()]) + "\n"


def _require_words(name: str, wanted: Iterable[str], words: Iterable[str]) -> None:
    missing = sorted(set(wanted) - set(words))
    if missing:
        raise MissingWordError(f"geen Nederlands woord voor {', '.join(missing)}; zet het in {name}.")


def _roles() -> list[str]:
    lines = ["## Rollen en handelingen", "", *_role_table(policy.TRAJECT_ACTIONS, policy.ROLES), ""]
    lines += ["In het bewonersspoor gelden eigen rollen. Een rol aan de ene kant geeft aan de andere kant niets.", ""]
    return lines + _role_table(policy.TRACK_ACTIONS, policy.TRACK_ROLES)


def _role_table(meanings: Mapping[str, str], roles: Mapping[str, frozenset[str]]) -> list[str]:
    lines = _head(["handeling", *(ROLE_WORDS[role] for role in roles)])
    for action, meaning in meanings.items():
        marks = ["ja" if action in actions else "–" for actions in roles.values()]
        lines.append(_row([f"{meaning} (`{action}`)", *marks]))
    return lines


def _own_rows() -> list[str]:
    lines = ["## Alleen bij wat van de eigen organisatie of van jezelf is", ""]
    for action, lifted_by in policy.OWN_ROWS_ONLY.items():
        rest = "Daar is geen uitzondering op."
        if lifted_by:
            rest = f"Behalve voor wie mag: {MEANINGS[lifted_by]} (`{lifted_by}`)."
        lines.append(f"- {_capital(MEANINGS[action])} (`{action}`). {rest}")
    return lines


def _roads() -> list[str]:
    lines = ["## Langs welke weg je iets ziet", "", SIGHT]
    lines += _head(["wat", "in de code", "wie ziet het"])
    for label, road in policy.ROADS.items():
        lines.append(_row([MODEL_WORDS[label], f"`{label}`", _who(road)]))
    return lines


def _who(road: Road) -> str:
    who = f"wie {CARRIER_WORDS[road.carrier]} ziet"
    if road.opens != "view_traject":
        who = f"wie mag: {policy.TRAJECT_ACTIONS[road.opens]} (`{road.opens}`)"
    if road.own_opens:
        who += f", en bij de eigen organisatie wie mag: {MEANINGS[road.own_opens]} (`{road.own_opens}`)"
    if road.or_traject:
        who += ", en zonder bijeenkomst wie het traject ziet"
    if road.needs:
        who += f", en ook mag: {MEANINGS[road.needs]} (`{road.needs}`)"
    if road.agreed:
        who += ", en akkoord is met de afspraken daarvan" + ("; wat je zelf schreef, blijf je zien" * bool(road.author))
    if road.own_only:
        who += ", en alleen van de eigen organisatie"
    if road.waits:
        who += ", van een aantal personen voor andere organisaties pas na afloop van de periode"
    if road.person:
        who += "; alleen wie de rij zelf maakte"
    if road.only:
        who += "; alleen rijen met " + ", ".join(f"`{name}={value}`" for name, value in road.only.items())
    return who


def _head(cells: list[str]) -> list[str]:
    return [_row(cells), _row(["---"] * len(cells))]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
