"""Overdragen and terugkoppeling: what crosses the wall, who decides on it, and what is told (B6)."""

import pytest
from django.core import mail
from django.urls import reverse

from tests.jobs import run_jobs
from trajects.crossing import services
from trajects.crossing.models import FeedbackProposal, ReleasedFinding, ResidentsFeedback, Rewriting
from trajects.logbook.kinds import LogKind
from trajects.residents.services import write_note


@pytest.fixture
def note(people, track):
    return write_note(track, by=people["yasmin"], kind="probleem", text="Na acht uur loop ik om")


@pytest.fixture
def rewriting(people, track, note):
    return services.propose(
        track, by=people["willem"], kind="probleem", text="Bewoners lopen 's avonds om", notes=[note]
    )


@pytest.fixture
def proposal(people, traject, track):
    return services.propose_feedback(traject, by=people["noor"], text="De lampen worden vervangen")


def url(name, traject, *args):
    return reverse(f"trajects:{name}", args=[traject.pk, *args])


def professionals_read(as_, traject, who="petra"):
    return as_(who).get(url("residents-input", traject)).content.decode()


class TestHandingOver:
    def test_the_guide_rewrites_and_residents_get_a_neutral_mail(self, as_, people, traject, track, note):
        data = {"notes": [note.pk], "kind": "probleem", "text": "Bewoners lopen om"}
        assert as_("willem").post(url("rewriting-add", traject), data).status_code == 302
        assert list(Rewriting.objects.get().notes.all()) == [note]
        run_jobs()
        [letter] = mail.outbox
        assert (letter.to, letter.subject) == ([people["yasmin"].email], "Er staat iets voor je klaar")
        assert "lopen" not in letter.body

    def test_professionals_read_nothing_before_a_resident_says_yes(self, as_, traject, rewriting):
        assert "Bewoners lopen" not in professionals_read(as_, traject)
        assert not ReleasedFinding.objects.exists()

    def test_a_resident_approves_and_professionals_read_the_text_only(self, as_, people, traject, rewriting):
        as_("yasmin").post(url("rewriting-approve", traject, rewriting.pk), {"version": 1})
        for who in ("petra", "noor", "willem"):
            page = professionals_read(as_, traject, who)
            assert "Bewoners lopen" in page
            assert "Na acht uur" not in page
            assert "Haddad" not in page
        assert as_("otto").get(url("residents-input", traject)).status_code == 404

    def test_it_is_logged_on_both_sides_without_content_or_a_residents_name(self, as_, people, traject, rewriting):
        services.approve(rewriting, 1, by=people["yasmin"])
        entry = traject.log_entries.get(kind=LogKind.FINDING_RELEASED)
        assert (entry.actor, entry.subject) == (None, "")
        own = rewriting.track.log_entries.first()
        assert (own.kind, own.actor) == ("released", people["yasmin"])

    def test_a_released_row_leads_to_nothing_of_the_residents(self):
        related = {field.related_model for field in ReleasedFinding._meta.get_fields() if field.is_relation}
        # Evidence of an assumption and where the plan came from are on the professionals' side, as the row itself.
        assert {model.__name__ for model in related} == {"Evidence", "Source", "Traject"}
        related = {field.related_model for field in ResidentsFeedback._meta.get_fields() if field.is_relation}
        assert {model.__name__ for model in related} == {"ResidentsTrack"}

    @pytest.mark.parametrize("who", ["willem", "noor"])
    def test_neither_the_guide_nor_the_kernteam_approves(self, as_, traject, rewriting, who):
        answer = as_(who).post(url("rewriting-approve", traject, rewriting.pk), {"version": 1})
        assert answer.status_code == {"willem": 403, "noor": 404}[who]
        assert not ReleasedFinding.objects.exists()

    @pytest.mark.parametrize("version", ["2", "0", "", "x", "-1"])
    def test_a_text_that_was_not_read_is_not_approved(self, as_, traject, rewriting, version):
        as_("yasmin").post(url("rewriting-approve", traject, rewriting.pk), {"version": version})
        assert not ReleasedFinding.objects.exists()

    def test_a_text_that_changed_meanwhile_is_not_approved(self, as_, people, traject, rewriting, note):
        services.rewrite(rewriting, 1, by=people["willem"], kind="probleem", text="Anders", notes=[note])
        answer = as_("yasmin").post(url("rewriting-approve", traject, rewriting.pk), {"version": 1}, follow=True)
        assert "intussen veranderd" in answer.content.decode()
        assert not ReleasedFinding.objects.exists()

    def test_approving_twice_hands_over_once(self, people, rewriting):
        assert services.approve(rewriting, 1, by=people["yasmin"])
        assert not services.approve(rewriting, 1, by=people["yasmin"])
        assert ReleasedFinding.objects.count() == 1

    def test_a_resident_sends_it_back_and_the_guide_writes_it_again(self, as_, people, traject, rewriting, note):
        back = url("rewriting-return", traject, rewriting.pk)
        assert as_("yasmin").post(back, {"version": 1, "remark": "Te herkenbaar"}).status_code == 302
        assert "Te herkenbaar" in as_("willem").get(url("rewriting-list", traject)).content.decode()
        data = {"notes": [note.pk], "kind": "probleem", "text": "Het is donker", "version": 2}
        assert as_("willem").post(url("rewriting-edit", traject, rewriting.pk), data).status_code == 302
        rewriting.refresh_from_db()
        assert (rewriting.status, rewriting.text) == ("voorgelegd", "Het is donker")
        assert not traject.log_entries.filter(kind=LogKind.FINDING_RELEASED).exists()

    @pytest.mark.parametrize("who", ["yasmin", "willem"])
    def test_withdrawing_works_with_the_next_request(self, as_, people, traject, rewriting, who):
        services.approve(rewriting, 1, by=people["yasmin"])
        assert "Bewoners lopen" in professionals_read(as_, traject)
        as_(who).post(url("rewriting-withdraw", traject, rewriting.pk))
        assert "Bewoners lopen" not in professionals_read(as_, traject)
        assert traject.log_entries.get(kind=LogKind.FINDING_WITHDRAWN).actor is None

    def test_what_was_handed_over_is_not_written_again_under_their_eyes(self, as_, people, traject, rewriting, note):
        services.approve(rewriting, 1, by=people["yasmin"])
        edit = url("rewriting-edit", traject, rewriting.pk)
        data = {"notes": [note.pk], "kind": "probleem", "text": "Stiekem anders", "version": 2}
        assert as_("willem").get(edit).status_code == 302
        assert as_("willem").post(edit, data).status_code == 409
        assert "Stiekem" not in professionals_read(as_, traject)

    def test_what_was_handed_over_stays_when_its_notes_go(self, as_, people, traject, rewriting, note):
        services.approve(rewriting, 1, by=people["yasmin"])
        note.delete()
        assert "Bewoners lopen" in professionals_read(as_, traject)
        assert "De notities zijn verwijderd" in as_("yasmin").get(url("rewriting-list", traject)).content.decode()

    def test_notes_of_another_track_cannot_be_chosen(self, as_, people, traject, other_traject, track):
        from trajects.residents.seats import name_guide

        elsewhere = name_guide(other_traject.memberships.get(), by=people["otto"])
        foreign = write_note(elsewhere, by=people["otto"], kind="idee", text="Elders")
        data = {"notes": [foreign.pk], "kind": "idee", "text": "Gestolen"}
        answer = as_("willem").post(url("rewriting-add", traject), data)
        assert answer.status_code == 422
        assert "Elders" not in answer.content.decode()
        for name in ("residents", "residents-notes", "rewriting-list"):
            assert as_("willem").get(url(name, other_traject)).status_code == 404


class TestFeedback:
    def test_the_guide_passes_on_what_the_kernteam_wrote(self, as_, people, traject, proposal):
        home = url("residents", traject)
        assert "lampen" not in as_("yasmin").get(home).content.decode()
        assert as_("willem").post(url("feedback-pass", traject, proposal.pk), {"version": 1}).status_code == 302
        page = as_("yasmin").get(home).content.decode()
        assert "De lampen worden vervangen" in page
        assert "Dijkstra" not in page
        assert traject.log_entries.get(kind=LogKind.FEEDBACK_PASSED).actor == people["willem"]
        assert proposal.traject.residents_track.log_entries.first().kind == "feedback"

    @pytest.mark.parametrize(("who", "status"), [("noor", 403), ("petra", 403), ("yasmin", 404), ("otto", 404)])
    def test_nobody_else_passes_it_on(self, as_, traject, proposal, who, status):
        answer = as_(who).post(url("feedback-pass", traject, proposal.pk), {"version": 1})
        assert answer.status_code == status
        assert not ResidentsFeedback.objects.exists()

    def test_the_guide_sends_it_back_and_the_kernteam_writes_it_again(self, as_, traject, proposal):
        back = url("feedback-return", traject, proposal.pk)
        assert as_("willem").post(back, {"version": 1, "remark": "Noem geen getal"}).status_code == 302
        assert "Noem geen getal" in professionals_read(as_, traject, "noor")
        data = {"text": "De gemeente kijkt naar de lampen", "version": 2}
        assert as_("noor").post(url("feedback-edit", traject, proposal.pk), data).status_code == 302
        proposal.refresh_from_db()
        assert (proposal.status, proposal.remark) == ("voorgesteld", "")

    def test_a_text_that_was_not_read_is_not_passed_on(self, as_, people, traject, proposal):
        services.change_feedback(proposal, 1, by=people["noor"], text="Anders")
        as_("willem").post(url("feedback-pass", traject, proposal.pk), {"version": 1})
        assert not ResidentsFeedback.objects.exists()

    def test_what_residents_read_is_not_changed_by_the_kernteam(self, as_, people, traject, track, proposal):
        services.pass_feedback(proposal, 1, track, by=people["willem"])
        edit = url("feedback-edit", traject, proposal.pk)
        assert as_("noor").get(edit).status_code == 302
        assert as_("noor").post(edit, {"text": "Anders", "version": 2}).status_code == 409
        assert ResidentsFeedback.objects.get().text == "De lampen worden vervangen"

    def test_the_guide_takes_it_away_from_the_residents(self, as_, people, traject, track, proposal):
        services.pass_feedback(proposal, 1, track, by=people["willem"])
        as_("willem").post(url("feedback-remove", traject, proposal.pk))
        assert "lampen" not in as_("yasmin").get(url("residents", traject)).content.decode()
        assert FeedbackProposal.objects.get().status == "teruggestuurd"
