"""The linter of the gate: outside it, nobody asks for a guarded row by another way."""

import ast
from pathlib import Path

from privacy import policy

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("buurtbalans", "trajects", "sessions", "privacy")
GATE = {"visible", "fetch", "awaits_agreement", "fetch_by_link", "residents_of", "resident_seat"}
# What reads beside the gate, each with its reason.
INSIDE = {
    "buurtbalans/supervisor.py": "makes the database itself, before there is anything in it",
    "privacy/access.py": "is the gate",
    "privacy/access_events/retention.py": "tells the database that it may delete, and reads nothing for anybody",
    "privacy/wall.py": "is the gate, on the residents' side",
    "privacy/retention/leftovers.py": "empties the cache, and reads nothing for anybody",
    "privacy/retention/removing.py": "tells the database that it may delete, and reads nothing for anybody",
    "privacy/tables.py": "is the gate",
    "privacy/written.py": "asks what a queryset of the gate was written as, with its blanks filled in",
}
FORBIDDEN_CALLS = {
    "get_objects_for_user",
    "has_perm",
    "has_perms",
    "has_module_perms",
    "get_perms",
    "mark_safe",
    "SafeString",
    "raw",
    "extra",
    "execute",
}


def guarded_models():
    from django.apps import apps

    return {apps.get_model(label).__name__ for label in policy.ROADS}


def sources(*endings):
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and name not in INSIDE and (not endings or name.endswith(endings)):
                yield name, ast.parse(path.read_text())


def parents_of(tree):
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def is_guarded_manager(node, guarded):
    return (
        isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager"}
        and isinstance(node.value, ast.Name)
        and node.value.id in guarded
    )


def goes_to_the_gate(node, parents):
    """As an argument of the gate, or by a name that is used as nothing else."""
    while node in parents:
        node = parents[node]
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in GATE:
            return True
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            uses = uses_in_function(node.targets[0].id, node, parents)
            return bool(uses) and all(goes_to_the_gate(use, parents) for use in uses)
    return False


def uses_in_function(name, node, parents):
    while not isinstance(node, ast.FunctionDef | ast.Module):
        node = parents[node]
    return [
        use for use in ast.walk(node) if isinstance(use, ast.Name) and use.id == name and isinstance(use.ctx, ast.Load)
    ]


def only_creates(node, parents):
    attribute = parents[node]
    return isinstance(attribute, ast.Attribute) and attribute.attr in {"create", "bulk_create"}


# Services and jobs act on rows that a view fetched through the gate, or for nobody in particular; models hold
# the querysets themselves. Everything else reads through the gate.
BEHIND_THE_GATE = (
    "services.py",
    "tasks.py",
    "models.py",
    "/handing_over.py",
    "/invitations.py",
    "/leaving.py",
    "/letters.py",
    "/seats.py",
    "agreements/publishing.py",
    "retention/accounts.py",
    "retention/erasing.py",
    "retention/reporting.py",
    "retention/rules.py",
)


def test_what_reads_for_a_person_reads_through_the_gate():
    guarded = guarded_models()
    found = []
    for name, tree in sources():
        parents = parents_of(tree)
        found += [
            f"{name}:{node.lineno}"
            for node in ast.walk(tree)
            if is_guarded_manager(node, guarded)
            and not goes_to_the_gate(node, parents)
            and not only_creates(node, parents)
            and not name.endswith(BEHIND_THE_GATE)
            and "/demo/" not in name
        ]
    assert not found, found


def test_nothing_asks_for_permissions_or_trusts_text_by_another_way():
    found = [
        f"{name}:{node.lineno}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") in FORBIDDEN_CALLS or getattr(node.func, "id", "") in FORBIDDEN_CALLS)
    ]
    assert not found, found


TRUSTING = ("autoescape off", " onclick=", " hx-on", "javascript:")
INLINE = ("style=", "<style", "<script>")


def test_no_template_trusts_text_or_carries_style_or_script():
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        # The one exception: font rules of our own making, in papers.
        text = path.read_text().replace("{{ paper.fonts|safe }}", "")
        if "|safe" in text or any(word in text for word in TRUSTING):
            found.append(f"{path.relative_to(ROOT)}: trusts text")
        if "pdf" not in path.parts and any(word in text for word in INLINE):
            found.append(f"{path.relative_to(ROOT)}: inline style or script")
    assert not found, found
