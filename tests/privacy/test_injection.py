"""What somebody types is never a template, and no length or shape of it keeps the site busy (ASVS 1.3.7, 1.3.12)."""

import resource
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.urls import reverse

from tests.jobs import run_jobs
from tests.privacy.matrix import ROWS
from tests.privacy.reading import text_of
from tests.privacy.test_matrix import address

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "{{ 7|add:35 }}{% now 'Y' %}{{ settings.SECRET_KEY }}{% include 'base.html' %}{{ request.user.password }}"


def test_a_template_that_somebody_types_is_shown_as_it_was_typed(world, as_):
    world.traject.actions.update(title=TEMPLATE, note=TEMPLATE)
    world.traject.problem_statements.update(text=TEMPLATE)
    world.traject.sessions.update(title=TEMPLATE, place=TEMPLATE)
    world.session.items.update(title=TEMPLATE)
    shown = 0
    for name in (
        "sessions:action-list",
        "trajects:analysis",
        "sessions:agenda",
        "sessions:agenda-pdf",
        "trajects:plan",
    ):
        text = text_of(as_("noor").get(address(name, ROWS[name], world)))
        assert settings.SECRET_KEY.lower() not in text
        shown += "7|add:35" in text
    assert shown >= 3


def test_a_template_in_a_name_or_reason_is_mailed_as_it_was_typed(world, as_):
    invite = reverse("trajects:partner-invite", args=[world.traject.pk, world.partners["willem"].pk])
    data = {"name": "{{ 7|add:35 }}", "email": "iris@buurtbalans.test", "reason": TEMPLATE[:200], "role": "partner"}
    as_("noor").post(invite, data)
    run_jobs()
    [letter] = [letter for letter in mail.outbox if letter.to == ["iris@buurtbalans.test"]]
    assert "{{ 7|add:35 }}" in letter.body
    assert settings.SECRET_KEY not in letter.body


SECONDS = 60
HOSTILE = """
from privacy.personal_data import find_personal_data
from buurtbalans.log_lines import without_secrets
parts = ["a", "A", "1", "0", " ", "-", ".", "@", "a@", "a.", "1 ", "12-", "Jan ", "van ", "de ", "A. ", "06", "/",
         "/a?",
         "NL00", "(", "1234 AB ", "geboren ", "drie ", "\\t", "é", "\\u200b", "a-", "Aa", "d'", "mevrouw ", "https://"]
for part in parts:
    text = (part * 20_000)[:20_000]
    find_personal_data(text + "!")
    without_secrets(text + "!")
print("read", len(parts))
"""


def test_no_shape_of_text_makes_an_expression_run_on():
    """In a process that the system ends when it has computed for a minute; reading them all takes a few seconds."""

    def at_most():
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        [sys.executable, "-c", HOSTILE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=at_most,
    )
    assert (done.returncode, done.stdout.split()[:1]) == (0, ["read"]), done.stderr
