"""Addresses of the library of working forms."""

from django.urls import path

from sessions.werkvormen import views

urlpatterns = [
    path("werkvormen/", views.werkvorm_list, name="werkvorm-list"),
    path("werkvormen/<int:pk>/", views.werkvorm, name="werkvorm"),
]
