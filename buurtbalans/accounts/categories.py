"""The kinds of organisation that may sit at the table (Stappenplan, step 1).

The method names ten. "Anders" is ours, because the list is meant as a prompt and not as a limit.
"""

from django.db import models


class OrganisationCategory(models.TextChoices):
    """What kind of organisation a partner is, as the method sorts them."""

    CITY = "stad_of_stadsdeel", "Stad of stadsdeel"
    HOUSING_ASSOCIATION = "woningcorporatie", "Woningcorporatie"
    CARE_PROVIDER = "zorgpartij", "Zorgpartij"
    WELFARE_ORGANISATION = "welzijnsorganisatie", "Welzijnsorganisatie"
    BUURTTEAM = "buurtteam", "Buurtteam"
    POLICE = "politie", "Politie"
    RESIDENT_SUPPORT = "bewonersondersteuning", "Bewonersondersteuning"
    SHOPKEEPERS_ASSOCIATION = "winkeliersvereniging", "Winkeliersvereniging"
    SCHOOL = "school", "School"
    KEY_PERSON = "sleutelpersoon", "Sleutelpersoon"
    OTHER = "anders", "Anders"


CATEGORY_HELP: dict[str, str] = {
    OrganisationCategory.CITY: (
        "De gemeente en het stadsdeel: gebiedsmakelaar, onderzoeksadviseur en de afdelingen voor "
        "bijvoorbeeld wonen, zorg en veiligheid. Zij kennen de plannen en de cijfers en hebben de lijn naar "
        "het bestuur."
    ),
    OrganisationCategory.HOUSING_ASSOCIATION: (
        "Verhuurders van sociale huurwoningen, met hun wijkbeheerders en huismeesters. Zij weten hoe de "
        "woningen erbij staan, wie er overlast meldt en welk onderhoud eraan komt."
    ),
    OrganisationCategory.CARE_PROVIDER: (
        "Huisartsen, wijkverpleging, ggz, ouderenzorg en jeugdhulp. Zij zien welke zorgvragen toenemen en "
        "waar hulp mensen niet bereikt."
    ),
    OrganisationCategory.WELFARE_ORGANISATION: (
        "Opbouwwerk, jongerenwerk, ouderenwerk en buurthuizen. Zij spreken dagelijks bewoners en weten welke "
        "activiteiten lopen en wie daar komt."
    ),
    OrganisationCategory.BUURTTEAM: (
        "Het team waar bewoners terechtkunnen met vragen over geld, wonen, werk of gezin. Het ziet problemen "
        "achter de voordeur vaak als eerste."
    ),
    OrganisationCategory.POLICE: (
        "De wijkagent en het basisteam. Zij brengen meldingen en incidenten in en kennen de plekken en "
        "tijden waarop het misgaat."
    ),
    OrganisationCategory.RESIDENT_SUPPORT: (
        "Organisaties die bewoners helpen om zich te organiseren, zoals ondersteuners van huurders en "
        "bewonersinitiatieven. Zij weten wat er leeft en hoe je bewoners bereikt."
    ),
    OrganisationCategory.SHOPKEEPERS_ASSOCIATION: (
        "Winkeliers en andere ondernemers in de buurt. Zij zijn er de hele dag, zien wat er op straat "
        "gebeurt en kunnen zelf iets bieden, zoals een stageplek."
    ),
    OrganisationCategory.SCHOOL: (
        "Basisscholen, middelbare scholen en de voorschool. Zij kennen de kinderen en hun ouders en zien "
        "vroeg dat het thuis of op straat niet goed gaat."
    ),
    OrganisationCategory.KEY_PERSON: (
        "Iemand die zich namens een groep of onderneming inzet voor de buurt, bijvoorbeeld vanuit een "
        "moskee, een kerk of een maatschappelijke onderneming. Een sleutelpersoon heeft een netwerk en "
        "vertrouwen dat anderen niet hebben."
    ),
    OrganisationCategory.OTHER: (
        "Een organisatie die hier niet bij past, bijvoorbeeld de bibliotheek, een sportclub of een groot "
        "bedrijf. Ook zij kennen de buurt vaak goed."
    ),
}
"""Per category: who they are and what they bring to the table."""
