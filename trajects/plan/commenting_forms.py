"""Forms about a submitted version: comments, answers to them, and what an organisation can bring in."""

from collections.abc import Mapping
from typing import Any

from django import forms

from trajects.partners.forms import InvitationForm
from trajects.plan.commenting_models import ASPECTS, PlanComment, SupportStatement
from trajects.traject.editing import VersionedForm, ask

WHO_READS = "Alle partners in het traject lezen dit, met je naam en je organisatie erbij."
ASK_TO_READ = "Wil je meelezen met ons plan van aanpak, en zeggen wat onze organisatie ervan vindt en kan inzetten?"
QUESTIONS = {
    "support": "Is er draagvlak voor dit plan in je organisatie?",
    "capacity": "Is er capaciteit: mensen en uren?",
    "means": "Zijn er middelen: geld, ruimte of materiaal?",
}


class CommentForm(VersionedForm):
    """What somebody says about a part of a version, or about all of it."""

    hide_optional = True

    class Meta:
        model = PlanComment
        fields = ["part", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        error_messages = ask(text="Schrijf op wat je wilt zeggen.")
        help_texts = {"text": WHO_READS}

    def __init__(self, *args: Any, contents: Mapping[str, Any], **kwargs: Any) -> None:
        """`contents` are those of the version: one comments on what stands in it."""
        super().__init__(*args, **kwargs)
        parts = [(part["name"], f"{part['number']}. {part['title']}") for part in contents["parts"]]
        field: Any = self.fields["part"]
        field.label, field.choices = "Waarover?", [("", "Het hele plan"), *parts]


class CommentAnswerForm(VersionedForm):
    """What the kernteam answers."""

    class Meta:
        model = PlanComment
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "answer": "Wat doen jullie ermee? Alle partners lezen dit, en wie voor deze organisatie meeleest.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].error_messages["required"] = "Schrijf een antwoord, bijvoorbeeld wat jullie aanpassen."


class ReaderForm(InvitationForm):
    """Ask a colleague of one's own organisation to read along; what that allows is fixed."""

    # How Django leaves out a field of the form it is built on.
    role = None  # type: ignore[assignment]
    functions = None  # type: ignore[assignment]
    field_order = ["email", "name", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("reason", ASK_TO_READ)


class SupportForm(VersionedForm):
    """Support, capacity and means, each with words."""

    hide_optional = True

    class Meta:
        model = SupportStatement
        fields = [name for aspect in ASPECTS for name in (aspect, f"{aspect}_words")]
        widgets = {
            **dict.fromkeys(ASPECTS, forms.RadioSelect),
            **{f"{aspect}_words": forms.Textarea(attrs={"rows": 2}) for aspect in ASPECTS},
        }
        labels = QUESTIONS
        error_messages = ask(
            support="Kies of er draagvlak is.", capacity="Kies of er capaciteit is.", means="Kies of er middelen zijn."
        )
