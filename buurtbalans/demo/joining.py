"""Who takes part in a traject of the demo."""

import secrets
from datetime import timedelta

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from privacy import access
from privacy.agreements.services import accept
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.asked_by_mail import INVITATION_DAYS
from trajects.partners.models import Invitation, PartnerStatus, Role
from trajects.partners.services import CRITERIA, add_partner, change_partner, give_seat


def seat_everybody(scene: Scene) -> None:
    """The partners in every status, the people who sit for them, and who is still asked."""
    for row in scene.text["partners"]:
        _add(scene, row)
    for row in scene.text["seats"]:
        _seat(scene, row)
    for row in scene.text.get("invitations", []):
        _invite(scene, row)


def _add(scene: Scene, row: Row) -> None:
    key = row["organisation"]
    with scene.days.at(row["added"]):
        partner = scene.partners.get(key) or add_partner(scene.traject, scene.organisations[key], by=scene.narrator)
    day: int = row["agreed"] if "agreed" in row else row["added"]
    with scene.days.at(day):
        change_partner(
            partner,
            partner.version,
            by=scene.narrator,
            status=row["status"],
            criteria=row.get("criteria", CRITERIA),
            note=row["note"],
            agreed_on=scene.days.day(day) if row["status"] == PartnerStatus.JOINED else None,
        )
    scene.partners[key] = partner


def _seat(scene: Scene, row: Row) -> None:
    person = scene.people[row["person"]]
    role = row.get("role", Role.PARTNER)
    with scene.days.at(row["joined"]):
        scene.seats[row["person"]] = give_seat(
            partner=scene.partners[row["partner"]], user=person, role=role, functions=row.get("functions", [])
        )
        record(scene.traject, person, LogKind.PERSON_JOINED, person.name)
        if role != Role.READER:
            accept(scene.traject.privacy_agreements.get(track="professionals"), by=person)


def _invite(scene: Scene, row: Row) -> None:
    """An open invitation without its mail: nobody is written to about what happened before the demo began."""
    partner = scene.partners[row["partner"]]
    with scene.days.at(row["sent"]) as moment:
        Invitation.objects.create(
            partner=partner,
            email=row["email"],
            name=row["name"],
            reason=row["reason"],
            token_hash=access.link_hash(secrets.token_urlsafe(32)),
            invited_by=scene.narrator,
            expires_at=moment + timedelta(days=INVITATION_DAYS),
        )
        record(scene.traject, scene.narrator, LogKind.PERSON_INVITED, partner.organisation.name)
