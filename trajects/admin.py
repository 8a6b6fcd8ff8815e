"""The method's lists in the administration, and what a change of accounts means for trajects.

Trajects themselves are confidential and are not here.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst

from buurtbalans.accounts.administration import AdministeredModel, administration
from trajects.partners.account_admin import SeatedAccountAdmin, SeatedOrganisationAdmin
from trajects.steps.example_agenda import ExampleAgendaField
from trajects.steps.models import CatalogueStep
from trajects.traject.models import Theme

__all__ = ["CatalogueStepAdmin", "SeatedAccountAdmin", "SeatedOrganisationAdmin", "ThemeAdmin"]


@admin.register(CatalogueStep, site=administration)
class CatalogueStepAdmin(AdministeredModel):
    """The six steps as new trajects get them; a list has one text a line, the example agenda one item a line."""

    formfield_overrides: ClassVar = {ArrayField: {"delimiter": "\n", "widget": AdminTextareaWidget}}

    def has_add_permission(self, request: object) -> bool:
        """The method has six steps."""
        return False

    def formfield_for_dbfield(self, db_field: "models.Field[Any, Any]", request: Any, **kwargs: Any) -> Any:
        """The example agenda is written in lines, not as it is stored."""
        if db_field.name == "example_agenda":
            return ExampleAgendaField(label=capfirst(db_field.verbose_name))
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Theme, site=administration)
class ThemeAdmin(AdministeredModel):
    """The themes one can choose from."""

    search_fields = ("name",)
