"""The mail about a hidden text. The job asks anew who may know of the row at the moment of sending (privacy.md 21)."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from procrastinate.contrib.django import app

from buurtbalans import mail
from buurtbalans.accounts.models import User
from privacy import access, policy
from privacy.reports.models import Report
from privacy.reports.texts import KINDS, RESIDENTS_KINDS
from trajects.partners.models import Membership, Role, Track
from trajects.plan.approval_models import Approval, ApprovalChange
from trajects.residents.models import ResidentsTrack
from trajects.traject.models import Traject


@app.task(retry=mail.AGAIN)
def mail_report(report_id: int, site: str) -> None:
    """Tell the author and the kernteam that a text is hidden, without a word of it.

    Of a registration: its author and colleagues; of what residents wrote: its author and their guide. Whoever may not
    see the row hears nothing, the kernteam neither.
    """
    report = Report.objects.filter(pk=report_id).first()
    if report is None:
        return
    every = [("privacy:report", KINDS), ("privacy:residents-report", RESIDENTS_KINDS)]
    page, name, kind = next(
        (page, name, kind) for page, kinds in every for name, kind in kinds.items() if kind.label == report.object_type
    )
    rows = apps.get_model(kind.label)._default_manager.filter(pk=report.object_id)
    row = rows.first()
    if row is None:
        return
    is_residents = policy.ROADS[kind.label].carrier == "track"
    # Who has yet to accept the residents' newest agreement is led there first, and is told all the same.
    known_by: QuerySet[Any] = ResidentsTrack.objects.filter(traject=report.traject_id) if is_residents else rows
    people = User.objects.filter(Q(pk__in=_told(report, rows).values("user")) | Q(pk__in=[report.author_id or 0]))
    settle = reverse(page, args=[report.traject_id, name, kind.key_of(row)])
    for person in people.exclude(pk__in=[report.reported_by_id or 0]).order_by("pk"):
        if access.visible(person, known_by).exists():
            is_inside = is_residents or access.visible(person, Traject.objects.filter(pk=report.traject_id)).exists()
            context = {"person": person, "link": f"{site}{settle if is_inside else _where_it_stands(row)}"}
            mail.send(person.email, "Buurtbalans: een tekst is verborgen", "mail/report.txt", context)


def _told(report: Report, rows: "QuerySet[Any]") -> "QuerySet[Membership]":
    """The seats of who is told besides the author."""
    road = policy.ROADS[report.object_type]
    seats = Membership.objects.filter(traject=report.traject_id, valid_to=None)
    if road.carrier == "track":
        return seats.filter(track=Track.RESIDENTS, role=Role.GUIDE)
    told = Q(role=Role.KERNTEAM)
    if road.carrier == "registration":
        told = Q(partner__in=list(rows.values_list(road.partner, flat=True)))
    return seats.filter(told, track=Track.PROFESSIONALS)


def _where_it_stands(row: Any) -> str:
    """For who only reads along with a submitted plan: the page on which he wrote it, and can write it anew."""
    if isinstance(row, Approval | ApprovalChange):
        version = (row if isinstance(row, Approval) else row.approval).plan_version
        return reverse("trajects:plan-approvals", args=[version.plan.traject_id])
    return reverse("trajects:plan-comments", args=[row.plan_version.plan.traject_id, row.plan_version_id])
