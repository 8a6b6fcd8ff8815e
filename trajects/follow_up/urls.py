"""Addresses of carrying out the plan."""

from django.urls import path

from trajects.follow_up import views

BASE = "trajecten/<int:traject_pk>/uitvoering/"
urlpatterns = [
    path(BASE, views.execution, name="execution"),
    path(f"{BASE}beginnen/", views.execution_start, name="execution-start"),
    path(f"{BASE}lijnen/<int:pk>/regiehouder/", views.lead_add, name="lead-add"),
    path(f"{BASE}regiehouders/<int:pk>/weghalen/", views.lead_remove, name="lead-remove"),
]
