"""Forgetting the oldest events: the one way in which an event ever goes (V6)."""

from datetime import datetime

from django.db import connection, transaction

from privacy.access_events import chain
from privacy.access_events.models import AccessChain, AccessEvent, AccessEventLink


def forget_before(moment: datetime) -> int:
    """Delete the sealed events from before a moment in all trajects; returns how many."""
    trajects = AccessChain.objects.exclude(pk=chain.REGISTER).order_by("pk").values_list("pk", flat=True)
    return sum(_forget(traject_id, moment) for traject_id in list(trajects))


@transaction.atomic
def _forget(traject_id: int, moment: datetime) -> int:
    """Delete the beginning of one chain; its anchor keeps the last seal, so that the rest can still be checked."""
    chained = AccessChain.objects.select_for_update().get(pk=traject_id)
    links = AccessEventLink.objects.filter(traject_id=traject_id).order_by("position")
    young = AccessEvent.objects.filter(traject_id=traject_id, at__gte=moment).values("pk")
    first_kept = links.filter(event_id__in=young).first()
    old = links.filter(position__lt=first_kept.position) if first_kept else links
    last_gone = old.last()
    if last_gone is None:
        return 0
    event_ids = list(old.values_list("event_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('buurtbalans.retention', %s, true)", [moment.isoformat()])
        AccessEvent.objects.filter(pk__in=event_ids).delete()
        links.filter(position__lte=last_gone.position).delete()
        cursor.execute("SELECT set_config('buurtbalans.retention', '', true)")
    chained.anchor_position, chained.anchor = last_gone.position, last_gone.seal
    chain.write(chained)
    return len(event_ids)
