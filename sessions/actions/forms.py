"""What people type about actions and decisions. Every choice is limited to what its reader may see."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from buurtbalans.forms import DateWidget
from buurtbalans.uploads import UploadField
from privacy import access
from privacy.questions import Given, Question
from sessions.actions.models import Action, ActionKind, ActionStatus, Decision
from sessions.actions.services import may_be_given
from sessions.planning.models import Session
from trajects.partners.models import Membership, Partner, PartnerStatus, Role
from trajects.steps.models import Step
from trajects.traject.editing import VersionedForm
from trajects.traject.models import Traject

OTHER_PARTNER = "Deze persoon werkt niet voor de gekozen organisatie. Kies een andere persoon of organisatie."
NOT_INVITED = (
    "Deze organisatie is niet bij de bijeenkomst uitgenodigd en ziet de actie dan niet. "
    "Kies een andere organisatie of laat de bijeenkomst leeg."
)
PERSON_NOT_INVITED = "Deze persoon ziet de bijeenkomst niet. Kies iemand van het kernteam of laat dit leeg."
NOT_CHOSEN = "Kies Klaar of Dit lukt mij niet."
FILTER_ID = "filter_%s"
NO_PARTNER = "Kies welke organisatie dit doet."


class SeatField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Choosing a person; the organisation always stands beside the name (P7)."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and organisation."""
        return f"{obj.user.name} ({obj.partner.organisation.name})"


class SessionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Choosing a session by its title and day."""

    def label_from_instance(self, obj: Any) -> str:
        """Title and day."""
        return f"{obj.title} ({date_format(obj.date, 'D j F Y')})"


def _steps(user: User, traject: Traject) -> Any:
    return access.visible(user, Step.objects.filter(traject=traject))


def _sessions(user: User, traject: Traject) -> Any:
    return access.visible(user, Session.objects.filter(traject=traject).order_by("-date", "-pk"))


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    form.fields[name].choices = [("", "Alle"), *choices]  # type: ignore[attr-defined]  # a plain Field to the stubs


def _rows(form: forms.BaseForm, name: str, rows: Any) -> None:
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # a plain Field to the stubs


@Question
def _owners(user: User, traject: Given) -> QuerySet[Action, tuple[int, str, str]]:
    """The organisations of actions that this person may see."""
    actions = access.visible(user, Action.objects.filter(traject=traject))
    owners = actions.order_by("partner__organisation__folded", "partner").distinct()
    return owners.values_list("partner", "partner__organisation__name", "partner__organisation__folded")


@Question
def _session_names(user: User, traject: Given) -> QuerySet[Session, tuple[int, str, date]]:
    """The sessions that this person may see, the latest first."""
    sessions = access.visible(user, Session.objects.filter(traject=traject))
    return sessions.order_by("-date", "-pk").values_list("pk", "title", "date")


@Question
def _step_names(user: User, traject: Given) -> QuerySet[Step, tuple[int, str]]:
    return access.visible(user, Step.objects.filter(traject=traject)).order_by("number").values_list("number", "title")


class SearchForm(forms.Form):
    """Searching in the list."""

    hide_optional = True
    q = forms.CharField(label="Zoek in de tekst", max_length=100, required=False)


@cache
def blank_search() -> str:
    """The field for searching with nothing in it: the same for everybody, so drawn once."""
    return SearchForm(auto_id=FILTER_ID)["q"].as_field_group()


class ActionFilterForm(SearchForm):
    """The filters above the list; a value that is not among the choices does nothing."""

    soort = forms.ChoiceField(label="Soort", choices=[("", "Alles"), *ActionKind.choices], required=False)
    organisatie = forms.ChoiceField(label="Organisatie", required=False)
    stap = forms.ChoiceField(label="Stap", required=False)
    bijeenkomst = forms.ChoiceField(label="Bijeenkomst", required=False)

    def __init__(self, data: Any, *, traject: Traject, user: User) -> None:
        super().__init__(data, auto_id=FILTER_ID)
        owners, steps = _owners(user, traject=traject.pk), _step_names(user, traject=traject.pk)
        _choices(self, "organisatie", [(str(pk), name) for pk, name, _ in owners])
        _choices(self, "stap", [(str(number), f"{number}. {title}") for number, title in steps])
        sessions = _session_names(user, traject=traject.pk)
        _choices(self, "bijeenkomst", [(str(pk), f"{title}, {date_format(day, 'j M')}") for pk, title, day in sessions])


class ActionForm(VersionedForm):
    """An action: what, which organisation, who, by when."""

    partner: forms.ModelChoiceField[Partner] = forms.ModelChoiceField(
        queryset=None,
        label="Welke organisatie",
        required=False,
        empty_label="De organisatie van de gekozen persoon",
    )
    assignee = SeatField(queryset=None, label="Wie", required=False, empty_label="Nog niemand")
    session = SessionField(
        queryset=None,
        label="Uit welke bijeenkomst",
        required=False,
        empty_label="Geen: voor iedereen in het traject",
        help_text="Een actie uit een bijeenkomst is alleen te zien voor wie daar is uitgenodigd.",
    )

    class Meta:
        model = Action
        fields = ["title", "partner", "assignee", "due", "step", "session", "note"]
        labels = {"title": "Wat spreken jullie af", "due": "Uiterlijk"}
        widgets = {"due": DateWidget(), "note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, traject: Traject, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An organisation that left keeps what it once agreed to, until somebody chooses another.
        chosen = Q(status=PartnerStatus.JOINED) | Q(pk=self.instance.partner_id)
        partners = access.visible(user, Partner.objects.filter(chosen, traject=traject))
        seats = access.visible(
            user, Membership.objects.active().filter(traject=traject).exclude(role=Role.READER)
        ).select_related("user", "partner__organisation")
        _rows(self, "partner", partners.select_related("organisation"))
        _rows(self, "assignee", seats.order_by("partner__organisation__folded", "user__name"))
        _rows(self, "step", _steps(user, traject))
        _rows(self, "session", _sessions(user, traject))

    def clean(self) -> dict[str, Any]:
        """The person belongs to the organisation, and both may see the session (P5)."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        assignee, partner = cleaned.get("assignee"), cleaned.get("partner")
        if partner is None and assignee is not None:
            partner = cleaned["partner"] = assignee.partner
        if partner is None and "partner" not in self.errors:
            self.add_error("partner", NO_PARTNER)
        elif partner and assignee and assignee.partner_id != partner.pk:
            self.add_error("assignee", OTHER_PARTNER)
        elif partner and cleaned.get("session"):
            self._check_invited(cleaned["session"], partner, assignee)
        return cleaned

    def _check_invited(self, session: Session, partner: Partner, assignee: Membership | None) -> None:
        if not may_be_given(session, partner, assignee):
            is_kernteam = assignee is not None and partner.memberships.active().kernteam().exists()
            self.add_error(*(("assignee", PERSON_NOT_INVITED) if is_kernteam else ("partner", NOT_INVITED)))


class ActionEditForm(ActionForm):
    """Changing an action or homework, against the version that its author has seen."""

    class Meta(ActionForm.Meta):
        fields = ["title", "why", "partner", "assignee", "due", "step", "session", "note"]
        widgets = {**ActionForm.Meta.widgets, "why": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind == ActionKind.HOMEWORK:
            self.fields["session"].required = True
            self.fields["session"].empty_label = None  # type: ignore[attr-defined]  # a plain Field to the stubs
        else:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        """What was reported as not possible keeps its reason."""
        cleaned = super().clean()
        if self.instance.status == ActionStatus.FAILED and not cleaned.get("note"):
            self.add_error("note", "Deze actie is gemeld als niet gelukt. Laat de reden staan.")
        return cleaned


class ReportForm(VersionedForm):
    """How it went: done, or not possible and why."""

    status = forms.ChoiceField(
        choices=[(ActionStatus.DONE, "Klaar"), (ActionStatus.FAILED, "Lukt niet")],
        error_messages={"required": NOT_CHOSEN, "invalid_choice": NOT_CHOSEN},
        widget=forms.HiddenInput,
    )
    file = UploadField(label="Bestand", required=False)

    class Meta:
        model = Action
        fields = ["status", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind == ActionKind.HOMEWORK:
            self.fields["note"].label = "Jouw antwoord"

    def clean(self) -> dict[str, Any]:
        """What is not possible needs a reason: the kernteam looks for another way."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("status") == ActionStatus.FAILED and not cleaned.get("note") and not self.errors:
            self.add_error("note", "Schrijf waarom het niet lukt. Dan zoekt het kernteam mee naar een oplossing.")
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What is written on the action itself; a file stands beside it."""
        return {name: self.cleaned_data[name] for name in ("status", "note")}


class DecisionForm(VersionedForm):
    """A decision: what, when, in which session."""

    session = SessionField(
        queryset=None,
        label="Uit welke bijeenkomst",
        required=False,
        empty_label="Geen: voor iedereen in het traject",
        help_text="Een besluit uit een bijeenkomst is alleen te zien voor wie daar is uitgenodigd.",
    )

    class Meta:
        model = Decision
        fields = ["text", "decided_on", "session", "step"]
        labels = {"text": "Wat is besloten", "decided_on": "Besloten op"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "decided_on": DateWidget()}

    def __init__(self, *args: Any, traject: Traject, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, "step", _steps(user, traject))
        _rows(self, "session", _sessions(user, traject))
        self.fields["decided_on"].initial = timezone.localdate
