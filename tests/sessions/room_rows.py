"""A session that is held, for the tests of the room: its kernteam's page, phones, and what they send."""

import re
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from sessions.agenda.models import AgendaItem
from sessions.room import codes, services
from sessions.room.models import Room

ITEMS = ("Welkom", "Hoe zien we de urgentie?", "Wie doet wat?")
VERSION = re.compile(r'id="stand-versie"\s+name="v"\s+value="(\d+)"')


def held(session, by, items=ITEMS):
    """The session begun, with an agenda of three items of twenty minutes."""
    for position, title in enumerate(items, start=1):
        AgendaItem.objects.create(session=session, title=title, minutes=20, position=position)
    services.start(session, by=by)
    session.refresh_from_db()
    return session


def live(session, name="room", *more):
    """An address of the kernteam's page."""
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk, *more])


def item(session, number):
    return session.items.on_agenda()[number]


def code(session):
    return codes.shown(Room.objects.get(session=session))


def phone(session, partner):
    """A device that came in with the code for one organisation."""
    device = Client()
    answer = device.post(reverse("sessions:phone"), {"code": code(session), "partner": partner.pk})
    assert answer.status_code == 302, answer.content.decode()
    return device


def note(item, what, **more):
    """The fields of a note as a form sends them."""
    return {
        "once": str(uuid4()),
        "item": item.pk,
        "sentence": "probleem",
        "what": what,
        "because": "het donker is",
    } | more


def stick(device, item, what, **more):
    return device.post(reverse("sessions:phone-note"), note(item, what, **more))


def phase(client, session, item, phase):
    return client.post(live(session, "room-phase"), {"item": item.pk, "phase": phase})


def version(answer):
    return VERSION.search(answer.content.decode())[1]
