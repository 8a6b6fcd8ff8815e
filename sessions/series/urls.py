"""Address of the series of sessions."""

from django.urls import path

from sessions.planning.urls import LIST
from sessions.series import views

urlpatterns = [path(f"{LIST}reeks/", views.series_new, name="series-new")]
