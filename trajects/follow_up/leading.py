"""Beginning to carry out the plan, and who leads each line of action (F1)."""

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from trajects.follow_up.models import LEADS_OF_A_LINE, Lead
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership, Partner
from trajects.plan.models import ActionLine
from trajects.traject.models import Traject


class EnoughLeadsError(Exception):
    """The line has two leads already, or this one."""


@transaction.atomic
def start(traject: Traject, *, by: User) -> bool:
    """Begin to carry out the adopted plan; False when there is none, or it was begun already."""
    row = Traject.objects.select_for_update().get(pk=traject.pk)
    if not row.carry_out(timezone.localdate()):
        return False
    record(row, by, LogKind.EXECUTION_STARTED)
    return True


@transaction.atomic
def add_lead(line: ActionLine, partner: Partner, seat: Membership | None, *, by: User) -> Lead:
    """Let an organisation, and a person when known, see to a line.

    A person of an organisation takes the place that it kept open. Raises EnoughLeadsError when two lead it already,
    or this one does.
    """
    # One after the other: a third lead would have no place.
    ActionLine.objects.select_for_update().get(pk=line.pk)
    known = list(line.leads.all())
    waiting = next((lead for lead in known if lead.partner_id == partner.pk and lead.membership_id is None), None)
    if any(seat and lead.membership_id == seat.pk for lead in known) or (waiting and seat is None):
        raise EnoughLeadsError
    if waiting:
        waiting.membership = seat
        waiting.save(update_fields=["membership"])
        lead = waiting
    else:
        free = sorted(set(range(1, LEADS_OF_A_LINE + 1)) - {lead.place for lead in known})
        if not free:
            raise EnoughLeadsError
        lead = Lead.objects.create(line=line, place=free[0], partner=partner, membership=seat)
    record(line.plan.traject, by, LogKind.LEAD_NAMED, in_words(lead))
    return lead


@transaction.atomic
def remove_lead(lead: Lead, *, by: User) -> None:
    """This one no longer sees to the line."""
    record(lead.line.plan.traject, by, LogKind.LEAD_REMOVED, in_words(lead))
    lead.delete()


def in_words(lead: Lead) -> str:
    """A lead as the logbook and questions name it: "Noor de Vries (Stadsdeel)"."""
    organisation = lead.partner.organisation.name
    return f"{lead.membership.user.name} ({organisation})" if lead.membership else organisation
