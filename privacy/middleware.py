"""What the gate does around a request."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from buurtbalans import htmx
from privacy import held, policy
from privacy.access_events import recording
from privacy.access_events.models import AccessAction, AccessResult
from privacy.agreements.condition import agreement_url
from privacy.refusals import AgreementNeeded, Hidden, NotAllowed

READING = ("GET", "HEAD")


class RememberWhileReadingMiddleware:
    """While a page is only read, what its reader holds is asked once; the next request asks again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do around the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Begin remembering for who is logged in."""
        if request.method in READING and request.user.is_authenticated:
            held.remember(request.user)


class RefusalMiddleware:
    """What the gate refuses of a registration leaves a trace; who only has to agree is led to the agreement.

    The trace is the same whether the row exists or not: one INSERT, so that nobody learns it from the work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do around the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """All that happens in this request gets the same number in the trace."""
        if request.user.is_authenticated:
            recording.begin_request(request.user)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Write the refusal down; without an answer from here Django gives its 404 or 403."""
        if isinstance(exception, Hidden | NotAllowed):
            _note(request, exception)
        if isinstance(exception, AgreementNeeded):
            return htmx.elsewhere(request, agreement_url(exception.traject_id, _page(request, exception)))
        return None


def _note(request: HttpRequest, refusal: Hidden | NotAllowed) -> None:
    road = policy.ROADS.get(refusal.label)
    if road is None or road.carrier != "registration" or not isinstance(refusal.asked, UUID):
        return
    if not request.user.is_authenticated or request.resolver_match is None:
        return
    recording.record_asked(
        request.user,
        AccessAction.REFUSED,
        refusal.label.rpartition(".")[2],
        refusal.asked,
        traject_id=request.resolver_match.kwargs["traject_pk"],
        result=_result(refusal),
    )


def _result(refusal: Hidden | NotAllowed) -> str:
    if isinstance(refusal, AgreementNeeded):
        return AccessResult.NOT_AGREED
    return AccessResult.NOT_FOUND if isinstance(refusal, Hidden) else AccessResult.FORBIDDEN


def _page(request: HttpRequest, refusal: AgreementNeeded) -> str:
    """The page that was asked; what was sent cannot be asked again by its address."""
    if request.method in READING:
        return request.path
    return reverse("privacy:registration-list", args=[refusal.traject_id])
