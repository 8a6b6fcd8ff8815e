"""Addresses of the minutes, and of what goes on to the next agenda."""

from django.urls import path

from sessions.minutes import outcomes, papers, round, topics, views

LIST = "trajecten/<int:traject_pk>/bijeenkomsten/"
ONE = f"{LIST}<int:pk>/"
MINUTES = f"{ONE}verslag/"
OUTCOME = f"{MINUTES}uitkomsten/<int:outcome_pk>/"

urlpatterns = [
    path(MINUTES, views.minutes, name="minutes"),
    path(f"{MINUTES}maken/", views.minutes_begin, name="minutes-begin"),
    path(f"{MINUTES}tekst/<str:key>/", views.minutes_part, name="minutes-part"),
    path(f"{MINUTES}afloop/<int:item_pk>/", views.minutes_treatment, name="minutes-treatment"),
    path(f"{MINUTES}aanwezig/", views.minutes_attendance, name="minutes-attendance"),
    path(f"{MINUTES}resultaten/<int:result_pk>/", views.minutes_result, name="minutes-result"),
    path(f"{MINUTES}vastleggen/<str:key>/", outcomes.outcome_add, name="minutes-outcome-add"),
    path(OUTCOME, outcomes.outcome_edit, name="minutes-outcome"),
    path(f"{OUTCOME}verwijderen/", outcomes.outcome_delete, name="minutes-outcome-delete"),
    path(f"{MINUTES}versturen/", round.minutes_send, name="minutes-send"),
    path(f"{MINUTES}aanvullen/<str:key>/", round.minutes_correct, name="minutes-correct"),
    path(f"{MINUTES}aanvullingen/<int:correction_pk>/", round.minutes_correction, name="minutes-correction"),
    path(f"{MINUTES}vaststellen/", round.minutes_settle, name="minutes-settle"),
    path(f"{MINUTES}aantekening/", round.minutes_note, name="minutes-note"),
    path(f"{MINUTES}pdf/", papers.minutes_pdf, name="minutes-pdf"),
    path(f"{MINUTES}docx/", papers.minutes_docx, name="minutes-docx"),
    path(f"{ONE}agenda/aanvullen/", topics.agenda_take_over, name="agenda-take-over"),
    path(f"{LIST}onderwerpen/<int:item_pk>/", topics.topic_place, name="topic-place"),
]
