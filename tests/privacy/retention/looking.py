"""What the tests of retention look at: moments, tables and stored files."""

from datetime import datetime, time

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone


def at(day, hour=12):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def every_table():
    """All text in all tables of the database, in lower case."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM \"{table}\" t")
            found[table] = (cursor.fetchone()[0] or "").lower()
    return found


def stored(folder=""):
    if not default_storage.exists(folder or "."):
        return []
    folders, files = default_storage.listdir(folder)
    return files + [name for inner in folders for name in stored(f"{folder}/{inner}".lstrip("/"))]
