"""One's own data: taking it along, and having one's account erased (V6)."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from privacy.retention import own_data as data
from privacy.retention.erasing import blocked_by, erase
from privacy.retention.forms import EraseForm
from privacy.retention.terms import terms
from trajects.partners.services import LastOfKernteamError


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no types
def own_data(request: Request) -> HttpResponse:
    """What is in the file; POST downloads it."""
    if request.method != "POST":
        return render(request, "privacy/retention/take_along.html")
    response = HttpResponse(data.as_zip(request.user), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{data.NAME}.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no types
def account_erase(request: Request) -> HttpResponse:
    """What erasing means and what stands in its way; POST erases the account and logs out."""
    form = EraseForm(sent(request))
    context = {"form": form, "blocked_by": blocked_by(request.user), "terms": terms()}
    if not form.is_valid() or context["blocked_by"]:
        status = 422 if form.is_bound else 200
        return render(request, "privacy/retention/erase.html", context, status=status)
    try:
        erase(request.user)
    except LastOfKernteamError:
        return render(request, "privacy/retention/erase.html", context, status=409)
    logout(request)
    return render(request, "privacy/retention/erased.html")
