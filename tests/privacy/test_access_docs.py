"""docs/toegang.md says what privacy/policy.py says."""

import pytest
from django.core.management import CommandError, call_command

from privacy import policy, policy_document


@pytest.fixture
def elsewhere(tmp_path, settings):
    """A project folder of its own, so that no test writes in the real docs/."""
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    return tmp_path / "docs" / "toegang.md"


def test_the_page_in_the_repository_is_up_to_date():
    call_command("write_access_docs", check=True)


def test_the_command_writes_the_page_and_then_finds_it_right(elsewhere):
    call_command("write_access_docs")
    assert elsewhere.read_text(encoding="utf-8") == policy_document.text()
    call_command("write_access_docs", check=True)


def test_checking_refuses_a_page_that_is_behind_and_leaves_it_alone(elsewhere):
    elsewhere.write_text("oud", encoding="utf-8")
    with pytest.raises(CommandError, match="loopt achter"):
        call_command("write_access_docs", check=True)
    assert elsewhere.read_text(encoding="utf-8") == "oud"


def test_checking_refuses_a_page_that_is_not_there(elsewhere):
    with pytest.raises(CommandError, match="loopt achter"):
        call_command("write_access_docs", check=True)


def test_the_same_policy_gives_the_same_text():
    assert policy_document.text() == policy_document.text()


def test_every_action_and_every_guarded_model_stands_on_the_page():
    text = policy_document.text()
    for action, meaning in policy.TRAJECT_ACTIONS.items():
        assert f"{meaning} (`{action}`)" in text
    for label in policy.ROADS:
        assert f"`{label}`" in text


def test_a_changed_role_changes_the_page(monkeypatch):
    before = policy_document.text()
    monkeypatch.setattr(policy, "ROLES", {**policy.ROLES, "aanjager": frozenset()})
    assert policy_document.text() != before


def test_a_model_without_a_dutch_word_is_refused(monkeypatch):
    monkeypatch.setattr(policy, "ROADS", {**policy.ROADS, "privacy.secret": policy.Road("traject")})
    with pytest.raises(CommandError, match=r"privacy\.secret"):
        call_command("write_access_docs", check=True)


def test_no_word_is_kept_for_what_the_policy_no_longer_knows():
    assert set(policy_document.MODEL_WORDS) == set(policy.ROADS)
    assert set(policy_document.ROLE_WORDS) == {*policy.ROLES, *policy.TRACK_ROLES}
