"""*Meld persoonsgegeven* among residents: hidden at once on both sides, told to author and guide only (V2, V4)."""

import pytest
from django.core import mail
from django.urls import reverse

from privacy import wall
from privacy.agreements.models import AgreementAcceptance
from privacy.agreements.services import accept
from privacy.doors.hidden import SENTENCE
from privacy.doors.models import PersonalDataDecision, Verdict
from privacy.reports.models import HiddenText, Report
from tests.jobs import run_jobs
from tests.privacy.writing import answers
from trajects.crossing import services as crossing
from trajects.crossing.models import (
    FeedbackProposal,
    FeedbackStatus,
    ReleasedFinding,
    ResidentsFeedback,
    Rewriting,
    RewritingStatus,
)
from trajects.logbook.kinds import LogKind
from trajects.residents.models import ResidentsNote
from trajects.residents.seats import seat_resident
from trajects.residents.services import plan_meeting, write_note

SECRET = "Braamsluiper woont in portiek twaalf"


@pytest.fixture
def page_of(traject):
    def address(kind, row, more=""):
        return reverse("privacy:residents-report", args=[traject.pk, kind, row.pk]) + more

    return address


@pytest.fixture
def note(people, track):
    """Yasmin's note."""
    return write_note(track, by=people["yasmin"], kind="idee", text=SECRET)


@pytest.fixture
def released(people, track):
    """A finding of Willem's hand that Yasmin approved, so that professionals read it."""
    finding = crossing.propose(track, by=people["willem"], kind="idee", text=SECRET, notes=[])
    crossing.approve(finding, 1, by=people["yasmin"])
    return Rewriting.objects.get()


@pytest.fixture
def proposal(people, traject, track):
    """What Noor wrote for the residents, which waits for their guide."""
    return crossing.propose_feedback(traject, by=people["noor"], text=SECRET)


@pytest.fixture
def passed(people, track, proposal):
    """The same, as residents read it: Willem passed it on."""
    assert crossing.pass_feedback(proposal, 1, track, by=people["willem"])
    return ResidentsFeedback.objects.get()


def where_told(as_, traject):
    """Who reads the secret of those who read what residents hear."""
    pages = [(name, "residents-input") for name in ("noor", "karim", "petra", "willem")]
    pages += [(name, "residents") for name in ("yasmin", "willem")]
    answers = {who: as_(who[0]).get(reverse(f"trajects:{who[1]}", args=[traject.pk])) for who in pages}
    return {who for who, answer in answers.items() if "Braamsluiper" in answer.content.decode()}


def told():
    """Who got a letter about a hidden text."""
    mail.outbox.clear()
    run_jobs()
    letters = [letter for letter in mail.outbox if letter.subject == "Buurtbalans: een tekst is verborgen"]
    assert "Braamsluiper" not in " ".join(letter.body for letter in letters)
    return {letter.to[0].split("@")[0] for letter in letters}


def test_a_report_asks_once_hides_the_note_and_tells_its_author_alone(as_, page_of, traject, track, note):
    url, before = page_of("notitie", note), traject.log_entries.count()
    willem = as_("willem")
    asked = willem.get(url).content.decode()
    assert SECRET in asked
    assert "de professionals niet" in asked
    assert ResidentsNote.objects.get().text == SECRET
    assert willem.post(url).status_code == 302
    assert ResidentsNote.objects.get().text == SENTENCE
    for name, pages in (("willem", ("residents-notes", "residents")), ("noor", ("logbook", "residents-input"))):
        for page in pages:
            assert "Braamsluiper" not in as_(name).get(reverse(f"trajects:{page}", args=[traject.pk])).content.decode()
    assert told() == {"yasmin"}
    assert track.log_entries.first().kind == "text_hidden"
    assert traject.log_entries.count() == before


def test_what_a_resident_reports_is_told_to_the_guide_and_to_no_professional(as_, people, page_of, traject, track):
    row = plan_meeting(track, title="Rondje", date="2999-01-01", starts_at="19:00", place="", topic=SECRET)
    as_("yasmin").post(page_of("bijeenkomst", row))
    assert told() == {"willem"}
    row.refresh_from_db()
    assert (row.title, row.place, row.topic) == (SENTENCE, "", SENTENCE)
    page = as_("willem").get(page_of("bijeenkomst", row)).content.decode()
    assert SECRET in page, "nobody keeps who wrote a meeting, so the guide writes it anew"


def test_the_guide_settles_a_note_without_reading_it_and_residents_do_not(as_, people, page_of, note):
    seat_resident(note.track, people["bea"])
    accept(wall.agreement(note.track), by=people["bea"])
    as_("bea").post(page_of("notitie", note))
    assert told() == {"willem", "yasmin"}
    for name in ("bea", "willem"):
        assert "Braamsluiper" not in as_(name).get(page_of("notitie", note)).content.decode()
        assert as_(name).post(page_of("notitie", note, "herschrijven/"), {"text": "Anders"}).status_code == 403
    assert as_("bea").post(page_of("notitie", note, "terugzetten/")).status_code == 403
    assert as_("willem").post(page_of("notitie", note, "terugzetten/")).status_code == 302
    assert ResidentsNote.objects.get().text == SECRET
    assert PersonalDataDecision.objects.get(label="GEMELD").by == people["willem"]


def test_its_author_writes_the_note_anew_through_the_door(as_, page_of, note):
    url = page_of("notitie", note)
    yasmin = as_("yasmin")
    yasmin.post(url)
    assert SECRET in yasmin.get(url).content.decode()
    assert yasmin.post(f"{url}herschrijven/", {"text": "Bel 06-12345678"}).status_code == 422
    assert yasmin.post(f"{url}herschrijven/", {"text": "Er is onrust"}).status_code == 302
    assert ResidentsNote.objects.get().text == "Er is onrust"
    assert not Report.objects.exists()
    assert not HiddenText.objects.exists()
    assert yasmin.post(f"{url}herschrijven/", {"text": "Nog eens"}).status_code == 404


def test_what_may_stand_in_the_new_words_is_written_down(as_, page_of, note):
    url, yasmin, text = page_of("notitie", note), as_("yasmin"), "Mevrouw Bakker vroeg om licht"
    yasmin.post(url)
    page = yasmin.post(f"{url}herschrijven/", {"text": text})
    assert page.status_code == 422
    assert yasmin.post(f"{url}herschrijven/", {"text": text, **answers(page, "openbaar")}).status_code == 302
    assert PersonalDataDecision.objects.filter(field="text", verdict=Verdict.KEPT).exists()


def test_what_was_handed_over_is_hidden_on_both_sides_and_approved_anew_when_it_is_rewritten(
    as_, page_of, traject, released
):
    as_("yasmin").post(page_of("bevinding", released))
    assert (ReleasedFinding.objects.get().text, Rewriting.objects.get().text) == (SENTENCE, SENTENCE)
    assert traject.log_entries.get(kind=LogKind.TEXT_HIDDEN).actor is None
    assert told() == {"willem"}
    url = page_of("bevinding", released, "herschrijven/")
    assert as_("willem").post(url, {"text": "Er is onrust in de straat"}).status_code == 302
    row = Rewriting.objects.get()
    assert (row.text, row.status) == ("Er is onrust in de straat", RewritingStatus.PROPOSED)
    assert not ReleasedFinding.objects.exists()
    assert crossing.approve(row, row.version, by=row.written_by)


def test_put_back_it_stands_on_both_sides_again(as_, page_of, released):
    as_("willem").post(page_of("bevinding", released))
    as_("willem").post(page_of("bevinding", released, "terugzetten/"))
    assert (ReleasedFinding.objects.get().text, Rewriting.objects.get().text) == (SECRET, SECRET)


def test_a_professional_reports_what_was_handed_over_and_settles_nothing(as_, traject, released):
    finding = ReleasedFinding.objects.get()
    url = reverse("privacy:report", args=[traject.pk, "bewonersinbreng", finding.pk])
    assert url in as_("petra").get(reverse("trajects:residents-input", args=[traject.pk])).content.decode()
    assert "De bewonersbegeleider krijgt bericht" in as_("petra").get(url).content.decode()
    as_("petra").post(url)
    assert (ReleasedFinding.objects.get().text, Rewriting.objects.get().text) == (SENTENCE, SENTENCE)
    assert told() == {"willem"}
    for name in ("petra", "noor", "willem"):
        page = as_(name).get(url).content.decode()
        assert ("Braamsluiper" in page, "geen persoonsgegeven</button>" in page) == (False, False)
        assert as_(name).post(f"{url}terugzetten/").status_code == 403
        assert as_(name).post(f"{url}herschrijven/", {"text": "Anders"}).status_code == 403


def test_a_finding_of_which_residents_keep_nothing_any_more_is_hidden_all_the_same(as_, traject, released):
    released.delete()
    finding = ReleasedFinding.objects.get()
    url = reverse("privacy:report", args=[traject.pk, "bewonersinbreng", finding.pk])
    assert as_("petra").post(url).status_code == 302
    assert ReleasedFinding.objects.get().text == SENTENCE
    # The kernteam keeps it now: it says that it is none without reading it, or leaves it hidden.
    page = as_("noor").get(url).content.decode()
    assert "Braamsluiper" not in page
    assert "geen persoonsgegeven</button>" in page
    assert as_("petra").post(f"{url}terugzetten/").status_code == 403
    assert as_("noor").post(f"{url}herschrijven/", {"text": "Anders"}).status_code == 403
    assert as_("noor").post(f"{url}terugzetten/").status_code == 302
    assert ReleasedFinding.objects.get().text == SECRET


def test_a_hidden_finding_is_not_approved(as_, people, page_of, track):
    finding = crossing.propose(track, by=people["willem"], kind="idee", text=SECRET, notes=[])
    yasmin = as_("yasmin")
    yasmin.post(page_of("bevinding", finding))
    finding.refresh_from_db()
    url = reverse("trajects:rewriting-approve", args=[track.traject_id, finding.pk])
    assert url not in yasmin.get(reverse("trajects:rewriting-list", args=[track.traject_id])).content.decode()
    yasmin.post(url, {"version": finding.version})
    assert not ReleasedFinding.objects.exists()


def test_nobody_else_reports_and_other_words_in_the_address_are_not_found(as_, page_of, traject, note):
    for name in ("noor", "petra", "root", "otto", "achmed"):
        assert as_(name).post(page_of("notitie", note)).status_code == 404
    for name in ("noor", "yasmin"):
        assert as_(name).get(reverse("privacy:report", args=[traject.pk, "notitie", note.pk])).status_code == 404
    assert as_("yasmin").get(page_of("actie", note)).status_code == 404
    assert not Report.objects.exists()


def test_every_text_of_residents_leads_to_its_report(as_, page_of, traject, track, note, released):
    meeting = plan_meeting(track, title="Rondje", date="2999-01-01", starts_at="19:00", place="", topic="")
    yasmin = as_("yasmin")
    for name, url in (
        ("residents-notes", page_of("notitie", note)),
        ("rewriting-list", page_of("bevinding", released)),
        ("residents-meetings", page_of("bijeenkomst", meeting)),
    ):
        assert url in yasmin.get(reverse(f"trajects:{name}", args=[traject.pk])).content.decode()


def test_who_has_yet_to_accept_the_newest_agreement_is_led_there_first(as_, people, page_of, note):
    AgreementAcceptance.objects.filter(agreement__track="residents", user=people["willem"]).delete()
    as_("yasmin").post(page_of("notitie", note))
    assert told() == {"willem"}
    assert as_("willem").get(page_of("notitie", note)).status_code == 303


def test_what_residents_heard_back_is_hidden_on_both_sides_and_settled_by_who_wrote_it(
    as_, page_of, traject, track, passed, proposal
):
    url, yasmin = page_of("terugkoppeling", passed), as_("yasmin")
    here = reverse("privacy:report", args=[traject.pk, "terugkoppeling", proposal.pk])
    assert url in yasmin.get(reverse("trajects:residents", args=[traject.pk])).content.decode()
    assert "zonder jouw naam" in yasmin.get(url).content.decode()
    assert len(where_told(as_, traject)) == 6
    assert yasmin.post(url).status_code == 302
    assert where_told(as_, traject) == set()
    assert (FeedbackProposal.objects.get().text, ResidentsFeedback.objects.get().text) == (SENTENCE, SENTENCE)
    assert traject.log_entries.get(kind=LogKind.TEXT_HIDDEN).actor is None
    assert track.log_entries.get(kind="text_hidden").actor is None
    assert told() == {"noor", "karim"}
    for name, address in (("yasmin", url), ("willem", url), ("petra", here), ("willem", here)):
        page = as_(name).get(address).content.decode()
        assert ("Braamsluiper" in page, "geen persoonsgegeven</button>" in page) == (False, False)
        assert as_(name).post(f"{address}terugzetten/").status_code == 403
        assert as_(name).post(f"{address}herschrijven/", {"text": "Anders"}).status_code == 403
    assert "Braamsluiper" not in as_("karim").get(here).content.decode()
    assert as_("karim").post(f"{here}terugzetten/").status_code == 302
    assert len(where_told(as_, traject)) == 6


def test_other_words_for_residents_are_read_by_their_guide_first(as_, page_of, people, traject, track, passed):
    as_("yasmin").post(page_of("terugkoppeling", passed))
    row, noor = FeedbackProposal.objects.get(), as_("noor")
    here = reverse("privacy:report", args=[traject.pk, "terugkoppeling", row.pk])
    assert SECRET in noor.get(here).content.decode()
    assert noor.post(f"{here}herschrijven/", {"text": "Yasmin Haddad vroeg om licht"}).status_code == 422
    assert noor.post(f"{here}herschrijven/", {"text": "Er komt meer licht"}).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.status, ResidentsFeedback.objects.count()) == (
        "Er komt meer licht",
        FeedbackStatus.PROPOSED,
        0,
    )
    home = as_("yasmin").get(reverse("trajects:residents", args=[traject.pk])).content.decode()
    assert ("Terugkoppeling weggehaald" in home, people["noor"].name in home) == (True, False)
    assert crossing.pass_feedback(row, row.version, track, by=people["willem"])
    assert ResidentsFeedback.objects.get().text == "Er komt meer licht"
    assert not HiddenText.objects.exists()


def test_what_was_not_passed_on_is_hidden_without_a_word_to_residents(as_, page_of, traject, track, proposal):
    crossing.return_feedback(proposal, 1, remark=f"Noem dit niet: {SECRET}")
    here = reverse("privacy:report", args=[traject.pk, "terugkoppeling", proposal.pk])
    before = track.log_entries.count()
    assert here in as_("petra").get(reverse("trajects:residents-input", args=[traject.pk])).content.decode()
    for name in ("yasmin", "otto", "achmed", "root"):
        assert as_(name).post(here).status_code == 404
    assert as_("petra").post(here).status_code == 302
    assert where_told(as_, traject) == set()
    assert told() == {"noor", "karim"}
    assert track.log_entries.count() == before
    FeedbackProposal.objects.update(status=FeedbackStatus.PROPOSED)
    proposal.refresh_from_db()
    url = reverse("trajects:feedback-pass", args=[traject.pk, proposal.pk])
    assert url not in as_("willem").get(reverse("trajects:residents-input", args=[traject.pk])).content.decode()
    as_("willem").post(url, {"version": proposal.version})
    assert not ResidentsFeedback.objects.exists()


def test_feedback_of_which_professionals_keep_nothing_any_more_is_hidden_all_the_same(as_, page_of, passed):
    FeedbackProposal.objects.all().delete()
    for name in ("noor", "otto"):
        assert as_(name).post(page_of("terugkoppeling", passed)).status_code == 404
    assert as_("yasmin").post(page_of("terugkoppeling", passed)).status_code == 302
    assert ResidentsFeedback.objects.get().text == SENTENCE
    assert "Braamsluiper" not in as_("willem").get(page_of("terugkoppeling", passed)).content.decode()
