"""The report counts and tells nothing; a backup that was put back loses again what was deleted (V6)."""

import json
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import call_command
from django.urls import reverse

from buurtbalans.accounts.models import User
from privacy.registrations.models import Registration
from privacy.retention.erasing import erase
from privacy.retention.models import DeletionReport
from privacy.retention.terms import months_after
from tests.privacy.planted import CANARIES
from tests.privacy.retention.test_terms import every_table
from trajects.traject.models import Traject


def run(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_the_report_and_the_list_hold_numbers_and_names_of_tables_only(world, traject, close, night, today, settings):
    close(today)
    number = traject.registrations.count()
    night(months_after(today, 12))
    told = every_table()["privacy_deletionreport"] + settings.DELETIONS_FILE.read_text().lower()
    told += run("deletion_report").lower()
    assert f"registratie: {number}" in told
    assert {word for word in CANARIES if word in told} == set()
    assert {field.name for field in DeletionReport._meta.fields} == {
        "id", "at", "rule", "traject", "table", "count", "is_shown"
    }  # fmt: skip
    for line in settings.DELETIONS_FILE.read_text().splitlines():
        assert set(json.loads(line)) == {"at", "model", "by", "keys"}


def test_before_anything_was_deleted_the_report_says_so(db):
    assert run("deletion_report") == "Er is nog niets gewist.\n"


def test_what_was_deleted_before_a_backup_came_back_is_deleted_again(world, traject, close, night, today):
    close(today)
    backup = serializers.serialize("json", Registration.objects.all())
    night(months_after(today, 3))
    number = 0
    for row in serializers.deserialize("json", backup):
        row.save()
        number += 1
    assert traject.registrations.count() == number
    assert run("replay_deletions") == f"{number} rijen opnieuw gewist, volgens gewist.jsonl.\n"
    assert traject.registrations.count() == 0
    assert run("replay_deletions") == "0 rijen opnieuw gewist, volgens gewist.jsonl.\n"


def test_a_traject_that_came_back_goes_again_as_a_whole(world, traject, other_traject, people, settings):
    """The list knows it from the night that it went; here it was never away, as after putting back a backup."""
    line = {"at": "2026-11-01T03:10:00+01:00", "model": "trajects.Traject", "by": "pk", "keys": [str(traject.pk)]}
    settings.DELETIONS_FILE.write_text(json.dumps(line) + "\n")
    run("replay_deletions")
    assert set(Traject.objects.values_list("pk", flat=True)) == {other_traject.pk, world.adopted.traject.pk}
    assert not DeletionReport.objects.filter(is_shown=True, table="privacy.Registration").exists()


def test_an_account_that_came_back_is_emptied_again(people, traject, settings, django_capture_on_commit_callbacks):
    petra = people["petra"]
    with django_capture_on_commit_callbacks(execute=True):
        erase(petra)
    User.objects.filter(pk=petra.pk).update(email="petra@buurtbalans.test", is_active=True, erased_at=None)
    run("replay_deletions")
    back = User.objects.get(pk=petra.pk)
    assert (back.email, back.is_active) == (f"gewist-{petra.pk}@gewist.invalid", False)


def test_nothing_is_written_down_of_a_deletion_that_did_not_happen(world, settings, django_capture_on_commit_callbacks):
    from django.db import transaction

    from privacy.retention.models import Rule
    from privacy.retention.removing import sweep

    before = Registration.objects.count()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        sweep(Rule.REGISTRATIONS, Registration.objects.all(), "traject_id")
        transaction.set_rollback(True)
    assert Registration.objects.count() == before
    assert not settings.DELETIONS_FILE.exists()


@pytest.mark.parametrize("name", ["bea", "root"])
def test_administrators_see_no_report_of_a_traject(as_, traject, name):
    assert as_(name).get(reverse("privacy:keeping", args=[traject.pk])).status_code == 404
