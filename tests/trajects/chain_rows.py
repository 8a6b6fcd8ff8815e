"""A chain from an assumption to a measure, for the tests of why a measure is there."""

from types import SimpleNamespace

from trajects.analysis.models import Verdict
from trajects.analysis.services import name_cause, see_opportunity, set_goal, state_problem
from trajects.analysis.testing import add_assumption, judge
from trajects.plan.parts import MeasureKind
from trajects.plan.services import add_line, add_measure


def make_chain(traject, by, partners):
    """One assumption under a problem, one under an opportunity, a cause of both, and a measure for their goal."""
    doubted = add_assumption(traject, by=by, partner=partners["petra"], text="Jongeren vervelen zich")
    held = add_assumption(traject, by=by, partner=partners["petra"], text="Ouders willen helpen")
    problem = state_problem(traject, by=by, text="Jongeren hebben geen plek", assumptions=[doubted])
    opportunity = see_opportunity(traject, by=by, text="Het buurthuis staat leeg", assumptions=[held])
    cause = name_cause(
        traject,
        by=by,
        text="Niemand beheert het buurthuis",
        problems=[problem],
        opportunities=[opportunity],
        is_within_reach=True,
        influence="Openingstijden",
        done_already="Welzijn is er op woensdag",
    )
    goal = set_goal(traject, by=by, title="Een eigen plek", gain="Rust", causes=[cause])
    line = add_line(traject.plan, by=by, title="Buurthuis", goal=goal)
    measure = add_measure(by=by, line=line, title="Deur open", kind=MeasureKind.NEW)
    loose = add_measure(by=by, line=add_line(traject.plan, by=by, title="Los", goal=None), title="Los", kind="nieuw")
    return SimpleNamespace(**{name: row for name, row in locals().items() if name not in {"traject", "by", "partners"}})


def refute(assumption, by):
    """The kernteam finds that it is not so."""
    assert judge(assumption, assumption.version, by=by, verdict=Verdict.REFUTED, verdict_words="Geteld: klopt niet")
