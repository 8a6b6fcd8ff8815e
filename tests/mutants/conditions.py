"""Finds every condition in a piece of the gate, and writes that piece again without it."""

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

QUERY_CALLS = {"filter", "exclude", "Q"}
SQL_WORD = re.compile(r"\b(WHERE|AND)\b ", re.IGNORECASE)
SQL_END = re.compile(r" (?:AND|OR|LIMIT|ORDER BY|GROUP BY|UNION)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Mutant:
    """One piece of the gate without one of its conditions: in which function, what went, and the whole source."""

    function: str
    removed: str
    source: str

    @property
    def name(self) -> str:
        """How a report and the list of harmless ones know it."""
        return f"{self.function}: {self.removed}"


def mutants(source: str) -> list[Mutant]:
    """The source once for each condition, without that condition."""
    tree = ast.parse(source)
    found = []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for removed, change in _changes(function):
                copy = deepcopy(tree)
                change(_same(copy, tree, function))
                found.append(Mutant(function.name, removed, ast.unparse(ast.fix_missing_locations(copy))))
    return found


def _same(copy: ast.AST, tree: ast.AST, function: ast.AST) -> ast.AST:
    """The function in the copy that stands where `function` stands in the tree."""
    return next(twin for twin, own in zip(ast.walk(copy), ast.walk(tree), strict=True) if own is function)


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


def _put(function: ast.AST, node: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(function):
        for name, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(each is node for each in value):
                value[next(i for i, each in enumerate(value) if each is node)] = new
                return


def _without(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The node without each of its conditions in turn."""
    if isinstance(node, ast.Call) and _name_of(node.func) in QUERY_CALLS:
        for index, keyword in enumerate(node.keywords):
            new = deepcopy(node)
            del new.keywords[index]
            yield f"{_name_of(node.func)}({ast.unparse(keyword)})", new
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
        yield f"& {ast.unparse(node.right)}", node.left
        yield f"{ast.unparse(node.left)} &", node.right
    elif isinstance(node, ast.BoolOp):
        for index, value in enumerate(node.values):
            kept = [other for at, other in enumerate(node.values) if at != index]
            yield ast.unparse(value), (ast.BoolOp(node.op, kept) if len(kept) > 1 else kept[0])
    elif isinstance(node, ast.If) and isinstance(node.body[-1], ast.Return | ast.Raise):
        yield f"if {ast.unparse(node.test)}", ast.If(ast.Constant(False), node.body, node.orelse)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.unparse(node), ast.Pass()
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from ((clause, ast.Constant(sql)) for clause, sql in _sql_without(node.value))


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
