"""Addresses of the six steps."""

from django.urls import path

from trajects.steps import views

urlpatterns = [
    path("trajecten/<int:traject_pk>/stappen/<int:number>/", views.step, name="step"),
    path("trajecten/<int:traject_pk>/stappen/<int:number>/naar/", views.step_move, name="step-move"),
    path("trajecten/<int:traject_pk>/stappen/<int:number>/wijzigen/", views.step_edit, name="step-edit"),
    path("trajecten/<int:traject_pk>/resultaten/<int:pk>/", views.result_tick, name="result-tick"),
]
