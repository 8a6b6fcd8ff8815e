"""The fixed lists of the method that a traject is described with (Stappenplan, step 1)."""

from django.db import models


class UrgencyKind(models.TextChoices):
    """Why a buurt needs attention now: the seven kinds of the method, and room for another."""

    AREA_PLAN = "gebiedsplan", "Aangewezen in het gebiedsplan"
    BEHIND_THE_FRONT_DOOR = "achter_de_voordeur", "Problemen achter de voordeur of met de leefbaarheid"
    FACILITIES_OR_VULNERABILITY = (
        "voorzieningen",
        "Te weinig voorzieningen of meer mensen in een kwetsbare positie",
    )
    RECEPTION_OR_CARE = "opvang_of_zorg", "Grote opvang- of zorglocatie"
    URBAN_RENEWAL = "stedelijke_vernieuwing", "Stedelijke vernieuwing"
    INCIDENTS = "incidenten", "Ernstige incidenten"
    FORGOTTEN_BUURT = "vergeten_buurt", "Vergeten buurt"
    OTHER = "anders", "Anders"


URGENCY_HELP: dict[str, str] = {
    UrgencyKind.AREA_PLAN: (
        "Een plan of visie voor het gebied noemt deze buurt als een buurt die voorrang verdient. "
        "Bijvoorbeeld: het gebiedsplan zet de buurt bovenaan voor jeugd en veiligheid."
    ),
    UrgencyKind.BEHIND_THE_FRONT_DOOR: (
        "Er zijn aanwijzingen dat het thuis niet goed gaat, dat woningen slecht zijn of dat de buurt minder "
        "prettig wordt. Bijvoorbeeld: monteurs zien veel vocht en schimmel, en het buurtteam krijgt meer "
        "vragen over schulden."
    ),
    UrgencyKind.FACILITIES_OR_VULNERABILITY: (
        "Belangrijke voorzieningen ontbreken, of er komen steeds meer mensen wonen die het moeilijk hebben. "
        "Bijvoorbeeld: het buurthuis is dicht en er is geen plek voor jongeren."
    ),
    UrgencyKind.RECEPTION_OR_CARE: (
        "Er is of komt een grote locatie voor opvang of zorg. Buurtbalans helpt om die goed een plek te "
        "geven in de buurt. Bijvoorbeeld: volgend jaar opent een opvang voor tweehonderd mensen."
    ),
    UrgencyKind.URBAN_RENEWAL: (
        "Er wordt gesloopt, gebouwd of groot gerenoveerd. Dat is een goed moment om ook sociaal te "
        "vernieuwen. Bijvoorbeeld: drie flats gaan plat en de helft van de bewoners verhuist."
    ),
    UrgencyKind.INCIDENTS: (
        "Er is iets ernstigs gebeurd dat de buurt raakt. Bijvoorbeeld: een steekpartij op het plein, of een "
        "reeks branden in bergingen."
    ),
    UrgencyKind.FORGOTTEN_BUURT: (
        "De buurt krijgt bijna geen aandacht, maar de cijfers gaan de verkeerde kant op. Bijvoorbeeld: er "
        "loopt geen enkele aanpak, terwijl de eenzaamheid al jaren stijgt."
    ),
    UrgencyKind.OTHER: (
        "Een andere reden om nu te beginnen. Leg in je eigen woorden uit wat je ziet en waar je dat op baseert."
    ),
}
"""Per kind of urgency: what it means, with an example."""


class TrajectKind(models.TextChoices):
    """What Buurtbalans is used for in this buurt (Stappenplan, step 1)."""

    FIRST_JOINT_APPROACH = "eerste_aanpak", "Eerste gezamenlijke aanpak"
    RECALIBRATION = "herijking", "Herijking van lopende inzet"
    DEEPENING = "verdieping", "Verdieping van een thema"
    SUPPORTING_MEASURE = "ondersteunend", "Ondersteunende maatregel"


TRAJECT_KIND_HELP: dict[str, str] = {
    TrajectKind.FIRST_JOINT_APPROACH: (
        "In deze buurt loopt nog weinig. Jullie beginnen samen: eerst een gedeeld beeld, dan een plan."
    ),
    TrajectKind.RECALIBRATION: (
        "Er loopt al veel in deze buurt. Jullie kijken opnieuw of dat nog klopt, wat beter op elkaar kan "
        "aansluiten en wat kan stoppen."
    ),
    TrajectKind.DEEPENING: "Jullie zoeken één onderwerp in de buurt verder uit, bijvoorbeeld zorg of jeugd.",
    TrajectKind.SUPPORTING_MEASURE: (
        "Er komt iets groots naar de buurt, zoals een opvang- of zorglocatie of stedelijke vernieuwing. "
        "Buurtbalans helpt om dat goed te laten landen en er sociaal iets aan toe te voegen."
    ),
}
"""Per kind of traject: when it fits."""


class AfterTopic(models.TextChoices):
    """What partners talk over at the start about the time after Buurtbalans (Stappenplan, step 1)."""

    LONG_RELATIONSHIP = "lange_relatie", "Langdurige relatie"
    MEANS = "middelen", "Middelen"
    OWN_ORGANISATION = "draagvlak", "Draagvlak in de eigen organisatie"
    LEADS = "regiehouders", "Regiehouders"
    EXPECTATIONS = "verwachtingen", "Verwachtingen"


AFTER_QUESTION: dict[str, str] = {
    AfterTopic.LONG_RELATIONSHIP: "Willen jullie je voor langere tijd aan de buurt en aan elkaar verbinden?",
    AfterTopic.MEANS: "Welk geld en welke uren zijn er nu of later misschien beschikbaar?",
    AfterTopic.OWN_ORGANISATION: "Staat je eigen organisatie erachter, en wie moet je daar meenemen?",
    AfterTopic.LEADS: "Wie houdt straks de regie als het plan wordt uitgevoerd?",
    AfterTopic.EXPECTATIONS: "Wat verwachten jullie dat Buurtbalans oplevert, en wat niet?",
}
"""Per topic: the question that opens the talk."""
