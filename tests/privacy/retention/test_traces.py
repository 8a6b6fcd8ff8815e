"""The traces of who looked, logged in or waited go on the day that their term has passed (V6)."""

from datetime import timedelta

from django.db import connection

from buurtbalans.accounts.models import User
from privacy.access_events.models import AccessEvent
from privacy.retention.terms import months_after
from tests.privacy.retention.looking import at, every_table

ONE_DAY = timedelta(days=1)


def test_the_trace_of_access_goes_after_two_years_and_its_chain_holds(traject, people, night, today):
    from privacy.access_events import chain

    for day in (today - timedelta(days=10), today - timedelta(days=9)):
        AccessEvent.objects.create(at=at(day), actor_id=1, traject_id=traject.pk, object_type="x", action="view")
    chain.seal_all()
    night(months_after(today - timedelta(days=10), 24) - ONE_DAY)
    assert AccessEvent.objects.count() == 2
    night(months_after(today - timedelta(days=10), 24))
    assert AccessEvent.objects.count() == 1
    assert chain.broken() == []


def test_what_is_known_of_logins_goes_after_half_a_year(as_, people, traject, night, today):
    from allauth.usersessions.models import UserSession
    from django.contrib.admin.models import LogEntry
    from django.contrib.contenttypes.models import ContentType

    UserSession.objects.create(user=people["petra"], ip="192.0.2.7", user_agent="x", session_key="y")
    UserSession.objects.update(last_seen_at=at(today))
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=people["bea"], content_type=kind, object_id="1", object_repr="Iemand", action_flag=2, action_time=at(today)
    )
    night(months_after(today, 6) - ONE_DAY)
    assert (UserSession.objects.count(), LogEntry.objects.count()) == (1, 1)
    night(months_after(today, 6))
    assert (UserSession.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_a_web_session_that_ended_and_an_old_entry_of_the_cache_go(as_, night, today):
    from django.contrib.sessions.models import Session as WebSession
    from django.core.cache import cache

    as_("petra")
    WebSession.objects.update(expire_date=at(today))
    cache.set("nachtpauwoog", "x", 60)
    night(today + ONE_DAY)
    assert WebSession.objects.count() == 0
    assert "nachtpauwoog" not in every_table()["cache"]


def test_a_job_that_is_done_goes_after_a_week(db, night, today):
    from procrastinate.contrib.django.models import ProcrastinateJob

    with connection.cursor() as cursor:
        for days in (6, 8):
            cursor.execute("INSERT INTO procrastinate_jobs (task_name, queue_name) VALUES ('x', 'y') RETURNING id")
            job = cursor.fetchone()[0]
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job])
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - %s * interval '1 day' WHERE job_id = %s", [days, job]
            )
    night(today)
    assert ProcrastinateJob.objects.filter(task_name="x").count() == 1
