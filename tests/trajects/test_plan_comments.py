"""Comments on a submitted version, what organisations can bring in, and the answers of the kernteam (L3)."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from privacy.doors.hidden import SENTENCE
from privacy.retention.services import close
from tests.jobs import run_jobs
from tests.trajects.plan_rows import fill
from trajects.partners.models import Role
from trajects.partners.services import end_seat, give_seat
from trajects.plan.adoption import adopt
from trajects.plan.commenting import comment, state_support
from trajects.plan.commenting_models import PlanComment, SupportStatement
from trajects.plan.models import PlanVersion
from trajects.plan.services import submit

WORDS = "Twee avonden per week lukt ons niet."


@pytest.fixture
def new_version(traject, people):
    def submitted():
        traject.plan.refresh_from_db()
        assert submit(traject.plan, traject.plan.draft_number, by=people["noor"])
        return PlanVersion.objects.first()

    return submitted


@pytest.fixture
def version(new_version, traject, people, partners):
    fill(traject, people["noor"], partners)
    return new_version()


@pytest.fixture
def said(version, people, partners):
    """Achmed reads along for the police; Willem takes part for welfare."""
    return {
        name: comment(
            version, by=people[name], partner_id=partners[partner].pk, part="middelen", text=f"{name}: {text}"
        )
        for name, partner, text in (("achmed", "petra", WORDS), ("willem", "willem", "Wij doen twee avonden."))
    }


def url(name, version, *args):
    return reverse(f"trajects:{name}", args=[version.plan.traject_id, *(args or [version.pk])])


def words_of(response):
    """What a reader reads, without the page around it."""
    return " ".join(strip_tags(response.content.decode()).split()).lower()


def statuses(as_, address, *names, post=None):
    ask = (lambda client: client.post(address, post)) if post is not None else (lambda client: client.get(address))
    return {ask(as_(name)).status_code for name in names}


def test_a_back_office_comments_on_the_part_it_reads_and_every_partner_reads_that(as_, version):
    achmed = as_("achmed")
    plan = achmed.get(url("plan-submitted", version)).content.decode()
    add = url("plan-comment-add", version)
    assert f'href="{add}?onderdeel=middelen"' in plan
    form = achmed.get(f"{add}?onderdeel=middelen").content.decode()
    assert '<option value="middelen" selected>' in form
    # No tabs of a traject that he does not see.
    assert reverse("trajects:logbook", args=[version.plan.traject_id]) not in form
    assert achmed.post(add, {"part": "middelen", "text": ""}).status_code == 422
    assert achmed.post(add, {"part": "verzonnen", "text": WORDS}).status_code == 422
    sent = {"part": "middelen", "text": WORDS, "once": "a"}
    # A second click says nothing twice.
    for _ in range(2):
        assert achmed.post(add, sent)["Location"] == f"{url('plan-comments', version)}#middelen"
    row = PlanComment.objects.get()
    assert (row.author.name, row.partner.organisation.name) == ("Achmed Yilmaz", "Politie Voorbeeldstad")
    assert achmed.post(add, {"part": "", "text": "Helder plan."}).status_code == 302
    seen = words_of(as_("willem").get(url("plan-comments", version)))
    assert seen.index("helder plan") < seen.index("7. middelen en capaciteit") < seen.index(WORDS.lower())
    assert "2 opmerkingen, 2 nog zonder antwoord" in seen
    plan = words_of(as_("willem").get(url("plan-submitted", version)))
    assert "1 opmerking bij onderdeel 7" in plan
    assert "opmerkingen (2)" in plan


def test_a_back_office_reads_its_own_organisation_only(as_, version, said, people, partners):
    state_support(version, partners["willem"].pk, 0, by=people["willem"], support="nee", support_words="Nog niet.")
    page = url("plan-comments", version)
    seen = words_of(as_("achmed").get(page))
    assert WORDS.lower() in seen
    assert "willem" not in seen
    assert "welzijn" not in seen
    assert "nog niet." not in seen
    assert "opmerkingen (1)" in words_of(as_("achmed").get(url("plan-submitted", version)))
    assert {WORDS.lower() in words_of(as_(name).get(page)) for name in ("petra", "willem", "noor")} == {True}
    assert statuses(as_, page, "yasmin", "bea", "root", "otto") == {404}
    other = said["willem"].pk
    for name in ("plan-comment-edit", "plan-comment-delete", "plan-comment-answer"):
        assert statuses(as_, url(name, version, other), "achmed", "otto", "root") == {404}
        assert statuses(as_, url(name, version, other), "petra") == {403}


def test_what_was_said_is_changed_or_taken_back_by_who_said_it_until_it_is_answered(as_, version, said):
    row = said["achmed"]
    edit, delete = (url(name, version, row.pk) for name in ("plan-comment-edit", "plan-comment-delete"))
    sent = {"part": "planning", "text": "Een avond lukt wel.", "version": "1"}
    # Petra sits for the same organisation, and the words are his.
    assert statuses(as_, edit, "petra", "noor", post=sent) == {403}
    assert statuses(as_, delete, "petra", "noor", post={}) == {403}
    achmed = as_("achmed")
    assert achmed.post(edit, sent).status_code == 302
    assert achmed.post(edit, {**sent, "text": "Toch niet."}).status_code == 409
    row.refresh_from_db()
    assert (row.part, row.text) == ("planning", "Een avond lukt wel.")
    answer = {"answer": "Dan wordt het er een.", "version": "2"}
    assert as_("noor").post(url("plan-comment-answer", version, row.pk), answer).status_code == 302
    for address, data in ((edit, {**sent, "version": "3"}), (delete, {})):
        assert "het kernteam heeft hierop geantwoord" in words_of(achmed.post(address, data, follow=True))
    row.refresh_from_db()
    assert row.text == "Een avond lukt wel."
    willem = url("plan-comment-delete", version, said["willem"].pk)
    assert "wij doen twee avonden" in words_of(as_("willem").get(willem))
    assert as_("willem").post(willem).status_code == 302
    assert list(PlanComment.objects.all()) == [row]


def test_the_kernteam_answers_and_sees_on_the_plan_what_still_waits(as_, version, said, people):
    plan = reverse("trajects:plan", args=[version.plan.traject_id])
    assert "2 opmerkingen, 2 nog zonder antwoord" in words_of(as_("noor").get(plan))
    address = url("plan-comment-answer", version, said["achmed"].pk)
    assert statuses(as_, address, "petra", "willem", "achmed", post={"answer": "Nee", "version": "1"}) == {403}
    noor = as_("noor")
    assert WORDS.lower() in words_of(noor.get(address))
    assert noor.post(address, {"answer": "", "version": "1"}).status_code == 422
    assert noor.post(address, {"answer": "Wij maken er een avond van.", "version": "1"}).status_code == 302
    assert as_("karim").post(address, {"answer": "Nee.", "version": "1"}).status_code == 409
    assert "2 opmerkingen, 1 nog zonder antwoord" in words_of(noor.get(plan))
    seen = words_of(as_("achmed").get(url("plan-comments", version)))
    assert "wij maken er een avond van" in seen
    assert people["noor"].name.lower() in seen
    assert "1 opmerking nog zonder antwoord" in words_of(
        noor.get(reverse("trajects:plan-adopt", args=[version.plan.traject_id]))
    )
    # Whoever writes the next draft has it beside the part, and not beside another.
    parts = {
        part: words_of(noor.get(reverse("trajects:plan-part-edit", args=[version.plan.traject_id, part])))
        for part in ("middelen", "planning")
    }
    assert "opmerkingen bij concept 0.1" in parts["middelen"]
    assert WORDS.lower() in parts["middelen"]
    assert "opmerkingen bij" not in parts["planning"]


def test_who_commented_hears_once_of_the_answers_and_who_left_hears_nothing(
    as_, version, said, people, partners, settings, mailoutbox
):
    settings.MAIL_BUNDLE_SECONDS = 60
    more = {
        name: comment(version, by=people[name], partner_id=partners[partner].pk, part="", text="Nog iets.")
        for name, partner in (("achmed", "petra"), ("noor", "noor"))
    }
    noor = as_("noor")
    for row in (*said.values(), *more.values()):
        answered = {"answer": "Wij maken er een avond van.", "version": "1"}
        assert noor.post(url("plan-comment-answer", version, row.pk), answered).status_code == 302
    assert run_jobs() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    end_seat(version.plan.traject.memberships.get(user=people["willem"]), by=people["noor"])
    mailoutbox.clear()
    # One job for each answer to somebody else; two of them are about what Achmed said.
    assert run_jobs().count("mail_comment_answered") == 3
    letters = [letter for letter in mailoutbox if letter.subject == "Buurtbalans: er is geantwoord op wat jij opmerkte"]
    assert [letter.to for letter in letters] == [[people["achmed"].email]]
    assert f"http://testserver{url('plan-comments', version)}" in letters[0].body
    text = letters[0].subject + letters[0].body
    assert [word for word in (WORDS, "avond", version.plan.traject.name) if word in text] == []
    # The answer in other words is no new answer.
    changed = {"answer": "Wij maken er twee avonden van.", "version": "2"}
    assert noor.post(url("plan-comment-answer", version, said["achmed"].pk), changed).status_code == 302
    assert run_jobs() == []


def test_an_organisation_says_what_it_can_bring_in_and_begins_with_what_it_said_before(
    as_, version, new_version, people, partners
):
    address = url("plan-support", version)
    sent = {"support": "ja", "capacity": "deels", "capacity_words": "Vier uur", "means": "onbekend"}
    achmed, petra = as_("achmed"), as_("petra")
    assert achmed.post(address, {**sent, "means": ""}).status_code == 422
    assert achmed.post(address, sent).status_code == 302
    # Petra opened the form when nothing stood there.
    late = petra.post(address, {**sent, "support": "nee"})
    assert (late.status_code, "Vier uur" in late.content.decode()) == (409, True)
    assert petra.post(address, {**sent, "support": "nee", "version": "1"}).status_code == 302
    assert achmed.post(address, {**sent, "version": "1"}).status_code == 409
    row = SupportStatement.objects.get()
    assert (row.support, row.said_by, row.partner) == ("nee", people["petra"], partners["petra"])
    seen = words_of(as_("willem").get(url("plan-comments", version)))
    assert "vier uur" in seen
    assert "nog niet bekend" in seen
    newer = new_version()
    assert petra.post(address, {**sent, "version": "2"}, follow=True).redirect_chain
    assert SupportStatement.objects.get().support == "nee"
    form = petra.get(url("plan-support", newer)).content.decode()
    assert "wat jullie bij Concept 0.1 zeiden" in form
    assert "Vier uur" in form
    assert petra.post(url("plan-support", newer), {**sent, "support": "ja"}).status_code == 302
    assert list(SupportStatement.objects.order_by("pk").values_list("support", flat=True)) == ["nee", "ja"]
    last = new_version()
    assert "wat jullie bij Concept 0.2 zeiden" in petra.get(url("plan-support", last)).content.decode()
    assert petra.post(url("plan-support", last), sent).status_code == 302
    assert "zeiden" not in petra.get(url("plan-support", last)).content.decode(), "it stands there already"
    assert petra.post(url("plan-support", last), {**sent, "support": "deels", "version": "1"}).status_code == 302
    assert SupportStatement.objects.get(plan_version=last).support == "deels"


@pytest.mark.parametrize("how", ["newer", "adopted", "closed"])
def test_on_a_version_that_is_over_nothing_is_said_any_more_and_answering_goes_on(
    as_, version, said, people, new_version, how
):
    traject = version.plan.traject
    if how == "newer":
        new_version()
        plan = words_of(as_("noor").get(reverse("trajects:plan", args=[traject.pk])))
        assert "opmerkingen bij concept 0.2 nog geen opmerkingen bij concept 0.1: 2 nog zonder antwoord" in plan
    elif how == "adopted":
        adopt(version, by=people["noor"], reason="Het bestuur vraagt erom.")
    else:
        close(traject, by=people["noor"], today=timezone.localdate())
    count, refused = PlanComment.objects.count(), 403 if how == "closed" else 302
    achmed = as_("achmed")
    sent = {"part": "", "text": "Te laat", "version": "1"}
    for address in (
        url("plan-comment-add", version),
        url("plan-comment-edit", version, said["achmed"].pk),
        url("plan-comment-delete", version, said["achmed"].pk),
    ):
        assert achmed.post(address, sent).status_code == refused
    extent = dict.fromkeys(("support", "capacity", "means"), "ja")
    assert achmed.post(url("plan-support", version), extent).status_code == refused
    assert PlanComment.objects.count() == count
    assert not PlanComment.objects.filter(text="Te laat").exists()
    assert not SupportStatement.objects.exists()
    page = achmed.get(url("plan-comments", version)).content.decode()
    assert WORDS in page
    assert url("plan-comment-add", version) not in page
    answered = as_("noor").post(url("plan-comment-answer", version, said["achmed"].pk), {"answer": "Ja", "version": 1})
    assert answered.status_code == refused
    assert (how == "closed") != PlanComment.objects.filter(answer="Ja").exists()


def test_who_is_not_confirmed_yet_says_nothing_for_the_organisation(as_, version, partners, people):
    give_seat(partner=partners["petra"], user=people["bea"], role=Role.READER, confirmed=False)
    people["bea"].organisation = partners["petra"].organisation
    people["bea"].save()
    sent = {"part": "", "text": WORDS}
    assert as_("bea").post(url("plan-comment-add", version), sent).status_code == 403
    assert as_("bea").get(url("plan-comments", version)).status_code == 200


def test_who_went_to_another_organisation_leaves_what_he_said_behind(as_, version, said, people, partners, traject):
    end_seat(traject.memberships.get(user=people["achmed"]), by=people["noor"])
    people["achmed"].organisation = partners["willem"].organisation
    people["achmed"].save()
    give_seat(partner=partners["willem"], user=people["achmed"], role=Role.PARTNER)
    sent = {"part": "", "text": "Nu anders", "version": "1"}
    assert statuses(as_, url("plan-comment-edit", version, said["achmed"].pk), "achmed", post=sent) == {403}
    assert statuses(as_, url("plan-comment-delete", version, said["achmed"].pk), "achmed", post={}) == {403}


def test_what_looks_like_a_person_is_asked_about_and_what_is_reported_is_hidden(as_, version, said):
    address = url("plan-comment-add", version)
    doubtful = as_("achmed").post(address, {"part": "", "text": "Bel Johanna van der Meulen op 06-12345678."})
    assert doubtful.status_code == 422
    report = reverse("privacy:report", args=[version.plan.traject_id, "opmerking", said["achmed"].pk])
    assert as_("willem").post(report).status_code == 302
    for name in ("achmed", "noor"):
        seen = as_(name).get(url("plan-comments", version)).content.decode()
        assert (WORDS in seen, SENTENCE in seen) == (False, True)


def test_thirty_comments_ask_as_many_queries_as_two(as_, version, said, people, partners):
    pages = [url("plan-comments", version), url("plan-submitted", version)]
    pages.append(reverse("trajects:plan", args=[version.plan.traject_id]))
    noor = as_("noor")

    def counted():
        found = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                noor.get(page)
            found.append(len(queries))
        return found

    counted()
    few = counted()
    state_support(version, partners["willem"].pk, 0, by=people["willem"])
    for number in range(28):
        comment(version, by=people["karim"], partner_id=partners["karim"].pk, part="doelen", text=f"Nummer {number}")
    state_support(version, partners["petra"].pk, 0, by=people["petra"])
    assert counted() == few


def test_who_reads_along_is_led_from_the_mail_to_where_a_hidden_remark_can_be_written_anew(as_, traject, said):
    row = said["achmed"]
    as_("noor").post(reverse("privacy:report", args=[traject.pk, "opmerking", row.pk]))
    mail.outbox.clear()
    run_jobs()
    letter = next(letter for letter in mail.outbox if letter.to[0].startswith("achmed"))
    achmed, link = as_("achmed"), re.search(r"https?://[^/]+(/\S+)", letter.body)
    assert url("plan-comment-edit", row.plan_version, row.pk) in achmed.get(link[1]).content.decode()
