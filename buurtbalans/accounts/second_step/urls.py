"""Addresses of the second step. The names are those that allauth looks for; what we do not need has none."""

from allauth.mfa.base.views import authenticate, reauthenticate
from allauth.mfa.webauthn.views import login_webauthn, reauthenticate_webauthn
from django.urls import path

from buurtbalans.accounts.second_step import views

urlpatterns = [
    path("inloggen/tweede-stap/", authenticate, name="mfa_authenticate"),
    path("inloggen/passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/opnieuw/code/", reauthenticate, name="mfa_reauthenticate"),
    path("inloggen/opnieuw/passkey/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/tweede-stap/", views.SecondStep.as_view(), name="mfa_index"),
    path("account/tweede-stap/app/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("account/tweede-stap/app/verwijderen/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/tweede-stap/passkey/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/tweede-stap/passkey/<int:pk>/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("account/herstelcodes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/herstelcodes/nieuw/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
