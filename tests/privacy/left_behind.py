"""Where something may be left on the side: the queue, the cache, web sessions."""

import json

from django.contrib.sessions.models import Session as WebSession
from django.db import connection

from tests.privacy.planted import CANARIES


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
