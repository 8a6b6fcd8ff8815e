"""Addresses of the traject itself."""

from django.urls import path

from trajects.traject import views

urlpatterns = [
    path("trajecten/", views.traject_list, name="traject-list"),
]
