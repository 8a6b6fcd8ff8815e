"""Conditions whose absence no test can notice, each with why that does no harm."""

HARMLESS: dict[str, str] = {
    "visible: not user.is_authenticated": "who is not logged in is not active either, which is asked beside it",
}
