"""What an organisation can bring in for a submitted version: support, capacity and means (L3)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from trajects.plan import commenting
from trajects.plan.commenting_forms import SupportForm
from trajects.plan.commenting_models import SupportStatement
from trajects.plan.commenting_views import FORM_PAGE, TOO_LATE, comments_url, refused, spoken_for
from trajects.plan.models import PlanVersion
from trajects.plan.signing import ClosedError
from trajects.traject import editing
from trajects.traject.editing import Change, FormPage

WHO_READS = (
    "Zeg wat je organisatie kan inzetten voor {version}. Alle partners in het traject lezen dit. Je kunt het "
    "wijzigen tot er een nieuwe versie is of het plan is vastgesteld."
)
AS_BEFORE = " Hieronder staat al wat jullie bij {version} zeiden; kijk of het nog klopt."


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Say it for one's organisation; its colleagues may change it."""
    version, partner_id = spoken_for(request, traject_pk, pk)
    row, earlier = _stated(request, version, partner_id)
    # Somebody who opened the form before a colleague filled it in sends no version, and is shown both.
    is_known = row is not None and (request.method != "POST" or "version" in request.POST)
    first = row if is_known and row else _as_before(earlier)
    form = SupportForm(sent(request), instance=first, door=Door(request.user, traject_pk))
    about = FormPage("Wat kan je organisatie inzetten?", f"{comments_url(version)}#inzet", template=FORM_PAGE)
    if not form.is_valid():
        intro = WHO_READS.format(version=version.name)
        intro += AS_BEFORE.format(version=earlier.plan_version.name) if earlier and not row else ""
        return editing.show(request, version.plan.traject, form, about, intro=intro)
    try:
        return _save(request, version, partner_id, form, about)
    except ClosedError:
        return refused(request, about.back_url, TOO_LATE)


def _save(request: Request, version: PlanVersion, partner_id: int, form: SupportForm, about: FormPage) -> HttpResponse:
    seen = form.cleaned_data.get("version", 0)
    is_kept = commenting.state_support(version, partner_id, seen, by=request.user, **form.changes())
    form.instance = _stated(request, version, partner_id)[0] or form.instance
    if not is_kept:
        return editing.conflict(request, form, about, Change(form.instance.said_by or "", form.instance.said_at))
    form.keep_decisions(form.instance)
    return editing.saved(request, about.back_url)


def _stated(
    request: Request, version: PlanVersion, partner_id: int
) -> tuple[SupportStatement | None, SupportStatement | None]:
    """What the organisation says about this version, and what it said about the one before."""
    rows = SupportStatement.objects.filter(partner=partner_id, plan_version__pk__lte=version.pk)
    mine = access.visible(request.user, rows).select_related("plan_version", "said_by").defer("plan_version__contents")
    last = list(mine.order_by("-plan_version_id")[:2])
    row = next((one for one in last if one.plan_version_id == version.pk), None)
    return row, next((one for one in last if one is not row), None)


def _as_before(earlier: SupportStatement | None) -> SupportStatement:
    """The form begins with what was said about the version before, which is often still so."""
    names = SupportForm.Meta.fields
    return SupportStatement(**{name: getattr(earlier, name) for name in names} if earlier else {})
