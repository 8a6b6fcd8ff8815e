"""Comparing two submitted versions; drafts are never compared, so that what was taken out of one stays out (L3)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from trajects.plan.comparison import compare
from trajects.plan.models import PlanVersion
from trajects.traject import page


@require_safe
def versions_compare(request: Request, traject_pk: int, old_pk: int, new_pk: int) -> HttpResponse:
    """What the newer of two versions says otherwise."""
    rows = PlanVersion.objects.of_traject(traject_pk)
    chosen = [access.fetch(request.user, "read_submitted_plan", rows, pk) for pk in (old_pk, new_pk)]
    old, new = sorted(chosen, key=lambda version: version.pk)
    context = page.context(request.user, new.plan.traject, "plan", old=old, new=new)
    context |= {"found": compare(old.contents, new.contents), "versions": _versions(request.user, traject_pk)}
    context["is_member"] = "view_traject" in context["can"]
    return render(request, "trajects/plan/comparison.html", context)


@require_safe
def versions_choose(request: Request, traject_pk: int) -> HttpResponse:
    """To the comparison that was chosen; without a choice to the last two versions."""
    versions = _versions(request.user, traject_pk)
    if not versions:
        raise Http404
    if len(versions) == 1:
        messages.info(request, "Er is nog maar één voorgelegde versie. Vergelijken kan zodra er twee zijn.")
        return redirect("trajects:plan-submitted", traject_pk, versions[0].pk)
    known = {str(version.pk): version.pk for version in versions}
    old = known.get(request.GET.get("van", ""), versions[1].pk)
    new = known.get(request.GET.get("naar", ""), versions[0].pk)
    return redirect("trajects:plan-compare", traject_pk, min(old, new), max(old, new))


def _versions(user: User, traject_pk: int) -> list[PlanVersion]:
    """The versions that this person may read, the last first."""
    return list(access.visible(user, PlanVersion.objects.of_traject(traject_pk).defer("contents")))
