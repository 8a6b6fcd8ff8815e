"""`manage.py bench_live`: sessions at once with their phones, in a database that is made for it."""

import os
import subprocess
import sys
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from buurtbalans.bench import live

DATABASE = "bench_live"


class Command(BaseCommand):
    """Measure sessions that are held at the same time."""

    help = "Meet bijeenkomsten tegelijk, elk met telefoons die vragen, plakken en stemmen; in een eigen database."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, and for how long."""
        parser.add_argument("--sessions", type=int, default=10)
        parser.add_argument("--phones", type=int, default=60, help="per bijeenkomst")
        parser.add_argument("--seconds", type=int, default=120)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per measurement. Raises CommandError when a target was missed."""
        numbers = {name: options[name] for name in ("sessions", "phones", "seconds")}
        if settings.DATABASES["default"]["NAME"] != DATABASE:
            _elsewhere([f"--{name}={number}" for name, number in numbers.items()])
            return
        lines = []
        for line in live.measured(**numbers):
            self.stdout.write(str(line))
            lines.append(line)
        if any(line.is_ok is False for line in lines):
            raise CommandError("Niet elk doel is gehaald.")


def _elsewhere(arguments: list[str]) -> None:
    """Run this command in a database of its own with the demo in it, which is made anew."""
    server = settings.DATABASES["default"]
    host, port = server.get("OPTIONS", {}).get("host") or server["HOST"], server["PORT"] or 5432
    place = {"user": server["USER"], "password": server["PASSWORD"], "host": host, "port": port}
    with psycopg.connect(dbname="postgres", autocommit=True, **place) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    address = f"postgresql://{server['USER']}:{server['PASSWORD']}@/{DATABASE}?host={host}&port={port}"
    environment = {**os.environ, "DATABASE_URL": address, "BB_DEMO": "1"}
    for command in (
        ["migrate", "--verbosity=0"],
        ["createcachetable", "--verbosity=0"],
        ["demo"],
        ["bench_live", *arguments],
    ):
        done = subprocess.run(  # noqa: S603  our own commands
            [sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=environment, check=False
        )
        if done.returncode:
            raise CommandError(f"manage.py {command[0]} is mislukt; de reden staat hierboven.")
