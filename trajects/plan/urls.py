"""Addresses of the plan."""

from django.urls import path

from trajects.plan import (
    adopting,
    answering,
    comparing_views,
    measures,
    part_views,
    reading_along,
    submitting,
    support_views,
    views,
)
from trajects.plan import commenting_views as commenting
from trajects.plan.papers.views import download, plan_pdf, submitted_pdf

BASE = "trajecten/<int:traject_pk>/plan/"
urlpatterns = [
    path(BASE, views.plan, name="plan"),
    path(f"{BASE}downloaden/", download, name="plan-download"),
    path(f"{BASE}pdf/", plan_pdf, name="plan-pdf"),
    path(f"{BASE}voorleggen/", submitting.plan_submit, name="plan-submit"),
    path(f"{BASE}versies/<int:pk>/", submitting.submitted, name="plan-submitted"),
    path(f"{BASE}versies/<int:pk>/pdf/", submitted_pdf, name="plan-submitted-pdf"),
    path(f"{BASE}versies/<int:pk>/vastgesteld/", adopting.adopted_pdf, name="plan-adopted-pdf"),
    path(f"{BASE}versies/vergelijken/", comparing_views.versions_choose, name="plan-compare-choose"),
    path(f"{BASE}versies/<int:old_pk>/<int:new_pk>/", comparing_views.versions_compare, name="plan-compare"),
    path(f"{BASE}versies/<int:pk>/opmerkingen/", commenting.comments, name="plan-comments"),
    path(f"{BASE}versies/<int:pk>/opmerkingen/nieuw/", commenting.comment_add, name="plan-comment-add"),
    path(f"{BASE}versies/<int:pk>/meelezer/", reading_along.reader_ask, name="plan-reader-ask"),
    path(f"{BASE}versies/<int:pk>/draagvlak/", support_views.support, name="plan-support"),
    path(f"{BASE}opmerkingen/<int:pk>/", commenting.comment_edit, name="plan-comment-edit"),
    path(f"{BASE}opmerkingen/<int:pk>/verwijderen/", commenting.comment_delete, name="plan-comment-delete"),
    path(f"{BASE}opmerkingen/<int:pk>/antwoord/", commenting.comment_answer, name="plan-comment-answer"),
    path(f"{BASE}akkoord/", answering.approvals, name="plan-approvals"),
    path(f"{BASE}akkoord/herinneren/", answering.approvals_remind, name="plan-approvals-remind"),
    path(f"{BASE}akkoord/<int:pk>/", answering.approval_answer, name="plan-approval-answer"),
    path(f"{BASE}ondertekenaars/<int:pk>/", answering.signatory_choose, name="plan-signatory-choose"),
    path(f"{BASE}vaststellen/", adopting.plan_adopt, name="plan-adopt"),
    path(f"{BASE}versie/", views.version_add, name="plan-version-add"),
    path(f"{BASE}bewerken/<str:part>/", part_views.part_edit, name="plan-part-edit"),
    path(f"{BASE}bewerken/<str:part>/bewaren/", part_views.part_keep, name="plan-part-keep"),
    path(f"{BASE}bewerken/<str:part>/aanwezig/", part_views.part_present, name="plan-part-present"),
    path(f"{BASE}maatregelen/", measures.measures, name="measures"),
    path(f"{BASE}actielijnen/nieuw/", measures.line_add, name="line-add"),
    path(f"{BASE}actielijnen/<int:pk>/", measures.line_edit, name="line-edit"),
    path(f"{BASE}actielijnen/<int:pk>/verwijderen/", measures.line_delete, name="line-delete"),
    path(f"{BASE}actielijnen/<int:pk>/verplaatsen/", measures.line_move, name="line-move"),
    path(f"{BASE}maatregelen/nieuw/", measures.measure_add, name="measure-add"),
    path(f"{BASE}maatregelen/<int:pk>/", measures.measure_edit, name="measure-edit"),
    path(f"{BASE}maatregelen/<int:pk>/verwijderen/", measures.measure_delete, name="measure-delete"),
    path(f"{BASE}maatregelen/<int:pk>/verplaatsen/", measures.measure_move, name="measure-move"),
]
