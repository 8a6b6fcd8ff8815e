"""Room on Python's call stack for a whole request, so that no loop runs across the edge of one of its pieces.

Up to and including Python 3.12 that stack is made of pieces of 16 kB, each taken from the system when a call needs it
and given back when that call returns. A template draws a row by thousands of small calls; where these happen to stand
at an edge, every one of them takes a piece and gives it back, and the page takes twice as long
(https://github.com/python/cpython/issues/142183).
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SLOTS = 15_400
"""What one call claims: just over half of a piece of 256 kB, so that the rest of it is for what it calls."""


def room_for_calls(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost: `get_response` with about 140 kB of stack for its calls, claimed in one piece."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    answer.__code__ = answer.__code__.replace(co_stacksize=SLOTS)
    return answer
