"""One's own account."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtbalans.accounts.requests import Request


@require_safe
def account(request: Request) -> HttpResponse:
    """Who one is here, and the way to a new password."""
    return render(request, "accounts/account.html", {"person": request.user})
