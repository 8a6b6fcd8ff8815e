"""All addresses: Dutch paths, English names."""

from django.urls import include, path

from buurtbalans.accounts.administration import administration

urlpatterns = [
    path("", include("buurtbalans.pages.urls")),
    path("", include("buurtbalans.accounts.urls")),
    path("", include("trajects.urls")),
    path("", include("sessions.urls")),
    path("", include("privacy.urls")),
    path("beheer/", administration.urls),
]

handler500 = "buurtbalans.pages.errors.server_error"
