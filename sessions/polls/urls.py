"""Addresses of date polls."""

from django.urls import path

from sessions.planning.urls import LIST, ONE
from sessions.polls import answering, views

POLL = f"{ONE}datumprikker/"

urlpatterns = [
    path(f"{POLL}nieuw/", views.poll_new, name="poll-new"),
    path(POLL, views.poll, name="poll"),
    path(f"{POLL}kiezen/", views.poll_pick, name="poll-pick"),
    path(f"{POLL}laatste-dag/", views.poll_move, name="poll-move"),
    path(f"{POLL}vragen/", views.poll_ask, name="poll-ask"),
    path(f"{POLL}verwijderen/", views.poll_remove, name="poll-remove"),
    path(f"{LIST}wanneer/<int:pk>/", answering.poll_vote, name="poll-vote"),
    path("wanneer/<str:token>/", answering.poll_by_link, name="poll-by-link"),
]
