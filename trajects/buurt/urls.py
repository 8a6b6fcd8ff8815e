"""Addresses of the areas."""

from django.urls import path

from trajects.buurt import views

urlpatterns = [path("buurten/zoeken/", views.areas_search, name="area-search")]
