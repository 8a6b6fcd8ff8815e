"""The linter of the gate: outside it, nobody asks for a guarded row by another way (privacy.md section 2)."""

import ast
from pathlib import Path

import pytest

from privacy import policy
from tests.privacy import linter

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("buurtbalans", "trajects", "sessions", "privacy")
# What reads beside the gate, each with its reason.
INSIDE = {
    "buurtbalans/bench/crowd.py": "fills the tables of a measurement, and takes that back",
    "buurtbalans/bench/gate.py": "measures the gate against the same question by hand, and shows nobody a row",
    "buurtbalans/bench/live.py": "counts what phones of a measurement stuck, in a database of its own",
    "buurtbalans/management/commands/bench_live.py": "makes that database, before there is anything in it",
    "buurtbalans/supervisor.py": "makes the database itself, before there is anything in it",
    "privacy/access.py": "is the gate",
    "privacy/access_events/retention.py": "tells the database that it may delete, and reads nothing for anybody",
    "privacy/wall.py": "is the gate, on the residents' side",
    "privacy/reports/hiding.py": "tells the database that it may hide a text, and reads nothing for anybody",
    "privacy/retention/leftovers.py": "empties the cache, and reads nothing for anybody",
    "privacy/retention/removing.py": "tells the database that it may delete, and reads nothing for anybody",
    "privacy/tables.py": "is the gate",
    "privacy/written.py": "asks what a queryset of the gate was written as, with its blanks filled in",
}
# Services and jobs act on rows that a view fetched through the gate, or for nobody in particular; models hold
# the querysets themselves. Everything else reads through the gate.
BEHIND_THE_GATE = (
    "services.py",
    "tasks.py",
    "models.py",
    "/handing_over.py",
    "/invitations.py",
    "planning/states.py",
    "minutes/carrying.py",
    "/leaving.py",
    "/letters.py",
    "/seats.py",
    "planning/states.py",
    "agreements/publishing.py",
    # Begins with a row that the gate gave who reports it; finds what is hidden along with it, and shows nothing.
    "reports/copies.py",
    "retention/accounts.py",
    "retention/erasing.py",
    "retention/reporting.py",
    "retention/rules.py",
    # What a code and a seat give, beside the gate and for nobody who is logged in.
    "room/codes.py",
    "room/on_phone.py",
    "room/rounds.py",
    # Keeps the text of a part that the gate gave and one's own open form; who else writes it asks the gate.
    "plan/writing.py",
    # A job that counts pages, and shows nobody one.
    "plan/pages.py",
    # Begins with a measure or plan that the gate gave; all that it reads is for whoever sees that.
    "analysis/chain.py",
    # Each begins with a version of the plan or an answer that the gate gave; adopting counts every answer.
    "plan/adoption.py",
    "plan/commenting.py",
    "plan/reading.py",
    "plan/signing.py",
    "plan/standing.py",
    # Each begins with a traject or a row that the gate gave; a reminder asks the gate as who gets it.
    "follow_up/check_ins.py",
    "follow_up/check_in_letters.py",
    "follow_up/evaluation.py",
    "follow_up/evaluation_letters.py",
    "follow_up/governance.py",
    "follow_up/leading.py",
    "follow_up/progress.py",
    # Each begins with a registration that the gate gave its owner.
    "registrations/audience.py",
    "registrations/evidence.py",
    "registrations/importing.py",
    "registrations/second_reading.py",
    # Verbs on a session that the gate let through, and jobs that ask it anew as who gets the mail.
    "planning/sending.py",
    "planning/notices.py",
    "planning/states.py",
    "/delivering.py",
)
# The one place of each maker of papers and tables.
MAKERS = {
    "buurtbalans/pdf.py": {"weasyprint"},
    "buurtbalans/spreadsheets.py": {"csv", "xlsxwriter"},
    "buurtbalans/letters.py": {"docx"},
    "buurtbalans/slides.py": {"pptx"},
    "buurtbalans/spreadsheet_reading.py": {"csv", "openpyxl"},
}


def guarded_models():
    from django.apps import apps

    return {apps.get_model(label).__name__ for label in policy.ROADS}


def sources():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name:
                yield name, ast.parse(path.read_text())


def breaking(rule):
    return [f"{name}:{line}" for name, tree in sources() if name not in INSIDE for line in rule(tree)]


def test_what_reads_for_a_person_reads_through_the_gate():
    guarded = guarded_models()
    found = breaking(lambda tree: linter.beside_the_gate(tree, guarded))
    found = [place for place in found if not place.rpartition(":")[0].endswith(BEHIND_THE_GATE)]
    assert not [place for place in found if "/demo/" not in place]


def test_every_exception_is_a_file_that_exists():
    assert all((ROOT / name).exists() for name in [*INSIDE, *MAKERS])
    names = [name for name, _ in sources()]
    assert all(any(name.endswith(ending) for name in names) for ending in BEHIND_THE_GATE)


def test_nothing_asks_for_permissions_or_trusts_text_by_another_way():
    assert not breaking(linter.by_another_way)


def test_papers_and_tables_are_made_in_one_module_each():
    found = {name: linter.makes_files(tree) - MAKERS.get(name, set()) for name, tree in sources()}
    assert not {name: makers for name, makers in found.items() if makers}


def test_nothing_is_kept_for_the_next_reader():
    assert not breaking(linter.keeps_for_the_next_reader)


def test_no_class_holds_rows():
    assert not breaking(linter.rows_of_a_class)


def test_no_template_trusts_text_or_carries_style_or_script():
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in linter.template_trusts(text)]
        if "pdf" not in path.parts and any(word in text for word in linter.INLINE):
            found.append(f"{path.relative_to(ROOT)}: inline style or script")
    assert not found, found


# --- the linter itself: what it must find, planted; beside it what it must leave alone


def read_beside(code):
    return linter.beside_the_gate(code, {"Registration"})


PLANTED = [
    (read_beside, "rows = Registration.objects.filter(pk=1)"),
    (read_beside, "rows = models.Registration._default_manager.all()"),
    (
        read_beside,
        "def a(u):\n    rows = Registration.objects.all()\n    access.visible(u, rows)\n    return rows.count()",
    ),
    (read_beside, "def a():\n    rows = Registration.objects.all()"),
    (linter.by_another_way, "get_objects_for_user(user, 'x')"),
    (linter.by_another_way, "user.has_perm('x', row)"),
    (linter.by_another_way, "from django.utils.safestring import mark_safe\nmark_safe(row.title)"),
    (linter.by_another_way, "Registration.objects.raw('SELECT 1')"),
    (linter.by_another_way, "cursor.execute('SELECT 1')"),
    (linter.makes_files, "from weasyprint import HTML"),
    (linter.makes_files, "import csv"),
    (linter.makes_files, "def a():\n    import xlsxwriter"),
    (linter.keeps_for_the_next_reader, "@cache_page(60)\ndef page(request): ..."),
    (linter.keeps_for_the_next_reader, "urls = [path('', cache_page(60)(view))]"),
    (linter.keeps_for_the_next_reader, "@cache\ndef names(user): ..."),
    (linter.keeps_for_the_next_reader, "@functools.lru_cache(maxsize=None)\ndef a(x: User): ..."),
    (linter.keeps_for_the_next_reader, "@lru_cache\ndef a() -> 'QuerySet[Registration]': ..."),
    (linter.rows_of_a_class, "class F(Form):\n    who = ModelChoiceField(queryset=Partner.objects.all())"),
    (linter.rows_of_a_class, "class F(Form):\n    who = ModelChoiceField(queryset=everybody())"),
    (
        linter.rows_of_a_class,
        "class F(Form):\n    who: Field = ChoiceField(choices=list(Partner.objects.all()))",
    ),
    (linter.rows_of_a_class, "class V(View):\n    queryset = Registration.objects.all()"),
]
LEFT_ALONE = [
    (read_beside, "access.visible(user, Registration.objects.filter(pk=1))"),
    (read_beside, "def a(u):\n    rows = Registration.objects.all()\n    return access.fetch(u, 'see', rows, 1)"),
    (read_beside, "Registration.objects.create(title='x')"),
    (read_beside, "Area.objects.all()"),
    (linter.by_another_way, "access.may(user, 'x', row)"),
    (linter.makes_files, "from buurtbalans import pdf"),
    (linter.keeps_for_the_next_reader, "@cache\ndef icon(name: str) -> str: ..."),
    (linter.rows_of_a_class, "class F(Form):\n    who = ModelChoiceField(queryset=None)"),
    (linter.rows_of_a_class, "class R(Model):\n    objects = Rows.as_manager()"),
]


@pytest.mark.parametrize(("rule", "code"), PLANTED)
def test_a_planted_violation_is_found(rule, code):
    assert rule(ast.parse(code))


@pytest.mark.parametrize(("rule", "code"), LEFT_ALONE)
def test_what_is_right_is_left_alone(rule, code):
    assert not rule(ast.parse(code))


@pytest.mark.parametrize(
    "text", ["{{ row.title|safe }}", "{% autoescape off %}", "{% cache 60 x %}", "<a onclick='x'>"]
)
def test_a_planted_violation_in_a_template_is_found(text):
    assert linter.template_trusts(text.replace("'", '"'))
