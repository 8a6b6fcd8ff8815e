"""Forms about who carries out what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from trajects.partners.models import Membership, Partner


class LeadForm(forms.Form):
    """Who sees to a line: a person, or an organisation whose person is not known yet."""

    who = forms.ChoiceField(
        label="Wie ziet erop toe dat deze lijn vooruitkomt?",
        error_messages={"required": "Kies een persoon of een organisatie."},
    )

    def __init__(
        self, *args: Any, partners: Sequence[Partner], seats: Mapping[int, Sequence[Membership]], **kwargs: Any
    ) -> None:
        """`seats` holds who can be chosen by partner."""
        super().__init__(*args, **kwargs)
        self._known: dict[str, tuple[Partner, Membership | None]] = {f"p{one.pk}": (one, None) for one in partners}
        choices: list[Any] = [("", "Kies wie")]
        for partner in partners:
            own = seats.get(partner.pk, ())
            self._known |= {f"m{seat.pk}": (partner, seat) for seat in own}
            named = [(f"m{seat.pk}", seat.user.name) for seat in own]
            choices.append((partner.organisation.name, [*named, (f"p{partner.pk}", "Nog niet bekend wie")]))
        self.fields["who"].choices = choices  # type: ignore[attr-defined]  # a plain Field to the stubs

    def chosen(self) -> tuple[Partner, Membership | None]:
        """The organisation, and the person when that was chosen."""
        return self._known[self.cleaned_data["who"]]
