"""`manage.py reset_second_step ADDRESS`: for who lost the phone and the recovery codes too."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.template.loader import render_to_string

from buurtbalans.accounts.letterbox import post
from buurtbalans.accounts.models import User


class Command(BaseCommand):
    """Take away app, passkeys and recovery codes of one account, and tell its owner.

    On the machine only: who sets passwords in the administration may not also take the second step away.
    """

    help = "Wis de tweede stap van een account, en mail de eigenaar daarover."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address of the account."""
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take away, end the account's sessions, and mail."""
        person = User.objects.filter(email=options["address"].strip().lower()).first()
        if person is None:
            raise CommandError("Er is geen account met dit e-mailadres.")
        with transaction.atomic():
            Authenticator.objects.filter(user=person).delete()
            for session in UserSession.objects.filter(user=person):
                session.end()
            text = render_to_string("mail/second_step_reset.txt", {"person": person})
            post(("Je tweede stap voor Buurtbalans is gewist", text, person.email))
        self.stdout.write(f"De tweede stap van {person.name} is gewist.")
