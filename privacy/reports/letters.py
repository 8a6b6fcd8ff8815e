"""The mail about a hidden text. The job asks anew who may know of the row at the moment of sending (privacy.md 21)."""

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from procrastinate.contrib.django import app

from buurtbalans import mail
from buurtbalans.accounts.models import User
from privacy import access, policy
from privacy.reports.models import Report
from privacy.reports.texts import KINDS
from trajects.partners.models import Membership, Role, Track


@app.task(retry=5)
def mail_report(report_id: int, site: str) -> None:
    """Tell the author and the kernteam that a text is hidden, without a word of it.

    Of a registration: its author and colleagues. Whoever may not see the row hears nothing, the kernteam neither.
    """
    report = Report.objects.filter(pk=report_id).first()
    if report is None:
        return
    name, kind = next((name, kind) for name, kind in KINDS.items() if kind.label == report.object_type)
    rows = apps.get_model(kind.label)._default_manager.filter(pk=report.object_id)
    row = rows.first()
    if row is None:
        return
    road = policy.ROADS[kind.label]
    told = Q(role=Role.KERNTEAM)
    if road.carrier == "registration":
        told = Q(partner__in=list(rows.values_list(road.partner, flat=True)))
    seats = Membership.objects.filter(traject=report.traject_id, valid_to=None, track=Track.PROFESSIONALS)
    people = User.objects.filter(Q(pk__in=seats.filter(told).values("user")) | Q(pk__in=[report.author_id or 0]))
    link = f"{site}{reverse('privacy:report', args=[report.traject_id, name, kind.key_of(row)])}"
    for person in people.exclude(pk__in=[report.reported_by_id or 0]).order_by("pk"):
        if access.visible(person, rows).exists():
            context = {"person": person, "link": link}
            mail.send(person.email, "Buurtbalans: een tekst is verborgen", "mail/report.txt", context)
