"""The second door: a link in a mail gives its addressee one thing, as long as his login would."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.links import services as links
from privacy.links.models import MailedLink, Purpose
from sessions.planning.models import Session
from trajects.partners.services import end_seat


@pytest.fixture
def token(sent_session, people):
    return links.make(
        people["petra"], Purpose.ANSWER_SESSION, sent_session.pk, until=timezone.now() + timedelta(days=1)
    )


def opened(token, purpose=Purpose.ANSWER_SESSION):
    return links.opened(token, purpose, Session.objects.all())


def test_a_link_opens_its_row_for_its_addressee(token, sent_session, people):
    assert opened(token) == (people["petra"], sent_session)


def test_the_secret_itself_is_not_kept(token):
    assert token not in str(MailedLink.objects.values().get())


def test_a_link_is_for_one_purpose_and_an_unknown_one_opens_nothing(token):
    assert opened(token, Purpose.ANSWER_POLL) is None
    assert opened(token[:-1] + "x") is None


def test_a_link_ends_at_its_moment_or_when_what_it_asked_is_past(token, sent_session):
    MailedLink.objects.update(expires_at=timezone.now())
    assert opened(token) is None
    MailedLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert opened(token) is not None
    assert links.end(Purpose.ANSWER_SESSION, sent_session.pk) == 1
    assert opened(token) is None


def test_who_left_or_was_deactivated_opens_nothing(token, traject, people):
    people["petra"].is_active = False
    people["petra"].save()
    assert opened(token) is None
    people["petra"].is_active = True
    people["petra"].save()
    end_seat(traject.memberships.get(user=people["petra"]), by=people["noor"])
    assert opened(token) is None


def test_prolonging_and_ending_concern_one_row_and_one_purpose(people):
    soon, later = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=9)
    made = [(Purpose.ANSWER_POLL, 1), (Purpose.ANSWER_POLL, 2), (Purpose.ANSWER_CHECK_IN, 1)]
    for purpose, key in made:
        links.make(people["petra"], purpose, key, until=soon)
    assert [links.is_made(*one) for one in (*made, (Purpose.ANSWER_CHECK_IN, 2))] == [True, True, True, False]
    links.prolong(Purpose.ANSWER_POLL, [1], until=later)
    assert list(MailedLink.objects.filter(expires_at=later).values_list("purpose", "object_id")) == made[:1]
    assert links.end(Purpose.ANSWER_POLL, 1) == 1
    assert set(MailedLink.objects.values_list("purpose", "object_id")) == set(made[1:])


def test_a_link_opens_nothing_for_who_may_not_log_in_any_more(token, people):
    assert links.addressee(token, Purpose.ANSWER_SESSION)
    User.objects.filter(pk=people["petra"].pk).update(is_active=False)
    assert links.addressee(token, Purpose.ANSWER_SESSION) is None
