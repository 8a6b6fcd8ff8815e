"""Pages on which the kernteam writes, publishes and follows the privacy agreement (V1)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.agreements import services
from privacy.agreements.accepting import members
from privacy.agreements.forms import DraftForm, PublishForm
from privacy.agreements.models import AgreementDraft
from privacy.agreements.views import TAB, newest_agreement
from privacy.agreements.wording import HOW_TO_WRITE, blocks
from privacy.doors.finding import Door
from trajects.traject import editing, page

PUBLISHED = "Versie {} is gepubliceerd. Iedereen krijgt de vraag om opnieuw akkoord te geven."


@require_http_methods(["GET", "HEAD", "POST"])
def draft_edit(request: Request, traject_pk: int) -> HttpResponse:
    """Write a next version; nobody is asked anything until it is published."""
    draft = _draft(request, traject_pk)
    form = DraftForm(sent(request), instance=draft, door=Door(request.user, traject_pk))
    about = editing.FormPage(
        "Privacyafspraken wijzigen", _url("agreement-publish", traject_pk), TAB, "Bewaren en bekijken"
    )

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return services.write_draft(draft, seen_version, by=request.user, **changes)

    def last_change() -> editing.Change:
        return editing.Change(draft.changed_by or "", draft.changed_at)

    return editing.edit(request, draft.traject, form, about, save, last_change, intro=HOW_TO_WRITE)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def publish(request: Request, traject_pk: int) -> HttpResponse:
    """Read the draft as it will be, and publish it: then everybody is asked again."""
    draft = _draft(request, traject_pk)
    form = PublishForm(sent(request))
    if form.is_valid():
        published = services.publish(draft, form.cleaned_data["version"], by=request.user)
        if published:
            return editing.saved(request, _url("agreement", traject_pk), PUBLISHED.format(published.version))
    newest = newest_agreement(request, traject_pk)
    context = page.context(request.user, draft.traject, TAB, draft=draft, agreement=newest)
    context |= {"blocks": blocks(draft.text), "is_new": not draft.is_like(newest), "is_changed": form.is_bound}
    return render(request, "privacy/agreements/publish.html", context, status=409 if form.is_bound else 200)


@require_safe
def acceptances(request: Request, traject_pk: int) -> HttpResponse:
    """Who accepted the newest version, and whose answer is still awaited."""
    draft = _draft(request, traject_pk)
    newest = newest_agreement(request, traject_pk)
    rows = members(request.user, newest)
    context = page.context(request.user, draft.traject, TAB, agreement=newest, members=rows)
    context["accepted"] = sum(row.accepted_at is not None for row in rows)
    return render(request, "privacy/agreements/acceptances.html", context)


def _draft(request: Request, traject_pk: int) -> AgreementDraft:
    """The draft, for the kernteam; other members see the agreement and may not change it."""
    newest_agreement(request, traject_pk, action="manage_agreement")
    drafts = AgreementDraft.objects.filter(traject=traject_pk).select_related("traject", "changed_by")
    return access.fetch(request.user, "manage_agreement", drafts)


def _url(name: str, traject_pk: int) -> str:
    return reverse(f"privacy:{name}", args=[traject_pk])
