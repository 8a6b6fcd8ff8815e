"""The list of areas that follows the typing. Areas are public knowledge: who is logged in may search them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajects.buurt.forms import FIELD, QUERY, SEARCH_BUTTON
from trajects.buurt.search import search_areas


@require_safe
def areas_search(request: HttpRequest) -> HttpResponse:
    """The chosen areas and those found for `q`, as part of a form."""
    search = search_areas(
        request.GET.get(QUERY, ""), request.GET.getlist(FIELD), pick_single=SEARCH_BUTTON in request.GET
    )
    return render(request, "trajects/buurt/_search_answer.html", {"search": search})
