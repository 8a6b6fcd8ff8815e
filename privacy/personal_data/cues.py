"""The words around a name: what announces a person, what announces an organisation or a place (lists/cues.txt)."""

from privacy.personal_data.sections import cues

TITLES = cues("titles")
KIN = cues("kin")
ROLES = cues("roles")
DEEDS = cues("deeds")
SPEECH = cues("speech")
TO_PERSONS = cues("to_persons")
ARTICLES = cues("articles")
PARTICLES = cues("particles")
OPENING = cues("opening")
DUTCH_OPENING = cues("dutch_opening")
ORGANISATION_BEFORE = cues("organisation_before")
ORGANISATION_AFTER = cues("organisation_after")
ALSO_WORDS = cues("also_words")
AFTER_DE = cues("after_de")
NEVER = cues("never")
