"""What forms about the plan say when something was left empty: the field by name, and what to do."""

from django.forms import Field

from trajects.analysis import forms as analysis
from trajects.analysis import testing_forms
from trajects.follow_up import check_in_forms, progress_forms, steering_forms
from trajects.follow_up import forms as follow_up
from trajects.plan import approval_forms, commenting_forms, measure_forms
from trajects.plan import forms as plan

MODULES = (
    analysis,
    approval_forms,
    check_in_forms,
    commenting_forms,
    follow_up,
    measure_forms,
    plan,
    progress_forms,
    steering_forms,
    testing_forms,
)


def test_no_form_about_the_plan_says_only_that_a_field_is_required():
    bare = Field.default_error_messages["required"]
    found = {
        (form.__name__, name)
        for module in MODULES
        for form in vars(module).values()
        if getattr(form, "base_fields", None) and form.__module__ == module.__name__
        for name, field in form.base_fields.items()
        if field.required and not field.widget.is_hidden and field.error_messages["required"] == bare
    }
    assert found == set()
