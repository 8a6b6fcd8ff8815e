"""The rules of the linter (privacy.md section 2): each takes the tree of a file and gives the lines that break it."""

import ast

GATE = {"visible", "fetch", "awaits_agreement", "fetch_by_link", "opened", "residents_of", "resident_seat"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
BEHIND_OUR_BACK = {
    "get_objects_for_user",
    "has_perm",
    "has_perms",
    "has_module_perms",
    "get_perms",
    "get_users_with_perms",
    "assign_perm",
    "mark_safe",
    "SafeString",
    "raw",
    "extra",
    "execute",
}
CACHES = {"cache", "lru_cache", "cached", "cache_page", "cache_control", "memoize"}
# What belongs to one reader may not outlive his request.
PERSONAL = {"user", "request", "person", "reader", "seat", "traject", "partner", "session", "membership", "by"}
ROWS = ("QuerySet", "Manager", "User", "Request", "Seat", "Membership", "HttpResponse", "Held")
# Lists that everybody may read.
OPEN_MODELS = {"Theme", "Area", "CatalogueStep", "Werkvorm"}
MAKERS = {"weasyprint", "xlsxwriter", "openpyxl", "csv", "docx", "pptx"}


def parents_of(tree):
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def name_of(node):
    """The last name of what is called or named: `b` of `a.b(…)`."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def beside_the_gate(tree, guarded):
    """A guarded model's manager that is neither an argument of the gate nor used to make a row."""
    parents = parents_of(tree)
    return [
        node.lineno
        for node in ast.walk(tree)
        if _is_guarded_manager(node, guarded) and not _goes_to_the_gate(node, parents) and not _creates(node, parents)
    ]


def _is_guarded_manager(node, guarded):
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS and name_of(node.value) in guarded


def _goes_to_the_gate(node, parents):
    """As an argument of the gate, or by a name that is used as nothing else."""
    while node in parents:
        node = parents[node]
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in GATE:
            return True
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            uses = _uses_in_function(node.targets[0].id, node, parents)
            return bool(uses) and all(_goes_to_the_gate(use, parents) for use in uses)
    return False


def _uses_in_function(name, node, parents):
    while not isinstance(node, ast.FunctionDef | ast.Module):
        node = parents[node]
    return [
        use for use in ast.walk(node) if isinstance(use, ast.Name) and use.id == name and isinstance(use.ctx, ast.Load)
    ]


def _creates(node, parents):
    attribute = parents[node]
    return isinstance(attribute, ast.Attribute) and attribute.attr in {"create", "bulk_create"}


def by_another_way(tree):
    """Asking for permissions beside the gate, text that is trusted, and SQL of one's own."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) in BEHIND_OUR_BACK]


def makes_files(tree):
    """Which makers of papers and tables a file imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found & MAKERS


def keeps_for_the_next_reader(tree):
    """A cache on a page, or on a function that knows a person, a traject or rows."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            caches = {name_of(decorator) for decorator in node.decorator_list} & CACHES
            if "cache_page" in caches or "cache_control" in caches or (caches and _is_personal(node)):
                lines.append(node.lineno)
        elif isinstance(node, ast.Call) and name_of(node) == "cache_page":
            lines.append(node.lineno)
    return lines


def _is_personal(function):
    names = {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs, *function.args.posonlyargs]}
    notes = [argument.annotation for argument in function.args.args] + [function.returns]
    types = " ".join(ast.unparse(note) for note in notes if note is not None)
    return bool(names & PERSONAL) or any(word in types for word in ROWS)


def rows_of_a_class(tree):
    """A queryset that is made when a class is made: the same rows for every reader ever after."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                    lines += [each.lineno for each in ast.walk(statement.value) if _is_of_rows(each)]
    return lines


def _is_of_rows(node):
    if isinstance(node, ast.keyword) and node.arg == "queryset":
        return not (isinstance(node.value, ast.Constant) and node.value.value is None)
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS and name_of(node.value) not in OPEN_MODELS


# In a template: text that is trusted, and what is kept for the next reader.
TRUSTING = ("autoescape off", "|safe", "|safeseq", " onclick=", " hx-on", "javascript:", "{% cache")
INLINE = ("style=", "<style", "<script>")


def template_trusts(text):
    """Which of these words stand in a template, but for font rules of our own making in papers."""
    text = text.replace("{{ paper.fonts|safe }}", "")
    return [word for word in TRUSTING if word in text]
