"""The library of working forms in the administration. Sessions themselves are confidential and are not here."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst

from buurtbalans.accounts.administration import AdministeredModel, administration
from sessions.werkvormen.models import Werkvorm

STEPS = [(number, f"Stap {number}") for number in range(1, 7)]


@admin.register(Werkvorm, site=administration)
class WerkvormAdmin(AdministeredModel):
    """The working forms that everybody can choose from; a list has one text a line."""

    formfield_overrides: ClassVar = {ArrayField: {"delimiter": "\n", "widget": AdminTextareaWidget}}
    list_display = ("name", "place", "is_offered")
    search_fields = ("name",)

    def formfield_for_dbfield(self, db_field: "models.Field[Any, Any]", request: Any, **kwargs: Any) -> Any:
        """The steps are chosen, not typed."""
        if db_field.name == "traject_steps":
            widget = forms.CheckboxSelectMultiple
            return forms.TypedMultipleChoiceField(
                label=capfirst(db_field.verbose_name), choices=STEPS, coerce=int, required=False, widget=widget
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)
