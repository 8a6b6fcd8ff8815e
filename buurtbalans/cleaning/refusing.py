"""Why a file is not accepted, in words that say what to do."""

UNREADABLE = "We kunnen dit bestand niet lezen. Sla het opnieuw op en probeer het nog eens."
WRONG_CONTENT = "De inhoud van dit bestand past niet bij de naam. Sla het opnieuw op en probeer het nog eens."
TOO_MANY_PIXELS = "Deze afbeelding is te groot. Verklein hem tot hooguit 40 miljoen pixels."
TOO_MUCH_INSIDE = "In dit bestand zit te veel ingepakt. Splits het, of bewaar het als PDF."
LOCKED = "Dit bestand is met een wachtwoord beveiligd. Haal de beveiliging eraf en probeer het nog eens."
ACTIVE = "Dit bestand bevat macro's of andere programma's. Bewaar het zonder macro's, of als PDF."
EMBEDDED = (
    "In dit bestand zit een ander bestand, zoals een grafiek met zijn hele tabel. Plak het als afbeelding, of bewaar "
    "het als PDF."
)
LINKED = "Dit bestand haalt gegevens uit een ander bestand. Verbreek die koppeling en probeer het nog eens."
COMMENTS = (
    "In dit bestand staan opmerkingen of bijgehouden wijzigingen, met namen erbij. Accepteer of verwijder ze en "
    "probeer het nog eens."
)
ACTIVE_PDF = "Deze PDF bevat een script of een formulier dat iets uitvoert. Druk hem opnieuw af naar PDF."
EMBEDDED_PDF = "In deze PDF zit een ander bestand als bijlage. Haal de bijlage eruit, of druk hem opnieuw af naar PDF."
NOT_TEXT = "Dit is geen gewone tekst. Bewaar het bestand als UTF-8 en probeer het nog eens."


class Refused(Exception):
    """This file does not come in; its text is for the person who brought it."""
