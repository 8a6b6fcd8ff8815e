"""Adopting the plan, and its one PDF (L6)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans import pdf
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from trajects.partners.people import site_of
from trajects.plan import adoption
from trajects.plan.approval_forms import AdoptForm
from trajects.plan.approval_models import AdoptedPaper
from trajects.plan.conversation import talked_about
from trajects.plan.models import PlanVersion
from trajects.plan.papers.document import TEMPLATE
from trajects.plan.signing import ClosedError
from trajects.plan.standing import Standing, standing_of
from trajects.traject import page
from trajects.traject.models import Traject

NOTHING = "Er ligt geen versie voor om vast te stellen. Leg het plan eerst voor."
NOT_ANY_MORE = "Deze versie kan niet meer worden vastgesteld: iemand was je voor. Kijk wat er nu staat."
NOT_STARTED = "Het traject is nog een voorstel. Start het traject eerst; daarna kun je het plan vaststellen."
NEEDS_REASON = "Er is intussen een antwoord veranderd. Kijk wat er nu openstaat en schrijf de reden op."


@require_http_methods(["GET", "HEAD", "POST"])
def plan_adopt(request: Request, traject_pk: int) -> HttpResponse:
    """Adopt the last submitted version, after asking once with what is open."""
    traject = access.fetch(request.user, "adopt_plan", Traject.objects.all(), traject_pk)
    version = access.visible(request.user, PlanVersion.objects.of_traject(traject_pk)).first()
    standing = standing_of(request.user, version)
    if version is None or standing is None or not standing.is_open:
        messages.warning(request, NOT_ANY_MORE if version else NOTHING)
        return redirect("trajects:plan", traject_pk)
    form = None if standing.is_widely_supported else AdoptForm(sent(request), door=Door(request.user, traject_pk))
    if request.method == "POST" and (form is None or form.is_valid()):
        return _adopt(request, version, form)
    context = page.context(request.user, traject, "plan", version=version, standing=standing, form=form)
    talks = talked_about(request.user, traject_pk)
    context["waiting"] = next((talk.waiting for talk in talks if talk.version_pk == version.pk), 0)
    context["open_parts"] = version.contents["open_parts"]
    return render(request, "trajects/plan/adopt.html", context, status=422 if form and form.is_bound else 200)


@require_safe
def adopted_pdf(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The one PDF of an adopted version, as it was made; while a text in it is hidden, made anew without that."""
    rows = AdoptedPaper.objects.filter(plan_version=pk, plan_version__plan__traject=traject_pk)
    paper = access.fetch(request.user, "view_traject", rows.select_related("plan_version__plan__traject"))
    version, traject = paper.plan_version, paper.plan_version.plan.traject
    name = f"plan van aanpak {traject.name} {version.adopted_label}".replace(".", "-")
    if adoption.is_masked(paper):
        standing = standing_of(request.user, version)
        context = adoption.paper_context(version, standing or Standing(version, []))
        return pdf.respond(request, TEMPLATE, context, name=f"{name} met verborgen tekst")
    response = HttpResponse(bytes(paper.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.pdf"'
    return response


def _adopt(request: Request, version: PlanVersion, form: AdoptForm | None) -> HttpResponse:
    back = reverse("trajects:plan", args=[version.plan.traject_id])
    if request.POST.get("seen") != str(version.pk):
        messages.warning(request, NOT_ANY_MORE)
        return redirect(back)
    try:
        reason = form.cleaned_data["reason"] if form else ""
        adoption.adopt(version, by=request.user, reason=reason, site=site_of(request))
    except ClosedError:
        messages.warning(request, NOT_ANY_MORE)
    except adoption.NotStartedError:
        messages.warning(request, NOT_STARTED)
    except adoption.ReasonNeededError:
        messages.warning(request, NEEDS_REASON)
        return redirect(request.path)
    except pdf.PdfUnavailableError:
        return render(request, "pdf_unavailable.html", status=503)
    else:
        if form:
            form.keep_decisions(version)
        messages.success(request, f"Vastgesteld: {version.adopted_label}. Je werkt nu verder aan het volgende concept.")
    return redirect(back)
