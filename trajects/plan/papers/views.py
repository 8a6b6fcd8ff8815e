"""The papers of the plan, each made for who asks for it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtbalans import letters, pdf, slides
from buurtbalans.accounts.requests import Request
from privacy import access
from trajects.plan.models import PlanVersion
from trajects.plan.papers import audiences, short
from trajects.plan.papers.audiences import AUDIENCES, Audience, Form, Whom
from trajects.plan.papers.choosing import Chosen, kept_for, living, organisation_of, versions_of
from trajects.plan.papers.deck import plan_deck
from trajects.plan.papers.document import RESIDENTS_TEMPLATE, TEMPLATE, file_name, plan_context
from trajects.plan.papers.forms import PaperForm
from trajects.plan.papers.letter import plan_letter
from trajects.plan.papers.table import measures_table
from trajects.traject.models import Traject


@require_safe
def download(request: Request, traject_pk: int) -> HttpResponse:
    """Choose version, reader and form; see what will be in it and what not, and then download it."""
    versions = versions_of(request.user, traject_pk)
    form = PaperForm(request.GET or None, versions=versions)
    chosen = versions.chosen(request, form.version())
    audience, kind = form.audience(), form.kind()
    paper = audience.of(chosen)
    context = {
        "traject": versions.traject,
        "is_member": versions.is_member,
        "form": form,
        "audience": audience,
        "kind": kind,
        "stamp": paper.stamp,
        "holds": audiences.holds(paper.text, kind),
        "remark": audiences.remark(audience, kind),
        "address": form.address(traject_pk),
    }
    return render(request, "trajects/plan/download.html", context)


@require_safe
def plan_pdf(request: Request, traject_pk: int) -> HttpResponse:
    """The plan as it is now, as a paper: the whole as PDF unless asked otherwise."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    return _paper(request, living(traject, organisation_of(request, traject)))


@require_safe
def submitted_pdf(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """One submitted or adopted version as a paper, with for whom and when it was made (V7)."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk), pk)
    return _paper(request, kept_for(request, version))


def _paper(request: Request, chosen: Chosen) -> HttpResponse:
    """The paper for the reader and in the form that are asked for; 404 where there is no such paper."""
    audience = AUDIENCES.get(request.GET.get("voor", Whom.PARTNERS))
    form = request.GET.get("vorm", Form.PDF)
    if audience is None or form not in audience.forms:
        raise Http404
    narrowed = audience.of(chosen)
    name = file_name(narrowed.text, audience.whom)
    if form == Form.PPTX:
        return slides.download(plan_deck(narrowed.text, narrowed.stamp), name=name)
    if form == Form.DOCX:
        return letters.download(plan_letter(narrowed.text, narrowed.stamp), name=name)
    if form == Form.XLSX:
        return measures_table(narrowed.text, narrowed.stamp, name=f"maatregelen {name}")
    return _pdf(request, narrowed, audience, name)


def _pdf(request: Request, chosen: Chosen, audience: Audience, name: str) -> HttpResponse:
    text, stamp = chosen.text, chosen.stamp
    if audience.whom == Whom.DIRECTORS:
        context = short.short_context(text, stamp)
        return pdf.respond(request, short.TEMPLATE, context, name=name, to_fit=short.to_fit(text, stamp))
    if audience.whom == Whom.RESIDENTS:
        return pdf.respond(request, RESIDENTS_TEMPLATE, {"imprint": stamp, "plan": text}, name=name)
    return pdf.respond(request, TEMPLATE, plan_context(text, stamp), name=name)
