"""Pages on which the guide writes and publishes the residents' agreement (V1, V4)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import wall
from privacy.agreements.forms import DraftForm, PublishForm
from privacy.agreements.services import write_draft
from privacy.agreements.wording import HOW_TO_WRITE, blocks
from trajects.residents import page, services
from trajects.traject.editing import FormPage

PUBLISHED = "De nieuwe afspraken gelden nu. Iedereen hier krijgt de vraag om ze te lezen, jij ook."


@require_http_methods(["GET", "HEAD", "POST"])
def draft_edit(request: Request, traject_pk: int) -> HttpResponse:
    """Write a next version; nobody is asked anything until it is published."""
    track = page.track_of(request, traject_pk)
    draft = wall.agreement_draft(request.user, track)
    form = DraftForm(sent(request), instance=draft, door=page.door_of(request, traject_pk))
    about = FormPage("Afspraken wijzigen", _url("agreement-publish", traject_pk), "", "Bewaren en bekijken")

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return write_draft(draft, seen_version, by=request.user, **changes)

    return page.edit(request, track, form, about, save, intro=HOW_TO_WRITE)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def publish(request: Request, traject_pk: int) -> HttpResponse:
    """Read the draft as it will be, and publish it: then everybody here is asked again."""
    track = page.track_of(request, traject_pk)
    draft, newest = wall.agreement_draft(request.user, track), wall.agreement(track)
    form = PublishForm(sent(request))
    if form.is_valid() and services.publish_agreement(track, form.cleaned_data["version"], by=request.user):
        return page.saved(request, _url("agreement", traject_pk), PUBLISHED)
    context = page.context(request.user, track, "", draft=draft, agreement=newest, blocks=blocks(draft.text))
    context |= {"is_new": not draft.is_like(newest), "is_changed": form.is_bound}
    status = 409 if form.is_bound else 200
    return render(request, "trajects/residents/agreement_publish.html", context, status=status)


def _url(name: str, traject_pk: int) -> str:
    return reverse(f"trajects:residents-{name}", args=[traject_pk])
