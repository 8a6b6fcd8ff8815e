"""The organisations and people of the demo."""

from django.contrib.auth.hashers import make_password

from buurtbalans.accounts.models import Organisation, User
from buurtbalans.demo import content
from buurtbalans.demo.days import Days

PASSWORD = "buurtbalans-demo"  # noqa: S105  printed in the README, and only there when the demo is on
LAST_ACCOUNT = "buitenstaander@demo.test"
"""By this account everybody sees whether the demo is in."""
JOINED = -400


def is_loaded() -> bool:
    """Whether the demo was loaded before."""
    return User.objects.filter(email=LAST_ACCOUNT).exists()


def organisations() -> dict[str, Organisation]:
    """All organisations, by their short name."""
    return {
        key: Organisation.objects.create(name=row["name"], category=row["category"])
        for key, row in content.cast()["organisations"].items()
    }


def people(organised: dict[str, Organisation], days: Days) -> dict[str, User]:
    """All people, by the part of their address before the @.

    The demo accounts share a password, and its hash too: thirteen slow hashes would be most of the load.
    Colleagues fill the lists and cannot log in.
    """
    text = content.cast()
    with days.at(JOINED):
        hashed, none = make_password(PASSWORD), make_password(None)
        found = [
            User(
                email=f"{key}@{text['domains'][kind]}",
                password=hashed if kind == "accounts" else none,
                name=row["name"],
                job_title=row.get("job_title", ""),
                organisation=organised[row["organisation"]] if "organisation" in row else None,
                is_staff=row.get("is_staff", False),
                is_superuser=row.get("is_superuser", False),
            )
            for kind in ("accounts", "colleagues")
            for key, row in text[kind].items()
        ]
        User.objects.bulk_create(found)
    return {user.email.partition("@")[0]: user for user in found}
