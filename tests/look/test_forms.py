"""Plain Django forms come out as the design asks."""

from django import forms

from buurtbalans.forms import DateWidget


class Example(forms.Form):
    """One of each kind that the project uses."""

    title = forms.CharField(label="Titel", max_length=60, help_text="Kies één thema.")
    why = forms.CharField(label="Waarom", max_length=200, required=False, widget=forms.Textarea)
    date = forms.DateField(label="Datum", widget=DateWidget)
    audience = forms.ChoiceField(
        label="Wie mag dit zien?",
        choices=[("own", "Mijn organisatie"), ("all", "Alle")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="Akkoord", required=False)


def test_a_field_has_its_label_hint_and_class():
    html = Example()["title"].as_field_group()
    assert '<label class="ams-label" for="id_title">Titel</label>' in html
    assert 'id="id_title_helptext">Kies één thema.' in html
    assert 'class="ams-text-input"' in html
    assert 'aria-describedby="id_title_helptext"' in html


def test_checking_is_left_to_the_server_so_nothing_is_red_before_typing():
    html = Example()["title"].as_field_group()
    assert " required" not in html
    assert 'aria-required="true"' in html


def test_an_error_is_tied_to_its_field_and_the_text_is_kept():
    html = Example({"title": "x" * 61})["title"].as_field_group()
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert "ams-field--invalid" in html
    assert "x" * 61 in html


def test_optional_fields_say_so_but_a_checkbox_does_not():
    form = Example()
    assert "(niet verplicht)" in form["why"].as_field_group()
    assert "(niet verplicht)" not in form["agreed"].as_field_group()


def test_a_form_of_only_optional_fields_can_leave_the_word_out():
    class Filter(forms.Form):
        hide_optional = True
        q = forms.CharField(label="Zoek", required=False)

    assert "(niet verplicht)" not in Filter()["q"].as_field_group()


def test_a_long_text_is_counted_and_never_cut_off_by_the_browser():
    html = str(Example()["why"])
    assert 'data-bb-max="200"' in html
    assert "maxlength" not in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = Example({})["audience"].as_field_group()
    assert "<fieldset" in html
    assert '<legend class="ams-field-set__legend">Wie mag dit zien?</legend>' in html
    assert html.count('class="bb-choice"') == 2
    assert 'aria-describedby="id_audience_error"' in html


def test_the_summary_leads_to_the_first_control_of_every_field_with_an_error():
    html = str(Example({}))
    assert "data-bb-error-summary" in html
    assert 'href="#id_title"' in html
    assert 'href="#id_audience_0"' in html
    assert 'id="id_audience_0"' in html


def test_a_date_is_written_the_way_the_browser_reads_it():
    assert 'type="date" name="date" value="2026-03-26"' in str(Example({"date": "2026-03-26"})["date"])
