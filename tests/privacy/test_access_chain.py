"""The trace of access as a chain: whoever changes it in the database is found, and only retention forgets (V5, V6)."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from privacy import tasks
from privacy.access_events import chain, retention
from privacy.access_events.models import AccessChain, AccessEvent, AccessEventLink

EVENTS, LINKS = "privacy_accessevent", "privacy_accesseventlink"


@pytest.fixture
def events(db):
    """Six events in two trajects, an hour apart and the last an hour ago, sealed."""
    now = timezone.now()
    made = [
        AccessEvent.objects.create(
            at=now - timedelta(hours=6 - number),
            actor_id=7,
            organisation="Welzijn Samen",
            traject_id=number % 2 + 1,
            object_type="registration",
            action="view",
        )
        for number in range(6)
    ]
    chain.seal_all()
    return made


def tamper(*statements):
    """As the owner of the database, who switches the triggers off."""
    with connection.cursor() as cursor:
        for table in (EVENTS, LINKS):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        for table in (EVENTS, LINKS):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            name = "event" if table == EVENTS else "link"
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER access_{name}_no_truncate")


def verify():
    out = StringIO()
    call_command("verify_access_events", stdout=out)
    return out.getvalue()


def test_a_chain_that_nobody_touched_is_whole(events):
    assert "heel" in verify()
    assert AccessEventLink.objects.count() == 6
    assert {row.head_position for row in AccessChain.objects.exclude(pk=0)} == {3}


def test_sealing_again_changes_nothing_and_later_events_are_added(events):
    before = list(AccessEventLink.objects.values_list("seal", flat=True))
    assert chain.seal_all() == 0
    AccessEvent.objects.create(at=timezone.now() - timedelta(minutes=2), traject_id=1, action="view")
    assert chain.seal_all() == 1
    assert list(AccessEventLink.objects.order_by("pk").values_list("seal", flat=True))[:6] == before
    assert not chain.broken()


def test_what_has_just_happened_waits_for_what_began_before_it(events):
    AccessEvent.objects.create(traject_id=1, action="view")
    assert chain.seal_all() == 0


@pytest.mark.parametrize(
    "change",
    [
        "actor_id = 8",
        "organisation = 'Ander'",
        "at = at + interval '1 second'",
        "action = 'list'",
        "result = 'x'",
        "channel = 'x'",
        "request_id = 'x'",
        "object_type = 'x'",
        "object_uuid = '00000000-0000-4000-8000-000000000000'",
    ],
)
def test_a_changed_row_is_found(events, change):
    tamper(f"UPDATE {EVENTS} SET {change} WHERE id = {events[2].pk}")
    with pytest.raises(CommandError, match=f"inzage {events[2].pk} is gewijzigd"):
        verify()


@pytest.mark.parametrize("number", range(6))
def test_a_removed_row_is_found_wherever_it_stood(events, number):
    tamper(f"DELETE FROM {EVENTS} WHERE id = {events[number].pk}")
    with pytest.raises(CommandError, match=f"inzage {events[number].pk} is verwijderd"):
        verify()


@pytest.mark.parametrize("number", range(6))
def test_a_row_removed_with_its_link_is_found_wherever_it_stood(events, number):
    gone = events[number].pk
    tamper(f"DELETE FROM {EVENTS} WHERE id = {gone}", f"DELETE FROM {LINKS} WHERE event_id = {gone}")
    with pytest.raises(CommandError):
        verify()


def test_a_row_slipped_in_later_is_found_before_and_after_it_is_sealed(events):
    AccessEvent.objects.create(at=timezone.now() - timedelta(hours=5), traject_id=1, action="view")
    for _ in range(2):
        with pytest.raises(CommandError, match="later tussen gezet"):
            verify()


@pytest.mark.parametrize(
    "statements",
    [
        [f"DELETE FROM {EVENTS} WHERE traject_id = 1", f"DELETE FROM {LINKS} WHERE traject_id = 1"],
        [f"DELETE FROM {LINKS} WHERE traject_id = 1", "DELETE FROM privacy_accesschain WHERE traject_id = 1"],
        ["DELETE FROM privacy_accesschain WHERE traject_id = 1"],
        ["DELETE FROM privacy_accesschain WHERE traject_id = 0"],
        ["UPDATE privacy_accesschain SET head_position = 2 WHERE traject_id = 1"],
        ["UPDATE privacy_accesschain SET anchor_position = 1, anchor = 'x' WHERE traject_id = 1"],
        [f"UPDATE {LINKS} SET seal = 'x' WHERE position = 3"],
        [f"UPDATE {LINKS} SET position = position + 10"],
    ],
)
def test_removing_or_changing_the_chain_itself_is_found(events, statements):
    tamper(*statements)
    with pytest.raises(CommandError):
        verify()


def test_who_has_the_database_and_not_the_key_cannot_make_the_seals_anew(events, settings):
    tamper(f"UPDATE {EVENTS} SET actor_id = 8 WHERE id = {events[0].pk}", f"DELETE FROM {LINKS}",
           "DELETE FROM privacy_accesschain")  # fmt: skip
    key, settings.ACCESS_LOG_KEY = settings.ACCESS_LOG_KEY, "a guess"
    chain.seal_all()
    settings.ACCESS_LOG_KEY = key
    with pytest.raises(CommandError):
        verify()


def test_retention_forgets_the_oldest_and_the_rest_can_still_be_checked(events):
    assert retention.forget_before(timezone.now() - timedelta(hours=3, minutes=30)) == 3
    assert set(AccessEvent.objects.values_list("pk", flat=True)) == {event.pk for event in events[3:]}
    assert "heel" in verify()
    tamper(f"DELETE FROM {EVENTS} WHERE id = {events[3].pk}")
    with pytest.raises(CommandError):
        verify()


def test_retention_may_delete_nothing_newer_than_it_said(events):
    moment = (timezone.now() - timedelta(hours=3)).isoformat()
    for sql in (
        f"DELETE FROM {EVENTS} WHERE id = {events[5].pk}",
        f"DELETE FROM {LINKS} WHERE event_id = {events[0].pk}",
        f"UPDATE {EVENTS} SET actor_id = 8",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL buurtbalans.retention = '{moment}'; {sql}")


def test_after_retention_the_database_refuses_again_in_the_same_transaction(events):
    retention.forget_before(timezone.now() - timedelta(hours=4))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AccessEvent.objects.all().delete()


def test_the_daily_check_says_in_the_log_what_is_wrong(events, caplog):
    tasks.seal_access_events(0)
    tasks.check_access_events(0)
    assert "keten" not in caplog.text
    tamper("DELETE FROM privacy_accesschain WHERE traject_id = 1")
    with caplog.at_level("INFO", logger="privacy.tasks"):
        tasks.check_access_events(0)
    assert "keten" in caplog.text
    assert "heads" in caplog.text


def test_both_jobs_run_by_themselves():
    from procrastinate.contrib.django import app

    names = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert {"privacy.seal_access_events", "privacy.check_access_events"} <= names
