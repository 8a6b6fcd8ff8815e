"""Erasing an account on request, in the administration (V6)."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from buurtbalans.accounts.administration import administration
from buurtbalans.accounts.models import User
from privacy.retention.erasing import erase
from trajects.partners.account_admin import SeatedAccountAdmin
from trajects.partners.services import LastOfKernteamError

ONE_AT_A_TIME = "Kies één account tegelijk: verwijderen kan niet terug."
LAST = "Deze persoon is ergens de laatste van het kernteam. Laat eerst iemand anders die rol krijgen."
DONE = "Het account is gewist. In wat vastligt blijft alleen de naam staan."

administration.unregister(User)


@admin.register(User, site=administration)
class ErasableAccountAdmin(SeatedAccountAdmin):
    """Accounts that can be erased for who asks; an erased account is not shown any more."""

    actions = ("erase_on_request",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Nobody works on an erased account."""
        return super().get_queryset(request).filter(erased_at=None)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; who may come in again gets the whole term anew."""
        if change and "is_active" in form.changed_data and obj.is_active:
            obj.idle_since = timezone.localdate()
        super().save_model(request, obj, form, change)

    @admin.action(description="Account wissen op verzoek van de persoon zelf (kan niet terug)")
    def erase_on_request(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Erase one account, and write down that it was done and by whom."""
        people = list(queryset[:2])
        if len(people) != 1:
            self.message_user(request, ONE_AT_A_TIME, messages.WARNING)
            return
        number = people[0].pk
        try:
            with transaction.atomic():
                erase(people[0])
                self._write_down(request, number)
        except LastOfKernteamError:
            self.message_user(request, LAST, messages.ERROR)
            return
        self.message_user(request, DONE)

    def _write_down(self, request: HttpRequest, number: int) -> None:
        """By number: the name is what was asked to go."""
        account = User(pk=number, name=f"Account {number}")
        self.log_change(request, account, "Gewist op verzoek.")
