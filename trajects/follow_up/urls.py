"""Addresses of carrying out the plan."""

from django.urls import path

from trajects.follow_up import check_in_views, group_views, progress_views, views

BASE = "trajecten/<int:traject_pk>/uitvoering/"
urlpatterns = [
    path(BASE, views.execution, name="execution"),
    path(f"{BASE}beginnen/", views.execution_start, name="execution-start"),
    path(f"{BASE}lijnen/<int:pk>/regiehouder/", views.lead_add, name="lead-add"),
    path(f"{BASE}regiehouders/<int:pk>/weghalen/", views.lead_remove, name="lead-remove"),
    path(f"{BASE}lijnen/<int:pk>/werkgroep/", group_views.group_add, name="group-add"),
    path(f"{BASE}werkgroepen/<int:pk>/", group_views.group_edit, name="group-edit"),
    path(f"{BASE}werkgroepen/<int:pk>/weghalen/", group_views.group_remove, name="group-remove"),
    path(f"{BASE}maatregelen/<int:pk>/", progress_views.measure_progress, name="measure-progress"),
    path(f"{BASE}maatregelen/<int:pk>/melden/", progress_views.progress_add, name="progress-add"),
    path(f"{BASE}vragen/<int:pk>/", progress_views.point_answer, name="point-answer"),
    path(f"{BASE}check-ins/nieuw/", check_in_views.check_in_add, name="check-in-add"),
    path(f"{BASE}check-ins/<int:pk>/", check_in_views.check_in_edit, name="check-in-edit"),
    path(f"{BASE}check-ins/<int:pk>/weghalen/", check_in_views.check_in_remove, name="check-in-remove"),
    path(f"{BASE}check-ins/antwoord/<int:pk>/", check_in_views.check_in_answer, name="check-in-answer"),
    path("check-in/<str:token>/", check_in_views.check_in_by_link, name="check-in-link"),
    path(f"{BASE}bestuur/nieuw/", group_views.board_question_add, name="board-question-add"),
    path(f"{BASE}bestuur/<int:pk>/", group_views.board_question_edit, name="board-question-edit"),
]
