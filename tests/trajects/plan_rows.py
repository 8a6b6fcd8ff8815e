"""A plan with something in it, for the tests of the plan on page and paper."""

from datetime import date

from trajects.analysis.services import set_goal, state_problem
from trajects.plan.models import PartStatus
from trajects.plan.parts import MeasureKind, Part
from trajects.plan.services import add_line, add_measure, write_part


def fill(traject, by, partners, measures=2):
    """Two goals, a line with measures for the first, a loose line, and three written parts."""
    state_problem(traject, by=by, text="Jongeren hebben geen plek.\n\n- op het plein\n- in het portiek")
    goal = set_goal(traject, by=by, title="Jongeren hebben een eigen plek", gain="Het plein is van iedereen")
    set_goal(traject, by=by, title="Het plein voelt prettig")
    line = add_line(traject.plan, by=by, title="Een eigen plek", goal=goal)
    for number in range(measures):
        add_measure(
            by=by,
            line=line,
            title=f"Huiskamer openen, deel {number + 1}",
            kind=MeasureKind.NEW,
            owner=partners["willem"],
            partners=[partners["petra"], partners["karim"]],
            starts_on=date(2026, 9, 1),
            ends_on=date(2027, 3, 31),
            means="8 uur per week",
            result="Elke week twintig jongeren",
        )
    add_line(traject.plan, by=by, title="Losse lijn", goal=None)
    texts = {
        Part.RESIDENTS: "Bewoners denken mee.\n- elk kwartaal\n- in het buurthuis",
        Part.LEAD: "Het stadsdeel houdt de regie.",
        Part.MEANS: "Nog niet alles is zeker.",
    }
    for name, text in texts.items():
        status = PartStatus.STARTED if name == Part.MEANS else PartStatus.DONE
        write_part(traject.plan.parts.get(part=name), 1, by=by, text=text, status=status, is_known=False)
    return line
