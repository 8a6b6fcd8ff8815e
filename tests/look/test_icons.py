"""Icons decorate; they never carry meaning, and their absence breaks nothing."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

from buurtbalans.assets.context import BARE, Look
from buurtbalans.templatetags import bb

BUILT = Look(theme="neutraal", built=True, stylesheets=(), icons="vendor/icons.svg")


def render(text):
    return Template(text).render(Context())


def test_an_icon_is_hidden_from_screen_readers(monkeypatch):
    monkeypatch.setattr(bb, "look", lambda: BUILT)
    html = render('{% icon "Pencil" %}')
    assert html.startswith('<svg class="bb-ico" aria-hidden="true" focusable="false"')
    assert "icons.svg#Pencil" in html


def test_an_icon_of_the_design_system_shows_only_with_its_styles(monkeypatch):
    monkeypatch.setattr(bb, "look", lambda: BUILT)
    html = render('{% ams_icon "Warning" "ams-icon--heading-3" %}')
    assert html.startswith('<span class="ams-icon ams-icon--heading-3" hidden>')


def test_without_npm_nothing_is_drawn(monkeypatch):
    monkeypatch.setattr(bb, "look", lambda: BARE)
    assert render('{% icon "Pencil" %}{% ams_icon "Pencil" %}') == ""


def test_a_wrong_name_is_found_at_once():
    with pytest.raises(TemplateSyntaxError, match="There is no icon 'Eenhoorn'"):
        render('{% icon "Eenhoorn" %}')
