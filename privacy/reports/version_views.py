"""*Meld persoonsgegeven* in a submitted version of the plan, also for who reads nothing else of a traject (V2, L3)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.doors.hidden import SENTENCE
from privacy.reports import services
from privacy.reports.views import HIDDEN
from trajects.partners.people import site_of
from trajects.plan.models import PlanVersion
from trajects.plan.version_texts import texts_of
from trajects.traject import editing, page


@require_http_methods(["GET", "HEAD", "POST"])
def version_report(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Which text of a version? Ask once, and hide it."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk), pk)
    found = {one.place: one for one in texts_of(version.contents)}
    is_sent = request.method == "POST"
    place = (request.POST if is_sent else request.GET).get("tekst", "")
    if (is_sent or place) and place not in found:
        raise Http404
    if is_sent:
        if found[place].text != SENTENCE:
            services.hide_in_version(version, place, by=request.user, site=site_of(request))
        return editing.saved(request, reverse("trajects:plan-submitted", args=[traject_pk, pk]), HIDDEN)
    texts = [one for one in found.values() if one.text != SENTENCE]
    context = page.context(request.user, version.plan.traject, "plan", version=version, texts=texts)
    context |= {"chosen": found.get(place), "is_member": "view_traject" in context["can"]}
    return render(request, "privacy/reports/version.html", context)
