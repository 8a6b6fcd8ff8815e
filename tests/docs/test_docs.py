"""What the papers point at exists: links, pictures, settings and commands."""

import re
from pathlib import Path

import pytest

from buurtbalans.demo import content
from buurtbalans.demo.cast import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")

papers = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))


def prose(paper):
    """The text without code, where brackets mean something else."""
    return CODE.sub("", paper.read_text(encoding="utf-8"))


def anchors(paper):
    """The names by which a viewer of Markdown jumps to headings."""
    headings = HEADING.findall(paper.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(paper, target):
    """Whether a target exists in the repository, with its anchor; addresses elsewhere are not asked."""
    if re.match(r"[a-z]+:", target):
        return True
    path, _, anchor = target.partition("#")
    there = (paper.parent / path).resolve() if path else paper
    if not there.exists() or ROOT not in there.parents:
        return False
    return not anchor or anchor in anchors(there)


def broken(paper, targets):
    return [target for target in targets if not leads_somewhere(paper, target)]


def names_of_settings(text):
    return set(re.findall(r"\b(?:BB_[A-Z_]+|DATABASE_URL|PORT)\b", text))


@papers
def test_every_link_leads_somewhere(paper):
    assert broken(paper, LINK.findall(prose(paper))) == []


@papers
def test_every_picture_is_there_and_says_what_it_shows(paper):
    pictures = PICTURE.findall(prose(paper))
    assert broken(paper, [target for _, target in pictures]) == []
    assert all(alternative.strip() for alternative, _ in pictures)


def test_every_picture_is_used():
    pictures = {path.resolve() for path in ROOT.glob("docs/handleiding/beelden/*.png")}
    shown = {(paper.parent / target).resolve() for paper in PAPERS for _, target in PICTURE.findall(prose(paper))}
    assert pictures <= shown


def test_every_setting_of_the_example_stands_in_the_readme_and_the_other_way_round():
    example = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE)) == example


@papers
def test_every_setting_that_is_named_exists(paper):
    example = names_of_settings((ROOT / ".env.example").read_text(encoding="utf-8"))
    assert names_of_settings(paper.read_text(encoding="utf-8")) <= example


@papers
def test_every_make_command_exists(paper):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    code = " ".join(CODE.findall(paper.read_text(encoding="utf-8")))
    assert set(MAKE.findall(code)) <= targets


def test_the_readme_names_every_make_command_with_a_help_text():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    helped = set(re.findall(r"^([a-z][a-z-]*):.*## ", makefile, re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert helped == set(re.findall(r"^\| `make ([a-z-]+)` \|", readme, re.MULTILINE))


def test_the_readme_names_every_demo_account_and_no_other():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    cast = content.cast()
    accounts = {f"{name}@{cast['domains']['accounts']}" for name in cast["accounts"]}
    assert set(re.findall(r"^\| `([a-z]+@[a-z.]+)` \|", readme, re.MULTILINE)) == accounts
    assert f"`{PASSWORD}`" in readme


def test_every_decision_stands_in_the_list():
    decisions = ROOT / "docs" / "adr"
    listed = set(re.findall(r"\((\d{4}-[a-z-]+\.md)\)", (decisions / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in decisions.glob("0*.md")}


def test_every_chapter_of_the_handbook_stands_in_its_index():
    handbook = ROOT / "docs" / "handleiding"
    listed = set(LINK.findall(prose(handbook / "index.md")))
    assert {path.name for path in handbook.glob("*.md")} - {"index.md"} <= listed


@pytest.mark.parametrize("name", ["security.md", "channels.md"])
def test_every_test_that_is_named_exists(name):
    paper = (ROOT / "docs" / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", paper))
    assert len(named) > 50
    absent = [
        f"{path}::{test}"
        for path, test in named
        if not (ROOT / path).exists() or (test and f"def {test}(" not in (ROOT / path).read_text(encoding="utf-8"))
    ]
    assert absent == []


def test_every_channel_stands_in_the_list_with_its_test_or_why_it_is_not_there():
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| (.+) \|$", (ROOT / "docs" / "channels.md").read_text(), re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 65))
    assert all("`tests/" in cell or cell.startswith("—: ") for _, cell in rows)


def test_the_licence_is_the_eupl_and_everything_says_so():
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    for name in ("publiccode.yml", "pyproject.toml", "package.json", "README.md"):
        assert "EUPL-1.2" in (ROOT / name).read_text(encoding="utf-8"), name
