"""What a grant opens, and what it does not: only its own permission, only as long as it lasts."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from privacy import access
from privacy.registrations.models import Registration
from privacy.registrations.services import add
from privacy.retention.services import close
from privacy.tables import RegistrationGroupPermission, SessionGroupPermission
from trajects.plan.models import ActionLine, Measure
from trajects.residents.services import write_note


def counted(partner, by, shared_with=()):
    content = {"kind": "aantal", "title": "Merels", "about": "ruimte", "value": 3, "period": "jaar", "year": 2025}
    return add(partner, by=by, once=None, shared_with=list(shared_with), **content)


def test_another_permission_than_seeing_opens_nothing(people, partners, sent_session):
    """Only the one permission is ever granted on a session or a registration; another that got there counts not."""
    own, circle = counted(partners["petra"], people["petra"]), partners["willem"].circle.group
    for row, table in ((sent_session, SessionGroupPermission), (own, RegistrationGroupPermission)):
        kind = ContentType.objects.get_for_model(row)
        other = Permission.objects.create(content_type=kind, codename="print_it", name="Printen")
        table.objects.create(content_object=row, permission=other, group=circle)
        assert not access.visible(people["willem"], type(row).objects.filter(pk=row.pk)).exists()


def test_the_last_day_of_a_share_still_counts(people, partners):
    row = counted(partners["petra"], people["petra"])
    access.share(row, [partners["willem"].pk], by=people["petra"], valid_to=timezone.localdate())
    assert access.visible(people["willem"], Registration.objects.filter(pk=row.pk)).exists()


def test_after_closing_a_note_is_not_even_changed_by_who_wrote_it(people, traject, track):
    note = write_note(track, by=people["yasmin"], text="Er is te weinig licht")
    assert access.may(people["yasmin"], "edit_residents_note", note)
    close(traject, by=people["noor"], today=timezone.localdate())
    assert not access.may(people["yasmin"], "edit_residents_note", note)
    assert access.fetch(people["yasmin"], "see", type(note).objects.all(), note.pk) == note


def test_what_nobody_owns_is_nobodys_own(people, traject):
    line = ActionLine.objects.create(plan=traject.plan, title="Licht")
    measure = Measure.objects.create(line=line, title="Lampen", owner=None)
    assert not access.may(people["petra"], "report_progress", measure)
    assert access.may(people["noor"], "report_progress", measure)
