"""Choosing a paper of the plan: which version, for whom, in which form."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.http import urlencode

from trajects.plan.papers.audiences import AUDIENCES, Audience, Form, Whom
from trajects.plan.papers.choosing import LIVING, Versions


class PaperForm(forms.Form):
    """What to make. Whatever is sent, something that exists is chosen: the whole plan as PDF to begin with."""

    versie = forms.ChoiceField(label="Welke versie?", required=False, widget=forms.RadioSelect)
    voor = forms.ChoiceField(label="Voor wie?", choices=Whom.choices, required=False, widget=forms.RadioSelect)
    vorm = forms.ChoiceField(label="Als wat?", choices=Form.choices, required=False, widget=forms.RadioSelect)
    hide_optional = True

    def __init__(self, data: Any = None, *, versions: Versions) -> None:
        first = versions.names[0][0]
        self._adopted = {str(version.pk) for version in versions.kept if version.adopted_at and versions.is_member}
        sent = {name: (data or {}).get(name, "") for name in self.base_fields}
        known = {"versie": [value for value, _ in versions.names], "voor": Whom.values, "vorm": Form.values}
        usual = {"versie": first, "voor": Whom.PARTNERS, "vorm": Form.PDF}
        super().__init__({name: sent[name] if sent[name] in known[name] else usual[name] for name in usual})
        # The stubs know a plain Field only.
        self.fields["versie"].choices = versions.names  # type: ignore[attr-defined]

    def version(self) -> str:
        """The value of the chosen version."""
        return str(self.data["versie"])

    def audience(self) -> Audience:
        """For whom it is."""
        return AUDIENCES[self.data["voor"]]

    def kind(self) -> Form:
        """As which kind of file; PDF where there is no other for this reader."""
        kind = Form(self.data["vorm"])
        return kind if kind in self.audience().forms else Form.PDF

    def is_other(self) -> bool:
        """Another kind of file is made than was asked for."""
        return str(self.kind()) != str(self.data["vorm"])

    def address(self, traject_pk: int) -> str:
        """Where the chosen paper is made; of an adopted version partners get the one PDF that was made then."""
        if self.version() in self._adopted and self.audience().whom == Whom.PARTNERS and self.kind() == Form.PDF:
            return reverse("trajects:plan-adopted-pdf", args=[traject_pk, self.version()])
        names = {"voor": self.data["voor"], "vorm": self.kind()}
        if self.version() == LIVING:
            return f"{reverse('trajects:plan-pdf', args=[traject_pk])}?{urlencode(names)}"
        return f"{reverse('trajects:plan-submitted-pdf', args=[traject_pk, self.version()])}?{urlencode(names)}"
