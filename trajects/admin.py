"""The method's lists in the administration, and what a change of accounts means for trajects.

Trajects themselves are confidential and are not here.
"""

from typing import ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.postgres.fields import ArrayField

from buurtbalans.accounts.administration import AdministeredModel, administration
from trajects.partners.account_admin import SeatedAccountAdmin, SeatedOrganisationAdmin
from trajects.steps.models import CatalogueStep
from trajects.traject.models import Theme

__all__ = ["CatalogueStepAdmin", "SeatedAccountAdmin", "SeatedOrganisationAdmin", "ThemeAdmin"]


@admin.register(CatalogueStep, site=administration)
class CatalogueStepAdmin(AdministeredModel):
    """The six steps as new trajects get them; a list has one text a line."""

    formfield_overrides: ClassVar = {ArrayField: {"delimiter": "\n", "widget": AdminTextareaWidget}}

    def has_add_permission(self, request: object) -> bool:
        """The method has six steps."""
        return False


@admin.register(Theme, site=administration)
class ThemeAdmin(AdministeredModel):
    """The themes one can choose from."""

    search_fields = ("name",)
