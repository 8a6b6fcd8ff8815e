"""What one may not know changes nothing at all: with and without it every answer is the same (privacy.md section 2)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtbalans.accounts.web_session.limits import ACTIVE
from privacy import access
from privacy.registrations.models import Registration, RegistrationImport
from sessions.actions.models import Action, Decision
from sessions.planning.models import Session
from tests.privacy.cast import KERNTEAM, often
from tests.privacy.crawling import LITERALS, addresses, seen, taken_back, told
from trajects.partners.models import Membership
from trajects.residents.models import ResidentsInvitation

pytestmark = pytest.mark.long

# P3, P4, P5, P10, P11, P13, P14, P15, P16 and P17.
UNKNOWING = ("sanne", "wouter", "yasmin", "noor", "bea", "root", "daan", "grace", "carla", "anouk", "achmed")
# One's own account has nothing of a traject; its secrets differ each time.
ACCOUNT = ("/account/", "/sessie/", "/inloggen", "/uitloggen", "/wachtwoord", "/beheer")


def without_registrations(world, person):
    """The registrations that this person's organisation neither owns nor was given."""
    hidden = Registration.objects.exclude(partner__in=_own(world, person))
    if person == "daan":  # who would see it after accepting, and is told so
        hidden = hidden.exclude(pk=world.shared.pk)
    RegistrationImport.objects.all().delete()
    hidden.delete()


def _own(world, person):
    return world.traject.memberships.filter(user=world.people[person], partner__isnull=False).values("partner")


def without_sessions(world, person):
    """The sessions to which this person was not invited, with everything in them."""
    for session in Session.objects.filter(pk__in=[world.draft.pk, world.session.pk, world.held.pk]):
        Action.objects.filter(session=session).delete()
        Decision.objects.filter(session=session).delete()
        session.delete()


def without_what_residents_keep(world, person):
    """Notes, meetings, invitations and findings that were not handed over; and that one of them exists."""
    track, yasmin = world.residents.track, Membership.objects.get(user=world.people["yasmin"])
    track.rewritings.exclude(status="overgedragen").delete()
    for rows in (track.notes, track.meetings, track.log_entries, ResidentsInvitation.objects.filter(track=track)):
        rows.all().delete()
    access.leave(yasmin)
    yasmin.delete()


def hidden_from(person):
    """What this person may not know of."""
    yield without_registrations
    if person not in KERNTEAM:
        yield without_sessions
    if person != "yasmin":
        yield without_what_residents_keep


@pytest.mark.usefixtures("papers")
@pytest.mark.parametrize("person", often(UNKNOWING, {"sanne", "yasmin", "noor", "root", "anouk"}))
def test_what_is_hidden_from_a_person_changes_no_byte_and_no_question_anywhere(world, as_, person):
    """Every address of ours, also of what is hidden itself: as if it never existed."""
    client = as_(person)
    # When somebody last did something is written once a minute; on a busy machine that minute passes on the way.
    noted = client.session
    noted[ACTIVE] += 3600
    noted.save()
    urls = [url for url in dict.fromkeys(addresses(world)) if not url.startswith(ACCOUNT)]
    with taken_back():
        for forget in hidden_from(person):
            forget(world, person)
        without = seen(client, urls)
    present = seen(client, urls)
    # What is asked for the first time may cost a question more; asked again it does not.
    again = seen(client, [url for url in urls if present[url] != without[url]])
    told_by = {url: differing(answer, without[url]) for url, answer in again.items() if answer != without[url]}
    assert told_by == {}


def differing(present, without):
    """Where two answers first differ, for whoever has to find out why."""
    found = []
    for one, other in zip(present, without, strict=True):
        if isinstance(one, bytes) and one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            one, other = one[max(at - 60, 0) : at + 60], other[max(at - 60, 0) : at + 60]
        elif isinstance(one, list):
            one, other = [q for q in one if q not in other], [q for q in other if q not in one]
        if one != other:
            found.append((one, other))
    return found


@pytest.mark.parametrize("person", ["sanne", "noor"])
def test_recording_the_same_as_somebody_else_hid_gives_the_same_answer(world, as_, person):
    """Neither a unique name nor a warning about double work tells that the police counted this too."""
    row, client = world.registration, as_(person)
    url = reverse("privacy:registration-new", args=[world.traject.pk])
    sent = {
        "kind": row.kind,
        "about": row.about,
        "title": row.title,
        "value": row.value,
        "text": row.text,
        "period": row.period,
        "year": row.year,
        "theme": row.theme_id,
        "area": row.area_id,
        "audience": "eigen",
    }

    def answered():
        with taken_back(), CaptureQueriesContext(connection) as queries:
            status, headers, body = told(client.post(url, sent))
        where = headers.pop("Location", b"")[:-37]
        return status, headers, where, body, [LITERALS.sub("?", query["sql"]) for query in queries]

    answered()
    before = answered()
    without_registrations(world, person)
    assert answered() == before
    assert before[0] == 302


@pytest.mark.parametrize("person", ["sanne", "noor"])
def test_no_filter_answers_whether_somebody_has_something(world, as_, person):
    """Each value of the hidden registration, and each organisation, gives the page that nonsense gives."""
    row, client = world.registration, as_(person)
    values = {
        "thema": row.theme_id,
        "gebied": row.area_id,
        "periode": f"{row.year}-{row.period}",
        "organisatie": world.partners["petra"].pk,
        "q": row.title,
        "zoek": row.title,
    }
    pages = ("privacy:registration-list", "privacy:registration-table", "sessions:action-list", "trajects:logbook")
    for name in pages:
        url = reverse(name, args=[world.traject.pk]) + "?alleen=eigen&"
        urls = [url + f"{key}={value}" for key, value in values.items()]
        seen(client, urls)
        before = seen(client, urls)
        with taken_back():
            without_registrations(world, person)
            assert seen(client, urls) == before, name
