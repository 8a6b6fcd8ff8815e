"""Pages that stand on their own."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from privacy.retention.terms import terms


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The bare address leads to where one starts."""
    return redirect("pages:my-work")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What the application keeps of people, and for how long."""
    return render(request, "pages/privacy.html", {"terms": terms()})


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the application is."""
    return render(request, "pages/toegankelijkheid.html")


@require_safe
@login_not_required
def licences(request: HttpRequest) -> HttpResponse:
    """What others made that is used on these pages, and under which licence."""
    path = settings.VAR_DIR / "assets" / "licences.json"
    parts = json.loads(path.read_text()) if path.exists() else []
    return render(request, "pages/licenties.html", {"parts": parts})


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """What Buurtbalans is and where to begin."""
    return render(request, "pages/hulp.html")
