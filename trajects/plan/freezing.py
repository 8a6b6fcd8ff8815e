"""The plan as it is now, kept word for word: a submitted version never changes afterwards (L3)."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.dateparse import parse_datetime

from trajects.follow_up.governance import TopicPoints
from trajects.plan.models import PlanVersion
from trajects.plan.outline import CodedMeasure, Line, Outline, PartView


def frozen(outline: Outline, *, areas: list[str], kernteam: list[str], question: str) -> dict[str, Any]:
    """Everything that page and paper show of a plan, as plain values under the names by which they ask for it.

    `areas` and `kernteam` are names, `question` is that of the traject.
    """
    parts = [_part(part) for part in outline.parts]
    return {
        "question": question,
        "areas": [{"name": name} for name in areas],
        "kernteam": kernteam,
        "plan": {
            "label": outline.plan.label,
            "changed_at": outline.plan.changed_at,
            "traject": {"is_under_way": True},
        },
        "parts": parts,
        "open_parts": [part for part in parts if part["is_empty"]],
        "problems": [{"pk": problem.pk, "text": problem.text} for problem in outline.problems],
        "opportunities": [{"pk": row.pk, "text": row.text} for row in outline.opportunities],
        "goals": [_goal(goal) for goal in outline.goals],
        "lines": [_line(line) for line in outline.lines],
        "partners": [{"organisation": _organisation(partner.organisation)} for partner in outline.partners],
        "owners": [
            {
                "name": owner.name,
                "codes": owner.codes,
                "measures": [{"code": one.code, "row": {"title": one.row.title}} for one in owner.measures],
            }
            for owner in outline.owners
        ],
    }


def thawed(contents: dict[str, Any]) -> dict[str, Any]:
    """The kept values for a template, with the moment of the last change as a moment again."""
    plan = {**contents["plan"], "changed_at": parse_datetime(contents["plan"]["changed_at"])}
    return {**contents, "plan": plan}


def as_kept(contents: dict[str, Any]) -> dict[str, Any]:
    """The living plan exactly as a kept version would be read again, so that every paper of both says the same."""
    return thawed(json.loads(json.dumps(contents, cls=DjangoJSONEncoder)))


def shown(version: PlanVersion) -> dict[str, Any]:
    """A version as page and paper show it: once adopted it is called so, and no longer a concept."""
    contents = thawed(version.contents)
    if version.adopted_at:
        contents["plan"] |= {"label": version.adopted_label, "traject": {"is_under_way": False}}
    return contents


def _part(part: PartView) -> dict[str, Any]:
    return {
        "number": part.number,
        "name": part.name,
        "title": part.title,
        "question": part.question,
        "is_empty": part.is_empty,
        "is_done": part.is_done,
        "row": {"text": part.row.text},
        "points": [_topic(one) for one in part.points],
    }


def _topic(one: TopicPoints) -> dict[str, Any]:
    rows = [
        {"title": row.title, "organisation": row.organisation, "person": row.person, "when": row.when}
        for row in one.rows
    ]
    return {"topic": {"label": str(one.topic.label)}, "rows": rows}


def _goal(goal: Any) -> dict[str, Any]:
    return {"letter": goal.letter, "row": {"pk": goal.row.pk, "title": goal.row.title, "gain": goal.row.gain}}


def _line(line: Line) -> dict[str, Any]:
    return {
        "letter": line.letter,
        "row": {"pk": line.row.pk, "title": line.row.title},
        "goal": _goal(line.goal) if line.goal else None,
        "measures": [_measure(measure) for measure in line.measures],
    }


def _measure(measure: CodedMeasure) -> dict[str, Any]:
    row = measure.row
    return {
        "code": measure.code,
        "leans_on_refuted": measure.leans_on_refuted,
        "row": {
            "pk": row.pk,
            "title": row.title,
            "kind": row.kind,
            "get_kind_display": row.get_kind_display(),
            "planning": row.planning,
            "result": row.result,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "indicator": row.indicator,
            "residents_role": row.residents_role,
            "money": row.money,
            "hours": row.hours,
            "means": row.means,
            "owner": {"organisation": _organisation(row.owner.organisation)} if row.owner else None,
            "owner_person": row.owner_person,
            "substitute": row.substitute,
            "partners": {"all": [{"organisation": _organisation(one.organisation)} for one in measure.partners]},
        },
    }


def _organisation(organisation: Any) -> dict[str, str]:
    return {"name": organisation.name, "get_category_display": organisation.get_category_display()}
