"""The administration at /beheer/: accounts, organisations and the lists of the method, and nothing else.

A site of its own, not Django's default one: what other packages register there by themselves never shows up
here. Logging in goes through the one door of the application.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class Administration(admin.AdminSite):
    """The site of the functional administrator (is_staff); no other flag or permission is asked."""

    site_header = "Beheer van Buurtbalans"
    site_title = "Beheer van Buurtbalans"
    index_title = "Accounts, organisaties en lijsten"
    site_url = "/mijn-werk/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Active functional administrators only."""
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """No second login door: who is logged in goes in or gets a 403, the middleware sends others to /inloggen/."""
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    def logout(  # type: ignore[override]  # a redirect, where Django shows a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Log out and show the login page."""
        logout(request)
        return redirect("account_login")

    def password_change(  # type: ignore[override]  # a redirect, where Django shows a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One place to change one's password, for everybody."""
        return redirect("account_change_password")


administration = Administration(name="admin")


class AdministeredModel(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """A model that every functional administrator may see and change.

    Nothing is deleted here: the page that asks to confirm lists what hangs on a row, trajects included.
    """

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may enter may see it in the list."""
        return administration.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Whoever may enter may look."""
        return administration.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may enter may add."""
        return administration.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Whoever may enter may change."""
        return administration.has_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under the name of what is in it."""
        title = {"title": str(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters on the page: others, by group or seat, would tell who takes part in which traject."""
        filters = {str(name).split("__")[0] for name in self.list_filter}
        # Django takes no request as well; the stubs do not.
        return lookup.split("__")[0] in filters and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes here."""
        return False
