"""What stands in the demo: who is there, what they have, and what they see."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from buurtbalans import pdf
from privacy import access
from trajects.plan.pages import MOST
from trajects.plan.papers.choosing import kept, living
from trajects.plan.papers.document import TEMPLATE, plan_context
from trajects.plan.standing import answers_on_paper

FINISHED, RUNNING, OTHERS = "Seringenbuurt", "Molenkadebuurt", "Havenkwartier"
# Every demo account: its roles per traject.
SEATS = {
    "gebiedsmakelaar": {FINISHED: "kernteam", RUNNING: "kernteam"},
    "onderzoeksadviseur": {FINISHED: "kernteam", RUNNING: "kernteam"},
    "corporatie": {FINISHED: "kernteam", RUNNING: "kernteam"},
    "politie": {FINISHED: "partner", RUNNING: "partner"},
    "welzijn": {FINISHED: "partner", RUNNING: "partner"},
    "school": {RUNNING: "partner"},
    "sleutelpersoon": {RUNNING: "partner"},
    "achterban": {FINISHED: "reader", RUNNING: "reader"},
    "bewoner": {RUNNING: "resident"},
    "aanjager": {},
    "beheerder": {},
    "superuser": {},
    "buitenstaander": {OTHERS: "kernteam"},
}


def person(name):
    from buurtbalans.accounts.models import User

    return User.objects.get(email=f"{name}@demo.test")


def test_the_accounts_and_their_roles_are_exactly_these(demo):
    from buurtbalans.accounts.models import User

    accounts = User.objects.filter(email__endswith="@demo.test")
    found = {
        user.email.partition("@")[0]: {
            seat.traject.name: seat.role for seat in user.memberships.all() if seat.role != "guide"
        }
        for user in accounts.prefetch_related("memberships__traject")
    }
    assert found == SEATS


def test_welfare_guides_the_residents_and_they_have_something_to_read(demo):
    from trajects.crossing.models import ReleasedFinding, ResidentsFeedback, Rewriting
    from trajects.residents.models import ResidentsMeeting, ResidentsNote

    guides = person("welzijn").memberships.filter(role="guide")
    assert [seat.traject.name for seat in guides] == [RUNNING]
    resident, track = person("bewoner"), demo[RUNNING].residents_track
    assert track.name == "Bewoners van Molenkadebuurt"
    counts = {ResidentsMeeting: 2, ResidentsNote: 8, Rewriting: 4, ResidentsFeedback: 1, ReleasedFinding: 0}
    for model, count in counts.items():
        assert access.visible(resident, model.objects.all()).count() == count
    assert access.visible(person("corporatie"), ReleasedFinding.objects.all()).count() == 3


def test_the_demo_accounts_share_the_password_and_colleagues_have_none(demo):
    from buurtbalans.accounts.models import User

    assert person("gebiedsmakelaar").check_password("buurtbalans-demo")
    assert len({user.password for user in User.objects.filter(email__endswith="@demo.test")}) == 1
    colleagues = User.objects.exclude(email__endswith="@demo.test")
    assert colleagues.count() >= 10
    assert not any(user.has_usable_password() for user in colleagues)


def test_only_the_administrators_may_administer(demo):
    from buurtbalans.accounts.models import User

    staff = {user.email: user.is_superuser for user in User.objects.filter(is_staff=True)}
    assert staff == {"beheerder@demo.test": False, "superuser@demo.test": True}
    assert User.objects.filter(is_superuser=True).count() == 1


def test_the_outsider_shares_no_traject_with_the_gebiedsmakelaar(demo):
    from trajects.partners.models import Membership

    met = Membership.objects.filter(traject__in=person("gebiedsmakelaar").memberships.values("traject"))
    others = Membership.objects.filter(traject=demo[OTHERS])
    assert not set(met.values_list("user", flat=True)) & set(others.values_list("user", flat=True))
    assert not set(demo[OTHERS].partners.values_list("organisation", flat=True)) & set(
        demo[FINISHED].partners.values_list("organisation", flat=True)
    )


def test_everybody_sees_only_the_own_trajects(demo):
    from trajects.traject.models import Traject

    for name, seats in SEATS.items():
        professional = {traject for traject, role in seats.items() if role in {"kernteam", "partner"}}
        seen = access.visible(person(name), Traject.objects.all())
        assert {traject.name for traject in seen} == professional, name


def test_the_finished_traject_is_as_rich_as_a_real_one(demo):
    traject = demo[FINISHED]
    assert traject.status == "uitvoering"
    lines = list(traject.plan.lines.all())
    assert [line.leads.exists() for line in lines].count(False) == 1
    assert {one.status for line in lines for one in line.measures.all()} >= {
        "loopt",
        "klaar",
        "loopt_vast",
        "vervallen",
    }
    assert [check_in.is_open for check_in in traject.check_ins.all()] == [True, False]
    assert traject.board_questions.filter(status="beantwoord").exists()
    assert traject.partners.count() == 12
    assert traject.sessions.count() == 4
    assert traject.actions.count() == 30
    assert traject.registrations.count() == 12
    assert traject.decisions.count() >= 8
    assert traject.documents.count() == 2
    adopted = traject.plan.submitted.exclude(adopted_at=None).get()
    assert (adopted.adopted_label, adopted.label, traject.plan.label) == ("Versie 1.0", "Concept 0.4", "Concept 1.2")
    assert adopted.paper.pdf.startswith(b"%PDF")
    assert {one.answer for one in adopted.approvals.all()} == {"akkoord", "voorwaarde"}
    assert adopted.comments.filter(answered_at=None).count() == 0 < adopted.comments.count()
    asked = traject.plan.submitted.first()
    assert asked.comments.filter(answered_at=None).exists()
    assert asked.support.count() >= 3
    assert {one.answer for one in traject.plan.submitted.first().approvals.all()} >= {"geen", "niet", "besproken"}
    for chosen in (living(traject, ""), kept(asked, approvals=answers_on_paper(asked.approvals.all()))):
        assert pdf.count_pages(TEMPLATE, plan_context(chosen.text, chosen.stamp)) <= MOST, "a plan of this size is read"
    assert {part.status for part in traject.plan.parts.all()} == {"klaar"}
    measures = [measure for line in traject.plan.lines.all() for measure in line.measures.all()]
    assert len(measures) >= 14
    assert {measure.kind for measure in measures} == {"lopend", "gepland", "gewenst", "samengevoegd", "nieuw"}
    assert not traject.steps.filter(finished_on=None).exists()
    assert not traject.steps.filter(results__reached_on=None).exists()


@pytest.mark.parametrize(("name", "step"), [(RUNNING, 3), (OTHERS, 5)])
def test_the_running_trajects_stand_at_their_step(demo, name, step):
    current = [row.number for row in demo[name].steps.all() if row.state == "current"]
    assert current == [step]
    assert demo[name].status == "loopt"


def test_what_is_past_has_minutes_and_one_round_of_corrections_is_open(demo, demo_day):
    from sessions.minutes.models import Minutes
    from sessions.planning.models import Session, SessionStatus

    today = demo_day
    past = Session.objects.filter(date__lt=today, sent_at__isnull=False)
    states = sorted(past.values_list("status", flat=True))
    assert states == sorted([SessionStatus.FINAL] * (len(states) - 1) + [SessionStatus.MINUTES])
    assert not Session.objects.filter(date__gt=today).exclude(status__in=["concept", "uitgenodigd"]).exists()
    [waiting] = Minutes.objects.filter(settled_at=None)
    assert (waiting.session.traject.name, waiting.deadline >= today) == ("Havenkwartier", True)
    assert all(minutes.contents for minutes in Minutes.objects.exclude(pk=waiting.pk))


def test_every_agenda_fits_in_its_session(demo):
    for traject in demo.values():
        for session in traject.sessions.all():
            minutes = sum(item.minutes for item in session.items.all())
            assert 0 < minutes <= session.minutes, session.title


def test_the_next_session_of_the_running_traject_waits_for_the_last_ten_minutes(demo, demo_day):
    verdieping = demo[RUNNING].sessions.upcoming(demo_day).exclude(status="bezig").first()
    assert (verdieping.title, verdieping.status) == ("Verdieping", "concept")
    assert (sum(item.minutes for item in verdieping.items.all()), verdieping.minutes) == (170, 180)
    assert verdieping.items.count() == 8
    assert {bool(task.done_at) for task in verdieping.preparation.all()} == {True, False}


@pytest.mark.parametrize("name", ["politie", "welzijn", "school", "sleutelpersoon"])
def test_a_partner_finds_homework_and_a_next_session(demo, demo_day, name):
    from sessions.actions.models import Action
    from sessions.planning.models import Session

    user = person(name)
    assert access.visible(user, Action.objects.of_person(user).open().filter(kind="huiswerk")).exists()
    assert access.visible(user, Session.objects.upcoming(demo_day)).exists()


def test_some_work_is_late(demo, demo_day):
    late = demo[RUNNING].actions.overdue(demo_day)
    assert late.filter(kind="huiswerk").count() == 1
    assert late.filter(kind="actie").exists()


@pytest.mark.parametrize("offset", range(7))
def test_the_pace_of_the_running_traject_asks_for_attention_on_every_day_of_the_week(offset, demo_day):
    from buurtbalans.demo import content
    from buurtbalans.demo.days import Days
    from trajects.traject.pace import judge

    days = Days(demo_day + timedelta(days=offset))
    last, following = (row["day"] for row in content.story("molenkadebuurt")["sessions"][:2])
    pace = judge(last=days.day(last), following=days.day(following), today=days.today, pace_days=28)
    assert pace.level == "watch"


def test_registrations_have_different_owners_and_audiences(demo):
    rows = list(demo[FINISHED].registrations.all())
    assert len({row.partner_id for row in rows}) >= 9
    audiences = {tuple(sorted(access.audience(row))) for row in rows}
    assert len(audiences) >= 8
    assert () in audiences
    everybody = demo[FINISHED].partners.count() - 1
    assert everybody in {len(audience) for audience in audiences}


def test_the_logbook_knows_nothing_of_registrations(demo):
    for traject in demo.values():
        titles = set(traject.registrations.values_list("title", flat=True))
        assert not traject.log_entries.filter(subject__in=titles).exists()


def test_history_lies_between_the_proposal_and_today(demo, demo_day):
    for traject in demo.values():
        moments = traject.log_entries.values_list("at", flat=True)
        days = {timezone.localdate(moment) for moment in moments}
        assert min(days) == timezone.localdate(traject.created_at)
        # What is being held began on the day itself.
        assert max(days) < demo_day + timedelta(days=traject.name == RUNNING)
        assert len(days) >= 10


def test_a_session_is_being_held_with_notes_that_lie_open_and_notes_that_are_hidden(demo, demo_day):
    from sessions.room.models import Room, RoomNote, Vote

    [room] = Room.objects.all()
    session, gebiedsmakelaar = room.session, person("gebiedsmakelaar")
    assert (session.traject, session.status, session.date) == (demo[RUNNING], "bezig", demo_day)
    # Paused, so that it looks the same on any later day.
    assert {room.seconds_left(timezone.now() + timedelta(days=days)) for days in (0, 1, 30)} == {760}
    seen = access.visible(gebiedsmakelaar, RoomNote.objects.filter(session=session))
    assert (seen.count(), session.room_notes.filter(is_revealed=False).count()) == (6, 3)
    assert seen.filter(group=None).count() == 1
    assert Vote.objects.count() == 9
    assert session.invited.exclude(attendance="").count() == 3
    assert access.visible(person("politie"), type(session).objects.filter(pk=session.pk)).exists()
    assert all(item.werkvorm for item in session.items.all())


def test_a_date_poll_waits_for_answers_and_a_missing_party_is_followed_up(demo, demo_day):
    from sessions.inviting.models import MissingParty
    from sessions.polls.models import Poll, PollVoter

    [poll] = Poll.objects.all()
    assert (poll.session.status, poll.closes_on > demo_day, poll.options.count()) == ("concept", True, 3)
    assert PollVoter.objects.exclude(answered_at=None).count() == 4
    asked = access.visible(person("politie"), PollVoter.objects.unanswered(demo_day))
    assert (asked.count(), not PollVoter.objects.filter(mailed_at=None).exists()) == (1, True)
    assert sorted(MissingParty.objects.values_list("status", flat=True)) == ["benaderd", "open"]


def test_no_mail_goes_out_for_what_happened_before(demo, mailoutbox):
    from procrastinate.contrib.django.models import ProcrastinateJob

    # Counting the pages of the plan is all that waits.
    assert not ProcrastinateJob.objects.exclude(task_name__startswith="trajects.count_").exists()
    assert mailoutbox == []


def test_a_second_time_changes_nothing(demo, settings, capsys):
    from trajects.logbook.models import LogEntry

    settings.DEMO = True
    before = LogEntry.objects.count()
    call_command("demo")
    assert LogEntry.objects.count() == before
    assert capsys.readouterr().out == "De voorbeelddata was er al.\n"
