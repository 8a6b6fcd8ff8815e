"""The addresses of the application, and the floor beside them. Used by the bench only."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path


@cache
def _empty_template() -> Any:
    return engines["django"].from_string('{% extends "base.html" %}')


def floor(request: HttpRequest) -> HttpResponse:
    """A logged-in page with an empty template."""
    return HttpResponse(_empty_template().render({}, request))


urlpatterns = [path("bench/bodem/", floor), path("", include("buurtbalans.urls"))]
