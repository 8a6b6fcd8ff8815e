"""Two people changed the same partner: both versions next to each other (ui.md section 6)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format

from privacy.doors.hidden import brings_back
from trajects.partners.forms import CRITERIA_CHOICES, PartnerForm
from trajects.partners.models import Partner, PartnerStatus
from trajects.partners.services import CRITERIA

Shown = list[tuple[str, str]]


def conflict(request: HttpRequest, partner: Partner, form: PartnerForm) -> HttpResponse:
    """409 with what is stored now and what this person typed; nothing is lost."""
    partner.refresh_from_db()
    now = {**vars(partner), "criteria": [name for name in CRITERIA if getattr(partner, name)]}
    kept = [(name, value) for name in ("status", "agreed_on", "note") for value in [form[name].value() or ""]]
    kept += [("criteria", name) for name in form.cleaned_data["criteria"]]
    context = {
        "heading": f"{partner}: tegelijk gewijzigd",
        "mine": _shown(form.cleaned_data),
        "theirs": _shown(now),
        "keep_fields": [*kept, *form.door_fields(), ("version", str(partner.version))],
        "is_hidden": brings_back(partner, kept),
        "action_url": request.path,
        "back_url": reverse("trajects:partner-list", args=[partner.traject_id]),
    }
    return render(request, "409.html", context, status=409)


def _shown(values: dict[str, object]) -> Shown:
    agreed = values["agreed_on"]
    words = dict(CRITERIA_CHOICES)
    criteria = values["criteria"] if isinstance(values["criteria"], list) else []
    return [
        ("Status", str(PartnerStatus(str(values["status"])).label)),
        ("Akkoord op samenwerking", date_format(agreed) if agreed else ""),  # type: ignore[arg-type]  # a date
        ("Waarom hoort deze partij erbij?", ", ".join(words[name] for name in criteria)),
        ("Toelichting", str(values["note"])),
    ]
