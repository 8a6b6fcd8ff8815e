"""The cast that every test knows, and the traject they meet in.

Noor is gebiedsmakelaar and in the kernteam, Karim (corporatie) is in the kernteam, Petra (politie) and
Willem (welzijn) are partners, Achmed reads along for Petra's directors, Yasmin is a resident, Bea administers,
Root is superuser, Otto takes part in another traject only.
"""

import gc
import os
import time as clock
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

os.environ.setdefault("BB_TEST", "1")

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from tests import tables
from tests.agreeing import agree
from tests.stage import Stage

PEOPLE = {
    "noor": ("Noor Dijkstra", "Stadsdeel Oude Stad", "stad"),
    "karim": ("Karim Benali", "Woningcorporatie De Brug", "corporatie"),
    "petra": ("Petra Kuipers", "Politie Voorbeeldstad", "politie"),
    "willem": ("Willem Postma", "Welzijn Samen", "welzijn"),
    "achmed": ("Achmed Yilmaz", "Politie Voorbeeldstad", "politie"),
    "yasmin": ("Yasmin Haddad", None, None),
    "bea": ("Bea Smits", None, None),
    "root": ("Root Beheer", None, None),
    "otto": ("Otto van Vliet", "School De Horizon", "school"),
}


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment,
    django_db_modify_db_settings,
    django_db_blocker,
    django_db_keepdb,
    django_db_createdb,
    worker_id,
):
    """The database of the tests, also where only tests in a browser run: their site begins as a copy of it.

    Django empties every table after a test with real transactions, which the append-only tables refuse.
    """
    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        made = tables.made(worker_id, partial(setup_databases, verbosity=0, interactive=False), keep=keep)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE privacy_accessevent DISABLE TRIGGER access_event_no_truncate")
            cursor.execute("ALTER TABLE privacy_accesseventlink DISABLE TRIGGER access_link_no_truncate")
            # Nothing may be found by the number of something else: each table counts from a number of its own.
            cursor.execute(
                "SELECT setval(oid::regclass, 1000 * row_number() OVER (ORDER BY relname)) FROM pg_class"
                " WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
            )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """What makes passwords slow to guess makes tests slow; tests/privacy/test_production.py has the real one."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


# A sixth of the time of a test went into looking for garbage among what stays.
gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items):
    """What takes longest begins first; after it the tests of a file together.

    Files that need no database come before what does: they are for the other worker, while one makes the tables.
    Within a file the tests that begin with the same things come after each other, so that these are built once.
    """
    place = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in items))}
    names = list(BUILDERS)

    def is_without(item):
        return not ("db" in item.fixturenames or item.get_closest_marker("django_db"))

    with_tables = {item.path for item in items if not is_without(item)}

    def turn(item):
        early = 2 if "walk_of" in item.fixturenames or item.get_closest_marker("long") else 3
        if item.path not in with_tables:
            early = 0 if item.get_closest_marker("browser") else 1
        # As pytest-django has it: what needs no database comes after what does.
        begins_with = [names.index(name) for name in names if name in item.fixturenames]
        return early, is_without(item), place[item.path], begins_with

    items.sort(key=turn)
    if "PYTEST_XDIST_WORKER" in os.environ:
        for item in items:
            if group := group_of(item):
                # As pytest-xdist does it with its own mark, which it no longer finds a place for since pytest 9.2.
                item._id = type(item._id).parse(f"{item.nodeid}@{group}")


def group_of(item):
    """One word for the tests that one worker does after each other; "" for a test that goes by itself."""
    # One site for everything that needs a browser, one walk for all that look at what came back, one demo.
    if item.get_closest_marker("browser"):
        return "browser"
    for shared in ("walk_of", "loaded"):
        if shared in item.fixturenames:
            return shared
    return "" if item.get_closest_marker("long") else str(item.path)


@pytest.fixture(scope="session")
def stage(django_db_setup, django_db_blocker):
    """What stands ready for one test after the other."""
    layers = Stage(BUILDERS)
    yield layers
    with django_db_blocker.unblock():
        layers.clear()


@pytest.fixture
def cast(request, stage, django_db_blocker):
    """Copies of what this test begins with; in a test with real transactions there is nothing yet."""
    marker = request.node.get_closest_marker("django_db")
    is_real = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    with django_db_blocker.unblock():
        is_bare = is_real or request.node.get_closest_marker("afresh")
        return stage.ready([] if is_bare else stage.wanted(request.fixturenames))


@pytest.fixture
def _django_db_helper(cast, _django_db_helper):
    """The savepoint of a test, made by pytest-django above what stands ready."""


@pytest.fixture(autouse=True)
def one_step(settings):
    """Most tests are about what comes after logging in; tests/accounts/test_second_step.py switches it on."""
    settings.MFA_REQUIRED = False


def _people(_):
    from buurtbalans.accounts.categories import OrganisationCategory
    from buurtbalans.accounts.models import Organisation, User

    categories = {value[:5]: value for value in OrganisationCategory.values}
    people = {}
    for key, (name, organisation_name, kind) in PEOPLE.items():
        organisation = None
        if organisation_name:
            category = next((v for k, v in categories.items() if kind[:4] in v), "anders")
            organisation, _ = Organisation.objects.get_or_create(
                name=organisation_name, defaults={"category": category}
            )
        people[key] = User(email=f"{key}@buurtbalans.test", name=name, organisation=organisation)
        people[key].set_unusable_password()
        people[key].is_staff = key in {"bea", "root"}
        people[key].is_superuser = key == "root"
        people[key].save()
    return people


@pytest.fixture
def people(cast, db):
    """Everybody of the cast by first name; nobody has a seat yet."""
    return cast["people"]


@pytest.fixture
def as_(people) -> Callable[[str], Client]:
    """A logged-in browser for somebody of the cast; "" is somebody without login."""

    def client_for(name: str) -> Client:
        client = Client()
        if name:
            client.force_login(people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session["began"] = session["active"] = int(clock.time())
            session.save()
        return client

    return client_for


def _areas(_):
    from trajects.buurt.models import Area, AreaLevel

    return [
        Area.objects.create(code="BU9999ZZ01", name="Molenkade", level=AreaLevel.BUURT, edition="2024"),
        Area.objects.create(code="BU9999ZZ02", name="Wilgenhof", level=AreaLevel.BUURT, edition="2024"),
    ]


@pytest.fixture
def areas(cast, db):
    """Two buurten to work in."""
    return cast["areas"]


def make_traject(by, areas, today=None, functions=("gebiedsmakelaar",)):
    """A traject as its maker proposes it."""
    from trajects.traject.method import TrajectKind, UrgencyKind
    from trajects.traject.services import propose

    return propose(
        by=by,
        areas=areas,
        question="Jongeren hebben geen plek in de buurt",
        kind=TrajectKind.values[0],
        urgencies={UrgencyKind.values[0]: ("Het plein is onrustig", "Gebiedsplan")},
        functions=list(functions),
        today=today or timezone.localdate(),
    )


def _traject(cast):
    from trajects.partners.models import Membership, PartnerStatus, Track
    from trajects.partners.services import add_partner, give_seat
    from trajects.traject.services import start

    people, areas = cast["people"], cast["areas"]
    traject = make_traject(people["noor"], areas[:1])
    start(traject, by=people["noor"], today=timezone.localdate())
    seats = {"karim": "kernteam", "petra": "partner", "willem": "partner", "achmed": "reader"}
    for name, role in seats.items():
        person = people[name]
        partner = traject.partners.filter(organisation=person.organisation).first()
        partner = partner or add_partner(traject, person.organisation, status=PartnerStatus.JOINED, by=people["noor"])
        functions = ["onderzoeksadviseur"] if name == "karim" else []
        give_seat(partner=partner, user=person, role=role, functions=functions)
    Membership.objects.create(traject=traject, user=people["yasmin"], track=Track.RESIDENTS, role="resident")
    agree(traject)
    return traject


@pytest.fixture
def traject(cast, db):
    """Noor's running traject with Karim in the kernteam, and Petra and Willem as partners."""
    return cast["traject"]


def residents_track(people, traject):
    """The residents' track of a traject: Willem guides it besides sitting for welfare, Yasmin takes part.

    Both accepted its agreement.
    """
    from privacy import access, wall
    from privacy.agreements.services import accept
    from trajects.residents.seats import name_guide

    track = name_guide(traject.memberships.get(user=people["willem"]), by=people["noor"])
    access.join(traject.memberships.get(user=people["yasmin"]))
    for name in ("willem", "yasmin"):
        accept(wall.agreement(track), by=people[name])
    return track


@pytest.fixture
def track(cast, traject):
    """The residents' track with its guide and one resident."""
    return cast["track"]


def _partners(cast):
    seats = cast["traject"].memberships.active().filter(partner__isnull=False).select_related("user", "partner")
    return {seat.user.email.split("@")[0]: seat.partner for seat in seats}


@pytest.fixture
def partners(cast, traject):
    """The partners of the traject by the first name of the person who sits for them."""
    return cast["partners"]


@pytest.fixture
def other_traject(cast, people, areas):
    """Otto's traject, of which nobody else knows."""
    return cast["other_traject"]


def _session(cast):
    from sessions.planning.services import plan_session

    traject, people, partners = cast["traject"], cast["people"], cast["partners"]
    return plan_session(
        traject,
        by=people["noor"],
        title="Verdieping",
        day=timezone.localdate() + timedelta(days=7),
        starts_at=time(13, 30),
        ends_at=time(16, 30),
        place="Buurthuis De Kade",
        steps=[traject.steps.get(number=3)],
        partners=[partners["petra"], partners["karim"]],
    )


@pytest.fixture
def session(cast, traject, people, partners):
    """A session in draft, a week from now from 13.30 to 16.30, with Petra's and Karim's partner invited."""
    return cast["session"]


def _sent_session(cast):
    from sessions.planning.services import open_to_invited

    open_to_invited(cast["session"])
    return cast["session"]


@pytest.fixture
def sent_session(cast, session):
    """The same session, with its agenda sent: the invited partners see it."""
    return cast["sent_session"]


def _world(cast):
    from tests.privacy.world import World

    return World(cast["people"], cast["traject"], cast["partners"], cast["other_traject"])


# What can stand ready, the lowest layer first.
BUILDERS = {
    "people": _people,
    "areas": _areas,
    "traject": _traject,
    "partners": _partners,
    "session": _session,
    "sent_session": _sent_session,
    "track": lambda cast: residents_track(cast["people"], cast["traject"]),
    "other_traject": lambda cast: make_traject(cast["people"]["otto"], cast["areas"][1:], functions=()),
    "world": _world,
}


@pytest.fixture
def today() -> date:
    """Today in the Netherlands."""
    return timezone.localdate()
