"""What a traject gathered before its plan, for the tests of filling it."""

from types import SimpleNamespace
from uuid import uuid4

from sessions.actions.services import add_action, add_decision
from sessions.outcomes import services as outcomes
from trajects.analysis.services import see_opportunity, set_goal
from trajects.crossing.models import ReleasedFinding


def gathered(traject, by, partners, session, today):
    """Of each kind one for all partners, and a decision and an assumption of a session."""
    finding = {"kind": "ervaring", "text": "'s Avonds lopen wij om", "released_on": today}
    taken_down = {"partner": partners["petra"], "once": uuid4(), "by": by}
    return SimpleNamespace(
        action=add_action(traject, title="Lampen vervangen", partner=partners["karim"], due=today, by=by),
        decision=add_decision(traject, text="De huiskamer gaat open", decided_on=today, by=by),
        chance=see_opportunity(traject, text="Het buurthuis staat leeg", by=by),
        finding=ReleasedFinding.objects.create(traject=traject, reference=uuid4(), **finding),
        goal=set_goal(traject, title="Een eigen plek", by=by),
        secret=add_decision(traject, text="Wij praten met de jongeren", decided_on=today, session=session, by=by),
        assumed=outcomes.add(session, kind="aanname", text="Jongeren vervelen zich", **taken_down),
    )


def url(traject, rest="vullen/"):
    return f"/trajecten/{traject.pk}/plan/{rest}"
