"""Finding personal data in written text. Pure: imports nothing of ours, knows no database (privacy.md section 4)."""

from privacy.personal_data.finding import find_personal_data
from privacy.personal_data.spans import Label, Span, Strength

__all__ = ["Label", "Span", "Strength", "find_personal_data"]
