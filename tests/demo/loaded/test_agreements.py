"""In the demo everybody accepted the privacy agreement on the day of joining, and was seen reading."""

from django.utils import timezone

from privacy.access_events import chain
from privacy.access_events.looks import looks_at
from privacy.agreements.models import AgreementAcceptance
from trajects.partners.models import Membership


def test_every_member_accepted_before_today(demo, demo_day):
    for traject in demo.values():
        newest = traject.privacy_agreements.get(track="professionals")
        seats = Membership.objects.active().filter(traject=traject, track="professionals").exclude(role="reader")
        accepted = AgreementAcceptance.objects.filter(agreement=newest)
        assert set(accepted.values_list("user", flat=True)) == set(seats.values_list("user", flat=True))
        assert all(timezone.localdate(row.accepted_at) < demo_day for row in accepted)
        assert timezone.localdate(newest.published_at) < demo_day < newest.evaluate_on


def test_owners_have_somebody_to_see_and_the_trace_is_whole(demo):
    traject = demo["Seringenbuurt"]
    assert any(len(looks_at(row.uuid)) > 2 for row in traject.registrations.all())
    chain.seal_all()
    assert not chain.broken()
