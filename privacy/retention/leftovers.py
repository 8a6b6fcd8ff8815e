"""What the machinery keeps of people: logins, jobs that are done, an old cache, files without a row (V6)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from asgiref.sync import async_to_sync
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.sessions.models import Session as WebSession
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from procrastinate.contrib.django import app

from privacy.links.models import MailedLink
from privacy.reports.models import HiddenText
from privacy.retention.models import Rule
from privacy.retention.removing import report
from trajects.plan.writing_models import Writing

# A file stands on disk a moment before its row is there.
UPLOAD_IS_OVER = timedelta(days=1)
# Longer than anybody stays logged in.
FORM_IS_OLD = timedelta(days=1)


@transaction.atomic
def forget_logins(before: datetime, now: datetime) -> int:
    """Delete what is known of logins from before a moment, web sessions that ended, and old entries of /beheer/."""
    counts: Counter[str] = Counter()
    for rows in (
        UserSession.objects.filter(last_seen_at__lt=before),
        WebSession.objects.filter(expire_date__lt=now),
        AdminLogEntry.objects.filter(action_time__lt=before),
    ):
        counts += Counter(rows.delete()[1])
    report(Rule.LOGIN_EVENTS, counts)
    return counts.total()


def forget_jobs(age: timedelta) -> int:
    """Delete the jobs that were done, failed or were called off so long ago; returns how many."""
    before = _job_count()
    hours = int(age / timedelta(hours=1))
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=hours, include_failed=True, include_cancelled=True, include_aborted=True
    )
    gone = max(before - _job_count(), 0)
    report(Rule.JOBS, Counter({"procrastinate.ProcrastinateJob": gone}))
    return gone


def forget_links(now: datetime) -> int:
    """Delete the links of mails that work no more; returns how many."""
    gone = MailedLink.objects.filter(expires_at__lt=now).delete()[0]
    report(Rule.JOBS, Counter({MailedLink._meta.label: gone}))
    return gone


def empty_cache(now: datetime) -> int:
    """Delete what the cache holds after its time; returns how many."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  the name is from the settings
        gone = int(cursor.rowcount)
    report(Rule.CACHE, Counter({"cache": gone}))
    return gone


def forget_writing(now: datetime) -> int:
    """Delete who had which part of a plan open more than a day ago; returns how many."""
    gone = Writing.objects.filter(seen_at__lt=now - FORM_IS_OLD).delete()[0]
    report(Rule.CACHE, Counter({Writing._meta.label: gone}))
    return gone


def remove_orphans(now: datetime) -> int:
    """Delete the files on disk to which no row refers; returns how many."""
    known = set(_known_files())
    gone = 0
    for name in list(_stored_files("")):
        if name not in known and now - default_storage.get_modified_time(name) > UPLOAD_IS_OVER:
            default_storage.delete(name)
            gone += 1
    report(Rule.FILES, Counter({"files": gone}))
    return gone


def _job_count() -> int:
    jobs: models.Manager[models.Model] = apps.get_model("procrastinate", "ProcrastinateJob")._default_manager
    return jobs.count()


def _known_files() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, models.FileField):
                yield from model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
                # A file that was reported waits for who settles that, and its row names it no longer.
                sealed = HiddenText.objects.filter(object_type=model._meta.label_lower, field=field.name)
                yield from sealed.values_list("value", flat=True)


def _stored_files(folder: str) -> Iterator[str]:
    if (folder and not default_storage.exists(folder)) or not default_storage.exists(""):
        return
    folders, names = default_storage.listdir(folder)
    for name in names:
        yield f"{folder}/{name}" if folder else name
    for inner in folders:
        yield from _stored_files(f"{folder}/{inner}" if folder else inner)
