"""What a registration said before: a corrected value replaces the old one, which its own organisation keeps."""

from privacy.registrations.models import Registration, RegistrationVersion


def shown(row: Registration) -> dict[str, str]:
    """What it says, as label → text."""
    texts = {
        "Soort": row.get_kind_display(),
        "Onderwerp": row.title,
        "Waarover": row.get_about_display(),
        "Aantal": "" if row.value is None else str(row.value),
        "Signaal of toelichting": row.text,
        "Periode": row.period_label,
        "Gebied": row.area.name if row.area else "",
        "Thema": row.theme.name if row.theme else "",
        "Bron": row.source,
    }
    return {label: text for label, text in texts.items() if text}


def keep(row: Registration) -> RegistrationVersion:
    """Keep what it says now, before it is changed."""
    return RegistrationVersion.objects.create(
        registration=row, number=row.version, content=shown(row), written_by_id=row.written_by_id
    )
