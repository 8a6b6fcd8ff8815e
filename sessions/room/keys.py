"""Keys and numbers as they come back from a form."""

# A key is a bigint; Python refuses to read a number of thousands of digits.
KEY_DIGITS = 18


def number(text: str | None) -> int | None:
    """The number that somebody sent, None when it is none that a row or a counter can have."""
    if text and text.isascii() and text.isdecimal() and len(text) <= KEY_DIGITS:
        return int(text)
    return None
