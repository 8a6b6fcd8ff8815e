"""Why a file is not accepted, in words that say what to do."""

TOO_LARGE = "Dit bestand is groter dan 10 MB. Kies een kleiner bestand."
WRONG_KIND = "Dit soort bestand kan niet. Kies een PDF, Word, Excel, PowerPoint, PNG, JPG, TXT of CSV."
UNREADABLE = "We kunnen dit bestand niet lezen. Sla het opnieuw op en probeer het nog eens."


class Refused(Exception):
    """This file does not come in; its text is for the person who brought it."""
