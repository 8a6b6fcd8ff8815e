"""Results of a step that are ticked in the minutes, and the session in which they were reached (T6)."""

import pytest
from django.urls import reverse

from sessions.minutes.contents import contents
from tests.sessions.minutes_rows import settled, url, with_minutes, words


@pytest.fixture
def held(sent_session, people, today):
    return with_minutes(sent_session, people["noor"], today)


def test_a_result_is_ticked_in_the_minutes_and_its_step_says_where_to_who_may_see_that_session(as_, held, people):
    noor, result = as_("noor"), held.steps.get().results.first()
    tick, step = url(held, "minutes-result", result.pk), result.step.get_absolute_url()
    for htmx, status in (({}, 302), ({"HX-Request": "true"}, 200)):
        assert noor.post(tick, {"bereikt": "0"}).status_code == 302
        assert noor.post(tick, {"bereikt": "1"}, headers=htmx).status_code == status
    result.refresh_from_db()
    assert result.reached_on is not None
    assert f"Bereikt op {contents(people['noor'], held)['results'][0]['reached']}" in words(as_("petra").get(url(held)))
    assert "in bijeenkomst" in words(as_("petra").get(step))
    # Willem's organisation was not invited: the result he may know, the session not.
    assert "Bereikt op" in words(as_("willem").get(step))
    assert "in bijeenkomst" not in words(as_("willem").get(step))
    elsewhere = held.traject.steps.get(number=5).results.first()
    assert noor.post(url(held, "minutes-result", elsewhere.pk), {"bereikt": "1"}).status_code == 404
    assert as_("petra").post(tick, {"bereikt": "0"}).status_code == 403
    noor.post(reverse("trajects:result-tick", args=[held.traject_id, result.pk]), {"bereikt": "0"})
    noor.post(reverse("trajects:result-tick", args=[held.traject_id, result.pk]), {"bereikt": "1"})
    assert "in bijeenkomst" not in words(as_("petra").get(step))
    settled(held, people["noor"])
    assert noor.post(tick, {"bereikt": "0"}, follow=True).status_code == 200
    result.refresh_from_db()
    assert result.reached_on is not None
