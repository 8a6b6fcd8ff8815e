"""A signal in words gets a second reader of its own organisation before anybody else sees it."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from buurtbalans.accounts.models import User
from privacy import access
from privacy.registrations import second_reading, services
from privacy.registrations.models import ReadingState, Registration, SecondReading
from tests.jobs import run_jobs
from tests.privacy.registration_rows import SIGNAL, at, colleague, make, who_sees
from trajects.partners.leaving import close_organisation
from trajects.partners.services import end_seat, give_seat


@pytest.fixture
def pieter(traject, partners):
    """A colleague of Petra, as `user` and `browser`."""
    user, browser = colleague(partners)
    return SimpleNamespace(user=user, browser=browser)


@pytest.fixture
def signal(people, partners, pieter):
    """Petra's signal for Willem, which waits for Pieter."""
    return make(people, partners, "willem", kind="signaal", title="Kanarietitel", text="Kanarietekst")


def agree(browser, row, **more):
    version = Registration.objects.get(pk=row.pk).version
    return browser.post(at("registration-read", row), {"version": version, "answer": "delen", **more})


def test_nobody_else_sees_a_signal_until_a_colleague_has_read_it(as_, people, signal, pieter):
    assert who_sees(people, signal) == {"petra"}
    assert as_("willem").get(at("registration", signal)).status_code == 404
    assert agree(pieter.browser, signal).status_code == 302
    assert who_sees(people, signal) == {"petra", "willem"}
    body = as_("willem").get(at("registration", signal)).content.decode()
    assert "Kanarietekst" in body
    assert "onder tweede lezer" not in body


def test_the_writer_sees_that_it_waits_and_for_whom(as_, signal, people):
    body = as_("petra").get(at("registration", signal)).content.decode()
    assert "Wacht op tweede lezer" in body
    assert "Welzijn Samen" in body
    assert as_("petra").get(at("registration-share", signal)).context["form"]["audience"].value() == "gekozen"


def test_the_writer_cannot_be_the_second_reader(as_, people, signal):
    assert as_("petra").get(at("registration-read", signal)).status_code == 403
    assert agree(as_("petra"), signal).status_code == 403
    assert who_sees(people, signal) == {"petra"}


@pytest.mark.parametrize("name", ["noor", "karim", "willem", "achmed", "yasmin", "bea", "root", "otto"])
def test_nobody_of_another_organisation_or_without_a_seat_reads_along(as_, people, signal, name):
    assert as_(name).get(at("registration-read", signal)).status_code == 404
    assert agree(as_(name), signal).status_code == 404
    assert who_sees(people, signal) == {"petra"}


def test_who_is_not_confirmed_yet_cannot_read_along(people, partners, signal):
    from django.test import Client

    user = User.objects.create(
        email="nieuw@buurtbalans.test", name="Nieuw", organisation=partners["petra"].organisation
    )
    give_seat(partner=partners["petra"], user=user, confirmed=False)
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get(at("registration-read", signal)).status_code == 404


def test_the_list_of_a_colleague_names_what_waits(as_, signal, pieter):
    url = reverse("privacy:registration-list", args=[signal.traject_id])
    assert "Klaar om mee te lezen" in pieter.browser.get(url).content.decode()
    for name in ("petra", "willem", "noor"):
        assert "Klaar om mee te lezen" not in as_(name).get(url).content.decode()


def test_the_mail_to_the_colleague_says_nothing_of_it(signal, pieter, mailoutbox):
    assert "mail_second_reader" in run_jobs()
    [letter] = mailoutbox
    assert letter.to == [pieter.user.email]
    assert letter.subject == "Er staat iets voor je klaar"
    assert "Kanarie" not in letter.subject + letter.body
    assert str(signal.uuid) not in letter.body


def test_a_mail_that_is_still_queued_goes_nowhere_after_withdrawing(as_, signal, mailoutbox):
    as_("petra").post(at("registration-withdraw", signal))
    run_jobs()
    assert mailoutbox == []


def test_a_mail_that_is_still_queued_does_not_reach_who_left(people, signal, pieter, mailoutbox):
    end_seat(pieter.user.memberships.get(), by=people["noor"])
    run_jobs()
    assert mailoutbox == []


def test_the_reader_sends_it_back_with_a_word(as_, people, signal, pieter):
    page = agree(pieter.browser, signal, answer="terug", note="Noem de flat niet")
    assert page.status_code == 302
    assert who_sees(people, signal) == {"petra"}
    body = as_("petra").get(at("registration", signal)).content.decode()
    assert "Noem de flat niet" in body
    data = {**SIGNAL, "text": "Andere woorden", "version": Registration.objects.get(pk=signal.pk).version}
    assert as_("petra").post(at("registration-edit", signal), data).status_code == 302
    assert agree(pieter.browser, signal).status_code == 302
    assert who_sees(people, signal) == {"petra", "willem"}


@pytest.mark.parametrize(
    "bad", [{"answer": "terug"}, {"answer": ""}, {"answer": "x"}, {"version": ""}, {"version": "x"}]
)
def test_an_answer_that_is_not_whole_changes_nothing(people, signal, pieter, bad):
    assert agree(pieter.browser, signal, **bad).status_code == 422
    assert who_sees(people, signal) == {"petra"}


def test_words_that_changed_while_they_were_read_are_read_again(as_, people, signal, pieter):
    seen = signal.version
    data = {**SIGNAL, "text": "Nieuwe woorden", "version": seen}
    as_("petra").post(at("registration-edit", signal), data)
    page = pieter.browser.post(at("registration-read", signal), {"version": seen, "answer": "delen"})
    assert page.status_code == 409
    assert "Nieuwe woorden" in page.content.decode()
    assert who_sees(people, signal) == {"petra"}


def test_new_words_of_a_shared_signal_are_seen_by_nobody_until_they_are_read(as_, people, signal, pieter):
    agree(pieter.browser, signal)
    petra = as_("petra")
    assert "opnieuw heeft gelezen" in petra.get(at("registration-edit", signal)).content.decode()
    version = Registration.objects.get(pk=signal.pk).version
    petra.post(at("registration-edit", signal), {**SIGNAL, "title": "Nieuw", "version": version})
    assert who_sees(people, signal) == {"petra"}
    agree(pieter.browser, signal)
    assert who_sees(people, signal) == {"petra", "willem"}


def test_another_area_or_period_needs_no_second_reading(as_, people, signal, pieter):
    agree(pieter.browser, signal)
    version = Registration.objects.get(pk=signal.pk).version
    same = {**SIGNAL, "title": "Kanarietitel", "text": "Kanarietekst", "period": "jaar", "year": "2025"}
    assert as_("petra").post(at("registration-edit", signal), {**same, "version": version}).status_code == 302
    assert who_sees(people, signal) == {"petra", "willem"}


def test_words_that_were_read_can_be_shared_wider_at_once(as_, people, partners, signal, pieter):
    agree(pieter.browser, signal)
    version = Registration.objects.get(pk=signal.pk).version
    data = {"audience": "gekozen", "chosen": [partners["willem"].pk, partners["noor"].pk], "version": version}
    as_("petra").post(at("registration-share", signal), data)
    assert who_sees(people, signal) == {"petra", "willem", "noor"}


def test_who_changed_the_words_last_is_the_writer(as_, people, signal, pieter):
    data = {**SIGNAL, "text": "Woorden van Pieter", "version": signal.version}
    pieter.browser.post(at("registration-edit", signal), data)
    assert agree(pieter.browser, signal).status_code == 403
    assert agree(as_("petra"), signal).status_code == 302
    assert who_sees(people, signal) == {"petra", "willem"}


def test_withdrawing_takes_the_request_back_too(as_, people, signal, pieter):
    as_("petra").post(at("registration-withdraw", signal))
    assert not SecondReading.objects.exists()
    assert agree(pieter.browser, signal).status_code == 302
    assert who_sees(people, signal) == {"petra"}


def test_who_has_no_colleague_looks_once_more_alone_and_receivers_see_so(as_, people, partners):
    new = reverse("privacy:registration-new", args=[partners["petra"].traject_id])
    data = {**SIGNAL, "text": "Kanarietekst", "audience": "gekozen", "chosen": [partners["willem"].pk]}
    response = as_("petra").post(new, data)
    row = Registration.objects.get()
    assert response.url == at("registration-read", row)
    assert who_sees(people, row) == {"petra"}
    page = as_("petra").get(response.url).content.decode()
    assert "Kijk nog eens" in page
    assert "Kanarietekst" in page
    assert agree(as_("petra"), row).status_code == 302
    assert who_sees(people, row) == {"petra", "willem"}
    for url in (at("registration", row), reverse("privacy:registration-list", args=[row.traject_id])):
        assert "onder tweede lezer" in as_("willem").get(url).content.decode()


def test_when_the_only_colleague_leaves_the_writer_looks_once_more_alone(as_, people, signal, pieter):
    end_seat(pieter.user.memberships.get(), by=people["noor"])
    assert agree(as_("petra"), signal).status_code == 302
    assert who_sees(people, signal) == {"petra", "willem"}


def test_a_count_that_becomes_a_signal_is_read_first(as_, people, partners, pieter):
    row = make(people, partners, "willem")
    assert who_sees(people, row) == {"petra", "willem"}
    as_("petra").post(at("registration-edit", row), {**SIGNAL, "title": "Meldingen", "version": row.version})
    assert who_sees(people, row) == {"petra"}
    agree(pieter.browser, row)
    assert who_sees(people, row) == {"petra", "willem"}


def test_a_file_with_a_shared_signal_is_read_first_too(people, signal, pieter):
    from django.core.files.base import ContentFile

    agree(pieter.browser, signal)
    services.attach(signal, ContentFile(b"Kanarie", "brief.txt"), by=people["petra"])
    assert who_sees(people, signal) == {"petra"}
    assert access.audience(signal) == []


def test_a_signal_for_ones_own_organisation_needs_no_reader(people, partners, pieter, mailoutbox):
    make(people, partners, kind="signaal")
    run_jobs()
    assert not SecondReading.objects.exists()
    assert mailoutbox == []


def test_a_colleague_who_went_to_another_organisation_is_not_waited_for(as_, people, partners, signal, pieter):
    User.objects.filter(pk=pieter.user.pk).update(organisation=partners["willem"].organisation)
    assert agree(as_("petra"), signal).status_code == 302
    assert who_sees(people, signal) == {"petra", "willem"}


def test_an_organisation_that_closed_is_not_given_what_waited_when_it_opens_again(people, partners, signal, pieter):
    close_organisation(partners["willem"].organisation)
    agree(pieter.browser, signal)
    assert access.audience(signal) == []


def test_a_reading_is_of_one_signal_and_answered_once(people, partners, signal, pieter):
    other = make(people, partners, "willem", kind="signaal", title="Lijstertitel", text="Lijstertekst")
    wanted = tuple(partners[name].pk for name in ("petra", "willem"))
    second_reading.ask(signal, wanted, by=people["petra"], site="")
    assert list(SecondReading.objects.get(registration=signal).wanted.all()) == [partners["willem"]]
    second_reading.cancel(other)
    assert list(SecondReading.objects.values_list("registration", flat=True)) == [signal.pk]
    seen = Registration.objects.get(pk=signal.pk).version
    assert not second_reading.send_back(signal, seen + 1, by=pieter.user, note="Te laat")
    assert second_reading.send_back(signal, seen, by=pieter.user, note="Noem de flat niet")
    assert [second_reading.state(row) for row in (signal, other)] == [ReadingState.SENT_BACK, ""]
    now = Registration.objects.get(pk=signal.pk)
    assert now.version > seen
    assert not second_reading.agree(now, now.version, by=pieter.user)
    assert who_sees(people, signal) == {"petra"}


def test_asking_again_begins_anew(people, partners, signal, pieter):
    seen = Registration.objects.get(pk=signal.pk).version
    second_reading.send_back(signal, seen, by=pieter.user, note="Noem de flat niet")
    answered = SecondReading.objects.get()
    assert (answered.reader, answered.note) == (pieter.user, "Noem de flat niet")
    second_reading.ask(signal, (partners["willem"].pk,), by=pieter.user, site="")
    asked = SecondReading.objects.get()
    assert (asked.asked_by, asked.reader, asked.note, asked.done_at) == (pieter.user, None, "", None)
    assert asked.asked_at > answered.asked_at


def test_what_was_read_stays_read_when_nobody_is_to_see_it_any_more(people, partners, signal, pieter):
    agree(pieter.browser, signal)
    second_reading.cancel(signal)
    assert second_reading.is_done(signal)
    second_reading.ask(signal, (), by=people["petra"], site="")
    second_reading.start_over(signal, by=people["petra"], site="")
    assert not SecondReading.objects.exists(), "nobody wants to see the new words, so nobody is asked"


def test_new_words_are_wanted_by_who_saw_the_old_ones_of_that_signal(people, partners, signal, pieter):
    other = make(people, partners, "karim", kind="signaal", title="Lijstertitel", text="Lijstertekst")
    agree(pieter.browser, signal)
    SecondReading.objects.get(registration=signal).wanted.set([partners["noor"]])
    for row in (other, signal):
        second_reading.start_over(row, by=people["petra"], site="")
    wanted = {row.registration_id: list(row.wanted.all()) for row in SecondReading.objects.all()}
    assert wanted == {signal.pk: [partners["willem"]], other.pk: [partners["karim"]]}


def test_a_colleague_is_mailed_once_and_who_asks_never(people, signal, partners, pieter, mailoutbox):
    def ask(by, site="https://buurtbalans.test"):
        second_reading.ask(signal, (partners["willem"].pk,), by=by, site=site)
        run_jobs()
        return len(mailoutbox)

    run_jobs()
    mailoutbox.clear()
    assert ask(people["petra"]) == 0, "it waits already"
    for by, site, mails in ((pieter.user, "https://buurtbalans.test", 0), (people["petra"], "", 0)):
        second_reading.cancel(signal)
        assert ask(by, site) == mails
    second_reading.cancel(signal)
    assert ask(people["petra"]) == 1
