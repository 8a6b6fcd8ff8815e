"""A text that was hidden does not come back by a form that was open before (V2)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from privacy.doors.hidden import SENTENCE
from privacy.reports.models import HiddenText
from sessions.agenda.models import AgendaItem
from trajects.residents.services import write_note

SECRET = "Braamsluiper woont in portiek twaalf"
SAID, OFFER = "Deze tekst is intussen verborgen", "Mijn versie bewaren"


@pytest.fixture
def problem(traject):
    return traject.problem_statements.create(text=SECRET)


def hide(client, traject, kind, row):
    client.post(reverse("privacy:report", args=[traject.pk, kind, row.pk]))
    row.refresh_from_db()


def test_the_conflict_page_says_so_and_offers_no_choice(as_, traject, problem):
    hide(as_("willem"), traject, "probleem", problem)
    url = reverse("trajects:problem-edit", args=[traject.pk, problem.pk])
    late = as_("noor").post(url, {"text": f" {SECRET.upper()}\r\n", "version": 1})
    page = late.content.decode()
    assert (late.status_code, SAID in page, OFFER in page, f'action="{url}"' in page) == (409, True, False, False)
    assert "Terug zonder mijn versie" in page
    problem.refresh_from_db()
    assert problem.text == SENTENCE


def test_other_words_may_be_kept_as_ever(as_, traject, problem):
    hide(as_("willem"), traject, "probleem", problem)
    url, noor = reverse("trajects:problem-edit", args=[traject.pk, problem.pk]), as_("noor")
    late = noor.post(url, {"text": "Er is onrust", "version": 1})
    page = late.content.decode()
    assert (late.status_code, SAID in page, OFFER in page) == (409, False, True)
    noor.post(url, {"text": "Er is onrust", "version": problem.version})
    problem.refresh_from_db()
    assert problem.text == "Er is onrust"


def test_a_text_that_was_put_back_is_a_choice_again(as_, traject, problem):
    hide(as_("willem"), traject, "probleem", problem)
    as_("noor").post(reverse("privacy:report-put-back", args=[traject.pk, "probleem", problem.pk]))
    assert not HiddenText.objects.exists()
    url = reverse("trajects:problem-edit", args=[traject.pk, problem.pk])
    assert OFFER in as_("noor").post(url, {"text": SECRET, "version": 1}).content.decode()


def test_it_holds_for_a_partner_a_session_and_an_item_of_its_agenda(as_, traject, partners, session):
    partner = partners["willem"]
    partner.note = SECRET
    partner.save()
    session.place = SECRET
    session.save()
    item = AgendaItem.objects.create(session=session, title=SECRET, minutes=20, position=1)
    noor = as_("noor")
    for kind, row, name, more in (
        ("partner", partner, "partner-edit", {"status": "doet_mee", "note": SECRET}),
        (
            "bijeenkomst",
            session,
            "session-edit",
            {
                "title": "Verdieping",
                "date": (timezone.localdate() + timedelta(days=7)).isoformat(),
                "starts_at": "13:30",
                "ends_at": "16:30",
                "place": SECRET,
            },
        ),
        ("agendapunt", item, "agenda-item-edit", {"title": SECRET, "minutes": 20}),
    ):
        hide(noor, traject, kind, row)
        within = [traject.pk, session.pk] if kind == "agendapunt" else [traject.pk]
        app = "trajects" if kind == "partner" else "sessions"
        late = noor.post(reverse(f"{app}:{name}", args=[*within, row.pk]), {**more, "version": 1})
        page = late.content.decode()
        assert (late.status_code, SAID in page, OFFER in page) == (409, True, False), kind


def test_it_holds_among_residents(as_, people, track):
    note = write_note(track, by=people["yasmin"], kind="idee", text=SECRET)
    as_("willem").post(reverse("privacy:residents-report", args=[track.traject_id, "notitie", note.pk]))
    url = reverse("trajects:residents-note-edit", args=[track.traject_id, note.pk])
    page = as_("yasmin").post(url, {"kind": "idee", "text": SECRET, "version": 1}).content.decode()
    assert (SAID in page, OFFER in page) == (True, False)
