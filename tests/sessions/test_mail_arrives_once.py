"""Mail about a session arrives once: also when the mail server is down, when the worker dies, or a job runs twice."""

import os
import signal
import subprocess
import sys
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings as project
from django.core import mail
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from buurtbalans.mail import AGAIN
from buurtbalans.tasks import take_up_stalled
from sessions.planning.delivering import deliver
from sessions.planning.models import Notice
from sessions.planning.sending import send_agenda
from tests.smtp import mail_server

SITE = "http://testserver"


def test_a_job_that_runs_twice_sends_one_mail(session, people):
    send_agenda(session, by=people["noor"], site=SITE)
    petra = session.traject.memberships.get(user=people["petra"])
    job = {"by_id": people["noor"].pk, "paper": False, "site": SITE}
    assert [deliver(session.pk, petra.pk, edition=1, **job) for _ in range(2)] == [True, False]
    assert [letter.to for letter in mail.outbox] == [["petra@buurtbalans.test"]]
    again = mail.outbox[0].extra_headers["Message-ID"]
    Notice.objects.update(edition=0, kind="")
    deliver(session.pk, petra.pk, edition=1, **job)
    assert mail.outbox[1].extra_headers["Message-ID"] == again, "so that the other side can drop it"


def test_what_was_not_sent_is_not_remembered(session, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    petra = session.traject.memberships.get(user=people["petra"])
    send_agenda(session, by=people["noor"], site=SITE)
    with pytest.raises(ConnectionRefusedError):
        deliver(session.pk, petra.pk, by_id=people["noor"].pk, edition=1, paper=False, site=SITE)
    assert not Notice.objects.exists()


def waits(error):
    """How many seconds a mail waits before each next try, until it is given up."""
    found = []
    while decision := AGAIN.get_retry_decision(exception=error, job=_tried(len(found))):
        found.append(round((decision.retry_at - timezone.now()).total_seconds()))
    return found


def _tried(attempts):
    return Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)


def test_a_mail_that_cannot_leave_is_tried_for_two_days_and_a_wrong_address_is_not():
    tries = waits(ConnectionRefusedError())
    assert tries == sorted(tries)
    assert (tries[0], tries[-1]) == (30, 1800)
    assert 2 * 24 - 3 <= sum(tries) / 3600 <= 2 * 24
    assert waits(SMTPRecipientsRefused({"x": (550, b"no such user")})) == []
    assert len(waits(SMTPRecipientsRefused({"x": (451, b"try later")}))) == len(tries)


def worker(server):
    """A worker process on the database of this test, that does what waits and ends."""
    database = project.DATABASES["default"]
    user, host = (
        f"{database['USER']}:{database['PASSWORD']}",
        str(database.get("OPTIONS", {}).get("host") or database["HOST"]),
    )
    name = database["NAME"]
    url = f"{user}@/{name}?host={host}" if host.startswith("/") else f"{user}@{host}:{database['PORT']}/{name}"
    environment = {**os.environ, "DATABASE_URL": f"postgresql://{url}", "BB_MAIL_URL": server, "BB_TEST": "1"}
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    return subprocess.Popen(command, cwd=project.BASE_DIR, env=environment)


def now_is_later():
    """The waiting jobs are due, and who last told half an hour ago that he lives is dead."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '30 minutes'")


def states():
    jobs = ProcrastinateJob.objects.filter(task_name="sessions.mail_notice")
    return sorted(jobs.values_list("status", flat=True))


@pytest.mark.sweep
@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_and_a_worker_that_dies_cost_nobody_a_mail_and_double_none(session, people):
    send_agenda(session, by=people["noor"], site=SITE)
    assert worker("smtp://127.0.0.1:1").wait(60) == 0
    assert states() == ["todo", "todo"]
    now_is_later()
    with mail_server(is_mute=True) as mute:
        dying = worker(mute.address)
        assert mute.called.wait(60)
        dying.send_signal(signal.SIGKILL)
        dying.wait()
    assert states() == ["doing", "todo"]
    now_is_later()
    take_up_stalled(0)
    assert states() == ["todo", "todo"]
    with mail_server() as server:
        for _ in range(2):
            now_is_later()
            assert worker(server.address).wait(60) == 0
    assert states() == ["succeeded", "succeeded"]
    assert sorted(to for to, _ in server.mails) == ["karim@buurtbalans.test", "petra@buurtbalans.test"]
