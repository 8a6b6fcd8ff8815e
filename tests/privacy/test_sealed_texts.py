"""What was sealed away goes when its row goes, and no form of before brings it back (V2)."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from privacy.doors import hidden
from privacy.doors.hidden import SENTENCE
from privacy.doors.models import PersonalDataDecision
from privacy.reports.copies import COPIES, OWN_COPIES, RESIDENTS_COPIES
from privacy.reports.models import HiddenText, Report
from privacy.reports.texts import KINDS, RESIDENTS_KINDS
from privacy.retention.leftovers import remove_orphans
from sessions.planning.models import SessionStatus
from sessions.planning.services import open_to_invited, set_invited
from trajects.logbook.models import Document
from trajects.residents.models import ResidentsNote
from trajects.residents.services import write_note

SECRET = "Braamsluiper woont in portiek twaalf"
SAID, OFFER = "Deze tekst is intussen verborgen", "Mijn versie bewaren"


def report(client, traject, kind, key):
    assert client.post(reverse("privacy:report", args=[traject.pk, kind, str(key)])).status_code == 302


@pytest.fixture
def problem(traject):
    return traject.problem_statements.create(text=SECRET)


def test_a_note_that_is_deleted_while_hidden_takes_its_sealed_text_along(as_, people, track):
    kept = write_note(track, by=people["yasmin"], kind="idee", text=f"{SECRET}, en nog iets")
    note = write_note(track, by=people["yasmin"], kind="idee", text=SECRET)
    for row in (kept, note):
        as_("willem").post(reverse("privacy:residents-report", args=[track.traject_id, "notitie", row.pk]))
    as_("yasmin").post(reverse("trajects:residents-note-delete", args=[track.traject_id, note.pk]))
    assert list(ResidentsNote.objects.all()) == [kept]
    assert list(Report.objects.values_list("object_id", flat=True)) == [kept.pk]
    assert set(HiddenText.objects.values_list("object_id", flat=True)) == {kept.pk}


@pytest.mark.django_db
def test_every_kind_of_text_and_every_copy_goes_with_its_row():
    """A new kind asks a step `forget_sealed_with(table)` in the migration that makes its table."""
    copies = (*COPIES, *OWN_COPIES, *RESIDENTS_COPIES)
    labels = {kind.label for kind in (*KINDS.values(), *RESIDENTS_KINDS.values())} | {copy[0] for copy in copies}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgargs FROM pg_trigger WHERE tgname = 'forget_sealed'")
        told = {table: bytes(label).rstrip(b"\0").decode() for table, label in cursor.fetchall()}
    assert {apps.get_model(label)._meta.db_table: label for label in labels} == told


def test_a_hidden_file_waits_for_who_settles_it_and_goes_with_its_document(as_, traject, people):
    document = Document(traject=traject, title="Verslag", filename="x", size=5, uploaded_by=people["petra"])
    document.file.save("x", ContentFile(b"tekst"))
    name, tomorrow = document.file.name, timezone.now() + timedelta(days=2)
    report(as_("willem"), traject, "document", document.uuid)
    remove_orphans(tomorrow)
    assert default_storage.exists(name)
    Document.objects.all().delete()
    assert not HiddenText.objects.exists()
    remove_orphans(tomorrow)
    assert not default_storage.exists(name)


def test_after_it_was_written_anew_no_older_form_is_kept_for_a_day(as_, people, traject, problem):
    """Of the old words nothing is kept to compare with, so a form of before is no choice, whatever it holds."""
    report(as_("willem"), traject, "probleem", problem.pk)
    anew = reverse("privacy:report-rewrite", args=[traject.pk, "probleem", problem.pk])
    assert as_("noor").post(anew, {"text": "Bewoners voelen zich onveilig"}).status_code == 302
    assert not HiddenText.objects.exists()
    url, late = reverse("trajects:problem-edit", args=[traject.pk, problem.pk]), {"text": SECRET, "version": 1}
    refused = as_("karim").post(url, late)
    page = refused.content.decode()
    assert (refused.status_code, SAID in page, OFFER in page) == (409, True, False)
    # Who opens the form now writes what he likes.
    problem.refresh_from_db()
    assert as_("karim").post(url, {"text": "Er is onrust", "version": problem.version}).status_code == 302
    PersonalDataDecision.objects.update(at=timezone.now() - hidden.LIFE_OF_A_FORM)
    assert OFFER in as_("karim").post(url, late).content.decode()


def test_an_answer_to_an_invitation_does_not_bring_a_hidden_note_back(as_, traject, partners, session):
    set_invited(session, [partners["petra"]])
    open_to_invited(session)
    assert session.status == SessionStatus.INVITED
    url = reverse("sessions:session-answer", args=[traject.pk, session.pk])
    assert as_("petra").post(url, {"answer": "komt", "note": SECRET}).status_code == 302
    answer = session.invited.get(partner=partners["petra"])
    report(as_("noor"), traject, "antwoord", answer.pk)
    again = as_("petra").post(url, {"answer": "komt", "note": SECRET.upper()})
    assert (again.status_code, "Deze tekst is intussen verborgen" in again.content.decode()) == (422, True)
    assert as_("petra").post(url, {"answer": "komt_niet", "note": "We komen later"}).status_code == 302
    answer.refresh_from_db()
    assert answer.answer_note == "We komen later"


def test_a_reason_why_now_that_was_hidden_is_no_choice_in_the_form_of_its_traject(as_, traject, areas):
    urgency = traject.urgencies.get()
    urgency.explanation = SECRET
    urgency.save()
    seen = traject.version
    report(as_("willem"), traject, "urgentie", urgency.pk)
    sent = {"buurten": [areas[0].pk], "question": traject.question, "kind": traject.kind, "version": seen}
    sent |= {f"urgency_{urgency.kind}": "on", f"explanation_{urgency.kind}": SECRET}
    late = as_("karim").post(reverse("trajects:traject-edit", args=[traject.pk]), sent)
    page = late.content.decode()
    assert (late.status_code, SAID in page, OFFER in page) == (409, True, False)
    urgency.refresh_from_db()
    assert urgency.explanation == SENTENCE


def test_a_point_for_afterwards_that_was_hidden_is_no_choice_either(as_, traject):
    point = traject.after_points.first()
    point.text = SECRET
    point.save()
    report(as_("willem"), traject, "afspraak", point.pk)
    sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": point.pk, "form-0-version": 1}
    sent |= {"form-0-text": SECRET}
    late = as_("karim").post(reverse("trajects:after-points", args=[traject.pk]), sent)
    page = late.content.decode()
    assert (late.status_code, SAID in page, OFFER in page) == (409, True, False)
    point.refresh_from_db()
    assert point.text == SENTENCE
