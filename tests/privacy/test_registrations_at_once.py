"""Two colleagues at the very same moment, each on a connection of their own: what is withdrawn stays withdrawn."""

from types import SimpleNamespace
from uuid import uuid4

from buurtbalans.accounts.models import Organisation, User
from privacy import access
from privacy.registrations import importing, second_reading, services
from privacy.registrations.models import Registration
from privacy.registrations.services import Sharing
from tests.conftest import make_traject
from tests.privacy.registration_rows import COUNT
from trajects.buurt.models import Area, AreaLevel
from trajects.partners.models import PartnerStatus
from trajects.partners.services import add_partner, give_seat

ROUNDS = 6


def scene():
    """A traject of one organisation with two people, and a second organisation; with names of its own."""
    word = uuid4().hex[:8]
    mine, other = (Organisation.objects.create(name=f"{side} {word}", category="anders") for side in ("Wij", "Zij"))
    anna, bob = (
        User.objects.create(email=f"{name}{word}@buurtbalans.test", name=name, organisation=mine)
        for name in ("anna", "bob")
    )
    area = Area.objects.create(code=f"BU{word}", name=word, level=AreaLevel.BUURT)
    traject = make_traject(anna, [area])
    own = traject.partners.get()
    give_seat(partner=own, user=bob)
    receiver = add_partner(traject, other, status=PartnerStatus.JOINED, by=anna)
    return SimpleNamespace(anna=anna, bob=bob, own=own, receiver=receiver)


def record(here, **more):
    content = {**COUNT, "value": 7, "year": 2026, **more}
    return services.add(here.own, by=here.anna, once=None, shared_with=[], **content)


def test_withdrawing_wins_from_sharing_at_the_same_moment(together):
    [here] = together(scene)
    for _ in range(ROUNDS):
        [row] = together(lambda: record(here))
        sharing = Sharing((here.receiver.pk,))

        def share(row=row, sharing=sharing):
            return services.share(row, row.version, sharing, by=here.anna)

        def withdraw(row=row):
            return services.withdraw(Registration.objects.get(pk=row.pk), by=here.bob)

        together(share, withdraw)
        [seen_by] = together(lambda row=row: access.audience(row))
        assert seen_by == []


def test_of_two_who_share_at_the_same_moment_one_is_first(together):
    [here] = together(scene)
    for _ in range(ROUNDS):
        [row] = together(lambda: record(here))

        # The version is what each has on screen: the row in memory is one for both, and counts on with the first.
        def share(to, row=row, seen=row.version):
            return services.share(row, seen, Sharing(to), by=here.anna)

        answers = together(lambda: share((here.receiver.pk,)), lambda: share(()))
        assert sorted(answers) == [False, True]
        [seen_by] = together(lambda row=row: access.audience(row))
        assert seen_by == ([here.receiver.pk] if answers[0] else [])


def test_words_that_change_while_they_are_approved_are_not_seen_unread(together):
    [here] = together(scene)
    for _ in range(ROUNDS):
        signal = {"kind": "signaal", "value": None, "text": "Oud", "about": "persoon"}

        def ask(signal=signal):
            row = record(here, **signal)
            services.share(row, row.version, Sharing((here.receiver.pk,)), by=here.anna)
            return row

        [row] = together(ask)

        def approve(row=row):
            return second_reading.agree(Registration.objects.get(pk=row.pk), row.version, by=here.bob)

        def rewrite(row=row):
            return services.change(Registration.objects.get(pk=row.pk), row.version, by=here.anna, text="Nieuw")

        assert sorted(together(approve, rewrite)) == [False, True]
        [(text, seen_by)] = together(lambda row=row: (Registration.objects.get(pk=row.pk).text, access.audience(row)))
        assert (text, seen_by) in (("Oud", [here.receiver.pk]), ("Nieuw", []))


def test_a_form_sent_twice_at_the_same_moment_gives_one_registration(together):
    [here] = together(scene)
    for _ in range(ROUNDS):
        once, content = uuid4(), {**COUNT, "value": 7, "year": 2026}

        def add(once=once, content=content):
            return services.add(here.own, by=here.anna, once=once, shared_with=[here.receiver.pk], **content).pk

        assert len(set(together(add, add))) == 1


def test_a_table_that_is_added_twice_at_the_same_moment_comes_in_once(together):
    [here] = together(scene)
    row = {"title": "a", "about": "ruimte", "value": 1, "period": "k1", "year": 2026, "text": "", "source": ""}
    [brought] = together(lambda: importing.bring(here.own, [{**row, "area": None, "theme": None}], by=here.anna))
    answers = together(*[lambda: importing.add_all(brought, Sharing(), by=here.anna)] * 2)
    assert sorted(answers) == [0, 1]
