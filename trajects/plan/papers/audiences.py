"""For whom a paper of the plan is, in which forms, and what it then holds and leaves out (L5, V7)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import models

from trajects.plan.papers import narrowing, stamp
from trajects.plan.papers.choosing import Chosen
from trajects.plan.papers.text import PlanText


class Form(models.TextChoices):
    """As which kind of file."""

    PDF = "pdf", "PDF, om te lezen en te printen"
    PPTX = "pptx", "PowerPoint, om te laten zien"
    DOCX = "docx", "Word, om verder aan te werken"
    XLSX = "xlsx", "Excel, alleen de maatregelen"


class Whom(models.TextChoices):
    """Who will read it."""

    PARTNERS = "partners", "Het hele plan, voor de partners"
    DIRECTORS = "directie", "Beknopt op één bladzijde, voor directies en bestuur"
    RESIDENTS = "bewoners", "Zonder vertrouwelijke delen, voor bewoners en bestuur"


@dataclass(frozen=True)
class Audience:
    """One kind of reader: the plan narrowed for him, and what he gets no word of."""

    whom: Whom
    forms: tuple[Form, ...]
    narrow: Callable[[PlanText], PlanText]
    leaves_out: tuple[str, ...]
    for_whom: str = ""
    """Who may read it; "" for those who may read the version itself."""

    def of(self, chosen: Chosen) -> Chosen:
        """A version as this reader gets it."""
        corners = replace(chosen.stamp, for_whom=self.for_whom) if self.for_whom else chosen.stamp
        return Chosen(self.narrow(chosen.text), corners)


NEVER = "registraties, geeltjes en verslagen van bijeenkomsten"
AUDIENCES: dict[str, Audience] = {
    Whom.PARTNERS: Audience(
        whom=Whom.PARTNERS,
        forms=(Form.PDF, Form.PPTX, Form.DOCX, Form.XLSX),
        narrow=lambda text: text,
        leaves_out=(NEVER,),
    ),
    Whom.DIRECTORS: Audience(
        whom=Whom.DIRECTORS,
        forms=(Form.PDF,),
        narrow=narrowing.for_directors,
        leaves_out=(
            "namen van personen",
            "middelen: geld, uren en andere inzet",
            "probleemanalyse, probleemstellingen en kansen",
            "toelichtingen en voorwaarden bij een antwoord",
            "wie wat regelt met bestuur, professionals en bewoners",
            "de andere onderdelen van het plan",
            NEVER,
        ),
        for_whom=stamp.DIRECTORS,
    ),
    Whom.RESIDENTS: Audience(
        whom=Whom.RESIDENTS,
        forms=(Form.PDF, Form.PPTX, Form.DOCX),
        narrow=narrowing.for_residents,
        leaves_out=(
            "namen van personen en organisaties bij een maatregel",
            "middelen: geld, uren en andere inzet",
            "resultaten en waaraan je ze ziet",
            "wie akkoord is, en onder welke voorwaarde",
            "wie wat regelt met bestuur, professionals en bewoners",
            "de probleemanalyse, kansen en de andere onderdelen van het plan",
            NEVER,
        ),
        for_whom=stamp.RESIDENTS,
    ),
}


def holds(text: PlanText, form: str) -> list[str]:
    """What stands in a paper, counted: for the page where somebody chooses. `text` is narrowed already."""
    measures = _counted(len(text.measures), "maatregel", "maatregelen")
    if form == Form.XLSX:
        return [f"{measures} met alles wat erbij is ingevuld"]
    found = [
        "het vraagstuk" if text.question else "",
        _counted(len(text.problems), "probleemstelling", "probleemstellingen"),
        _counted(len(text.opportunities), "kans", "kansen"),
        _counted(len(text.goals), "doel met wat bewoners ervan merken", "doelen met wat bewoners ervan merken"),
        f"{measures} met planning" if text.measures else "",
        *(f"onderdeel {part.title.lower()}" for part in text.parts if part.text),
        _counted(len(text.approvals), "antwoord op de vraag om akkoord", "antwoorden op de vraag om akkoord"),
        _counted(len(text.questions), "vraag aan het bestuur", "vragen aan het bestuur"),
    ]
    return [words for words in found if words]


SHORTENED = {
    Form.PPTX: "Op ten hoogste twaalf dia's. Wat niet past staat alleen in het plan zelf; de dia zegt dat.",
}
ONE_PAGE = "Op precies één bladzijde: van een lang plan staan de eerste maatregelen van elke actielijn erop."


def remark(audience: Audience, form: str) -> str:
    """What to know about this form beforehand, "" for nothing."""
    return ONE_PAGE if audience.whom == Whom.DIRECTORS else SHORTENED.get(Form(form), "")


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""
