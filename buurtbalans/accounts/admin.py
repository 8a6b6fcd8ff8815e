"""Accounts and organisations in the administration."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from buurtbalans.accounts.administration import AdministeredModel, administration
from buurtbalans.accounts.forms import LENGTH_HINT
from buurtbalans.accounts.letterbox import post
from buurtbalans.accounts.models import Organisation, User

DETAILS = ("email", "name", "job_title", "organisation", "is_active", "is_staff")


BY_PASSWORD = {"true": "Met een wachtwoord", "false": "Met een code per e-mail, zonder wachtwoord"}


def _lower(email: str) -> str:
    return email.strip().lower()


def _ask_how(form: forms.BaseForm) -> None:
    """Ask in plain words whether somebody logs in with a password, where a form asks that."""
    for name, label in (("password1", "Wachtwoord"), ("password2", "Nog een keer")):
        form.fields[name].label, form.fields[name].help_text = label, ""
    form.fields["password1"].help_text = LENGTH_HINT
    if how := form.fields.get("usable_password"):
        how.label, how.help_text = "Hoe logt deze persoon in?", ""
        how.choices = BY_PASSWORD  # type: ignore[attr-defined]  # a plain Field to the stubs


class NewUserForm(AdminUserCreationForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A new account; without a password its owner logs in with a mailed code."""

    class Meta:
        model = User
        fields = DETAILS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_how(self)
        self.fields["usable_password"].initial = "false"

    def clean_email(self) -> str:
        """An address exists once, whatever its capitals."""
        return _lower(self.cleaned_data["email"])


class UserForm(UserChangeForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The details of an account; the password has a page of its own."""

    class Meta:
        model = User
        fields = (*DETAILS, "password")
        help_texts = {
            "organisation": "Wie naar een andere organisatie gaat, verlaat meteen de trajecten waar hij namens de "
            "vorige aan meedoet. Laat die deelname eerst overdragen.",
            "is_active": "Zonder vinkje kan deze persoon meteen nergens meer bij.",
            "is_staff": "Mag op deze pagina's. Ziet daardoor niets van een traject.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""

    def clean_email(self) -> str:
        """An address exists once, whatever its capitals."""
        return _lower(self.cleaned_data["email"])


class PasswordOfAnotherForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A new password for somebody else, who hears of it: it lets its maker in as that person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_how(self)
        self.order_fields(["usable_password"])

    def save(self, commit: bool = True) -> User:
        """Save, and mail the owner of the account."""
        user: User = super().save(commit)
        text = render_to_string("mail/password_by_administrator.txt", {"person": user})
        post(("Je wachtwoord voor Buurtbalans is gewijzigd", text, user.email))
        return user


@admin.register(User, site=administration)
class AccountAdmin(AdministeredModel, UserAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """Accounts without groups, permissions or superuser flag: no way to confidential data starts here."""

    form = UserForm
    add_form = NewUserForm
    add_form_template = "accounts/add_form.html"
    change_password_form = PasswordOfAnotherForm
    change_user_password_template = "accounts/password_of_another.html"  # noqa: S105  # a template
    list_display = ("name", "email", "organisation", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "organisation__category")
    list_select_related = ("organisation",)
    search_fields = ("name", "email", "organisation__name")
    ordering = ("name",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "joined_at")
    fieldsets = ((None, {"fields": (*DETAILS, "password", "last_login", "joined_at")}),)
    add_fieldsets = ((None, {"fields": (*DETAILS, "usable_password", "password1", "password2")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """A superuser's account is out of reach for others: its password would be one more door."""
        accounts: QuerySet[User] = super().get_queryset(request)
        return accounts if getattr(request.user, "is_superuser", False) else accounts.filter(is_superuser=False)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; an address that was replaced no longer opens the account."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            obj.emailaddress_set.all().delete()


@admin.register(Organisation, site=administration)
class OrganisationAdmin(AdministeredModel):
    """Organisations: made here, or by a kernteam that adds a partner."""

    list_display = ("name", "category", "is_active")
    list_filter = ("category", "is_active")
    search_fields = ("name", "folded")
    fields = ("name", "category", "is_active")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Say beforehand what stopping means."""
        stops = (
            "Zonder vinkje stopt de organisatie: haar mensen verlaten meteen alle trajecten, en wat zij deelde of "
            "kreeg is niet meer te zien. Dat komt niet terug met het vinkje."
        )
        return super().get_form(request, obj, change, help_texts={"is_active": stops}, **kwargs)
