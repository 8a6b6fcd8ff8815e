"""Writing one part of the plan: kept while one types, nothing lost, and others see who writes where."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.doors.models import PersonalDataDecision, Verdict
from privacy.retention.leftovers import forget_writing
from trajects.plan.models import PartStatus
from trajects.plan.writing_models import Writing


def url(traject, rest="", part="regie"):
    return f"/trajecten/{traject.pk}/plan/bewerken/{part}/{rest}"


def row_of(traject, part="regie"):
    return traject.plan.parts.get(part=part)


class Page:
    """The page of one part in the browser of somebody who has a script."""

    def __init__(self, client, traject, part="regie"):
        self.client, self.traject, self.part = client, traject, part
        form = client.get(url(traject, part=part)).context["form"]
        self.fields = {"open_form": form["open_form"].value(), "version": form["version"].value(), "status": "begonnen"}
        self.turn = 0

    def keep(self, text, answer_arrives=True, **more):
        self.turn += 1
        data = self.fields | {"text": text, "turn": self.turn} | more
        answer = self.client.post(url(self.traject, "bewaren/", self.part), data, headers={"HX-Request": "true"})
        if answer_arrives and "row" in answer.context:
            self.fields["version"] = answer.context["row"].version
        return answer

    def save(self, text, **more):
        self.turn += 1
        data = self.fields | {"text": text, "turn": self.turn} | more
        return self.client.post(url(self.traject, part=self.part), data)

    def beat(self):
        return self.client.post(url(self.traject, "aanwezig/", self.part), {"open_form": self.fields["open_form"]})


@pytest.fixture
def noor(as_, traject):
    return Page(as_("noor"), traject)


def test_a_text_is_kept_while_one_types_and_its_writer_hears_when(noor, traject, people):
    answer = noor.keep("Het stadsdeel")
    row = row_of(traject)
    assert answer.status_code == 200
    assert f"Bewaard om {timezone.localtime(row.changed_at):%H.%M} uur" in answer.content.decode()
    assert 'value="2"' in answer.content.decode(), "the version that the form goes on with"
    assert (row.text, row.status, row.changed_by) == ("Het stadsdeel", PartStatus.STARTED, people["noor"])
    noor.keep("Het stadsdeel houdt de regie", status="klaar")
    noor.keep("Het stadsdeel houdt de regie", status="klaar")
    row.refresh_from_db()
    assert (row.text, row.status, row.version) == ("Het stadsdeel houdt de regie", PartStatus.DONE, 3)
    assert noor.save("Het stadsdeel houdt de regie.").status_code == 302
    assert row_of(traject).text == "Het stadsdeel houdt de regie."


def test_the_logbook_tells_of_a_part_once_in_half_an_hour(noor, as_, traject):
    entries = traject.log_entries.filter(kind="plan_changed", subject="Regie en buurtalliantie")
    for text in ("een", "twee", "drie"):
        noor.keep(text)
    assert entries.count() == 1
    Page(as_("karim"), traject).keep("vier")
    assert entries.count() == 2
    entries.update(at=timezone.now() - timedelta(minutes=31))
    Page(as_("noor"), traject).keep("vijf")
    assert entries.count() == 3


def test_what_the_own_form_kept_is_no_conflict_when_its_answer_got_lost(noor, traject):
    noor.keep("Eerste regel", answer_arrives=False)
    assert noor.keep("Eerste regel, tweede regel", answer_arrives=False).status_code == 200
    assert noor.save("Alles").status_code == 302
    assert row_of(traject).text == "Alles"


def test_a_text_that_arrives_after_a_newer_one_of_the_same_form_changes_nothing(noor, traject):
    noor.keep("Eerst")
    noor.keep("Nieuw", turn=3)
    assert noor.keep("Oud", turn=2).status_code == 200
    assert row_of(traject).text == "Nieuw"
    # Back to what stood there, and that arrives before what was typed in between.
    noor.keep("Nieuw", turn=5)
    assert noor.keep("Tussendoor", turn=4).status_code == 200
    assert row_of(traject).text == "Nieuw"


def test_who_hears_that_a_text_came_too_late_has_not_seen_what_somebody_else_wrote_since(noor, as_, traject):
    noor.keep("Nieuw", turn=2)
    Page(as_("karim"), traject).keep("Van Karim")
    assert noor.keep("Oud", turn=1).status_code == 200
    assert noor.keep("En verder", turn=3).status_code == 409
    assert row_of(traject).text == "Van Karim"


@pytest.mark.parametrize("has_script", [True, False])
def test_a_form_that_is_sent_twice_is_in_no_conflict_with_itself(noor, traject, has_script):
    seen = noor.fields["version"]
    if has_script:
        noor.keep("Half")
    turn = {"turn": 2} if has_script else {"turn": 0}
    for _ in range(2):
        assert noor.save("Heel", version=seen, **turn).status_code == 302
    if has_script:
        # What was on its way when the form was sent makes nothing open again, nor does the page that one goes back to.
        assert noor.keep("Half", turn=1).status_code == 200
        assert not Writing.objects.filter(seen_at__gt=timezone.now() - timedelta(seconds=60)).exists()
        assert noor.keep("Heel, en meer", turn=3, version=seen).status_code == 200
        assert row_of(traject).text == "Heel, en meer"
    else:
        assert row_of(traject).version == seen + 1


def test_two_people_keep_one_part_and_nothing_is_lost(noor, as_, traject):
    karim = Page(as_("karim"), traject)
    noor.keep("Tekst van Noor")
    answer = karim.keep("Tekst van Karim")
    assert answer.status_code == 409
    assert "Noor Dijkstra heeft dit onderdeel om" in answer.content.decode()
    assert row_of(traject).text == "Tekst van Noor"
    answer = karim.save("Tekst van Karim")
    assert answer.status_code == 409
    assert "Tekst van Noor" in answer.content.decode()
    assert karim.client.post(url(traject), dict(answer.context["keep_fields"])).status_code == 302
    assert row_of(traject).text == "Tekst van Karim"
    assert noor.keep("Tekst van Noor, verder").status_code == 409, "her own earlier text is not the last one now"
    answer = Page(karim.client, traject).keep("In een ander venster")
    assert answer.status_code == 200
    answer = karim.keep("Hier verder")
    assert answer.status_code == 409
    assert "je hebt dit onderdeel zelf om" in answer.content.decode()
    both = karim.save("Hier verder").content.decode()
    assert re.search(r"Dit heb je zelf om \d\d\.\d\d uur in een ander venster gewijzigd\.", both)
    assert both.count("Die uit je andere venster") == 2
    User.objects.filter(name="Noor Dijkstra").update(name="Karim Benali")
    noor.keep("Van een naamgenoot", version=row_of(traject).version)
    assert "Die van Karim Benali houden" in karim.save("Hier verder").content.decode()


def test_words_that_were_hidden_do_not_come_back_by_the_form_that_wrote_them(noor, traject):
    noor.keep("Woorden")
    row = row_of(traject)
    type(row).objects.filter(pk=row.pk).update(text="Verborgen", version=row.version + 1)
    assert noor.keep("Woorden en meer").status_code == 409
    assert row_of(traject).text == "Verborgen"


def test_what_looks_like_a_person_waits_for_the_question_and_its_answer_is_noted_once(noor, traject):
    answer = noor.keep("Bel met 06 12345678")
    assert answer.status_code == 422
    assert "Nog niet bewaard" in answer.content.decode()
    assert row_of(traject).text == ""
    asked = noor.save("Bel met 06 12345678")
    assert asked.status_code == 422
    [question] = asked.context["form"].questions.values()
    answers = {question.seen_name: question.seen, question.keep_name: question.choices[1][0]}
    for text in ("Bel met 06 12345678", "Bel met 06 12345678 voor tien uur"):
        assert noor.keep(text, **answers).status_code == 200
    kept = PersonalDataDecision.objects.filter(verdict=Verdict.KEPT)
    assert list(kept.values_list("label", flat=True)) == ["TELEFOON"]


def test_a_text_that_is_too_long_is_said_and_not_kept(noor, traject):
    answer = noor.keep("y" * 20_001)
    assert answer.status_code == 422
    assert "te lang" in answer.content.decode()
    assert noor.keep("😀" * 20_000).status_code == 200
    assert row_of(traject).text == "😀" * 20_000


def test_others_see_who_writes_where_and_a_closed_form_goes(noor, as_, traject):
    karim = Page(as_("karim"), traject)
    assert not Writing.objects.exists(), "looking writes nothing"
    noor.beat()
    since = f"sinds {timezone.localtime():%H.%M} uur"
    assert f"Noor Dijkstra schrijft hier ook, {since}" in karim.beat().content.decode()
    assert "Karim" in noor.beat().content.decode()
    plan = f"/trajecten/{traject.pk}/plan/"
    assert f"Noor Dijkstra schrijft hier, {since}" in as_("karim").get(plan).content.decode()
    assert "schrijft hier" not in as_("petra").get(plan).content.decode()
    assert karim.save("Klaar").status_code == 302
    assert "Karim" not in noor.beat().content.decode()
    Writing.objects.update(seen_at=timezone.now() - timedelta(minutes=2), since=timezone.now() - timedelta(hours=2))
    assert "schrijft hier" not in as_("karim").get(plan).content.decode()
    noor.beat()
    since = Writing.objects.get(user__name="Noor Dijkstra").since
    assert since > timezone.now() - timedelta(minutes=1), "who comes back begins anew"
    Writing.objects.update(seen_at=timezone.now() - timedelta(days=2))
    assert forget_writing(timezone.now()) == 2


def test_an_open_form_is_no_sign_that_somebody_does_something(noor):
    session = noor.client.session
    session["active"] = session["active"] - 600
    session.save()
    noor.beat()
    assert noor.client.session["active"] == session["active"]
    noor.keep("Wel")
    assert noor.client.session["active"] > session["active"]


def test_one_goes_to_the_part_before_and_after_and_saves_on_the_way(as_, traject):
    noor = Page(as_("noor"), traject, "probleem")
    page = noor.client.get(url(traject, part="probleem")).content.decode()
    assert "Volgende: 2. Gezamenlijke doelen en meerwaarde" in page
    assert "Vorige:" not in page
    assert noor.save("Tekst", verder="").url == url(traject, part="doelen")
    last = noor.client.get(url(traject, part="communicatie")).content.decode()
    assert "Opslaan en verder" not in last
    assert "Vorige: 12. Bestuurlijk en overdracht" in last


def test_a_partner_keeps_nothing_and_is_not_told_who_writes(as_, traject):
    data = {"text": "x", "status": "klaar", "version": 1, "open_form": uuid4()}
    for rest in ("bewaren/", "aanwezig/"):
        assert as_("petra").post(url(traject, rest), data).status_code == 403
        assert as_("otto").post(url(traject, rest), data).status_code == 404
        assert as_("noor").get(url(traject, rest)).status_code == 405
    assert row_of(traject).text == ""
