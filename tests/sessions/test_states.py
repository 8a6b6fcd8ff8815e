"""How a session goes from draft to settled minutes, and what it yields on the way."""

from itertools import product
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from privacy import access
from sessions.actions.models import Action, Decision
from sessions.actions.services import report
from sessions.outcomes import services as outcomes
from sessions.outcomes.models import Outcome, OutcomeKind
from sessions.planning.models import Session, SessionStatus
from sessions.planning.states import FOLLOWS, WrongMomentError, advance
from trajects.logbook.models import LogEntry


def brought_to(session, status, by):
    """The session in this state, by the shortest road there."""
    roads = {
        SessionStatus.DRAFT: [],
        SessionStatus.INVITED: [SessionStatus.INVITED],
        SessionStatus.RUNNING: [SessionStatus.RUNNING],
        SessionStatus.MINUTES: [SessionStatus.RUNNING, SessionStatus.MINUTES],
        SessionStatus.FINAL: [SessionStatus.RUNNING, SessionStatus.MINUTES, SessionStatus.FINAL],
        SessionStatus.CANCELLED: [SessionStatus.CANCELLED],
    }
    for step in roads[status]:
        advance(session, step, by=by)
    return session


@pytest.mark.parametrize(
    ("start", "to"), [pair for pair in product(SessionStatus, SessionStatus) if len(set(pair)) == 2]
)
def test_a_session_goes_only_where_its_state_leads(session, people, start, to):
    brought_to(session, start, people["noor"])
    if to in FOLLOWS[start]:
        assert advance(session, to, by=people["noor"])
        assert session.status == to
    else:
        with pytest.raises(WrongMomentError):
            advance(session, to, by=people["noor"])
        assert Session.objects.get(pk=session.pk).status == start


def test_starting_a_draft_opens_it_to_the_invited_and_a_second_click_does_no_harm(session, people):
    petra = people["petra"]
    assert not access.visible(petra, Session.objects.all()).exists()
    assert advance(session, SessionStatus.RUNNING, by=people["noor"])
    began = session.started_at
    assert not advance(session, SessionStatus.RUNNING, by=people["noor"])
    assert session.started_at == began
    assert access.visible(petra, Session.objects.all()).get() == session
    assert LogEntry.objects.filter(kind="session_started").count() == 1


def test_a_draft_that_is_cancelled_stays_unknown_to_the_invited(session, people):
    advance(session, SessionStatus.CANCELLED, by=people["noor"])
    assert not access.visible(people["petra"], Session.objects.all()).exists()


def test_the_database_refuses_a_session_that_runs_unseen(session):
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(status=SessionStatus.RUNNING)


@pytest.fixture
def recorded(sent_session, people, partners):
    """Records a line of a kind in a sent session, as Noor for the corporation."""

    def record(kind, text="We gaan het plein verlichten", once=None):
        return outcomes.add(
            sent_session, by=people["noor"], partner=partners["karim"], kind=kind, text=text, once=once or uuid4()
        )

    return record


def listed():
    return set(Action.objects.values_list("title", flat=True)), set(Decision.objects.values_list("text", flat=True))


@pytest.mark.parametrize("kind", OutcomeKind.values)
def test_actions_and_decisions_come_on_the_list_and_the_others_do_not(recorded, kind):
    recorded(kind, "Lampen")
    assert listed() == ({"Lampen"} if kind == "actie" else set(), {"Lampen"} if kind == "besluit" else set())


def test_a_line_that_is_sent_twice_comes_in_once(recorded):
    once = uuid4()
    assert recorded("actie", once=once) == recorded("actie", once=once)
    assert (Outcome.objects.count(), Action.objects.count()) == (1, 1)


def test_the_type_changes_afterwards_and_the_list_follows(recorded, people, partners):
    line = recorded("actie", "Lampen")
    for kind, there in [("besluit", (set(), {"Lampen"})), ("aanname", (set(), set())), ("actie", ({"Lampen"}, set()))]:
        assert outcomes.change_kind(line, line.version, by=people["noor"], partner=partners["karim"], kind=kind)
        assert listed() == there


def test_who_changes_an_old_line_changes_nothing(recorded, people, partners):
    line = recorded("actie", "Lampen")
    assert outcomes.reword(line, line.version, by=people["noor"], text="Nieuwe lampen")
    assert not outcomes.reword(line, line.version - 1, by=people["karim"], text="Oude lampen")
    assert not outcomes.change_kind(line, 1, by=people["karim"], partner=partners["karim"], kind="besluit")
    assert listed() == ({"Nieuwe lampen"}, set())


def test_an_action_that_was_reported_on_stays_an_action(recorded, people, partners):
    line = recorded("actie")
    report(line.action, by=people["karim"], seen_version=line.action.version, status="klaar", note="")
    with pytest.raises(outcomes.AlreadyReportedError):
        outcomes.change_kind(line, line.version, by=people["noor"], partner=partners["karim"], kind="besluit")
    with pytest.raises(outcomes.AlreadyReportedError):
        outcomes.delete(Outcome.objects.get(pk=line.pk))
    assert Outcome.objects.get(pk=line.pk).kind == "actie"


def test_what_was_recorded_is_seen_by_who_sees_the_session(recorded, people):
    line = recorded("informatie")
    seen_by = {name for name, person in people.items() if access.visible(person, Outcome.objects.filter(pk=line.pk))}
    assert seen_by == {"noor", "karim", "petra"}
