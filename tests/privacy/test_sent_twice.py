"""A form that is sent twice: what it makes is made once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from buurtbalans.once import SAVED_BEFORE
from tests.privacy.forms_on_pages import forms_of
from trajects.logbook.kinds import LogKind
from trajects.traject.method import TrajectKind, UrgencyKind
from trajects.traject.models import Traject

FORMS = {
    "sessions:session-new": ("traject_pk",),
    "sessions:homework-add": ("traject_pk", "session"),
    "sessions:preparation-add": ("traject_pk", "session"),
    "sessions:agenda-send": ("traject_pk", "session"),
    "sessions:action-add": ("traject_pk",),
    "sessions:decision-add": ("traject_pk",),
    "trajects:problem-add": ("traject_pk",),
    "trajects:goal-add": ("traject_pk",),
    "trajects:line-add": ("traject_pk",),
    "trajects:measure-add": ("traject_pk",),
    "trajects:partner-invite": ("traject_pk", "partner"),
    "privacy:registration-new": ("traject_pk",),
    "trajects:feedback-add": ("traject_pk",),
    "trajects:seat-hand-over": ("traject_pk", "membership"),
    "trajects:residents-meeting-add": ("traject_pk",),
    "trajects:residents-note-add": ("traject_pk",),
    "trajects:residents-invite": ("traject_pk",),
    "trajects:rewriting-add": ("traject_pk",),
}
# Who sends it, when that is not the kernteam.
SENDERS = dict.fromkeys([name for name in FORMS if "residents" in name or "rewriting" in name], "willem")
CHOSEN = {
    "sessions:session-new": {"date": str(timezone.localdate() + timedelta(days=9))},
    "trajects:measure-add": {"kind": "nieuw", "money": "12.500"},
    "privacy:registration-new": {"kind": "aantal", "value": "12", "about": "ruimte", "audience": "eigen"},
    "trajects:residents-note-add": {"kind": "goed"},
    "trajects:rewriting-add": {"kind": "goed"},
}


def rows_by_table():
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            if table not in {"cache", "django_session", "accounts_user"}:
                cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
                counts[table] = cursor.fetchone()[0]
    return counts


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_sent_again_makes_nothing_new(world, as_, name):
    browser = as_(SENDERS.get(name, "noor"))
    values = world.values() | {"owner": world.partners["petra"].pk}
    url = reverse(name, args=[values[key] for key in FORMS[name]])
    [form] = [form for form in forms_of(browser.get(url)) if "once" in form["values"]]
    data = form["values"] | CHOSEN.get(name, {})
    if name == "sessions:homework-add":
        data["partner"] = values["owner"]
    if name == "trajects:measure-add":
        data["line"] = values["line"]
    if name == "trajects:rewriting-add":
        data["notes"] = values["note"]
    before = rows_by_table()
    first = browser.post(url, data)
    assert first.status_code == 302, first.context["form"].errors
    after = rows_by_table()
    assert after != before
    second = browser.post(url, data)
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert rows_by_table() == after


def test_who_sent_it_again_is_told_so(world, as_):
    browser, data = as_("noor"), {"text": "Het plein is opgeknapt", "once": "een-nummer"}
    url = reverse("trajects:note-add", args=[world.traject.pk])
    browser.post(url, data)
    assert SAVED_BEFORE in browser.post(url, data, follow=True).content.decode()
    assert world.traject.log_entries.filter(kind=LogKind.NOTE, subject=data["text"]).count() == 1


def test_another_text_in_the_same_form_is_something_new(world, as_):
    """After going back in the browser the form has the same number."""
    url = reverse("trajects:note-add", args=[world.traject.pk])
    for text in ("Eerste", "Tweede"):
        as_("noor").post(url, {"text": text, "once": "een-nummer"})
    typed = world.traject.log_entries.filter(kind=LogKind.NOTE, subject__in=["Eerste", "Tweede"])
    assert typed.count() == 2


def test_a_form_that_was_refused_can_be_sent_again(world, as_):
    browser, url = as_("noor"), reverse("trajects:note-add", args=[world.traject.pk])
    assert browser.post(url, {"text": "", "once": "een-nummer"}).status_code == 422
    assert browser.post(url, {"text": "", "once": "een-nummer"}).status_code == 422


def test_the_number_of_somebody_else_tells_nothing(world, as_):
    url = reverse("sessions:action-add", args=[world.traject.pk])
    data = {"title": "Bankjes tellen", "partner": world.partners["petra"].pk, "once": "een-nummer"}
    before = world.traject.actions.count()
    assert as_("noor").post(url, data).status_code == 302
    assert SAVED_BEFORE not in as_("willem").post(url, data, follow=True).content.decode()
    assert world.traject.actions.count() == before + 2


def test_a_document_that_is_sent_again_is_stored_once(world, as_):
    url, before = reverse("trajects:document-add", args=[world.traject.pk]), world.traject.documents.count()
    for content in (b"tekst", b"tekst", b"andere tekst"):
        file = SimpleUploadedFile("verslag.txt", content)
        assert as_("petra").post(url, {"file": file, "title": "Verslag", "once": "een-nummer"}).status_code == 302
    assert world.traject.documents.count() == before + 2


def test_a_new_traject_that_is_sent_again_is_made_once(world, as_, areas):
    data = {
        "buurten": areas[0].pk,
        "question": "Waar spelen de kinderen?",
        "kind": TrajectKind.values[0],
        f"urgency_{UrgencyKind.values[0]}": "on",
        "once": "een-nummer",
    }
    before = Traject.objects.count()
    places = [as_("noor").post(reverse("trajects:traject-new"), data)["Location"] for _ in range(2)]
    assert places[0] == places[1]
    assert Traject.objects.count() == before + 1
