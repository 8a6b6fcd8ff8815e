"""Addresses of what crosses the wall: first the residents' side, then the professionals'."""

from django.urls import path

from trajects.crossing import rewritings, views

FINDINGS = "trajecten/<int:traject_pk>/bewoners/bevindingen"
INPUT = "trajecten/<int:traject_pk>/bewonersinbreng"
FEEDBACK = f"{INPUT}/terugkoppeling"

urlpatterns = [
    path(f"{FINDINGS}/", rewritings.rewriting_list, name="rewriting-list"),
    path(f"{FINDINGS}/nieuw/", rewritings.rewriting_add, name="rewriting-add"),
    path(f"{FINDINGS}/<int:pk>/wijzigen/", rewritings.rewriting_edit, name="rewriting-edit"),
    path(f"{FINDINGS}/<int:pk>/overdragen/", rewritings.rewriting_approve, name="rewriting-approve"),
    path(f"{FINDINGS}/<int:pk>/terugsturen/", rewritings.rewriting_return, name="rewriting-return"),
    path(f"{FINDINGS}/<int:pk>/intrekken/", rewritings.rewriting_withdraw, name="rewriting-withdraw"),
    path(f"{INPUT}/", views.residents_input, name="residents-input"),
    path(f"{FEEDBACK}/nieuw/", views.feedback_add, name="feedback-add"),
    path(f"{FEEDBACK}/<int:pk>/wijzigen/", views.feedback_edit, name="feedback-edit"),
    path(f"{FEEDBACK}/<int:pk>/doorgeven/", views.feedback_pass, name="feedback-pass"),
    path(f"{FEEDBACK}/<int:pk>/terugsturen/", views.feedback_return, name="feedback-return"),
    path(f"{FEEDBACK}/<int:pk>/weghalen/", views.feedback_remove, name="feedback-remove"),
]
