"""The parts of a plan van aanpak / buurtagenda, and its kinds of measure (Stappenplan, steps 5 and 6)."""

from django.db import models


class Part(models.TextChoices):
    """One part of the plan: the eleven of the method, then its way to the board and to residents."""

    PROBLEM = "probleem", "Probleemanalyse en -stelling"
    GOALS = "doelen", "Gezamenlijke doelen en meerwaarde"
    MEASURES = "maatregelen", "Acties en maatregelen"
    RESIDENTS = "rol_bewoners", "Rol bewoners"
    RESULTS = "resultaten", "Gewenste resultaten"
    PARTNERS = "partijen", "Partijen die erbij horen"
    MEANS = "middelen", "Middelen en capaciteit"
    PLANNING = "planning", "Planning"
    LEAD = "regie", "Regie en buurtalliantie"
    MONITORING = "monitoring", "Monitoring en evaluatie"
    RESPONSIBILITY = "verantwoordelijk", "Wie is verantwoordelijk"
    GOVERNANCE = "bestuurlijk", "Bestuurlijk en overdracht"
    COMMUNICATION = "communicatie", "Communicatie en samenwerking met bewoners"


PART_TITLE: dict[str, str] = {part.value: str(part.label) for part in Part}
"""Per part: what stands above it."""

PART_QUESTION: dict[str, str] = {
    Part.PROBLEM: "Wat is er precies aan de hand, en hoe komt dat? Welk probleem pakken jullie samen aan?",
    Part.GOALS: "Wat willen jullie samen bereiken? En wat merken bewoners daarvan?",
    Part.MEASURES: "Wat is er nodig om de doelen te halen? Wat loopt al, wat kan samen en wat is nieuw?",
    Part.RESIDENTS: "Welke rol krijgen bewoners bij de uitvoering? Wat vraag je van hen en wat bied je?",
    Part.RESULTS: "Waaraan zien jullie straks dat het beter gaat met de buurt?",
    Part.PARTNERS: "Welke organisaties doen mee, en bij welk onderdeel horen zij?",
    Part.MEANS: "Wat zetten partijen in aan uren en geld, en hoe delen jullie de kosten van een vervolg?",
    Part.PLANNING: "Wat gebeurt wanneer, ongeveer? Waar beginnen jullie mee?",
    Part.LEAD: "Wie houdt de regie bij de uitvoering? Hoe werken jullie als alliantie verder samen?",
    Part.MONITORING: "Hoe volgen jullie of het werkt, en op welke momenten sturen jullie bij?",
    Part.RESPONSIBILITY: "Wie is eigenaar van welke actielijn? Wie kun je erop aanspreken?",
    Part.GOVERNANCE: (
        "Hoe komt het plan bij het bestuur terecht? En hoe dragen jullie het over aan de professionals die "
        "over een thema gaan, zoals veiligheid, wonen of sociaal?"
    ),
    Part.COMMUNICATION: "Hoe horen bewoners wat eruit gekomen is, en hoe blijven jullie met hen in gesprek?",
}
"""Per part: the question that is shown as long as the part is empty."""

PART_HINT: dict[str, str] = {
    Part.PROBLEM: "Schrijf het probleem, de oorzaken en de kansen kort op, met je bronnen.",
    Part.GOALS: "Noem weinig doelen en schrijf bij elk doel wat het bewoners oplevert.",
    Part.MEASURES: "Schrijf kort hoe de maatregelen bij elkaar passen; zelf staan ze in de lijst.",
    Part.RESIDENTS: "Beloof alleen wat je kunt waarmaken.",
    Part.RESULTS: "Schrijf op wat er anders is als het gelukt is, liefst zo dat je het kunt zien of tellen.",
    Part.PARTNERS: "Noem organisaties en hun rol, geen namen van personen.",
    Part.MEANS: "Schrijf per organisatie op wat zeker is en wat nog besproken moet worden.",
    Part.PLANNING: "Een ruwe planning per kwartaal is genoeg.",
    Part.LEAD: "Noem de organisatie die de regie heeft en hoe vaak jullie bij elkaar komen.",
    Part.MONITORING: "Noem wanneer jullie samen terugkijken, en welke cijfers je dan bekijkt.",
    Part.RESPONSIBILITY: "Zet bij elke actielijn één organisatie die ervoor zorgt dat het gebeurt.",
    Part.GOVERNANCE: "Schrijf op wie het plan wanneer aan wie voorlegt, en wie het daarna verder draagt.",
    Part.COMMUNICATION: "Schrijf op wat je vertelt, hoe, wanneer en door wie.",
}
"""Per part: what to write, in one sentence."""


class MeasureStatus(models.TextChoices):
    """How a measure goes once the plan is carried out (F4)."""

    NOT_STARTED = "niet_begonnen", "Nog niet begonnen"
    RUNNING = "loopt", "Loopt"
    STUCK = "loopt_vast", "Loopt vast"
    DONE = "klaar", "Klaar"
    DROPPED = "vervallen", "Gaat niet door"


class MeasureKind(models.TextChoices):
    """Where a measure comes from: running, planned, wished for, joined from others, or new."""

    RUNNING = "lopend", "Lopend"
    PLANNED = "gepland", "Gepland"
    WISHED = "gewenst", "Gewenst"
    COMBINED = "samengevoegd", "Samengevoegd"
    NEW = "nieuw", "Nieuw"
