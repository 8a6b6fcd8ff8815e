"""The end of a traject: what is still open, reading only afterwards, and going on again (T13)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtbalans.accounts.models import User
from privacy import access, policy
from privacy.retention.models import DeletionReport, Rule
from privacy.retention.terms import months_after
from privacy.tables import RoleGroup, TrajectGroupPermission
from sessions.actions.models import Action
from sessions.planning.models import PreparationTask, Session
from tests.privacy.test_matrix import TOKEN
from tests.trajects.plan_rows import fill
from trajects.follow_up.evaluation import plan_moment, write_outcome
from trajects.follow_up.governance import add_point, tick
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import LogEntry
from trajects.traject.models import TrajectStatus


def url(name, traject):
    return reverse(f"privacy:{name}", args=[traject.pk])


def actions_of(person, traject):
    own = access.seat(User.objects.get(pk=person.pk), traject.pk)
    return own.actions if own else frozenset()


def test_the_page_tells_what_is_still_open_as_far_as_its_reader_sees_it(as_, traject, people, partners, sent_session):
    for number in range(2):
        Action.objects.create(traject=traject, title=f"Actie {number}", partner=partners["petra"])
    page = as_("noor").get(url("traject-close", traject)).content.decode()
    assert "2 acties die nog open staan" in page
    assert "1 bijeenkomst die nog komt" in page
    assert "6 stappen die niet zijn afgerond" in page
    assert "uitnodiging zonder antwoord" not in page


def test_it_tells_what_of_the_plan_is_still_open_too(as_, traject, people, partners, today):
    line = fill(traject, people["noor"], partners, measures=3)
    done, stuck, _ = line.measures.all()
    for measure, status in ((done, "klaar"), (stuck, "loopt_vast")):
        measure.status = status
        measure.save()
    plan_moment(traject, by=people["noor"], date=today)
    held = plan_moment(traject, by=people["noor"], date=today)
    write_outcome(held, 1, by=people["noor"], today=today, outcome="Goed", changes_plan=False)
    for title in ("Brief", "Overdracht"):
        point = add_point(traject, by=people["noor"], topic="bewoners", title=title)
    tick(point, by=people["noor"], today=today, is_done=True)
    traject.board_questions.create(text="Mag het?")
    traject.board_questions.create(text="Kan het?", status="vervallen")
    page = as_("noor").get(url("traject-close", traject)).content.decode()
    for words in (
        "2 maatregelen die niet klaar zijn",
        "1 actielijn die vastloopt",
        "1 evaluatie zonder uitkomst",
        "1 punt dat nog niet is geregeld",
        "1 vraag aan het bestuur zonder antwoord",
    ):
        assert words in page, words


def test_closing_is_for_the_kernteam(as_, traject):
    for name, status in {"petra": 403, "otto": 404, "yasmin": 404, "root": 404, "achmed": 404}.items():
        assert as_(name).post(url("traject-close", traject)).status_code == status, name
    traject.refresh_from_db()
    assert traject.status == TrajectStatus.RUNNING
    assert as_("karim").post(url("traject-close", traject)).status_code == 302
    traject.refresh_from_db()
    assert traject.status == TrajectStatus.CLOSED


def test_closing_twice_closes_once_and_tells_the_logbook_once(as_, traject, today):
    for _ in range(2):
        as_("noor").post(url("traject-close", traject))
    traject.refresh_from_db()
    assert traject.ended_on == today
    assert LogEntry.objects.filter(traject=traject, kind=LogKind.TRAJECT_CLOSED).count() == 1


def test_a_closed_traject_is_read_and_not_changed(as_, traject, people, close, today):
    close(today)
    for name in ("noor", "petra"):
        assert (
            actions_of(people[name], traject)
            == policy.LEFT_AFTER_CLOSING & policy.ROLES["gebiedsmakelaar" if name == "noor" else "partner"]
        )
        for page in ("pages:traject", "sessions:action-list", "trajects:plan", "trajects:logbook", "privacy:keeping"):
            assert as_(name).get(reverse(page, args=[traject.pk])).status_code == 200, page
    assert as_("noor").get(reverse("trajects:traject-edit", args=[traject.pk])).status_code == 403
    assert as_("noor").get(reverse("sessions:session-new", args=[traject.pk])).status_code == 403
    assert as_("petra").get(reverse("privacy:registration-new", args=[traject.pk])).status_code == 403


def test_reopening_gives_every_role_exactly_what_the_policy_says(as_, traject, close, today):
    before = set(TrajectGroupPermission.objects.values_list("group", "permission", "content_object"))
    close(today)
    assert as_("petra").post(url("traject-reopen", traject)).status_code == 403
    assert as_("noor").post(url("traject-reopen", traject)).status_code == 302
    assert set(TrajectGroupPermission.objects.values_list("group", "permission", "content_object")) == before
    traject.refresh_from_db()
    assert (traject.status, traject.ended_on) == (TrajectStatus.RUNNING, None)
    assert RoleGroup.objects.filter(traject=traject).exists()


def test_a_proposal_that_was_closed_becomes_a_proposal_again(as_, other_traject):
    as_("otto").post(url("traject-close", other_traject))
    other_traject.refresh_from_db()
    assert other_traject.is_closed
    as_("otto").post(url("traject-reopen", other_traject))
    other_traject.refresh_from_db()
    assert other_traject.status == TrajectStatus.DRAFT


def test_the_page_says_on_which_day_what_goes(as_, traject, close, today):
    from django.utils.formats import date_format

    page = as_("petra").get(url("keeping", traject)).content.decode()
    assert "Dit traject is open" in page
    close(today)
    page = as_("petra").get(url("keeping", traject)).content.decode()
    for months in (3, 12):
        assert date_format(months_after(today, months), "j F Y") in page


@pytest.mark.parametrize("name", ["noor", "petra"])
def test_the_report_is_for_the_kernteam_and_silent_about_what_others_kept_to_themselves(
    as_, world, traject, close, night, today, name
):
    close(months_after(today, -3) - timedelta(days=3))
    prepared = PreparationTask.objects.filter(session=world.session).count()
    Session.objects.filter(pk=world.session.pk).update(date=today - timedelta(days=30))
    night(today)
    page = as_(name).get(url("keeping", traject)).content.decode()
    assert (f"voorbereiding van het kernteam: {prepared}" in page) is (name == "noor")
    # That there is nothing to read of registrations is no secret: everybody reads the day.
    assert "Gewist, vanaf" in page
    assert "registratie:" not in page
    assert DeletionReport.objects.filter(rule=Rule.REGISTRATIONS, table="privacy.Registration").exists()


def test_the_page_is_the_same_with_and_without_registrations_of_others(as_, world, traject, close, night, today):
    close(today)
    traject.registrations.filter(title="Kwikstaart").delete()
    night(months_after(today, 3))

    def page():
        return TOKEN.sub(b"", as_("noor").get(url("keeping", traject)).content)

    without = page()
    DeletionReport.objects.filter(rule=Rule.REGISTRATIONS).update(count=99)
    assert page() == without
    DeletionReport.objects.filter(rule=Rule.REGISTRATIONS).delete()
    assert page() == without


def test_a_report_of_another_traject_is_not_shown(as_, traject, other_traject):
    DeletionReport.objects.create(
        rule=Rule.DRAFTS, traject=other_traject, table="trajects.Document", count=7, is_shown=True
    )
    assert "document: 7" not in as_("noor").get(url("keeping", traject)).content.decode()
    assert "document: 7" in as_("otto").get(url("keeping", other_traject)).content.decode()


def test_the_page_asks_as_much_for_many_reports_as_for_few(as_, traject):
    noor = as_("noor")

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert noor.get(url("keeping", traject)).status_code == 200
        return len(found)

    few = queries()
    for number in range(30):
        DeletionReport.objects.create(
            rule=Rule.DRAFTS, traject=traject, table="trajects.Document", count=number, is_shown=True
        )
    assert queries() == few


def test_the_last_of_the_kernteam_may_leave_a_closed_traject(traject, people, close, today):
    from trajects.partners.models import Membership
    from trajects.partners.services import end_seat

    close(today)
    for seat in Membership.objects.active().kernteam().filter(traject=traject):
        end_seat(seat, by=people["noor"])
    assert not Membership.objects.active().kernteam().filter(traject=traject).exists()
