"""What is left on the side when people work: mail, the queue, web sessions, the cache, the log of the server."""

import logging

import pytest
from django.core import mail

from tests.jobs import run_jobs
from tests.privacy.cast import READERS
from tests.privacy.crawling import taken_back
from tests.privacy.left_behind import cached, in_sessions_of_others, queued, words_in
from tests.privacy.test_bad_input import form_fields

# A letter calls its addressee by name, and nobody else.
ADDRESSED = {
    "spreeuw": "spreeuw@buurtbalans.test",
    "groenling": "groenling@buurtbalans.test",
    "haddad": "yasmin@buurtbalans.test",
}


def letters():
    """Each letter by itself: to whom, and all that it says."""
    for letter in mail.outbox:
        files = " ".join(str(attachment) for attachment in letter.attachments)
        other = " ".join(str(content) for content, _ in getattr(letter, "alternatives", []))
        yield letter.recipients(), f"{letter.subject} {letter.body} {other} {files} {dict(letter.extra_headers)}"


def test_whatever_is_saved_leaves_no_planted_word_outside_the_tables_of_the_application(world, as_, papers, caplog):
    """Every form is sent as its page gives it, its jobs are run, and all is taken back."""
    caplog.set_level(logging.INFO)
    run_jobs()  # what was sent while the world was made
    told, sent = {}, 0
    for name, browser, url, form in form_fields(world, as_):
        with taken_back():
            mail.outbox.clear()
            caplog.clear()
            browser.post(url, form["values"])
            found = {"queue": words_in(queued())}
            sent += len(run_jobs())
            found |= {"log": words_in(caplog.text), "cache": words_in(cached())}
            found["session"] = set(in_sessions_of_others(world.people))
            for recipients, text in letters():
                found["mail"] = {word for word in words_in(text) if ADDRESSED.get(word) not in recipients}
            if found := {where: words for where, words in found.items() if words}:
                told[name] = found
    assert told == {}
    assert sent > 5


@pytest.mark.parametrize("person", READERS)
def test_looking_leaves_no_planted_word_in_the_log_the_cache_or_the_web_session(walk_of, person):
    walked = walk_of(person)
    assert words_in(walked.left) == set()
    assert walked.in_sessions == set()
