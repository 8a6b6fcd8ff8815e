"""What is kept goes on the day that its term has passed, and not a day before (V6)."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.registrations.models import Registration
from privacy.reports.models import Report
from privacy.retention.models import DeletionReport, Rule
from privacy.retention.running import RetentionFailedError, run_all
from privacy.retention.terms import last_passed, months_after
from sessions.minutes.models import Minutes
from sessions.planning.models import PreparationTask, Session
from sessions.room.models import NoteGroup, Room, RoomNote
from tests.privacy.planted import CANARIES
from tests.privacy.retention.looking import at, every_table, stored
from trajects.crossing.models import RewritingStatus
from trajects.partners.models import Membership
from trajects.traject.models import Traject

ONE_DAY = timedelta(days=1)
# Of people and of other trajects: not of the traject that goes.
NOT_OF_THE_TRAJECT = {"buizerd", "haddad", "kerkuil", "sneeuwgors", "zwartkop"}


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_a_term_ends_on_the_same_day_of_a_later_month(day, months, after):
    assert months_after(day, months) == after


def test_a_day_has_passed_when_its_term_is_over_whatever_the_length_of_months():
    for number in range(800):
        today = date(2027, 1, 1) + timedelta(days=number)
        day = last_passed(today, 3)
        assert months_after(day, 3) <= today < months_after(day + ONE_DAY, 3)


def test_registrations_go_three_months_after_the_end_and_not_a_day_before(world, traject, close, night, today):
    close(today)
    before = traject.registrations.count()
    term = months_after(today, 3)
    night(term - ONE_DAY)
    assert traject.registrations.count() == before
    night(term)
    assert traject.registrations.count() == 0
    assert Session.objects.filter(traject=traject).exists()


def test_a_registration_goes_two_years_after_it_was_entered_while_the_traject_runs(world, traject, night, today):
    old = world.registration
    Registration.objects.filter(pk=old.pk).update(created_at=at(today))
    Registration.objects.exclude(pk=old.pk).update(created_at=at(today + ONE_DAY))
    others = set(traject.registrations.exclude(pk=old.pk))
    night(months_after(today, 24) - ONE_DAY)
    assert set(traject.registrations.all()) == {old, *others}
    night(months_after(today, 24))
    assert set(traject.registrations.all()) == others


def test_notes_of_residents_go_three_months_after_they_were_handed_over(world, traject, night, today):
    track = traject.residents_track
    released = track.rewritings.filter(status=RewritingStatus.RELEASED)
    note = track.notes.first()
    for row in track.rewritings.all():
        row.notes.remove(note)
    for row in released:
        row.notes.set([note])
    released.update(decided_at=at(today))
    day = months_after(today, 3)
    night(day - ONE_DAY)
    assert track.notes.filter(pk=note.pk).exists()
    night(day)
    assert not track.notes.filter(pk=note.pk).exists()
    assert traject.released_findings.exists()
    assert released.exists()


def test_a_note_that_is_also_in_a_finding_on_its_way_stays(world, traject, night, today):
    track = traject.residents_track
    note = track.notes.first()
    for row in track.rewritings.all():
        row.notes.set([note])
    track.rewritings.update(decided_at=at(today))
    night(months_after(today, 3))
    assert track.notes.filter(pk=note.pk).exists()


def test_all_raw_input_of_residents_goes_three_months_after_the_end(world, traject, close, night, today):
    close(today)
    track = traject.residents_track
    night(months_after(today, 3) - ONE_DAY)
    assert track.notes.exists()
    night(months_after(today, 3))
    assert not track.notes.exists()
    assert not track.rewritings.exists()
    assert traject.released_findings.exists()


def test_what_was_sealed_away_from_a_registration_goes_with_it(world, traject, close, night, today):
    old = world.registration
    report = Report.objects.create(traject=traject, object_type="privacy.registration", object_id=old.pk)
    report.texts.create(
        object_type="privacy.registration", object_id=old.pk, field="text", value="Sneeuwuil", shown="verborgen"
    )
    other = Report.objects.create(traject=traject, object_type="trajects.document", object_id=world.document.pk)
    close(today)
    night(months_after(today, 3))
    assert "sneeuwuil" not in " ".join(every_table().values())
    assert list(Report.objects.filter(pk__in=[report.pk, other.pk])) == [other]


def test_what_prepared_a_session_goes_thirty_days_later(world, traject, night):
    day = world.session.date + timedelta(days=30)
    night(day - ONE_DAY)
    assert PreparationTask.objects.filter(session__traject=traject).exists()
    night(day)
    assert not PreparationTask.objects.filter(session__traject=traject).exists()


def test_what_was_stuck_in_the_room_goes_thirty_days_after_the_minutes_were_settled(world, night, today):
    settled = timezone.now()
    Minutes.objects.create(
        session=world.live, settled_at=settled, settled_by="Noor Dijkstra", contents={}, sha256="0" * 64
    )
    stuck = RoomNote.objects.filter(session=world.live)
    night(today + timedelta(days=29))
    assert stuck.count() == 2
    night(today + timedelta(days=31))
    assert not stuck.exists()
    assert not NoteGroup.objects.exists()
    assert not Room.objects.exists()


def test_a_deleted_agenda_item_is_gone_for_good_the_day_after(world, night, today):
    item = world.session.items.last()
    item.position, item.deleted_from, item.deleted_at = None, 2, at(today)
    item.save()
    night(today + ONE_DAY)
    assert world.session.items.count() == 2
    night(today + 2 * ONE_DAY)
    assert world.session.items.count() == 1


def test_a_traject_is_kept_a_year_after_its_end_and_then_nothing_is_left_of_it(world, traject, close, night, today):
    close(today)
    seats = traject.memberships.active().count()
    assert stored()
    night(months_after(today, 12) - ONE_DAY)
    assert Traject.objects.filter(pk=traject.pk).exists()
    assert traject.memberships.active().count() == seats
    night(months_after(today, 12))
    assert set(Traject.objects.values_list("pk", flat=True)) == {world.other.pk, world.adopted.traject.pk}
    assert stored() == []
    left = every_table()
    # The trace of access knows organisations by name, and has a term of its own.
    del left["privacy_accessevent"]
    words = set(CANARIES) - NOT_OF_THE_TRAJECT
    assert {(word, table) for table, text in left.items() for word in words if word in text} == set()
    assert "buizerd" in left["trajects_traject"]
    assert "zwartkop" in left["trajects_actionline"]


def test_an_open_traject_stays_whatever_its_age(world, traject, night, today):
    before = traject.registrations.count()
    night(months_after(today, 23))
    assert Traject.objects.filter(pk=traject.pk).exists()
    assert traject.registrations.count() == before


def test_a_traject_that_was_reopened_stays(world, traject, close, night, people, today):
    from privacy.retention import services

    close(today)
    services.reopen(traject, by=people["noor"])
    night(months_after(today, 12))
    assert Traject.objects.filter(pk=traject.pk).exists()


def test_the_second_time_in_a_night_finds_nothing_more(world, traject, close, night, today):
    close(today)
    day = months_after(today, 12)
    assert night(day)[Rule.TRAJECT] == 1
    reports = DeletionReport.objects.count()
    assert set(night(day).values()) == {0}
    assert DeletionReport.objects.count() == reports


def test_an_account_without_a_seat_is_closed_after_six_months_and_erased_after_twelve(people, other_traject, night):
    achmed = people["achmed"]
    start = timezone.localdate(achmed.joined_at)
    night(months_after(start, 6) - ONE_DAY)
    achmed.refresh_from_db()
    assert achmed.is_active
    night(months_after(start, 6))
    achmed.refresh_from_db()
    assert not achmed.is_active
    night(months_after(start, 12) - ONE_DAY)
    assert User.objects.filter(email=achmed.email).exists()
    night(months_after(start, 12))
    assert not User.objects.filter(pk=achmed.pk).exists()
    assert set(User.objects.values_list("name", flat=True)) == {"Otto van Vliet", "Bea Smits", "Root Beheer"}


def test_the_term_of_an_account_counts_from_the_end_of_the_last_seat(traject, people, night, today):
    seat = Membership.objects.get(user=people["willem"])
    seat.valid_to = at(today)
    seat.save()
    User.objects.filter(pk=people["willem"].pk).update(joined_at=at(today - timedelta(days=1000)))
    night(months_after(today, 6) - ONE_DAY)
    assert User.objects.get(pk=people["willem"].pk).is_active
    night(months_after(today, 6))
    assert not User.objects.get(pk=people["willem"].pk).is_active
    assert User.objects.get(pk=people["petra"].pk).is_active


def test_who_sat_in_a_traject_until_it_went_keeps_the_account_half_a_year_from_then(
    traject, people, close, night, today
):
    close(today)
    purged = months_after(today, 12)
    night(purged)
    night(months_after(purged, 6) - ONE_DAY)
    assert User.objects.get(pk=people["petra"].pk).is_active
    night(months_after(purged, 6))
    assert not User.objects.get(pk=people["petra"].pk).is_active


def test_a_file_without_a_row_goes_and_one_with_a_row_stays(world, night, today):
    from django.core.files.base import ContentFile

    files = len(stored())
    default_storage.save("document/0000", ContentFile(b"wees"))
    night(today)
    assert len(stored()) == files + 1
    night(today + 2 * ONE_DAY)
    assert len(stored()) == files
    assert "0000" not in stored()


def test_a_rule_that_fails_keeps_no_other_from_its_work(world, traject, close, today, settings, caplog):
    """The file storage is out of order: everything else goes."""
    close(today)
    settings.MEDIA_ROOT.rename(settings.MEDIA_ROOT.with_name("weg"))
    settings.MEDIA_ROOT.write_text("geen map")
    with pytest.raises(RetentionFailedError, match=r"^files$"):
        run_all(at(months_after(today, 3)))
    assert traject.registrations.count() == 0
    assert "retention rule files failed" in caplog.text


def test_the_job_runs_every_night(db):
    from procrastinate.contrib.django import app

    found = {task.task.name: task for task in app.periodic_registry.periodic_tasks.values()}
    assert found["privacy.delete_expired"].cron == "10 3 * * *"
    assert found["privacy.delete_expired"].task.queueing_lock == "privacy.delete_expired"


def test_every_rule_has_its_work():
    from privacy.retention.rules import RULES

    assert set(RULES) == set(Rule) - {Rule.REPLAYED}


def test_every_model_with_files_is_looked_at(world):
    """The nightly look for files without a row knows of each field that holds one."""
    from privacy.retention.leftovers import _known_files

    names = {
        f"{model._meta.model_name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if field.get_internal_type() == "FileField"
    }
    assert {name.split("/")[0] for name in _known_files()} <= names
    assert len(list(_known_files())) == len(stored())
