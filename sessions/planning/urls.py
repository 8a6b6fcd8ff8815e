"""Addresses of sessions, their preparation and their homework."""

from django.urls import path

from sessions.planning import answering, feed, preparation, send_views, views

LIST = "trajecten/<int:traject_pk>/bijeenkomsten/"
ONE = f"{LIST}<int:pk>/"

urlpatterns = [
    path("account/agenda/", feed.feed_settings, name="feed-settings"),
    path("mijn-agenda/<str:token>/bijeenkomsten.ics", feed.feed, name="feed"),
    path(LIST, views.session_list, name="session-list"),
    path(f"{LIST}nieuw/", views.session_new, name="session-new"),
    path(f"{ONE}wijzigen/", views.session_edit, name="session-edit"),
    path(f"{ONE}versturen/", send_views.agenda_send, name="agenda-send"),
    path(f"{ONE}afgelasten/", send_views.session_cancel, name="session-cancel"),
    path(f"{ONE}weer-openen/", send_views.session_reopen, name="session-reopen"),
    path(f"{ONE}antwoord/", answering.session_answer, name="session-answer"),
    path("antwoord/<str:token>/", answering.answer_by_link, name="answer-by-link"),
    path(f"{ONE}bijeenkomst.ics", views.session_ics, name="session-ics"),
    path(f"{ONE}huiswerk/nieuw/", preparation.homework_add, name="homework-add"),
    path(f"{ONE}voorbereiding/toevoegen/", preparation.task_add, name="preparation-add"),
    path(f"{ONE}voorbereiding/<int:task_pk>/", preparation.task_edit, name="preparation-edit"),
    path(f"{ONE}voorbereiding/<int:task_pk>/afvinken/", preparation.task_tick, name="preparation-tick"),
    path(f"{ONE}voorbereiding/<int:task_pk>/verwijderen/", preparation.task_delete, name="preparation-delete"),
]
