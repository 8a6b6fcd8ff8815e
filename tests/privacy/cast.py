"""The 18 persons of every access test, from nobody to who only reads the plan (privacy.md section 1).

The first ten are the cast of tests/conftest.py; the others are added here to its traject.
"""

import pytest

from buurtbalans.accounts.models import Organisation, User
from privacy import access
from privacy.agreements import services as agreements
from privacy.agreements.models import AgreementDraft
from tests.agreeing import agree
from trajects.partners.models import PartnerStatus
from trajects.partners.services import add_partner, end_seat, give_seat

PERSONS = {
    "P0 anonymous": {""},
    "P1 owner's member": {"petra"},
    "P2 permitted partner's member": {"willem"},
    "P3 partner without a grant": {"sanne"},
    "P4 colleague of a permitted partner without a seat": {"wouter"},
    "P5 resident": {"yasmin"},
    "P6 key person without a grant": {"fatma"},
    "P7 former member": {"femke"},
    "P8 deactivated": {"dirk"},
    "P9 moved to another organisation": {"mehmet"},
    "P10 kernteam without a grant": {"noor", "karim"},
    "P11 administrator and superuser": {"bea", "root"},
    "P12 member of another traject": {"otto"},
    "P13 has not accepted the newest agreement": {"daan"},
    "P14 partner whose grant was withdrawn": {"grace"},
    "P15 member of a closed organisation": {"carla"},
    "P16 aanjager": {"anouk"},
    "P17 back office": {"achmed"},
}
PEOPLE = tuple(name for names in PERSONS.values() for name in sorted(names))
LOGGED_OUT = {"", "dirk"}
LOGGED_IN = set(PEOPLE) - LOGGED_OUT

KERNTEAM = {"noor", "karim"}
PARTNERS = {"petra", "willem", "sanne", "fatma", "daan", "grace"}
PROFESSIONALS = KERNTEAM | PARTNERS
WELFARE = {"willem", "daan"}
# Whose account stands for no organisation that takes part in Buurtbalans; Carla's was closed.
WITHOUT_ORGANISATION = {"yasmin", "bea", "root", "carla"}

# Each kind of sight, whose answers test_canaries.py reads word for word: to all that can be looked at, and to all that
# can be sent. It holds these answers to the matrix too, so test_matrix.py asks the others.
READERS = ("petra", "willem", "sanne", "yasmin", "noor", "root", "achmed", "daan", "otto", "grace")
SENDERS = READERS[:6]

# First name: full name, organisation, and whether this person ever got a seat.
ADDED = {
    "sanne": ("Sanne Bos", "Zorggroep De Linde", True),
    "wouter": ("Wouter Smid", "Welzijn Samen", False),
    "fatma": ("Fatma Aydin", "Fatma Aydin", True),
    "femke": ("Femke de Wit", "Welzijn Samen", True),
    "dirk": ("Dirk Mol", "Welzijn Samen", True),
    "mehmet": ("Mehmet Kaya", "Welzijn Samen", True),
    "daan": ("Daan Visser", "Welzijn Samen", True),
    "grace": ("Grace Mensah", "Jongerenwerk Spoor", True),
    "carla": ("Carla Vos", "Winkeliers Kade", True),
    "anouk": ("Anouk Peters", "Stadsdeel Oude Stad", False),
}


def often(people, always):
    """These people as parameters of a long walk: those in `always` each time, the others in the sweep."""
    return [name if name in always else pytest.param(name, marks=pytest.mark.sweep) for name in people]


def complete(people, traject, partners):
    """Add who is not yet there, as they were before anything was lost; `people` and `partners` grow."""
    for key, (name, organisation_name, has_seat) in ADDED.items():
        organisation, _ = Organisation.objects.get_or_create(name=organisation_name, defaults={"category": "anders"})
        person = people[key] = User(email=f"{key}@buurtbalans.test", name=name, organisation=organisation)
        person.set_unusable_password()
        person.save()
        if has_seat:
            partner = traject.partners.filter(organisation=organisation).first()
            partner = partner or add_partner(traject, organisation, status=PartnerStatus.JOINED, by=people["noor"])
            partners[key] = partner
            give_seat(partner=partner, user=person)
            agree(traject, person)
    people["anouk"].groups.add(traject.role_groups.get(role="aanjager").group)


def ask_again(people, traject):
    """A new version of the agreement, which Daan alone did not accept yet."""
    draft = AgreementDraft.objects.get(traject=traject, track="professionals")
    draft.text += "\nOok dit spreken we af."
    draft.save()
    agreements.publish(draft, draft.version, by=people["noor"])
    seats = traject.memberships.filter(partner__isnull=False).exclude(user=people["daan"])
    agree(traject, *(seat.user for seat in seats.select_related("user")))


def lose(people, traject, shared, still):
    """What some had is gone: a grant, a seat, an account, an organisation; nobody tidied up after them.

    `shared` was given to all these organisations; `still` are the partners that keep it.
    """
    access.share(shared, still, by=people["petra"])
    end_seat(traject.memberships.get(user=people["femke"]), by=people["noor"])
    User.objects.filter(pk=people["dirk"].pk).update(is_active=False)
    User.objects.filter(pk=people["mehmet"].pk).update(organisation=people["otto"].organisation)
    Organisation.objects.filter(pk=people["carla"].organisation_id).update(is_active=False)
    for name in ("dirk", "mehmet", "carla"):
        people[name] = User.objects.select_related("organisation").get(pk=people[name].pk)
