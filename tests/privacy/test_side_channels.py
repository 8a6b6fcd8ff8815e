"""What is left on the side when people work: mail, the queue, web sessions, the cache, the log of the server."""

import json
import logging

from django.contrib.sessions.models import Session as WebSession
from django.core import mail
from django.db import connection

from tests.jobs import run_jobs
from tests.privacy.crawling import addresses, taken_back
from tests.privacy.planted import CANARIES
from tests.privacy.test_bad_input import form_fields

# A letter calls its addressee by name, and nobody else.
ADDRESSED = {
    "spreeuw": "spreeuw@buurtbalans.test",
    "groenling": "groenling@buurtbalans.test",
    "haddad": "yasmin@buurtbalans.test",
}


def words_in(text):
    return {word for word in CANARIES if word in text.lower()}


def queued():
    """The arguments of every waiting job."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs")
        return " ".join(f"{name} {args}" for name, args in cursor.fetchall())


def cached():
    """The cache as it is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        return " ".join(f"{key} {value}" for key, value in cursor.fetchall())


def in_sessions_of_others(people):
    """Words in a web session whose owner may not read them; what one did oneself waits there to be told."""
    names = {str(user.pk): name for name, user in people.items()}
    for row in WebSession.objects.all():
        kept = row.get_decoded()
        owner = names.get(kept.get("_auth_user_id"), "")
        yield from (word for word in words_in(json.dumps(kept, default=str)) if owner not in CANARIES[word])


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


def test_looking_leaves_no_planted_word_in_the_log_the_cache_or_the_web_session(world, as_, papers, caplog):
    caplog.set_level(logging.INFO)
    for person in ("petra", "sanne", "yasmin", "root"):
        client = as_(person)
        for url in addresses(world):
            client.get(url)
    assert words_in(caplog.text + cached() + queued()) == set()
    assert list(in_sessions_of_others(world.people)) == []
