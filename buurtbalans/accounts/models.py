"""Who logs in, and for which organisation."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from buurtbalans.accounts.categories import OrganisationCategory
from buurtbalans.folding import fold


class Organisation(models.Model):
    """A party that works in neighbourhoods: a corporation, the police, a school (P1).

    A sleutelpersoon is an organisation of one person.
    """

    name = models.CharField("naam", max_length=120)
    folded = models.CharField(max_length=120, editable=False, db_index=True)
    category = models.CharField("soort", max_length=30, choices=OrganisationCategory.choices)
    is_active = models.BooleanField("doet mee", default=True)

    class Meta:
        ordering = ["folded"]
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_name_once",
                violation_error_message="Er is al een organisatie met deze naam.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded name, by which lists sort and search, equal to the name."""
        self.folded = fold(self.name)[:120]
        super().save(*args, **kwargs)


class UserManager(BaseUserManager["User"]):
    """Makes users who log in with their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an active user; the address is stored in lower case so that it exists once."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a technical administrator. Gives no way to confidential data: the gate never asks this flag."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail address, whatever its capitals."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; the login is the e-mail address."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    job_title = models.CharField("functie", max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="users",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    is_active = models.BooleanField("actief", default=True)
    is_staff = models.BooleanField("functioneel beheerder", default=False)
    joined_at = models.DateTimeField("account sinds", auto_now_add=True)
    # Since when this person takes part in nothing; kept by the nightly job (privacy/retention/accounts.py).
    idle_since = models.DateField(null=True, blank=True, editable=False)
    # Erased: nothing is left but the name, for what is settled.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as people write it."""
        return self.name

    def get_short_name(self) -> str:
        """The name as people write it; we never cut names."""
        return self.name

    @property
    def acts_for(self) -> Organisation | None:
        """The organisation this person can speak for; None without one, or when it no longer takes part."""
        return self.organisation if self.organisation and self.organisation.is_active else None

    @property
    def initials(self) -> str:
        """First letters of the first and last word of the name, for the avatar."""
        words = [word for word in self.name.split() if word[:1].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
