"""Addresses of logging in and of one's own account. The names are those that allauth looks for."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from buurtbalans.accounts.organisation_login import views as organisation_login
from buurtbalans.accounts.views import account
from buurtbalans.accounts.web_session import views as web_session

# allauth marks its other open pages itself.
request_login_code = login_not_required(views.request_login_code)

urlpatterns = [
    path("inloggen/", views.login, name="account_login"),
    path("inloggen/code/", request_login_code, name="account_request_login_code"),
    path("inloggen/code/invoeren/", views.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/opnieuw/", views.reauthenticate, name="account_reauthenticate"),
    path("inloggen/aanmelden/", views.signup, name="account_signup"),
    path("inloggen/gestopt/", views.account_inactive, name="account_inactive"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("wachtwoord/wijzigen/", views.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", views.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", views.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/", account, name="account"),
    path("inloggen/via/<str:provider_id>/", organisation_login.go, name="openid_connect_login"),
    path("inloggen/via/<str:provider_id>/terug/", organisation_login.come_back, name="openid_connect_callback"),
    path("account/apparaten/", web_session.places, name="account_places"),
    path("sessie/", web_session.time_left, name="account_time_left"),
    path("sessie/blijven/", web_session.stay, name="account_stay"),
    path("", include("buurtbalans.accounts.second_step.urls")),
]
