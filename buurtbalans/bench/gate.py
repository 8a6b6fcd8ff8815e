"""The gate against the same question written by hand, at the size of the whole country."""

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from guardian.shortcuts import get_objects_for_user  # noqa: TID251  the peer that the gate is measured against

from buurtbalans.accounts.models import User
from buurtbalans.bench.crowd import BASE, ORGANISATIONS, PARTNERS, USERS
from buurtbalans.bench.report import Line
from privacy import access, held
from privacy.registrations.models import Registration

TIMES, PAGE = 25, 40
MOST_RATIO, LEAST_GAIN, MOST_SHARING_MS = 1.3, 20, 20
BY_HAND = """
SELECT {columns} FROM privacy_registration
JOIN trajects_partner ON trajects_partner.id = privacy_registration.partner_id
JOIN accounts_organisation ON accounts_organisation.id = trajects_partner.organisation_id
WHERE privacy_registration.traject_id = ANY(%(trajects)s) AND (
    privacy_registration.partner_id = ANY(%(partners)s)
    OR (
        privacy_registration.id IN (
            SELECT content_object_id FROM privacy_registrationgrouppermission
            WHERE permission_id = (SELECT id FROM auth_permission WHERE codename = 'see_registration')
            AND group_id = ANY(%(groups)s) AND (valid_to IS NULL OR valid_to >= CURRENT_DATE)
        )
        AND accounts_organisation.is_active
        AND (privacy_registration.expires_on IS NULL OR privacy_registration.expires_on >= CURRENT_DATE)
        AND privacy_registration.traject_id IN (
            SELECT agreement.traject_id FROM privacy_privacyagreement agreement
            JOIN privacy_agreementacceptance acceptance ON acceptance.agreement_id = agreement.id
            WHERE acceptance.user_id = %(user)s AND agreement.track = 'professionals' AND NOT EXISTS (
                SELECT 1 FROM privacy_privacyagreement newer WHERE newer.traject_id = agreement.traject_id
                AND newer.track = agreement.track AND newer.version > agreement.version
            )
        )
    )
)
ORDER BY privacy_registration.created_at DESC, privacy_registration.id DESC LIMIT {page}
"""


def somebody(trajects: int) -> tuple[User, int]:
    """One person of the crowd, and a traject in which that person has a seat: the one in the middle."""
    middle = trajects // 2
    seat = middle * PARTNERS
    person = seat % ORGANISATIONS + ORGANISATIONS * ((seat // ORGANISATIONS) % (USERS // ORGANISATIONS))
    return User.objects.get(pk=BASE + person), BASE + middle


def lines(trajects: int) -> Iterator[Line]:
    """Measure as one person among a crowd of so many trajects; everything is to be taken back afterwards."""
    user, traject = somebody(trajects)
    held.remember(user)
    known = held.remembered(user)
    if known is None:
        return
    given = {"partners": known.partners, "groups": list(known.groups), "user": user.pk}
    for what, among, rows in (
        ("Lijst in een traject", [traject], Registration.objects.filter(traject=traject)),
        ("Alles van mij, pagina 1", list(known.seats), Registration.objects.all()),
    ):
        mine = access.visible(user, rows)[:PAGE]
        yield _compared(what, mine, {**given, "trajects": among})
    yield _against_guardian(user)
    yield _sharing(user, traject)


def plan_of(trajects: int) -> str:
    """How PostgreSQL finds the first page of somebody's registrations, as EXPLAIN ANALYZE tells it."""
    user, _ = somebody(trajects)
    held.remember(user)
    return access.visible(user, Registration.objects.all())[:PAGE].explain(analyze=True)


def _compared(what: str, mine: "QuerySet[Any]", given: dict[str, Any]) -> Line:
    columns = ", ".join(f"privacy_registration.{field.column}" for field in Registration._meta.concrete_fields)
    by_hand = BY_HAND.format(columns=columns, page=PAGE)
    sql, params = mine.query.sql_with_params()
    if [row[0] for row in _ask(sql, params)] != [row[0] for row in _ask(by_hand, given)]:
        raise AssertionError(f"{what}: the gate and the question by hand answer differently.")
    taken = [(_time(lambda: _ask(sql, params)), _time(lambda: _ask(by_hand, given))) for _ in range(TIMES)]
    gate, hand = (median(column) for column in zip(*taken, strict=True))
    told = f"{gate:.2f} ms, met de hand {hand:.2f} ms, {gate / hand:.2f} ×"
    return Line(what, told, f"hooguit {MOST_RATIO} ×", gate / hand <= MOST_RATIO)


def _against_guardian(user: User) -> Line:
    everything = Registration.objects.all()
    gate = _time(lambda: list(access.visible(user, everything)[:PAGE]))
    peer = _time(
        lambda: list(get_objects_for_user(user, "privacy.see_registration", everything, with_superuser=False)[:PAGE])
    )
    told = f"poort {gate:.1f} ms, get_objects_for_user {peer:.0f} ms"
    return Line("Alles van mij, met Django erbij", told, f"minstens {LEAST_GAIN} × minder", peer / gate >= LEAST_GAIN)


def _sharing(user: User, traject: int) -> Line:
    row = access.visible(user, Registration.objects.filter(traject=traject)).first()
    partners = [BASE + (traject - BASE) * PARTNERS + number for number in range(PARTNERS)]

    def share() -> None:
        with transaction.atomic():
            access.share(row, partners[:6], by=user)
            access.share(row, partners, by=user)

    share()
    taken = median(_time(share) for _ in range(TIMES)) / 2
    return Line("Delen met elf partners", f"{taken:.1f} ms", f"hooguit {MOST_SHARING_MS} ms", taken <= MOST_SHARING_MS)


def _ask(sql: str, params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[Any] = cursor.fetchall()
        return rows


def _time(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000
