"""The events of a traject as a chain, in which every seal covers the one before it.

Whoever changes, removes or slips in a row, the owner of the database too, breaks the chain: the seals are made
with a key that is not in the database. Not found: a row added now that says it happened now, and what is done
to rows that are not sealed yet (a quarter of an hour at most), or to everything at once.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from privacy.access_events.models import AccessChain, AccessEvent, AccessEventLink

# What was begun before the sealing may end after it; only events that are surely all there are sealed.
SETTLED_AFTER = timedelta(minutes=1)
# Clocks of two web servers differ a little; an event that comes later than this says another time than its own.
OUT_OF_ORDER = timedelta(minutes=5)
AT_A_TIME = 2_000
# The register: a chain of its own that counts the chains, so that a whole one cannot vanish either.
REGISTER = 0


def seal_all() -> int:
    """Seal what is not sealed yet in all trajects; returns how many events."""
    waiting = _unsealed().filter(at__lte=timezone.now() - SETTLED_AFTER)
    return sum(seal(traject_id) for traject_id in sorted(set(waiting.values_list("traject_id", flat=True))))


@transaction.atomic
def seal(traject_id: int) -> int:
    """Put the settled events of one traject at the end of its chain, the oldest first; returns how many."""
    chain = _chain(traject_id)
    waiting = _unsealed().filter(traject_id=traject_id, at__lte=timezone.now() - SETTLED_AFTER)
    links = []
    for event in waiting.order_by("at", "pk"):
        chain.head_position += 1
        chain.head = seal_of(chain.head, chain.head_position, event)
        links.append(
            AccessEventLink(traject_id=traject_id, position=chain.head_position, event_id=event.pk, seal=chain.head)
        )
    AccessEventLink.objects.bulk_create(links, batch_size=AT_A_TIME)
    write(chain)
    return len(links)


def broken() -> list[str]:
    """What is wrong, in a Dutch sentence each; nothing when every chain is whole."""
    chains = {chain.pk: chain for chain in AccessChain.objects.all()}
    register = chains.pop(REGISTER, None)
    found = [problem for pk in sorted(chains) for problem in _broken(chains[pk])]
    if (register.head_position if register else 0) != len(chains) or (register and not _is_own_seal(register)):
        found.append("Het aantal ketens klopt niet: er is een keten verdwenen of bij gezet.")
    orphans = AccessEventLink.objects.exclude(traject_id__in=chains).values_list("traject_id", flat=True)
    return found + [f"Traject {pk}: de keten is weg, de schakels niet." for pk in sorted(set(orphans))]


def heads() -> list[str]:
    """Where each chain stands, to be kept outside the database."""
    return [f"{chain.pk}:{chain.head_position}:{chain.head[:16]}" for chain in AccessChain.objects.order_by("pk")]


def write(chain: AccessChain) -> None:
    """Save where a chain begins and ends, under its own seal."""
    chain.seal = _seal_of_chain(chain)
    chain.save()


def seal_of(previous: str, position: int, event: AccessEvent) -> str:
    """The seal of an event: over all its fields, its place, and the seal before it."""
    fields = [str(getattr(event, field.attname)) for field in event._meta.concrete_fields if field.name != "at"]
    return _sign([previous, position, event.at.astimezone(UTC).isoformat(), *fields])


def _broken(chain: AccessChain) -> Iterator[str]:
    about, position, previous, latest = f"Traject {chain.pk}", chain.anchor_position, chain.anchor, None
    for link, event in _links(chain.pk):
        position += 1
        if link.position != position:
            yield f"{about}: schakel {position} ontbreekt."
            position = link.position
        if event is None:
            yield f"{about}: inzage {link.event_id} is verwijderd."
        elif not hmac.compare_digest(link.seal, seal_of(previous, position, event)):
            yield f"{about}: inzage {link.event_id} is gewijzigd, of wat ervoor stond."
        elif latest and event.at < latest - OUT_OF_ORDER:
            yield f"{about}: inzage {link.event_id} is er later tussen gezet."
        else:
            latest = max(latest or event.at, event.at)
        previous = link.seal
    if (position, previous) != (chain.head_position, chain.head):
        yield f"{about}: het einde van de keten ontbreekt."
    if not _is_own_seal(chain):
        yield f"{about}: begin of einde van de keten is gewijzigd."


def _links(traject_id: int) -> Iterator[tuple[AccessEventLink, AccessEvent | None]]:
    """Each link with its event, in order, some thousands at a time."""
    links, after = AccessEventLink.objects.filter(traject_id=traject_id).order_by("position"), -1
    while some := list(links.filter(position__gt=after)[:AT_A_TIME]):
        events = AccessEvent.objects.in_bulk([link.event_id for link in some])
        yield from ((link, events.get(link.event_id)) for link in some)
        after = some[-1].position


def _unsealed() -> Any:
    return AccessEvent.objects.filter(~Exists(AccessEventLink.objects.filter(event_id=OuterRef("pk"))))


def _chain(traject_id: int) -> AccessChain:
    """The chain of a traject, locked; a new one is counted in the register."""
    register, _ = AccessChain.objects.select_for_update().get_or_create(pk=REGISTER)
    chain, is_new = AccessChain.objects.select_for_update().get_or_create(pk=traject_id)
    if is_new:
        register.head_position += 1
        write(register)
    return chain


def _seal_of_chain(chain: AccessChain) -> str:
    return _sign([chain.pk, chain.anchor_position, chain.anchor, chain.head_position, chain.head])


def _is_own_seal(chain: AccessChain) -> bool:
    return hmac.compare_digest(chain.seal, _seal_of_chain(chain))


def _sign(values: list[Any]) -> str:
    return hmac.new(settings.ACCESS_LOG_KEY.encode(), json.dumps(values).encode(), hashlib.sha256).hexdigest()
