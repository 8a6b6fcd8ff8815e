"""What people fill in about reminders, and about homework from a mail."""

from typing import Any

from django import forms

from privacy.doors.forms import DoorForm
from sessions.actions.forms import ReportForm
from sessions.reminders.models import FIRST_HOUR, LAST_HOUR, ReminderSetting


class MailedReportForm(ReportForm):
    """Telling how it went without logging in: the same answers, but for a file.

    What stands in the note already is not shown here, and stays: what is typed comes below it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["file"]
        self.standing = self.instance.note
        self.initial["note"] = ""

    def changes(self) -> dict[str, Any]:
        """Status and note, the note below the one that stands there."""
        note = "\n\n".join(text for text in (self.standing, self.cleaned_data["note"]) if text)
        return {"status": self.cleaned_data["status"], "note": note}


class ReminderForm(DoorForm, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """At which hour somebody wants the mail with reminders, or not at all."""

    hour = forms.TypedChoiceField(
        label="Hoe laat", coerce=int, choices=[(hour, f"{hour}.00 uur") for hour in range(FIRST_HOUR, LAST_HOUR + 1)]
    )

    class Meta:
        model = ReminderSetting
        fields = ["is_on", "hour"]
        labels = {"is_on": "Stuur mij herinneringen per e-mail"}
