"""Addresses of what the partners found together, and of the assumptions it leans on."""

from django.urls import path

from trajects.analysis import assumption_views, evidence_views, views
from trajects.analysis.findings import KINDS

HERE = "trajecten/<int:traject_pk>/"
BASE = f"{HERE}probleem-en-doel/"
ASSUMPTIONS = f"{HERE}buurtbeeld/aannames/"
ASSUMPTION = f"{ASSUMPTIONS}<int:pk>/"
EVIDENCE = f"{HERE}buurtbeeld/onderbouwing/<uuid:uuid>/"
VERBS = (
    ("nieuw/", views.finding_add, "add"),
    ("<int:pk>/", views.finding_edit, "edit"),
    ("<int:pk>/verwijderen/", views.finding_delete, "delete"),
    ("<int:pk>/verplaatsen/", views.finding_move, "move"),
)
urlpatterns = [
    path(BASE, views.analysis, name="analysis"),
    *(
        path(f"{BASE}{kind.word}/{rest}", view, {"kind": kind.word}, name=f"{kind.url}-{verb}")
        for kind in KINDS.values()
        for rest, view, verb in VERBS
    ),
    path(ASSUMPTIONS, assumption_views.assumption_list, name="assumption-list"),
    path(f"{ASSUMPTIONS}nieuw/", assumption_views.assumption_add, name="assumption-add"),
    path(f"{ASSUMPTION}wijzigen/", assumption_views.assumption_edit, name="assumption-edit"),
    path(f"{ASSUMPTION}oordeel/", assumption_views.assumption_judge, name="assumption-judge"),
    path(f"{ASSUMPTION}verwijderen/", assumption_views.assumption_delete, name="assumption-delete"),
    path(f"{ASSUMPTION}verplaatsen/", assumption_views.assumption_move, name="assumption-move"),
    path(f"{ASSUMPTION}onderbouwing/nieuw/", evidence_views.evidence_add, name="evidence-add"),
    path(f"{EVIDENCE}wijzigen/", evidence_views.evidence_edit, name="evidence-edit"),
    path(f"{EVIDENCE}verwijderen/", evidence_views.evidence_delete, name="evidence-delete"),
    path(f"{HERE}plan/maatregelen/<int:pk>/oorzaken/", evidence_views.measure_causes, name="measure-causes"),
]
