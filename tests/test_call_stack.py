"""A loop of small calls costs the same at every depth of a request."""

import resource

from django.conf import settings

from buurtbalans.call_stack import room_for_calls

# Deeper than a page with its templates goes, and calls enough for every piece that is taken anew to show.
DEPTH, CALLS = 200, 1000
# Of memory that is touched for the first time: a few for the piece itself, a few for what the depth claims.
MOST_PAGES = 150


def _at_every_depth(left):
    for _ in range(CALLS):
        _nothing()
    if left:
        _at_every_depth(left - 1)


def _nothing():
    return None


def _pages_touched():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def test_no_depth_of_a_request_takes_and_gives_back_memory_at_each_call():
    answer = room_for_calls(_at_every_depth)
    answer(DEPTH)
    before = _pages_touched()
    answer(DEPTH)
    assert _pages_touched() - before < MOST_PAGES


def test_every_request_has_that_room():
    assert settings.MIDDLEWARE[0] == f"{room_for_calls.__module__}.{room_for_calls.__name__}"
