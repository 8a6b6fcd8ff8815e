"""Addresses of filling the plan from the traject."""

from django.urls import path

from sessions.filling import views

BASE = "trajecten/<int:traject_pk>/plan/"
urlpatterns = [
    path(f"{BASE}vullen/", views.plan_fill, name="plan-fill"),
    path(f"{BASE}vullen/actielijnen/", views.plan_lines, name="plan-fill-lines"),
    path(f"{BASE}vullen/ongedaan/<uuid:together>/", views.plan_fill_undo, name="plan-fill-undo"),
    path(f"{BASE}overnemen/<str:word>/<int:pk>/", views.plan_take, name="plan-take"),
]
