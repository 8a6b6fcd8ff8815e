"""`manage.py bench`: measure the speed with the demo, and leave no trace."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test import override_settings

from buurtbalans.accounts.models import User
from buurtbalans.bench.report import report
from buurtbalans.collecting import collect_seldom
from privacy import access
from trajects.traject.models import Traject, TrajectStatus

PERSON = "gebiedsmakelaar@demo.test"


class Command(BaseCommand):
    """Measure pages, plan and memory against their targets."""

    help = "Meet de snelheid en het geheugen met de voorbeelddata, en verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per measurement; everything it writes is rolled back."""
        user = User.objects.filter(email=PERSON).first()
        if user is None:
            raise CommandError("De meting vraagt om de voorbeelddata: draai eerst manage.py demo.")
        collect_seldom()
        mine = access.visible(user, Traject.objects.all())
        with transaction.atomic(), override_settings(ROOT_URLCONF="buurtbalans.bench.urls"):
            running, finished = mine.get(status=TrajectStatus.RUNNING), mine.get(status=TrajectStatus.IN_EXECUTION)
            for line in report(user, running, finished):
                self.stdout.write(str(line))
            transaction.set_rollback(True)
