"""What every page of a traject has in common: its header and its tabs."""

from dataclasses import dataclass
from typing import Any

from buurtbalans.accounts.models import User
from buurtbalans.addresses import address
from privacy import access
from trajects.traject.models import Traject


@dataclass(frozen=True)
class Tab:
    """One link in the row of tabs."""

    name: str
    label: str
    url: str


# In the order of the method (ui.md section 2); only what exists stands here. Execution once a plan was adopted.
TABS = (
    ("overview", "Overzicht", "pages:traject"),
    ("sessions", "Bijeenkomsten", "sessions:session-list"),
    ("partners", "Partners", "trajects:partner-list"),
    ("actions", "Huiswerk en acties", "sessions:action-list"),
    ("registrations", "Registraties", "privacy:registration-list"),
    ("picture", "Buurtbeeld", "trajects:assumption-list"),
    ("residents", "Bewoners", "trajects:residents-input"),
    ("plan", "Plan van aanpak", "trajects:plan"),
    ("execution", "Uitvoering", "trajects:execution"),
    ("logbook", "Logboek", "trajects:logbook"),
    ("privacy", "Privacy", "privacy:agreement"),
)


def context(user: User, traject: Traject, tab: str, **more: Any) -> dict[str, Any]:
    """The template context of a traject page.

    `tab` is the current tab, "" for none. Adds `traject`, `tabs`, `tab`, `seat` and `can`: the set of
    actions this person may do here, by which a template shows or leaves out a button.
    """
    seat = access.seat(user, traject.pk)
    return {
        "traject": traject,
        "tab": tab,
        "tabs": [Tab(name, label, address(url, traject.pk)) for name, label, url in TABS if _exists(name, traject)],
        "seat": seat,
        "can": seat.actions if seat else frozenset(),
        **more,
    }


def _exists(tab: str, traject: Traject) -> bool:
    return tab != "execution" or traject.has_adopted_plan
