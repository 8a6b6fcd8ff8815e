"""Finds everything that narrows a row of the policy, and writes the policy again without it."""

import ast
from collections.abc import Iterator
from copy import deepcopy

from tests.mutants.conditions import Mutant, same, written

# What a road says less of its rows with; the rest says where it leads.
NARROWING = {"only", "needs", "agreed", "own_only", "waits", "person"}
LISTS = {"OWN_ROWS_ONLY", "CONFIRMED_ONLY"}


def policy_mutants(source: str) -> list[Mutant]:
    """The policy once for each thing that narrows a road or an action, without that."""
    tree = ast.parse(source)
    roads = _assigned(tree, "ROADS")
    assert isinstance(roads, ast.Dict)
    calls = {
        key.value: call for key, call in zip(roads.keys, roads.values, strict=True) if isinstance(key, ast.Constant)
    }
    found = []
    for label, call in calls.items():
        found += _without_keywords(tree, call, str(label), frozenset({f"road {label}"}))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            labels = [label for label, call in calls.items() if _called(call) == function.name]
            inner = next(each for each in ast.walk(function) if isinstance(each, ast.Call) and _called(each) == "Road")
            asked = frozenset(f"road {label}" for label in labels)
            found += _without_keywords(tree, inner, function.name, asked)
    return [*found, *_without_actions(tree)]


def _without_keywords(tree: ast.Module, call: ast.expr, name: str, asked: frozenset[str]) -> Iterator[Mutant]:
    assert isinstance(call, ast.Call)
    for index, keyword in enumerate(call.keywords):
        if keyword.arg in NARROWING:
            copy = deepcopy(tree)
            del same(copy, tree, call).keywords[index]
            yield Mutant(name, ast.unparse(keyword), written(copy), asked)


def _without_actions(tree: ast.Module) -> Iterator[Mutant]:
    for name in sorted(LISTS):
        value = _assigned(tree, name)
        entries = value if isinstance(value, ast.Dict) else next(e for e in ast.walk(value) if isinstance(e, ast.Set))
        keys = entries.keys if isinstance(entries, ast.Dict) else entries.elts
        for index, key in enumerate(keys):
            assert isinstance(key, ast.Constant)
            copy = deepcopy(tree)
            twin = same(copy, tree, entries)
            for each in (twin.keys, twin.values) if isinstance(entries, ast.Dict) else (twin.elts,):
                del each[index]
            yield Mutant(name, str(key.value), written(copy), frozenset({f"action {key.value}"}))


def _assigned(tree: ast.Module, name: str) -> ast.expr:
    for each in tree.body:
        target = (
            each.target
            if isinstance(each, ast.AnnAssign)
            else each.targets[0]
            if isinstance(each, ast.Assign)
            else None
        )
        if isinstance(target, ast.Name) and target.id == name:
            assert isinstance(each, ast.AnnAssign | ast.Assign)
            assert each.value is not None
            return each.value
    raise LookupError(name)


def _called(call: ast.expr) -> str:
    return call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
