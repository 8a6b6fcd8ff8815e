"""Conditions whose absence no test can notice, each with why that does no harm."""

GUIDES = "only a seat among residents has this role; the database refuses another"
UNIQUE = "the codenames of the policy are unique, which a test holds"
NARROWED = "no road over a registration is narrowed, which a test holds"
KNOWN = "what is remembered is what the database answers, which tests hold; it costs questions, which tests count"
HARMLESS: dict[str, str] = {
    "visible: not user.is_authenticated": "who is not logged in is not active either, which is asked beside it",
    "fetch: not isinstance(user, User)": "who is no user sees no row, which is asked beside it; for the type checker",
    "_hidden: isinstance(user, User)": "who is no user is not active either, which is asked beside it",
    "trajects: if known": KNOWN,
    "partners: if known": KNOWN,
    "represented: if known": KNOWN,
    "_live_seats: filter(track='professionals')": "among residents a seat has no partner; the database refuses another",
    "_wanted: filter(content_type__app_label='trajects')": UNIQUE,
    "_wanted: filter(content_type__model=carrier._meta.model_name)": UNIQUE,
    "_wanted: filter(traject__in=places)": "every traject with roles of these kinds is among the places",
    "report_rewrite: form is None": "only a file has no form, and residents write no files; for the type checker",
    "own_partner: filter(traject=traject)": "a seat is for a partner of its own traject",
    "guides_of: not isinstance(user, User)": "who is no user is not active either, which is asked beside it",
    "guides_of: {'track': 'residents'}": GUIDES,
    "residents_of: filter(track='residents')": GUIDES,
    "admit: exclude(group__in=wanted)": "what goes that should stay is written again in the same transaction",
    "give_roles: filter(content_type__app_label='trajects')": UNIQUE,
    "give_roles: filter(content_type__model='traject')": UNIQUE,
    "give_track_roles: filter(content_type__app_label='trajects')": UNIQUE,
    "give_track_roles: filter(content_type__model='residentstrack')": UNIQUE,
    "_awaiting: & Q(**dict(road.only))": NARROWED,
    "_awaiting: Q(**dict(road.only))": NARROWED,
}
