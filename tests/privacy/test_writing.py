"""No personal data in writing: what is found is asked before it is kept, and only the decision is recorded (V2)."""

import pytest
from django.core import mail, signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from privacy.doors.forms import SALT
from privacy.doors.models import PersonalDataDecision
from sessions.actions.models import Action, Decision
from tests.privacy.writing import BSN, IBAN, MAIL, OTHER_MAIL, answers, marks
from tests.trajects.plan_rows import fill
from trajects.analysis.models import ProblemStatement
from trajects.logbook.models import Document, LogEntry
from trajects.plan.models import Measure


@pytest.fixture
def url(traject):
    return reverse("trajects:problem-add", args=[traject.pk])


@pytest.fixture
def noor(as_):
    return as_("noor")


def stored():
    return list(ProblemStatement.objects.values_list("text", flat=True))


@pytest.mark.parametrize("number", [BSN, IBAN])
def test_a_number_that_may_never_stand_anywhere_is_refused_without_a_choice(noor, url, number):
    response = noor.post(url, {"text": f"Nummer {number} staat erbij"})
    assert response.status_code == 422
    assert marks(response) == [number]
    assert "Dit mag hier nooit staan" in response.content.decode()
    assert f"Nummer {number} staat erbij</textarea>" in response.content.decode()
    assert "door-keep-text" not in response.content.decode()
    again = noor.post(url, {"text": f"Nummer {number} staat erbij", **answers(response)})
    assert again.status_code == 422
    assert stored() == []


def test_what_looks_like_personal_data_is_asked_first_with_the_text_kept(noor, url):
    response = noor.post(url, {"text": f"Vraag het aan {MAIL}, zij weet <b>alles</b>."})
    page = response.content.decode()
    assert response.status_code == 422
    assert marks(response) == [MAIL]
    assert "Hier staat misschien een persoonsgegeven: e-mailadres" in page
    assert "zij weet &lt;b&gt;alles&lt;/b&gt;." in page
    assert "Ik pas het aan" in page
    assert page.count(" checked") == 1
    assert stored() == []
    assert not PersonalDataDecision.objects.exists()


def test_who_says_why_it_may_stay_saves_it_and_only_the_decision_is_recorded(noor, url, people, traject):
    text = f"Vraag het aan {MAIL}"
    asked = noor.post(url, {"text": text})
    assert noor.post(url, {"text": text, **answers(asked, "openbaar")}).status_code == 302
    assert stored() == [text]
    decision = PersonalDataDecision.objects.get()
    assert (decision.label, decision.field, decision.verdict, decision.reason) == (
        "EMAIL",
        "text",
        "blijft",
        "openbaar",
    )
    assert (decision.by, decision.traject) == (people["noor"], traject)
    row = ProblemStatement.objects.get()
    assert (decision.object_type, decision.object_id) == ("trajects.problemstatement", row.pk)
    assert MAIL not in str(model_to_dict(decision))


def test_choosing_to_change_it_and_leaving_it_asks_again(noor, url):
    asked = noor.post(url, {"text": MAIL})
    assert noor.post(url, {"text": MAIL, **answers(asked, "aanpassen")}).status_code == 422
    assert noor.post(url, {"text": MAIL, **answers(asked, "zomaar")}).status_code == 422
    assert stored() == []


def test_what_was_changed_after_the_question_is_recorded_as_changed(noor, url):
    asked = noor.post(url, {"text": f"Vraag het aan {MAIL}"})
    noor.post(url, {"text": "Vraag het aan het buurtteam", **answers(asked, "aanpassen")})
    assert stored() == ["Vraag het aan het buurtteam"]
    assert list(PersonalDataDecision.objects.values_list("label", "verdict", "reason")) == [("EMAIL", "aangepast", "")]


def test_a_decision_covers_exactly_what_was_marked(noor, url):
    asked = noor.post(url, {"text": MAIL})
    for text in (OTHER_MAIL, f"{MAIL} en {OTHER_MAIL}"):
        assert noor.post(url, {"text": text, **answers(asked)}).status_code == 422
    assert noor.post(url, {"text": f"Mail {MAIL} over de jongeren.", **answers(asked)}).status_code == 302


def test_nobody_answers_a_question_that_was_not_put(as_, noor, url, traject):
    assert noor.post(url, {"text": MAIL, "door-keep-text": "werk"}).status_code == 422
    forged = signing.dumps([[], "0" * 64], salt="een ander zout")
    assert noor.post(url, {"text": MAIL, "door-keep-text": "werk", "door-seen-text": forged}).status_code == 422
    empty = signing.dumps([[], ""], salt=SALT)
    assert noor.post(url, {"text": MAIL, "door-keep-text": "werk", "door-seen-text": empty}).status_code == 422
    asked = as_("karim").post(url, {"text": MAIL})
    assert noor.post(url, {"text": MAIL, **answers(asked)}).status_code == 422
    assert stored() == []


def test_the_signed_note_holds_no_text(noor, url):
    asked = noor.post(url, {"text": MAIL})
    labels, digest = signing.loads(answers(asked)["door-seen-text"], salt=SALT)
    assert labels == ["EMAIL"]
    assert len(digest) == 64


def test_a_text_that_did_not_change_is_not_asked_about(noor, traject):
    row = ProblemStatement.objects.create(traject=traject, text=f"Regel een\nVraag {MAIL}")
    edit = reverse("trajects:problem-edit", args=[traject.pk, row.pk])
    assert noor.post(edit, {"text": f"Regel een\r\nVraag {MAIL}", "version": 1}).status_code == 302
    assert noor.post(edit, {"text": f"Regel twee\r\nVraag {MAIL}", "version": 2}).status_code == 422


def test_a_copy_is_asked_about_anew_for_a_decision_is_about_one_field_of_one_row(noor, traject, people, partners):
    line = fill(traject, people["noor"], partners)
    add = reverse("trajects:measure-add", args=[traject.pk])
    text = {"title": f"Vraag {MAIL}", "line": line.pk, "kind": "nieuw"}
    noor.post(add, {**text, **answers(noor.post(add, text), "openbaar")})
    first = Measure.objects.get(title=text["title"])
    copy = f"{add}?kopie={first.pk}"
    assert noor.get(copy).context["form"]["title"].value() == text["title"]
    asked = noor.post(copy, text)
    assert (asked.status_code, marks(asked)) == (422, [MAIL])
    assert noor.post(copy, {**text, **answers(asked, "openbaar")}).status_code == 302
    second = Measure.objects.exclude(pk=first.pk).get(title=text["title"])
    assert list(PersonalDataDecision.objects.values_list("object_id", flat=True).order_by("pk")) == [
        first.pk,
        second.pk,
    ]
    # What stood there before the door was, may not go on to another row either.
    Measure.objects.filter(pk=first.pk).update(title=f"Nummer {BSN}")
    assert marks(noor.post(copy, text | {"title": f"Nummer {BSN}"})) == [BSN]


def test_the_names_that_belong_to_the_traject_may_be_written(noor, url, people, partners, areas):
    names = [people["petra"].name, people["karim"].organisation.name, areas[0].name]
    for name in names:
        assert noor.post(url, {"text": f"{name} pakt dit op met de buurt."}).status_code == 302


def test_a_colleagues_first_name_may_stand_alone_and_not_before_a_strangers_surname(noor, url):
    assert noor.post(url, {"text": "Karim belt de corporatie."}).status_code == 302
    response = noor.post(url, {"text": "Karim Jansen was boos."})
    assert response.status_code == 422
    assert marks(response) == ["Karim Jansen"]


def test_a_residents_name_is_asked_about_as_any_name_is(noor, url, people):
    """That she takes part is not for professionals to find out (V4)."""
    assert noor.post(url, {"text": f"Dit zei mevrouw {people['yasmin'].name} gisteren."}).status_code == 422


def test_somebody_elses_member_is_no_name_of_this_traject(noor, url, people, other_traject):
    assert noor.post(url, {"text": f"Vraag het aan meneer {people['otto'].name}."}).status_code == 422


def test_looking_costs_no_query_and_finding_costs_one(noor, url, traject):
    def queries(**data):
        with CaptureQueriesContext(connection) as seen:
            noor.post(url, data)
        return len(seen)

    noor.post(url, {"text": ""})
    nothing = queries(text="")
    assert queries(text=BSN) == nothing
    assert queries(text=MAIL) == nothing + 1
    assert queries(text=" ".join([MAIL, OTHER_MAIL] * 20)) == nothing + 1


def test_the_part_of_a_page_asks_as_the_page_does(as_, session):
    add = reverse("sessions:agenda-item-add", args=[session.traject_id, session.pk])
    noor = as_("noor")
    sent = {"title": f"Bel {MAIL}", "minutes": 10}
    part = noor.post(add, sent, headers={"HX-Request": "true"})
    assert part.status_code == 422
    assert marks(part) == [MAIL]
    assert "<html" not in part.content.decode()
    saved = noor.post(add, {**sent, **answers(part)}, headers={"HX-Request": "true"})
    assert saved.status_code == 200
    assert PersonalDataDecision.objects.get().object_id == session.items.get(title=f"Bel {MAIL}").pk


def test_an_error_is_told_to_who_does_not_see_the_page(noor, url):
    page = noor.post(url, {"text": MAIL}).content.decode()
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_text_helptext id_text_error id_text_gevonden"' in page
    assert 'id="id_text_gevonden"' in page
    assert 'href="#id_text">' in page
    assert "<legend" in page


def test_each_field_is_asked_by_itself(noor, traject):
    url = reverse("trajects:goal-add", args=[traject.pk])
    texts = {"title": f"Doel met {MAIL}", "gain": f"Winst met {OTHER_MAIL}"}
    asked = noor.post(url, texts)
    given = answers(asked)
    half = {name: value for name, value in given.items() if name.endswith("-title")}
    assert noor.post(url, {**texts, **half}).status_code == 422
    assert noor.post(url, {**texts, **given}).status_code == 302
    assert set(PersonalDataDecision.objects.values_list("field", flat=True)) == {"title", "gain"}


def test_one_point_of_several_on_a_page_is_asked_by_itself(noor, traject):
    points = list(traject.after_points.all())
    sent = {"form-TOTAL_FORMS": len(points), "form-INITIAL_FORMS": len(points)}
    for place, point in enumerate(points):
        sent |= {f"form-{place}-id": point.pk, f"form-{place}-version": 1, f"form-{place}-text": ""}
    sent["form-2-text"] = f"Bel {MAIL}"
    url = reverse("trajects:after-points", args=[traject.pk])
    asked = noor.post(url, sent)
    assert asked.status_code == 422
    assert noor.post(url, {**sent, **answers(asked)}).status_code == 302
    decision = PersonalDataDecision.objects.get()
    assert (decision.object_type, decision.object_id) == ("trajects.afterpoint", points[2].pk)


def test_the_name_of_a_file_is_looked_at_too(noor, traject):
    url = reverse("trajects:document-add", args=[traject.pk])

    def sent(**more):
        return {"file": SimpleUploadedFile(f"huur_{MAIL}.txt", b"tekst"), **more}

    asked = noor.post(url, sent())
    assert asked.status_code == 422
    assert not Document.objects.exists()
    assert noor.post(url, sent(**answers(asked))).status_code == 302
    assert PersonalDataDecision.objects.get().field == "file"


def test_the_words_in_a_file_are_looked_at_too(noor, traject):
    url = reverse("trajects:document-add", args=[traject.pk])

    def sent(text, **more):
        return {"file": SimpleUploadedFile("verslag.txt", text.encode()), **more}

    refused = noor.post(url, sent(f"Nummer {BSN} staat erbij"))
    assert refused.status_code == 422
    assert marks(refused) == [BSN]
    asked = noor.post(url, sent(f"Vraag {MAIL} om hulp"))
    assert asked.status_code == 422
    assert marks(asked) == [MAIL]
    assert "Kies het bestand daarna opnieuw" in asked.content.decode()
    assert noor.post(url, sent(f"Vraag {OTHER_MAIL} om hulp", **answers(asked))).status_code == 422
    assert noor.post(url, sent(f"Vraag {MAIL} om hulp", **answers(asked))).status_code == 302


def test_two_people_at_once_keep_the_decision_of_each(as_, traject, people):
    row = Action.objects.create(
        traject=traject, title="Afspraak", partner=traject.partners.first(), created_by=people["noor"]
    )
    url = reverse("sessions:action-edit", args=[traject.pk, row.pk])
    mine = {"title": f"Bel {MAIL}", "partner": row.partner_id, "version": 1}
    asked = as_("noor").post(url, mine)
    as_("karim").post(url, {"title": "Bel het buurtteam", "partner": row.partner_id, "version": 1})
    conflict = as_("noor").post(url, {**mine, **answers(asked)})
    assert conflict.status_code == 409
    assert not PersonalDataDecision.objects.exists()
    page = conflict.content.decode()
    assert 'name="door-keep-title" value="werk"' in page
    assert 'name="door-seen-title"' in page
    kept = as_("noor").post(url, {**mine, **answers(asked), "version": 2})
    assert kept.status_code == 302
    assert PersonalDataDecision.objects.get().by == people["noor"]


def test_a_question_leaves_no_trace_of_the_text_outside_the_page(noor, url, caplog):
    before = LogEntry.objects.count()
    noor.post(url, {"text": MAIL})
    assert MAIL not in caplog.text
    assert mail.outbox == []
    assert LogEntry.objects.count() == before


def test_who_was_logged_out_sees_the_text_and_not_the_notes(client, noor, url):
    asked = noor.post(url, {"text": MAIL})
    page = client.post(url, {"text": MAIL, **answers(asked)}).content.decode()
    assert MAIL in page
    assert "door-seen" not in page
    assert answers(asked)["door-seen-text"] not in page


def test_a_decision_taken_is_asked_about_in_a_form_with_a_date(noor, traject):
    url = reverse("sessions:decision-add", args=[traject.pk])
    sent = {"text": f"We mailen {MAIL}", "decided_on": "2026-01-01"}
    asked = noor.post(url, sent)
    assert noor.post(url, {**sent, **answers(asked)}).status_code == 302
    assert PersonalDataDecision.objects.get().object_id == Decision.objects.get().pk
