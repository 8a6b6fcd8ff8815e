"""Addresses of keeping to the plan."""

from django.urls import path

from trajects.follow_up import evaluation_views, number_views, steering_pages, steering_views
from trajects.follow_up.steering_kinds import EVALUATION, INDICATOR, MEASUREMENT, OBJECTION, POINT, Listed, Ordered

HERE = "trajecten/<int:traject_pk>/"
EVALUATIONS = f"{HERE}uitvoering/evaluaties/"
NUMBERS = f"{HERE}uitvoering/cijfers/"
POINTS = f"{HERE}plan/bestuurlijk/"
OBJECTIONS = f"{HERE}plan/bezwaren/"
ALL: tuple[tuple[str, Listed, str], ...] = (
    (EVALUATIONS, EVALUATION, "evaluation"),
    (NUMBERS, INDICATOR, "indicator"),
    (POINTS, POINT, "point"),
    (OBJECTIONS, OBJECTION, "objection"),
)
VERBS = (
    ("nieuw/", steering_views.row_add, "add"),
    ("<int:pk>/wijzigen/", steering_views.row_edit, "edit"),
    ("<int:pk>/verwijderen/", steering_views.row_delete, "delete"),
    ("<int:pk>/verplaatsen/", steering_views.row_move, "move"),
)
urlpatterns = [
    *(path(base, steering_pages.show, {"name": kind.page}, name=f"{name}-list") for base, kind, name in ALL),
    *(
        path(f"{base}{rest}", view, {"kind": kind}, name=f"{name}-{verb}")
        for base, kind, name in ALL
        for rest, view, verb in VERBS
        if verb != "move" or isinstance(kind, Ordered)
    ),
    path(f"{EVALUATIONS}reeks/", evaluation_views.evaluation_propose, name="evaluation-propose"),
    path(f"{EVALUATIONS}<int:pk>/uitkomst/", evaluation_views.evaluation_outcome, name="evaluation-outcome"),
    path(f"{HERE}uitvoering/thema/", evaluation_views.theme_add, name="theme-add"),
    path(f"{NUMBERS}<int:pk>/getallen/nieuw/", number_views.measurement_add, name="measurement-add"),
    path(f"{NUMBERS}getallen/<int:pk>/wijzigen/", number_views.measurement_edit, name="measurement-edit"),
    path(
        f"{NUMBERS}getallen/<int:pk>/verwijderen/",
        steering_views.row_delete,
        {"kind": MEASUREMENT},
        name="measurement-delete",
    ),
    path(f"{POINTS}klaarzetten/", number_views.points_put, name="points-put"),
    path(f"{POINTS}<int:pk>/afvinken/", number_views.point_tick, name="point-tick"),
]
