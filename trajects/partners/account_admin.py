"""Accounts and organisations in the administration, with what a change means for the trajects (P6)."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from buurtbalans.accounts.admin import AccountAdmin, OrganisationAdmin
from buurtbalans.accounts.administration import administration
from buurtbalans.accounts.models import Organisation, User
from trajects.partners.leaving import close_organisation, leave_former_organisation

administration.unregister([User, Organisation])


@admin.register(User, site=administration)
class SeatedAccountAdmin(AccountAdmin):
    """Who goes to another organisation leaves the seats that he held for the former one."""

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and end those seats."""
        super().save_model(request, obj, form, change)
        if change and "organisation" in form.changed_data:
            leave_former_organisation(obj)


@admin.register(Organisation, site=administration)
class SeatedOrganisationAdmin(OrganisationAdmin):
    """An organisation that stops leaves all trajects, with its people."""

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and let it leave."""
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data and not obj.is_active:
            close_organisation(obj)
