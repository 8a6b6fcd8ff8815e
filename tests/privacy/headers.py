"""What every answer says to the browser (ASVS 3.4, 14.3)."""

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
CLOSED = ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
# Stored files, which somebody brought; they are opened outside the site.
DOWNLOADS = {"trajects:document", "sessions:action-file", "sessions:agenda-file", "privacy:registration-file"}


def wrong_headers(response, *, sandboxed=False):
    """The headers that are not as they must be, empty when all are."""
    found = {name: response.headers.get(name) for name in HEADERS}
    wrong = {name: value for name, value in found.items() if value != HEADERS[name]}
    policy = response.headers.get("Content-Security-Policy", "")
    if sandboxed:
        closed = policy == "sandbox; default-src 'none'"
    else:
        closed = all(part in policy for part in CLOSED) and "default-src 'self'" in policy and "unsafe" not in policy
    return wrong | ({} if closed else {"Content-Security-Policy": policy})
