"""Whatever a form says of a field names that field (house rule: bad input gets a message that names the field)."""

from copy import deepcopy

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from buurtbalans.form_words import OUTDATED
from sessions.polls.forms import OptionFormSet
from tests.bare_words import bare
from tests.privacy.test_every_door import form_classes

CODES = ("required", "invalid", "min_value", "max_value", "min_length", "max_length", "invalid_choice", "empty")


def test_no_field_of_any_form_speaks_in_words_that_do_not_name_it():
    """As every form makes its fields: what it says itself stays, what Django would say names the field."""
    unnamed, count = {}, 0
    for kind in form_classes():
        for name, field in getattr(kind, "base_fields", {}).items():
            form = forms.Form({})
            form.fields[name] = deepcopy(field)
            bound = form[name]
            for code in (code for code in CODES if code in bound.field.error_messages):
                said = str(bound.field.error_messages[code])
                own = said == str(field.error_messages.get(code, ""))
                count += 1
                if bare(said) or (not own and said != OUTDATED and f"“{bound.label}”" not in said):
                    unnamed[kind.__name__, name, code] = said
            if not bound.is_hidden and not field.label:
                unnamed[kind.__name__, name] = "no label"
    assert not unnamed, unnamed
    assert count > 1000


class Everything(forms.Form):
    text = forms.CharField(label="Titel", max_length=3)
    question = forms.CharField(label="Wat moet er anders?")
    mail = forms.EmailField(label="E-mailadres")
    day = forms.DateField(label="Besloten op")
    hour = forms.TimeField(label="Hoe laat?")
    number = forms.IntegerField(label="Jaar", min_value=2000)
    amount = forms.DecimalField(label="Aandeel (%)", max_digits=3)
    one = forms.ChoiceField(label="Status", choices=[("a", "A")])
    answer = forms.ChoiceField(label="Wie mag dit zien?", choices=[("a", "A")], widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(label="Wie zitten erin?", choices=[("a", "A")])
    sure = forms.BooleanField(label="Ik heb dit gelezen")
    file = forms.FileField(label="Bestand")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    own = forms.CharField(label="Kop", error_messages={"required": "Schrijf een kop."})


def test_what_stays_empty_is_asked_for_by_kind_of_control_and_own_words_win():
    assert {name: list(said) for name, said in Everything({}).errors.items()} == {
        "text": ["Vul “Titel” in."],
        "question": ["Vul bij “Wat moet er anders?” een antwoord in."],
        "mail": ["Vul “E-mailadres” in."],
        "day": ["Kies bij “Besloten op” een datum."],
        "hour": ["Vul bij “Hoe laat?” een tijd in, zoals 13:30."],
        "number": ["Vul bij “Jaar” een getal in."],
        "amount": ["Vul bij “Aandeel (procent)” een getal in."],
        "one": ["Kies bij “Status” een mogelijkheid."],
        "answer": ["Kies bij “Wie mag dit zien?” een antwoord."],
        "some": ["Kies bij “Wie zitten erin?” minstens één mogelijkheid."],
        "sure": ["Zet bij “Ik heb dit gelezen” een vinkje."],
        "file": ["Kies bij “Bestand” een bestand."],
        "seen": [OUTDATED],
        "own": ["Schrijf een kop."],
    }


def test_what_is_not_right_is_told_by_the_name_of_the_field():
    sent = {"text": "Lang", "mail": "x", "day": "31-02-2027", "hour": "25", "number": "1", "amount": "1234"}
    sent |= {"one": "b", "answer": "b", "some": ["b"], "seen": "x"}
    form = Everything(MultiValueDict({name: value if name == "some" else [value] for name, value in sent.items()}))
    told = {name: form.errors[name][0] for name in sent}
    assert told == {
        "text": "De tekst bij “Titel” is te lang: 4 tekens. Kort hem in tot 3.",
        "mail": "Vul bij “E-mailadres” een e-mailadres in, zoals naam@voorbeeld.nl.",
        "day": "Kies bij “Besloten op” een datum die bestaat.",
        "hour": "Vul bij “Hoe laat?” een tijd in, zoals 13:30.",
        "number": "Vul bij “Jaar” een getal in van 2000 of hoger.",
        "amount": "Het getal bij “Aandeel (procent)” heeft te veel cijfers: hoogstens 3.",
        "one": "Wat je bij “Status” koos, kan niet meer. Kies opnieuw.",
        "answer": "Wat je bij “Wie mag dit zien?” koos, kan niet meer. Kies opnieuw.",
        "some": "Wat je bij “Wie zitten erin?” koos, kan niet meer. Kies opnieuw.",
        "seen": OUTDATED,
    }


def test_of_several_rows_alike_it_is_told_which():
    management = "form-TOTAL_FORMS=2&form-INITIAL_FORMS=0&"
    rows = OptionFormSet(QueryDict(f"{management}form-1-date=2027-06-01&form-1-starts_at=9&form-1-ends_at=10:00"))
    assert rows.forms[1].errors == {"starts_at": ["Vul bij “Begint om” van moment 2 een tijd in, zoals 13:30."]}


def test_a_page_tells_in_its_summary_what_is_to_fill_in_once(as_, traject):
    page = as_("noor").post(reverse("trajects:partner-add", args=[traject.pk]), {}).content.decode()
    assert "Naam van de organisatie – " not in page
    assert page.count("Vul “Naam van de organisatie” in.") == 2
