"""`manage.py bench_gate`: measure the gate among 600,000 registrations, and leave no trace."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from buurtbalans.accounts.models import User
from buurtbalans.bench import crowd, gate


class Command(BaseCommand):
    """Compare the gate with the same question by hand at the size of the whole country."""

    help = "Meet de poort bij 600.000 registraties. Vraagt om de voorbeelddata; wat erbij komt wordt teruggedraaid."

    def add_arguments(self, parser: CommandParser) -> None:
        """With --explain the plan of PostgreSQL comes along."""
        parser.add_argument(
            "--trajects", type=int, default=crowd.TRAJECTS, help="hoeveel trajecten, elk 40 registraties"
        )
        parser.add_argument("--explain", action="store_true", help="laat ook zien hoe PostgreSQL zoekt")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per measurement."""
        if not User.objects.exists():
            raise CommandError("De meting vraagt om de voorbeelddata: draai eerst manage.py demo.")
        with transaction.atomic():
            crowd.gather(options["trajects"])
            for line in gate.lines(options["trajects"]):
                self.stdout.write(str(line))
            if options["explain"]:
                self.stdout.write(gate.plan_of(options["trajects"]))
            transaction.set_rollback(True)
