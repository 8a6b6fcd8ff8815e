"""How names are compared: without capitals, accents or spaces too many."""

import unicodedata


def fold(text: str) -> str:
    """Write a name the way it is searched and sorted: "Coöperatiehof " becomes "cooperatiehof".

    PostgreSQL could do this with `unaccent`, but that extension is not part of every server we run on,
    so the folded form is a column beside the name.
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    kept = (
        " " if unicodedata.category(sign).startswith("C") else sign
        for sign in decomposed
        if not unicodedata.combining(sign)
    )
    return " ".join("".join(kept).casefold().split())
