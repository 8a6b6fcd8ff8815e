"""All addresses: Dutch paths, English names."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("buurtbalans.pages.urls")),
    path("", include("buurtbalans.accounts.urls")),
    path("", include("trajects.urls")),
    path("", include("sessions.urls")),
    path("", include("privacy.urls")),
    path("beheer/", admin.site.urls),
]

handler500 = "buurtbalans.pages.errors.server_error"
