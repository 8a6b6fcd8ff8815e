"""What is looked at when a command starts: the word lists, and permissions beside the gate."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

from privacy import invariants
from privacy.personal_data.words import BUILT, NAMES_OF_LISTS


@register()
def word_lists_are_built(**_: Any) -> list[CheckMessage]:
    """Whether set-up built the lists; without them the finder knows only names of its own short lists."""
    if all((BUILT / f"{name}.txt").exists() for name in NAMES_OF_LISTS):
        return []
    return [
        Warning(
            "De woordenlijsten ontbreken: persoonsnamen worden minder goed herkend.",
            hint="Draai: make setup",
            id="privacy.W001",
        )
    ]


@register(Tags.database)
def nobody_holds_a_permission_beside_the_gate(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Nobody holds a permission on a whole confidential table (ADR 0003); run by `migrate` and `check --database`."""
    tables = set(connection.introspection.table_names()) if databases else set()
    if not {"auth_group_permissions", "accounts_user_user_permissions", "guardian_userobjectpermission"} <= tables:
        return []  # before the first migration
    hint = "Neem dat recht weg: alleen de poort (privacy/access.py) geeft toegang."
    return [
        Error(f"Een recht naast de poort: {found}.", hint=hint, id="privacy.E001")
        for found in invariants.beside_the_gate()
    ]
