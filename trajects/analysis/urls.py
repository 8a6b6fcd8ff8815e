"""Addresses of the problem statements and joint goals."""

from django.urls import path

from trajects.analysis import views

BASE = "trajecten/<int:traject_pk>/probleem-en-doel/"
urlpatterns = [
    path(BASE, views.analysis, name="analysis"),
    path(f"{BASE}probleem/nieuw/", views.problem_add, name="problem-add"),
    path(f"{BASE}probleem/<int:pk>/", views.problem_edit, name="problem-edit"),
    path(f"{BASE}probleem/<int:pk>/verwijderen/", views.problem_delete, name="problem-delete"),
    path(f"{BASE}probleem/<int:pk>/verplaatsen/", views.problem_move, name="problem-move"),
    path(f"{BASE}doel/nieuw/", views.goal_add, name="goal-add"),
    path(f"{BASE}doel/<int:pk>/", views.goal_edit, name="goal-edit"),
    path(f"{BASE}doel/<int:pk>/verwijderen/", views.goal_delete, name="goal-delete"),
    path(f"{BASE}doel/<int:pk>/verplaatsen/", views.goal_move, name="goal-move"),
]
