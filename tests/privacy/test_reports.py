"""*Meld persoonsgegeven*: hidden at once and everywhere, told to who may know, settled by its author (V2)."""

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse

from privacy import access, policy
from privacy.doors.models import PersonalDataDecision
from privacy.registrations import second_reading
from privacy.registrations.models import Registration
from privacy.reports.models import HiddenText, Report
from privacy.reports.services import SENTENCE
from privacy.reports.texts import KINDS, RESIDENTS_KINDS
from sessions.actions.models import Action
from sessions.actions.services import add_action
from tests.jobs import run_jobs
from tests.privacy.reading import text_of
from tests.privacy.registration_rows import colleague, make
from tests.privacy.writing import MAIL, answers
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import Document, LogEntry
from trajects.partners.invitations import invite
from trajects.plan.models import PlanPart, PlanVersion

SECRET = "Braamsluiper woont in portiek twaalf"


def page_of(traject, kind, key):
    return reverse("privacy:report", args=[traject.pk, kind, str(key)])


@pytest.fixture
def action(traject, people, partners):
    """Petra's action, with its title in the logbook too."""
    return add_action(traject, by=people["petra"], title=SECRET, partner=partners["petra"], note=f"Let op: {SECRET}")


@pytest.fixture
def hidden(action, as_, traject):
    """The same, reported by Willem."""
    as_("willem").post(page_of(traject, "actie", action.pk))
    action.refresh_from_db()
    return action


def test_a_report_asks_once_and_then_hides_the_text_and_its_copies(as_, traject, action):
    url = page_of(traject, "actie", action.pk)
    asked = as_("willem").get(url)
    assert SECRET in asked.content.decode()
    assert Action.objects.get().title == SECRET
    assert as_("willem").post(url).status_code == 302
    row = Action.objects.get()
    assert (row.title, row.note, row.version) == (SENTENCE, SENTENCE, 3)
    entry = LogEntry.objects.get(traject=traject, kind=LogKind.ACTION_ADDED)
    assert entry.subject == SENTENCE


@pytest.mark.parametrize("person", ["petra", "noor"])
def test_a_hidden_text_is_nowhere_but_on_its_authors_page(walk_of, person):
    """Of its author the one page where it may be; the walk of test_canaries.py has everybody."""
    walked = walk_of(person)
    found = {got.url for got in walked.answers if "braamsluiper" in got.words}
    assert found == ({walked.hidden_url} if person == "petra" else set())


def test_author_and_kernteam_are_told_without_a_word_of_it(hidden, traject):
    assert run_jobs() == ["mail_report"]
    told = {letter.to[0].split("@")[0] for letter in mail.outbox}
    assert told == {"noor", "karim", "petra"}
    letters = " ".join(f"{letter.subject} {letter.body}" for letter in mail.outbox)
    assert "Braamsluiper" not in letters
    assert page_of(traject, "actie", hidden.pk) in letters
    entry = LogEntry.objects.get(kind=LogKind.TEXT_HIDDEN)
    assert (entry.subject, entry.session_id) == ("", None)


def test_a_report_of_a_registration_reaches_its_own_people_only(as_, traject, people, partners):
    row = Registration.objects.create(
        traject=traject,
        partner=partners["petra"],
        created_by=people["petra"],
        kind="signaal",
        title=SECRET,
        text="Roodborst",
        period="k1",
        year=2026,
    )
    before = LogEntry.objects.count()
    assert as_("noor").post(page_of(traject, "registratie", row.uuid)).status_code == 404
    access.share(row, [partners["willem"].pk], by=people["petra"])
    assert as_("willem").post(page_of(traject, "registratie", row.uuid)).status_code in {302, 404}
    if not Report.objects.exists():  # who has not accepted the agreement sees nothing that others share
        as_("petra").post(page_of(traject, "registratie", row.uuid))
    row.refresh_from_db()
    assert (row.title, row.text) == (SENTENCE, SENTENCE)
    assert LogEntry.objects.count() == before
    run_jobs()
    assert {letter.to[0].split("@")[0] for letter in mail.outbox} <= {"petra"}


def test_a_registration_is_written_anew_and_its_earlier_versions_lose_the_text(as_, traject, people, partners):
    row = Registration.objects.create(
        traject=traject,
        partner=partners["petra"],
        created_by=people["petra"],
        written_by=people["petra"],
        kind="signaal",
        title="Signaal",
        text=SECRET,
        period="k1",
        year=2026,
    )
    row.versions.create(number=0, content={"Signaal": f"Eerder: {SECRET}"})
    url = page_of(traject, "registratie", row.uuid)
    as_("petra").post(url)
    assert row.versions.get().content == {"Signaal": f"Eerder: {SENTENCE}"}
    sent = {"title": "Signaal", "text": "Er is onrust in de straat"}
    assert as_("petra").post(f"{url}herschrijven/", sent).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.text) == ("Signaal", "Er is onrust in de straat")
    assert not any(SECRET in str(version.content) for version in row.versions.all())


def test_a_report_in_a_closed_session_stays_in_it(as_, session, people, partners):
    row = add_action(session.traject, by=people["noor"], title=SECRET, partner=partners["karim"], session=session)
    assert as_("petra").post(page_of(session.traject, "actie", row.pk)).status_code == 404
    as_("karim").post(page_of(session.traject, "actie", row.pk))
    assert LogEntry.objects.get(kind=LogKind.TEXT_HIDDEN).session_id == session.pk
    run_jobs()
    assert {letter.to[0].split("@")[0] for letter in mail.outbox} == {"noor"}


def test_the_author_writes_it_anew_and_the_old_text_is_gone(as_, hidden, traject):
    url = page_of(traject, "actie", hidden.pk)
    petra = as_("petra")
    assert SECRET in petra.get(url).content.decode()
    same = petra.post(f"{url}herschrijven/", {"title": SECRET, "note": f"Let op: {SECRET}"})
    assert same.status_code == 422
    assert petra.post(f"{url}herschrijven/", {"title": "Bel het team", "note": "Let op"}).status_code == 302
    row = Action.objects.get()
    assert (row.title, row.note) == ("Bel het team", "Let op")
    assert not Report.objects.exists()
    assert not HiddenText.objects.exists()
    assert PersonalDataDecision.objects.get(label="GEMELD").verdict == "aangepast"
    assert not LogEntry.objects.filter(subject__contains="Braamsluiper").exists()


def test_what_the_author_writes_anew_passes_the_door_too(as_, hidden, traject):
    url = f"{page_of(traject, 'actie', hidden.pk)}herschrijven/"
    sent = {"title": f"Mail {MAIL}", "note": "Let op"}
    asked = as_("petra").post(url, sent)
    assert asked.status_code == 422
    assert Action.objects.get().title == SENTENCE
    assert as_("petra").post(url, {**sent, **answers(asked)}).status_code == 302


@pytest.mark.parametrize("person", ["petra", "noor"])
def test_author_and_kernteam_may_say_that_it_is_none(as_, hidden, traject, person):
    url = page_of(traject, "actie", hidden.pk)
    assert as_(person).post(f"{url}terugzetten/").status_code == 302
    row = Action.objects.get()
    assert (row.title, row.note) == (SECRET, f"Let op: {SECRET}")
    assert LogEntry.objects.filter(subject=SECRET).exists()
    decision = PersonalDataDecision.objects.get()
    assert (decision.label, decision.verdict, decision.by.email) == ("GEMELD", "blijft", f"{person}@buurtbalans.test")
    assert as_(person).post(f"{url}terugzetten/").status_code == 404


def test_the_kernteam_settles_without_reading_and_others_do_neither(as_, hidden, traject):
    url = page_of(traject, "actie", hidden.pk)
    assert "braamsluiper" not in text_of(as_("noor").get(url))
    assert as_("noor").post(f"{url}herschrijven/", {"title": "Anders"}).status_code == 403
    assert as_("willem").post(f"{url}herschrijven/", {"title": "Anders"}).status_code == 403
    assert as_("willem").post(f"{url}terugzetten/").status_code == 403
    assert "Dit is geen persoonsgegeven" not in as_("willem").get(url).content.decode()


def test_a_second_report_changes_nothing(as_, hidden, traject):
    as_("noor").post(page_of(traject, "actie", hidden.pk))
    assert Report.objects.count() == 1
    assert set(HiddenText.objects.values_list("value", flat=True)) >= {SECRET}


def test_other_words_that_were_written_over_it_can_be_reported_in_their_turn(as_, hidden, traject):
    Action.objects.update(title="Putter woont er ook", note="")
    url, willem = page_of(traject, "actie", hidden.pk), as_("willem")
    assert "Verberg deze tekst" in willem.get(url).content.decode()
    assert willem.post(url).status_code == 302
    assert Action.objects.get().title == SENTENCE
    assert not LogEntry.objects.filter(subject__contains="Braamsluiper").exists()
    assert "Putter" in as_("petra").get(url).content.decode()
    assert Report.objects.count() == 1


def test_who_had_the_text_open_is_told_that_it_changed(as_, hidden, traject):
    """Saving the form of before the report gives both versions to choose from, and brings nothing back unasked."""
    url = reverse("sessions:action-edit", args=[traject.pk, hidden.pk])
    late = as_("noor").post(url, {"title": "Bel het buurtteam", "partner": hidden.partner_id, "version": 1})
    assert late.status_code == 409
    assert Action.objects.get().title == SENTENCE


def test_what_was_rewritten_meanwhile_is_not_put_back(as_, hidden, traject):
    Action.objects.update(title="Al herschreven")
    as_("petra").post(f"{page_of(traject, 'actie', hidden.pk)}terugzetten/")
    row = Action.objects.get()
    assert (row.title, row.note) == ("Al herschreven", f"Let op: {SECRET}")


def test_a_hidden_document_cannot_be_opened_and_comes_back_whole(as_, traject, people):
    document = Document(traject=traject, title="Verslag", filename="braamsluiper", size=5, uploaded_by=people["petra"])
    document.file.save("x", ContentFile(b"tekst"))
    file = reverse("trajects:document", args=[traject.pk, document.uuid])
    url = page_of(traject, "document", document.uuid)
    as_("willem").post(url)
    assert as_("petra").get(file).status_code == 404
    assert "braamsluiper" not in text_of(as_("noor").get(reverse("trajects:logbook", args=[traject.pk])))
    as_("petra").post(f"{url}terugzetten/")
    assert as_("willem").get(file).status_code == 200


def test_a_submitted_plan_loses_the_text_too(as_, traject, people):
    part = PlanPart.objects.filter(plan__traject=traject).first()
    PlanPart.objects.filter(pk=part.pk).update(text=SECRET, changed_by=people["noor"])
    version = PlanVersion.objects.create(
        plan=traject.plan, label="Concept 0.1", contents={"parts": [{"row": {"text": SECRET}}, {"row": {"text": "x"}}]}
    )
    as_("petra").post(page_of(traject, "onderdeel", part.pk))
    version.refresh_from_db()
    assert version.contents == {"parts": [{"row": {"text": SENTENCE}}, {"row": {"text": "x"}}]}
    as_("noor").post(f"{page_of(traject, 'onderdeel', part.pk)}terugzetten/")
    version.refresh_from_db()
    assert version.contents["parts"][0]["row"]["text"] == SECRET


def test_every_page_of_a_traject_leads_to_the_choice_of_a_text(as_, traject, action):
    choose = reverse("privacy:report-choose", args=[traject.pk])
    willem = as_("willem")
    assert f'href="{choose}"' in willem.get(reverse("trajects:plan", args=[traject.pk])).content.decode()
    page = willem.get(f"{choose}?soort=actie").content.decode()
    assert page_of(traject, "actie", action.pk) in page
    assert willem.get(f"{choose}?soort=onzin").status_code == 200


def test_registrations_stand_in_no_list_to_choose_from(as_, traject, people, partners):
    Registration.objects.create(
        traject=traject,
        partner=partners["petra"],
        created_by=people["petra"],
        kind="signaal",
        title="Kwikstaart",
        text="Roodborst",
        period="k1",
        year=2026,
    )
    choose = reverse("privacy:report-choose", args=[traject.pk])
    assert "kwikstaart" not in text_of(as_("petra").get(f"{choose}?soort=registratie"))


def test_another_word_or_number_in_the_address_is_not_found(as_, traject, action):
    petra = as_("petra")
    for kind, key in [("onzin", action.pk), ("actie", 10**30), ("actie", "x"), ("document", action.pk)]:
        assert petra.get(page_of(traject, kind, key)).status_code == 404


def test_every_kind_of_text_names_fields_that_take_the_sentence_and_an_action_of_the_policy():
    from django.apps import apps

    for kind in [*KINDS.values(), *RESIDENTS_KINDS.values()]:
        fields = {field.name: field for field in apps.get_model(kind.label)._meta.fields}
        assert all(fields[name].max_length >= len(SENTENCE) for name in kind.fields), kind
        assert not kind.judge or kind.judge in {**policy.TRAJECT_ACTIONS, **policy.TRACK_ACTIONS}
        assert not kind.author or kind.author in fields


def test_who_only_reads_the_plan_is_offered_nothing(as_, traject):
    assert as_("achmed").get(reverse("privacy:report-choose", args=[traject.pk])).status_code == 404


def test_the_reason_of_an_invitation_is_hidden_from_the_kernteam_and_from_a_mail_that_is_sent_again(
    as_, traject, people, partners
):
    whom = {"email": "els@voorbeeld.test", "name": "Els", "role": "partner", "functions": [], "reason": SECRET}
    row = invite(partners["petra"], by=people["noor"], site="http://testserver", **whom)
    choose, url = reverse("privacy:report-choose", args=[traject.pk]), page_of(traject, "uitnodiging", row.pk)
    for name, is_seen in (("karim", True), ("petra", False)):
        page = as_(name).get(f"{choose}?soort=uitnodiging").content.decode()
        assert (url in page, "Reden van een uitnodiging" in page) == (is_seen, is_seen)
    for name in ("petra", "willem", "achmed", "yasmin", "otto", "root"):
        assert as_(name).post(url).status_code == 404
    before = LogEntry.objects.count()
    assert as_("karim").post(url).status_code == 302
    assert LogEntry.objects.count() == before
    run_jobs()
    mail.outbox.clear()
    as_("karim").post(reverse("trajects:invitation-renew", args=[traject.pk, row.pk]))
    run_jobs()
    assert [SENTENCE in letter.body for letter in mail.outbox] == [True]
    assert SECRET not in as_("karim").get(url).content.decode()
    assert SECRET in as_("noor").get(url).content.decode()
    assert as_("noor").post(f"{url}herschrijven/", {"reason": "Goede kennis van de buurt"}).status_code == 302
    row.refresh_from_db()
    assert row.reason == "Goede kennis van de buurt"


def test_what_a_second_reader_gave_back_is_hidden_and_settled_within_the_organisation(as_, traject, people, partners):
    user, pieter = colleague(partners)
    row = make(people, partners, "willem", kind="signaal", title="Signaal", text="Er is onrust")
    assert second_reading.send_back(row, row.version, by=user, note=SECRET)
    shown, url = row.get_absolute_url(), page_of(traject, "tweede-lezing", row.second_reading.pk)
    page, before = as_("petra").get(shown).content.decode(), LogEntry.objects.count()
    assert (SECRET in page, url in page) == (True, True)
    assert url not in as_("petra").get(reverse("privacy:report-choose", args=[traject.pk])).content.decode()
    for name in ("noor", "karim", "willem", "achmed", "yasmin", "otto", "root"):
        assert as_(name).get(url).status_code == 404
        assert as_(name).post(url).status_code == 404
    assert as_("petra").post(url).status_code == 302
    assert [SECRET in one.get(shown).content.decode() for one in (as_("petra"), pieter)] == [False, False]
    assert LogEntry.objects.count() == before
    run_jobs()
    assert {letter.to[0] for letter in mail.outbox} == {user.email}
    assert SECRET not in as_("petra").get(url).content.decode()
    assert as_("petra").post(f"{url}terugzetten/").status_code == 302
    assert SECRET in pieter.get(shown).content.decode()
    pieter.post(url)
    assert SECRET in pieter.get(url).content.decode()
    assert pieter.post(f"{url}herschrijven/", {"note": "Schrijf het ruimer op"}).status_code == 302
    assert "Schrijf het ruimer op" in as_("petra").get(shown).content.decode()
    pieter.post(url)
    second_reading.ask(row, (partners["willem"].pk,), by=people["petra"], site="")
    assert not Report.objects.exists(), "the next word that is given back can be reported too"
