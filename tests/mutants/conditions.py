"""Finds every condition in a piece of the gate, and writes that piece again without it."""

import ast
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Pieces = Iterator[tuple[str, ast.AST]]
QUERY_CALLS = {"filter", "exclude", "Q"}
SQL_WORD = re.compile(r"\b(WHERE|AND)\b ", re.IGNORECASE)
SQL_END = re.compile(r" (?:AND|OR|LIMIT|ORDER BY|GROUP BY|UNION)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Mutant:
    """One piece of the gate without one of its conditions: in which function, what went, and the whole source.

    `asked` tells at what a test that comes to this condition is known: lines of the source, or a row of the policy.
    """

    function: str
    removed: str
    source: str
    asked: frozenset[str]

    @property
    def name(self) -> str:
        """How a report and the list of harmless ones know it."""
        return f"{self.function}: {self.removed}"


def mutants(source: str) -> list[Mutant]:
    """The source once for each condition in a function, without that condition."""
    tree = ast.parse(source)
    found = []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for removed, change in _changes(function):
                copy = deepcopy(tree)
                asked = change.asked(function)
                change(same(copy, tree, function))
                found.append(Mutant(function.name, removed, written(copy), asked))
    return found


def same(copy: ast.AST, tree: ast.AST, node: ast.AST) -> Any:
    """What stands in the copy where `node` stands in the tree."""
    return next(twin for twin, own in zip(ast.walk(copy), ast.walk(tree), strict=True) if own is node)


def written(tree: ast.AST) -> str:
    """The source of a tree that was changed."""
    return ast.unparse(ast.fix_missing_locations(tree))


def _changes(function: ast.FunctionDef) -> Iterator[tuple[str, "Change"]]:
    """What can be taken out of one function: words for it, and how."""
    for place, node in enumerate(ast.walk(function)):
        for part, (removed, _new) in enumerate(_without(node)):
            yield removed, Change(place, part)


@dataclass(frozen=True)
class Change:
    """Takes the `part`-th condition out of the node at a place in a function."""

    place: int
    part: int

    def __call__(self, function: ast.AST) -> None:
        node = list(ast.walk(function))[self.place]
        _, new = list(_without(node))[self.part]
        _put(function, node, new)

    def asked(self, function: ast.AST) -> frozenset[str]:
        """The line of the statement in which it stands."""
        node: Any = list(ast.walk(function))[self.place]
        around = [
            each
            for each in ast.walk(function)
            if isinstance(each, ast.stmt) and each is not function and any(part is node for part in ast.walk(each))
        ]
        return frozenset({str(around[-1].lineno)})


def _put(function: ast.AST, node: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(function):
        for name, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(each is node for each in value):
                value[next(i for i, each in enumerate(value) if each is node)] = new
                return


def _without(node: ast.AST) -> Pieces:
    """The node without each of its conditions in turn."""
    find: Any = FINDERS.get(type(node))
    return find(node) if find else iter(())


def _of_call(node: ast.Call) -> Pieces:
    if _name_of(node.func) in QUERY_CALLS:
        for index, keyword in enumerate(node.keywords):
            if keyword.arg or not isinstance(keyword.value, ast.Dict):  # of a dictionary each entry goes by itself
                new = deepcopy(node)
                del new.keywords[index]
                yield f"{_name_of(node.func)}({ast.unparse(keyword)})", new


def _of_dict(node: ast.Dict) -> Pieces:
    for index, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
        if isinstance(key, ast.Constant | ast.JoinedStr):
            new = deepcopy(node)
            del new.keys[index], new.values[index]
            yield f"{{{ast.unparse(key)}: {ast.unparse(value)}}}", new


def _of_both(node: ast.BinOp) -> Pieces:
    if isinstance(node.op, ast.BitAnd):
        yield f"& {ast.unparse(node.right)}", node.left
        yield f"{ast.unparse(node.left)} &", node.right


def _of_all(node: ast.BoolOp) -> Pieces:
    for index, value in enumerate(node.values):
        others = [other for at, other in enumerate(node.values) if at != index]
        yield ast.unparse(value), (ast.BoolOp(node.op, others) if len(others) > 1 else others[0])


def _of_if(node: ast.If) -> Pieces:
    if isinstance(node.body[-1], ast.Return | ast.Raise):
        yield f"if {ast.unparse(node.test)}", ast.If(ast.Constant(False), node.body, node.orelse)


def _of_step(node: ast.Expr) -> Pieces:
    if isinstance(node.value, ast.Call):
        yield ast.unparse(node), ast.Pass()


def _of_text(node: ast.Constant) -> Pieces:
    if isinstance(node.value, str):
        yield from ((clause, ast.Constant(sql)) for clause, sql in _sql_without(node.value))


FINDERS: dict[type[ast.AST], Callable[..., Pieces]] = {
    ast.Call: _of_call,
    ast.Dict: _of_dict,
    ast.BinOp: _of_both,
    ast.BoolOp: _of_all,
    ast.If: _of_if,
    ast.Expr: _of_step,
    ast.Constant: _of_text,
}


def _sql_without(sql: str) -> Iterator[tuple[str, str]]:
    """The SQL with each of its conditions made true; the values it asks for stay in their places."""
    if not sql.lstrip("( ").upper().startswith("SELECT"):
        return
    for word in SQL_WORD.finditer(sql):
        start, end = word.end(), _clause_end(sql, word.end())
        yield sql[start:end], f"{sql[:start]}({sql[start:end]} OR TRUE){sql[end:]}"


def _clause_end(sql: str, start: int) -> int:
    depth = 0
    for at in range(start, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[at], 0)
        if depth < 0 or (depth == 0 and SQL_END.match(sql, at)):
            return at
    return len(sql)


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
