"""Walking over every address as one person, and writing down all that an answer gives away."""

import re
from contextlib import contextmanager

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sessions.agenda.models import AgendaFile
from tests.privacy.matrix import ROWS
from tests.privacy.reading import text_of
from tests.privacy.test_matrix import NOT_WALKED, address

# The administrator's own pages are walked too.
ADMIN = ["admin:index", "admin:accounts_user_changelist", "admin:accounts_organisation_changelist"]
FILTERED = {
    "trajects:plan-download": ["?voor=bewoners&vorm=docx", "?versie=onzin"],
    "trajects:plan-pdf": ["?vorm=pptx", "?vorm=docx", "?vorm=xlsx", "?voor=directie", "?voor=bewoners"],
    "trajects:plan-submitted-pdf": ["?vorm=pptx", "?vorm=xlsx", "?voor=directie", "?voor=bewoners"],
    "sessions:action-list": [
        "?toon=open",
        "?toon=mijn",
        "?toon=te-laat",
        "?toon=klaar",
        "?toon=besluiten",
        "?q=o",
        "?kies=alles",
    ],
    "trajects:logbook": ["?soort=bijeenkomsten", "?pagina=1"],
    "trajects:area-search": ["?q=mo"],
    "sessions:werkvorm-list": ["?q=stil", "?duur=15&groep=12&waar=online&stap=3", "?groep=veel"],
    "privacy:registration-list": ["?alleen=eigen", "?alleen=gedeeld", "?periode=2026-k1", "?pagina=2"],
}
# What differs each time: a secret, the number of a form, the moment a file was made.
CHANCE = re.compile(
    rb'name="(csrfmiddlewaretoken|once|open_form)" value="[^"]*"|nonce="[^"]*"|\'nonce-[^\']*\''
    rb"|DTSTAMP:\S+|om\s+[\d.]+\s+uur"
    # The clock of a session that is held, and the second in which a page was made.
    rb'|data-bb-left="\d+"|>\d+:\d\d</p>|<progress class="bb-bar"[^>]*>|\d\d:\d\d:\d\d GMT'
)
MOMENTS = re.compile(r"content-length: \d+|20\d\d-\d\d-\d\dt[\d:+z.]+|d:20\d{12}\S*|om\s+[\d.]+\s+uur")
FILES = ("application/pdf", "application/vnd.openxmlformats", "application/zip")
# What stands between quotes and in numbers differs by person and moment; that there is a question does not.
LITERALS = re.compile(r"'(?:[^']|'')*'|\d+")


def looked_at(world):
    """Every row of the matrix that can be looked at, with its address."""
    for name, row in ROWS.items():
        if row.get and name not in NOT_WALKED:
            yield name, row, address(name, row, world)


def addresses(world):
    """Every address that can be looked at, with the filters of the lists; of both sessions."""
    for name, row, url in looked_at(world):
        yield url
        yield from (url + query for query in FILTERED.get(name, []))
        if row.arguments == ("traject_pk", "session"):
            yield url.replace(f"/{world.session.pk}/", f"/{world.draft.pk}/")
    for registration in world.traject.registrations.all():
        yield registration.get_absolute_url()
        for part in ("meelezen/", "versies/", "wijzigen/", "delen/"):
            yield registration.get_absolute_url() + part
        for file in registration.files.all():
            yield reverse("privacy:registration-file", args=[world.traject.pk, file.uuid])
    for file in AgendaFile.objects.filter(item__session__traject=world.traject):
        yield reverse("sessions:agenda-file", args=[world.traject.pk, file.uuid])
    for action in world.traject.actions.all():
        yield action.get_absolute_url()
    yield world.hidden_url
    yield reverse("pages:traject", args=[world.other.pk])
    yield from (reverse(name) for name in ADMIN)
    petra = world.people["petra"]
    for kind, key in (("user", petra.pk), ("organisation", petra.organisation_id)):
        yield from (reverse(f"admin:accounts_{kind}_{page}", args=[key]) for page in ("change", "history"))


def changes():
    """How many rows this transaction added, changed and removed in each table, as PostgreSQL counts them.

    What was changed and put back counts too; web sessions and the trace of who looked do not.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
            " AND relname NOT IN ('django_session', 'privacy_accessevent')"
        )
        return set(cursor.fetchall())


def seen(client, urls):
    """Status, headers, body and the questions to the database, of each address in turn."""
    result = {}
    for url in urls:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        result[url] = (*told(answer), [LITERALS.sub("?", query["sql"]) for query in queries])
    return result


def told(answer):
    """What an answer gives away: status, headers and body, without what is new each time."""
    headers = {name: CHANCE.sub(b"", value.encode()) for name, value in answer.headers.items()}
    # How long the body is follows from the body, which is compared without what is new each time.
    headers.pop("Content-Length", None)
    if headers.get("Content-Type", b"").decode().startswith(FILES):
        text = MOMENTS.sub("", text_of(answer))
        return answer.status_code, headers, text.encode()
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, headers, CHANCE.sub(b"", body)


@contextmanager
def taken_back():
    """Whatever happens within, the database is afterwards as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
