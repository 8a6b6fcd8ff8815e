"""What the kernteam fills in about a session, its preparation and its homework."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format, time_format

from buurtbalans.accounts.models import User
from buurtbalans.forms import DateWidget, TimeWidget
from privacy import access
from privacy.doors.forms import DoorForm
from privacy.doors.hidden import is_hidden
from sessions.actions.models import Action
from sessions.minutes.carrying import kept_from
from sessions.planning.models import Answer, PreparationTask, Session, SessionPartner
from trajects.partners.models import Membership, Partner, PartnerStatus, Role
from trajects.steps.models import Step
from trajects.traject.editing import VersionedForm
from trajects.traject.models import Traject

AT_THE_TABLE = (PartnerStatus.JOINED, PartnerStatus.APPROACHED)
YEARS_AWAY = 3
KEPT_FROM = (
    "“{}” op de agenda komt uit een bijeenkomst waar niet iedereen bij was die je nu uitnodigt. "
    "Haal het punt eerst van de agenda; je kunt het er in andere woorden weer op zetten."
)
HIDDEN = "Deze tekst is intussen verborgen, omdat er misschien een persoonsgegeven in staat. Schrijf het anders."


def day_within_years(day: dt.date) -> dt.date:
    """The same day, when it lies within a few years. Raises ValidationError."""
    if abs(day.year - timezone.localdate().year) > YEARS_AWAY:
        raise forms.ValidationError(f"Kies een dag binnen {YEARS_AWAY} jaar.")
    return day


class SessionForm(DoorForm, forms.Form):
    """When, where, which steps and who."""

    title = forms.CharField(
        label="Titel", max_length=120, error_messages={"required": "Geef de bijeenkomst een titel."}
    )
    date = forms.DateField(label="Datum", widget=DateWidget)
    starts_at = forms.TimeField(label="Begint om", widget=TimeWidget)
    ends_at = forms.TimeField(label="Eindigt om", widget=TimeWidget)
    place = forms.CharField(label="Plaats", max_length=200, required=False)
    steps: forms.ModelMultipleChoiceField[Step] = forms.ModelMultipleChoiceField(
        label="Welke stappen komen aan bod?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Een bijeenkomst kan over meer stappen gaan, en een stap over meer bijeenkomsten.",
    )
    partners: forms.ModelMultipleChoiceField[Partner] = forms.ModelMultipleChoiceField(
        label="Wie nodig je uit?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niet iedereen hoeft bij elke bijeenkomst. Alleen wie je kiest, ziet straks de agenda.",
    )

    def __init__(self, *args: Any, user: User, traject: Traject, session: Session | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.session = session
        steps = access.visible(user, Step.objects.filter(traject=traject))
        # The stubs know a plain Field only.
        self.fields["steps"].queryset = steps.order_by("number")  # type: ignore[attr-defined]
        at_the_table = Q(status__in=AT_THE_TABLE)
        if session is not None:
            at_the_table |= Q(session_invitations__session=session)
        partners = access.visible(user, Partner.objects.filter(at_the_table, traject=traject))
        partners = partners.select_related("organisation").distinct()
        self.fields["partners"].queryset = partners  # type: ignore[attr-defined]  # a plain Field to the stubs

    def clean_date(self) -> dt.date:
        """Not years away: that is a slip of the pen. A day that was may be chosen, with a warning (advice.py)."""
        return day_within_years(self.cleaned_data["date"])

    def clean(self) -> dict[str, Any]:
        """The end comes after the start."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "De eindtijd ligt voor de begintijd. Kies een latere eindtijd.")
        return cleaned


class NewSessionForm(SessionForm):
    """A new session: with the step's example agenda, unless one would rather start empty."""

    from_example = forms.BooleanField(label="Begin met de voorbeeldagenda", required=False, initial=True)
    field_order = [
        "date",
        "starts_at",
        "ends_at",
        "title",
        "place",
        "steps",
        "from_example",
        "partners",
    ]

    def planned(self) -> dict[str, Any]:
        """What plan_with_example wants to know."""
        data = dict(self.cleaned_data)
        return {"day": data.pop("date"), "example": data.pop("from_example"), **data}


class ChangeSessionForm(SessionForm):
    """An existing session, with the version that its author saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = NewSessionForm.field_order

    def clean_partners(self) -> "QuerySet[Partner]":
        """Nobody is invited to read a topic that came by itself from a session he may not know of (S7)."""
        partners: QuerySet[Partner] = self.cleaned_data["partners"]
        session = self.session
        if session is not None:
            newcomers = partners.exclude(pk__in=session.invited.values("partner"))
            if titles := kept_from(session, newcomers):
                raise forms.ValidationError(KEPT_FROM.format(titles[0]))
        return partners

    def in_words(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        """The fields with a set of values as people read them, to lay two versions side by side."""
        shown = {
            "Titel": values["title"],
            "Datum": date_format(values["date"], "D j F Y"),
            "Tijd": f"{time_format(values['starts_at'], 'H.i')}–{time_format(values['ends_at'], 'H.i')} uur",
            "Plaats": values["place"],
            "Stappen": "\n".join(str(step) for step in values["steps"]),
            "Uitgenodigd": "\n".join(str(partner) for partner in values["partners"]),
        }
        return list(shown.items())


class SendForm(forms.Form):
    """Does the agenda go along on paper? Only when the kernteam ticks it, and never when something is confidential."""

    paper = forms.BooleanField(label="Stuur de agenda mee als PDF", required=False)
    hide_optional = True

    def __init__(self, *args: Any, confidential: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["paper"].disabled = confidential
        self.fields["paper"].help_text = (
            "Dat kan niet: op de agenda staat een vertrouwelijk onderdeel. Iedereen leest de agenda na inloggen."
            if confidential
            else "Een mail kan worden doorgestuurd. Zonder vinkje leest iedereen de agenda na inloggen."
        )


class AnswerForm(DoorForm, forms.Form):
    """Whether an organisation comes. The answer is the button that was pressed."""

    answer = forms.ChoiceField(
        label="Kom je?",
        choices=[choice for choice in Answer.choices if choice[0]],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een van de drie knoppen."),
    )
    note = forms.CharField(
        label="Toelichting",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: we komen een half uur later. Alle genodigden kunnen dit lezen.",
    )

    def __init__(self, *args: Any, invitation: SessionPartner, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.initial.setdefault("note", invitation.answer_note)

    def clean_note(self) -> str:
        """Not the words that somebody reported meanwhile."""
        note: str = self.cleaned_data["note"]
        if is_hidden(self.invitation, [("answer_note", note)]):
            raise forms.ValidationError(HIDDEN)
        return note


def seats(user: User, traject: Traject) -> Any:
    """The seats that people hold now in a traject, with person and organisation."""
    visible = access.visible(user, Membership.objects.filter(traject=traject, valid_to=None))
    return visible.exclude(role=Role.READER).select_related("user", "partner__organisation")


class SeatField(forms.ModelChoiceField[Membership]):
    """Picks a person; the organisation is always shown with the name (P7)."""

    def label_from_instance(self, obj: Membership) -> str:
        """Name and organisation."""
        return f"{obj.user.name} ({obj.partner})"


class PreparationForm(VersionedForm):
    """Something the kernteam prepares."""

    owner = SeatField(label="Wie", queryset=None, required=False, empty_label="Nog niemand")

    class Meta:
        model = PreparationTask
        fields: ClassVar[list[str]] = ["title", "owner", "due"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"due": DateWidget()}

    def __init__(self, *args: Any, user: User, session: Session, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kernteam = seats(user, session.traject).filter(role=Role.KERNTEAM)
        self.fields["owner"].queryset = kernteam  # type: ignore[attr-defined]  # a plain Field to the stubs


class HomeworkForm(DoorForm, forms.ModelForm[Action]):
    """Homework for a session: for an organisation that will be there, and if known for whom."""

    assignee = SeatField(label="Wie", queryset=None, required=False, empty_label="De organisatie kiest zelf")

    class Meta:
        model = Action
        fields: ClassVar[list[str]] = ["title", "why", "partner", "assignee", "due"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"due": DateWidget(), "why": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict[str, str]] = {
            "title": "Eén opdracht in één zin. Reken op ongeveer een uur werk.",
            "why": "Zo vraag je niet meer dan nodig is.",
        }

    def __init__(self, *args: Any, user: User, session: Session, **kwargs: Any):
        super().__init__(*args, **kwargs)
        there = Q(session_invitations__session=session) | Q(memberships__role=Role.KERNTEAM, memberships__valid_to=None)
        partners = access.visible(user, Partner.objects.filter(there, traject=session.traject))
        # The stubs know a plain Field only.
        self.fields["partner"].queryset = partners.select_related("organisation").distinct()  # type: ignore[attr-defined]
        people = seats(user, session.traject).filter(partner__in=partners)
        self.fields["assignee"].queryset = people  # type: ignore[attr-defined]  # a plain Field to the stubs

    def clean(self) -> dict[str, Any]:
        """A person does homework for his own organisation."""
        cleaned = super().clean() or {}
        partner, assignee = cleaned.get("partner"), cleaned.get("assignee")
        if partner and assignee and assignee.partner_id != partner.pk:
            self.add_error("assignee", f"{assignee.user.name} doet niet mee namens {partner}. Kies iemand anders.")
        return cleaned
