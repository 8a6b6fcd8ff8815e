"""What the kernteam changes about several actions at once (A1)."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from buurtbalans.accounts.models import User
from buurtbalans.forms import DateWidget
from privacy import access
from sessions.actions.forms import OTHER_PARTNER, SeatField
from sessions.actions.models import ActionStatus
from trajects.partners.models import Membership, Partner, PartnerStatus, Role
from trajects.steps.models import Step
from trajects.traject.models import Traject

NOTHING_PICKED = "Vink ten minste één actie aan."
NOTHING_CHOSEN = "Kies wat je wilt wijzigen: de datum, wie het doet, de stap of de stand."
PICKS = "rij"
LEAVE = "Laat zo"


class TogetherForm(forms.Form):
    """What is left empty stays as it is. `picks` holds the key of each action that was ticked, and its version."""

    due = forms.DateField(label="Uiterlijk", required=False, widget=DateWidget())
    partner: forms.ModelChoiceField[Partner] = forms.ModelChoiceField(
        queryset=None, label="Organisatie", required=False, empty_label=LEAVE
    )
    assignee = SeatField(queryset=None, label="Wie", required=False, empty_label=LEAVE)
    step: forms.ModelChoiceField[Step] = forms.ModelChoiceField(
        queryset=None, label="Stap", required=False, empty_label=LEAVE
    )
    status = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", LEAVE), (ActionStatus.DONE, "Klaar"), (ActionStatus.OPEN, "Weer open")],
    )
    hide_optional = True

    def __init__(self, data: Any, *, traject: Traject, user: User) -> None:
        super().__init__(data, auto_id="samen_%s")
        partners = Partner.objects.filter(traject=traject, status=PartnerStatus.JOINED)
        seats = Membership.objects.active().filter(traject=traject).exclude(role=Role.READER)
        rows = {
            "partner": access.visible(user, partners).select_related("organisation"),
            "assignee": access.visible(user, seats)
            .select_related("user", "partner__organisation")
            .order_by("partner__organisation__folded", "user__name"),
            "step": access.visible(user, Step.objects.filter(traject=traject)),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]  # a plain Field to the stubs

    @cached_property
    def picks(self) -> dict[int, int]:
        """The version that was seen of each ticked action; what no page sends is passed over."""
        pairs = [text.split("-") for text in cast(QueryDict, self.data).getlist(PICKS)] if self.is_bound else []
        return {int(pk): int(version) for pk, version in (pair for pair in pairs if _are_numbers(pair))}

    def clean(self) -> dict[str, Any]:
        """Something is ticked, something is chosen, and the person belongs to the organisation."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        assignee, partner = cleaned.get("assignee"), cleaned.get("partner")
        if not self.picks:
            self.add_error(None, NOTHING_PICKED)
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, NOTHING_CHOSEN)
        if assignee and partner and assignee.partner_id != partner.pk:
            self.add_error("assignee", OTHER_PARTNER)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What to write on every ticked action; a new organisation without a person takes the old person off."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if "assignee" in chosen:
            chosen["partner"] = chosen["assignee"].partner
        elif "partner" in chosen:
            chosen["assignee"] = None
        return chosen


def _are_numbers(pair: list[str]) -> bool:
    return len(pair) == 2 and all(part.isascii() and part.isdecimal() and len(part) < 19 for part in pair)
