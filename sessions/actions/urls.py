"""Addresses of actions, homework and decisions."""

from django.urls import URLPattern, path

from sessions.actions import decisions, exports, load, paper, together, views

HERE = "trajecten/<int:traject_pk>/acties/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.action_list, name="action-list"),
    path(f"{HERE}toevoegen/", views.action_add, name="action-add"),
    path(f"{HERE}belasting/", load.action_load, name="action-load"),
    path(f"{HERE}samen/", together.change_together, name="actions-together"),
    path(f"{HERE}pdf/", paper.action_pdf, name="action-pdf"),
    path(f"{HERE}docx/", paper.action_docx, name="action-docx"),
    path(f"{HERE}xlsx/", exports.action_xlsx, name="action-xlsx"),
    path(f"{HERE}csv/", exports.action_csv, name="action-csv"),
    path(f"{HERE}bestanden/<uuid:uuid>/", views.action_file, name="action-file"),
    path(f"{HERE}besluiten/toevoegen/", decisions.decision_add, name="decision-add"),
    path(f"{HERE}besluiten/<int:pk>/wijzigen/", decisions.decision_edit, name="decision-edit"),
    path(f"{HERE}<int:pk>/", views.action, name="action"),
    path(f"{HERE}<int:pk>/wijzigen/", views.action_edit, name="action-edit"),
    path(f"{HERE}<int:pk>/melden/", views.action_report, name="action-report"),
    path(f"{HERE}<int:pk>/afvinken/", views.action_tick, name="action-tick"),
]
