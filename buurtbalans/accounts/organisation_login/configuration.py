"""Which organisations log in their own people: read from the settings of the place, at most four."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

NUMBERS = ("", "_2", "_3", "_4")
NEEDED = ("CLIENT_ID", "SECRET", "DOMAINS")


def providers(env: Any, *, production: bool) -> list[dict[str, Any]]:
    """The providers of BB_OIDC_ISSUER, BB_OIDC_ISSUER_2 and so on, as allauth wants them.

    A provider speaks only for addresses in its own domains, or one organisation could log in as another's people.
    Raises ImproperlyConfigured when something is missing, or an issuer in production has no https.
    """
    return [_provider(env, number, production) for number in NUMBERS if env.str(f"BB_OIDC_ISSUER{number}", default="")]


def _provider(env: Any, number: str, production: bool) -> dict[str, Any]:
    issuer = env.str(f"BB_OIDC_ISSUER{number}").rstrip("/")
    for name in NEEDED:
        if not env.str(f"BB_OIDC_{name}{number}", default=""):
            raise ImproperlyConfigured(f"BB_OIDC_ISSUER{number} vraagt ook om BB_OIDC_{name}{number}.")
    if production and not issuer.startswith("https://"):
        raise ImproperlyConfigured(f"BB_OIDC_ISSUER{number} moet in productie met https:// beginnen.")
    return {
        "provider_id": f"organisatie{number.replace('_', '-')}",
        "name": env.str(f"BB_OIDC_NAME{number}", default="je organisatie"),
        "client_id": env.str(f"BB_OIDC_CLIENT_ID{number}"),
        "secret": env.str(f"BB_OIDC_SECRET{number}"),
        "settings": {
            "server_url": issuer,
            "oauth_pkce_enabled": True,
            "domains": [name.strip().lower() for name in env.list(f"BB_OIDC_DOMAINS{number}")],
            "trusts_mfa": env.bool(f"BB_OIDC_TRUSTS_MFA{number}", default=False),
        },
    }
