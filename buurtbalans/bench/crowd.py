"""As many trajects, people and registrations as every buurt of the Netherlands would have (architecture, 5).

Made in SQL out of one row of the demo each, inside a transaction that the caller takes back.
"""

from dataclasses import dataclass

from django.db import connection

TRAJECTS, PARTNERS, USERS, ORGANISATIONS = 15_000, 12, 40_000, 500
REGISTRATIONS, GRANTS = 40, 5
# Far above the ids of the demo; groups of roles stand above those of circles.
BASE, ROLES = 10_000_000, 20_000_000
GRANTED = "(SELECT id FROM auth_permission WHERE codename = 'see_registration')"
VIEWS = "(SELECT id FROM auth_permission WHERE codename = 'view_traject')"
# Partner i works in traject i / 12 for organisation i mod 500; a person of that organisation sits for it.
ORGANISATION = f"{BASE} + i % {ORGANISATIONS}"
PERSON = f"{BASE} + i % {ORGANISATIONS} + {ORGANISATIONS} * ((i / {ORGANISATIONS}) % {USERS // ORGANISATIONS})"
OF_TRAJECT = f"{BASE} + i / {PARTNERS}"


@dataclass(frozen=True)
class Copies:
    """One row of a table, many times: `i` counts from 0, and these columns get a value of their own."""

    table: str
    times: int
    columns: dict[str, str]


def _tables_of_people(trajects: int) -> list[Copies]:
    """Organisations, people, trajects, and the groups that hold what they may."""
    seats = trajects * PARTNERS
    return [
        Copies("accounts_organisation", ORGANISATIONS, {"id": f"{BASE} + i", "name": "'o' || i", "is_active": "TRUE"}),
        Copies(
            "accounts_user",
            USERS,
            {
                "id": f"{BASE} + i",
                "email": "'u' || i || '@meting.test'",
                "organisation_id": ORGANISATION,
                "is_active": "TRUE",
                "is_superuser": "FALSE",
            },
        ),
        Copies("trajects_traject", trajects, {"id": f"{BASE} + i"}),
        Copies(
            "trajects_partner", seats, {"id": f"{BASE} + i", "traject_id": OF_TRAJECT, "organisation_id": ORGANISATION}
        ),
        Copies("auth_group", seats, {"id": f"{BASE} + i", "name": "'kring van de meting ' || i"}),
        Copies("auth_group", trajects, {"id": f"{ROLES} + i", "name": "'rol van de meting ' || i"}),
        Copies("privacy_circle", seats, {"id": f"{BASE} + i", "partner_id": f"{BASE} + i", "group_id": f"{BASE} + i"}),
        Copies(
            "privacy_rolegroup",
            trajects,
            {"id": f"{BASE} + i", "traject_id": f"{BASE} + i", "role": "'partner'", "group_id": f"{ROLES} + i"},
        ),
        Copies(
            "privacy_trajectgrouppermission",
            trajects,
            {
                "id": f"{BASE} + i",
                "content_object_id": f"{BASE} + i",
                "group_id": f"{ROLES} + i",
                "permission_id": VIEWS,
            },
        ),
    ]


def _tables_of_seats(trajects: int) -> list[Copies]:
    """Seats, what they hold, and agreements that everybody accepted."""
    seats = trajects * PARTNERS
    return [
        Copies(
            "trajects_membership",
            seats,
            {
                "id": f"{BASE} + i",
                "traject_id": OF_TRAJECT,
                "partner_id": f"{BASE} + i",
                "user_id": PERSON,
                "track": "'professionals'",
                "role": "'partner'",
                "valid_to": "NULL",
                "confirmed_at": "now()",
            },
        ),
        Copies("accounts_user_groups", seats, {"id": f"{BASE} + i", "user_id": PERSON, "group_id": f"{BASE} + i"}),
        Copies(
            "accounts_user_groups",
            seats,
            {"id": f"{ROLES} + i", "user_id": PERSON, "group_id": f"{ROLES} + i / {PARTNERS}"},
        ),
        Copies(
            "privacy_privacyagreement",
            trajects,
            {"id": f"{BASE} + i", "traject_id": f"{BASE} + i", "track": "'professionals'", "version": "1"},
        ),
        Copies(
            "privacy_agreementacceptance",
            seats,
            {"id": f"{BASE} + i", "agreement_id": OF_TRAJECT, "user_id": PERSON},
        ),
    ]


def _registrations(trajects: int) -> list[Copies]:
    """Registrations, and with whom they are shared."""
    return [
        Copies(
            "privacy_registration",
            trajects * REGISTRATIONS,
            {
                "id": f"{BASE} + i",
                "uuid": "gen_random_uuid()",
                "traject_id": f"{BASE} + i / {REGISTRATIONS}",
                "partner_id": f"{BASE} + (i / {REGISTRATIONS}) * {PARTNERS} + i % {PARTNERS}",
                "expires_on": "NULL",
            },
        ),
        Copies(
            "privacy_registrationgrouppermission",
            trajects * REGISTRATIONS * GRANTS,
            {
                "id": f"{BASE} + i",
                "content_object_id": f"{BASE} + i / {GRANTS}",
                "group_id": f"{BASE} + (i / {GRANTS} / {REGISTRATIONS}) * {PARTNERS}"
                f" + (i / {GRANTS} + 1 + i % {GRANTS}) % {PARTNERS}",
                "permission_id": GRANTED,
                "valid_to": "NULL",
            },
        ),
    ]


def gather(trajects: int = TRAJECTS) -> None:
    """Make the crowd of so many trajects, and let the database count it."""
    crowd = [*_tables_of_people(trajects), *_tables_of_seats(trajects), *_registrations(trajects)]
    with connection.cursor() as cursor:
        for copies in crowd:
            cursor.execute(_sql(copies))
        for table in sorted({copies.table for copies in crowd}):
            cursor.execute(f"ANALYZE {table}")


def _sql(copies: Copies) -> str:
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, copies.table)]
    values = ", ".join(copies.columns.get(name, f"model.{name}") for name in columns)
    target = f"{copies.table} ({', '.join(columns)})"
    model = f"(SELECT * FROM {copies.table} ORDER BY 1 LIMIT 1) AS model"  # noqa: S608  every part stands in this file
    # Every part of this one stands in this file too.
    return f"INSERT INTO {target} SELECT {values} FROM {model}, generate_series(0, {copies.times - 1}) AS i"  # noqa: S608
