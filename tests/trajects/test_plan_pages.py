"""How long the plan is on paper: counted after a change, once for many, and told kindly when it is too long."""

import pytest
from django.db import connection

from tests.jobs import run_jobs
from tests.trajects.plan_rows import fill
from trajects.plan.models import Plan
from trajects.plan.parts import Part
from trajects.plan.services import submit, write_part

pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
WAITING = "FROM procrastinate_jobs WHERE status = 'todo' AND task_name LIKE 'trajects.count%'"


def waiting():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT task_name {WAITING} ORDER BY id")
        return [name.removeprefix("trajects.") for (name,) in cursor.fetchall()]


def let_a_minute_pass():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE task_name LIKE 'trajects.count%'")


def test_many_changes_are_counted_once_a_minute_later(traject, people, partners):
    fill(traject, people["noor"], partners)
    assert waiting() == ["count_plan"]
    assert run_jobs() == [], "who goes on writing is not counted meanwhile"
    changed = Plan.objects.get(pk=traject.plan.pk).changed_at
    let_a_minute_pass()
    assert run_jobs() == ["count_plan"]
    plan = Plan.objects.get(pk=traject.plan.pk)
    assert plan.pages in (2, 3, 4)
    assert plan.changed_at == changed, "counting is no change"
    traject.plan.touch(people["noor"])
    fill(traject, people["noor"], partners)
    assert waiting() == ["count_plan"]


def test_a_submitted_version_keeps_its_own_count(traject, people, partners):
    fill(traject, people["noor"], partners)
    assert submit(traject.plan, traject.plan.draft_number, by=people["noor"])
    let_a_minute_pass()
    run_jobs()
    version = traject.plan.submitted.get()
    assert version.pages in (2, 3, 4)


def test_a_long_plan_says_kindly_what_could_be_shorter(as_, traject, people, partners):
    fill(traject, people["noor"], partners, measures=30)
    part = traject.plan.parts.get(part=Part.COMMUNICATION)
    write_part(part, 1, by=people["noor"], text="Wat we vertellen. " * 100, status="klaar", is_known=False)
    url = f"/trajecten/{traject.pk}/plan/"
    Plan.objects.filter(pk=traject.plan.pk).update(pages=6)
    assert "bladzijden" not in as_("noor").get(url).content.decode()
    Plan.objects.filter(pk=traject.plan.pk).update(pages=9)
    page = as_("noor").get(url).content.decode()
    assert "Op papier is dit plan 9 bladzijden." in page
    assert "13. Communicatie en samenwerking met bewoners</a>: 1800 tekens" in page
    assert "30 maatregelen</a>" in page
    assert "Op papier is dit plan" not in as_("petra").get(url).content.decode(), "who cannot change it is not warned"
