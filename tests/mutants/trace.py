"""Which statements of the gate and which rows of the policy a test comes to.

The gate itself tells, by a word before each of its statements: following all of Python would take many times longer.
"""

import ast
import builtins

PASSED = "_the_gate_passed"
# What tells which row of the policy is asked, by the function that is given it.
ROWS = {
    "visible": "'road ' + queryset.model._meta.label_lower",
    "_awaiting": "'road ' + queryset.model._meta.label_lower",
    "may": "'action ' + action",
}

places: set[str] = set()
"""What was come to: "file:line", "road label", "action name"."""


def telling(path: str, source: str) -> str:
    """The source of a file of the gate with a word before each statement of its functions."""
    tree = ast.parse(source)
    setattr(builtins, PASSED, places.add)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for inner in ast.walk(function):
                for name in ("body", "orelse", "finalbody"):
                    block = getattr(inner, name, None)
                    if isinstance(block, list) and not isinstance(inner, ast.ClassDef):
                        setattr(inner, name, _told(path, block))
            if function.name in ROWS:
                function.body.insert(0, _word(ROWS[function.name]))
    return ast.unparse(ast.fix_missing_locations(tree))


def _told(path: str, block: list[ast.stmt]) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for statement in block:
        found += [_word(repr(f"{path}:{statement.lineno}")), statement] if hasattr(statement, "lineno") else [statement]
    return found


def _word(expression: str) -> ast.stmt:
    return ast.parse(f"{PASSED}({expression})").body[0]
