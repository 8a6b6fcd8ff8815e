"""From which address a request really comes, for limits that count by address (ASVS 2.4, 6.3.1).

Behind a proxy every request seems to come from the proxy. It writes the real address in `X-Forwarded-For`, after
whatever the sender wrote there; so the list is read from the right, for as long as it names proxies of our own.
"""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104  counted as one address, listened to by nobody
SOCKET = "unix"
"""How BB_TRUSTED_PROXIES names a proxy on this machine that speaks through a socket and so has no address."""


def client_address(request: HttpRequest) -> str:
    """The address nearest to us that is no proxy of ours (BB_TRUSTED_PROXIES).

    Without trusted proxies the header is not read at all: anybody may write it.
    """
    hop = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    while _is_ours(hop) and forwarded:
        named = _cleaned(forwarded.pop())
        if not named:
            break
        hop = named
    return _cleaned(hop) or UNKNOWN


def _is_ours(hop: str) -> bool:
    if not hop:
        return SOCKET in settings.TRUSTED_PROXIES
    address = _cleaned(hop)
    networks = (ip_network(name, strict=False) for name in settings.TRUSTED_PROXIES if name != SOCKET)
    return bool(address) and any(ip_address(address) in network for network in networks)


def _cleaned(text: str) -> str:
    """An address as one writes it, without port; empty for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
