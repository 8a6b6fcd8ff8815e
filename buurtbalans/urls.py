"""All addresses: Dutch paths, English names."""

from django.urls import include, path

from buurtbalans.accounts.administration import administration

urlpatterns = [
    # First, for what is asked most often by far stands in it: what changed in a room.
    path("", include("sessions.urls")),
    path("", include("buurtbalans.pages.urls")),
    path("", include("buurtbalans.accounts.urls")),
    path("", include("trajects.urls")),
    path("", include("privacy.urls")),
    path("beheer/", administration.urls),
]

handler500 = "buurtbalans.pages.errors.server_error"
