"""Who saw what is written down: one line per row, no words of it, and nobody can change it (V5)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from privacy.access_events import recording
from privacy.access_events.models import AccessEvent
from privacy.registrations import services

WORDS = ("kwikstaart", "roodborst", "987651")


@pytest.fixture
def record(people, partners):
    def make(owner, *shared_with, title="Kwikstaart"):
        content = {"kind": "aantal", "title": title, "about": "persoon", "value": 987651, "text": "Roodborst"}
        ids = [partners[name].pk for name in shared_with]
        return services.add(
            partners[owner], by=people[owner], once=None, shared_with=ids, period="jaar", year=2025, **content
        )

    return make


@pytest.fixture
def list_url(traject):
    return reverse("privacy:registration-list", args=[traject.pk])


def events(**of):
    rows = AccessEvent.objects.filter(**of).order_by("pk")
    return list(rows.values_list("actor_id", "organisation", "object_uuid", "action", "result"))


def inserts(captured):
    return [query["sql"] for query in captured if query["sql"].startswith("INSERT")]


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_a_registration_is_written_down(as_, people, record, method):
    row = record("petra", "willem")
    getattr(as_("willem"), method)(row.get_absolute_url())
    assert events(action="view") == [(people["willem"].pk, "Welzijn Samen", row.uuid, "view", "ok")]
    event = AccessEvent.objects.get(action="view")
    assert (event.traject_id, event.object_type, event.channel) == (row.traject_id, "registration", "page")


def test_a_list_writes_a_line_for_each_row_with_one_insert_and_one_number(as_, people, record, list_url):
    rows = [record("petra", "willem") for _ in range(3)] + [record("willem")]
    record("petra")
    willem = as_("willem")
    willem.get(list_url)
    before = AccessEvent.objects.count()
    with CaptureQueriesContext(connection) as captured:
        willem.get(list_url)
    assert len(inserts(captured)) == 1
    new = AccessEvent.objects.order_by("pk")[before:]
    assert {event.object_uuid for event in new} == {row.uuid for row in rows}
    assert {event.action for event in new} == {"list"}
    assert len({event.request_id for event in new}) == 1
    assert new[0].request_id != AccessEvent.objects.order_by("pk").first().request_id


def test_reading_one_costs_exactly_one_insert(as_, record):
    row = record("petra", "willem")
    willem = as_("willem")
    willem.get(row.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        willem.get(row.get_absolute_url())
    assert len(inserts(captured)) == 1


def test_asking_in_vain_is_written_down_and_the_same_whether_it_exists(as_, people, record, traject):
    hidden = record("petra")
    willem, seen = as_("willem"), []
    willem.get(hidden.get_absolute_url())
    absent = hidden.get_absolute_url().replace(str(hidden.uuid), "00000000-0000-4000-8000-000000000000")
    for url in (hidden.get_absolute_url(), absent):
        with CaptureQueriesContext(connection) as captured:
            assert willem.get(url).status_code == 404
        seen.append([query["sql"].split(" ")[0] for query in captured])
    assert seen[0] == seen[1]
    assert events(action="refused")[0] == (people["willem"].pk, "Welzijn Samen", hidden.uuid, "refused", "not_found")
    assert len(events(action="refused")) == 3


def test_what_one_sees_and_may_not_do_is_written_down_as_forbidden(as_, people, record):
    row = record("petra", "willem")
    assert (
        as_("willem").post(reverse("privacy:registration-withdraw", args=[row.traject_id, row.uuid])).status_code == 403
    )
    assert events(action="refused") == [(people["willem"].pk, "Welzijn Samen", row.uuid, "refused", "forbidden")]


def test_a_stranger_who_asks_with_a_number_larger_than_any_gets_a_plain_404(as_, record):
    row = record("petra")
    assert as_("otto").get(f"/trajecten/{10**30}/registraties/{row.uuid}/").status_code == 404
    assert events(action="refused")[0][1] == "School De Horizon"


def test_who_is_not_logged_in_leaves_no_trace_of_an_address_typed(as_, record):
    as_("").get(record("petra").get_absolute_url())
    assert not events(action="refused")


def test_no_event_holds_a_word_of_what_was_read(as_, record, list_url):
    row = record("petra", "willem")
    for url in (row.get_absolute_url(), list_url):
        as_("willem").get(url)
    kept = str(list(AccessEvent.objects.values_list())).lower()
    assert not [word for word in WORDS if word in kept]
    assert not [field for field in AccessEvent._meta.get_fields() if field.is_relation]


@pytest.mark.parametrize("name", ["noor", "otto", "yasmin", "root"])
def test_pages_without_registrations_leave_no_trace(as_, traject, record, name):
    record("petra")
    for url in ("pages:my-work", "pages:traject-list"):
        as_(name).get(reverse(url))
    assert not AccessEvent.objects.filter(action__in=["list", "view"]).exists()


def test_the_database_refuses_to_change_or_delete_an_event(as_, record):
    as_("petra").get(record("petra").get_absolute_url())
    for sql in (
        "UPDATE privacy_accessevent SET actor_id = 1",
        "UPDATE privacy_accessevent SET actor_id = 1 WHERE false",
        "DELETE FROM privacy_accessevent",
        "SET LOCAL buurtbalans.retention = ''; DELETE FROM privacy_accessevent",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert AccessEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("table", "trigger"),
    [("privacy_accessevent", "access_event_no_truncate"), ("privacy_accesseventlink", "access_link_no_truncate")],
)
def test_the_database_refuses_to_empty_the_tables(db, table, trigger):
    """The trigger is off in tests for Django's own cleaning, and on in every other database."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")


def share_with(row, partner, *, by):
    row.refresh_from_db()
    assert services.share(row, row.version, services.Sharing((partner.pk,)), by=by)


def test_sharing_and_withdrawing_are_written_down(as_, people, partners, record):
    row = record("petra", "willem")
    share_with(row, partners["willem"], by=people["petra"])  # nothing changes, nothing is written
    share_with(row, partners["karim"], by=people["petra"])
    services.withdraw(row, by=people["petra"])
    done = [action for _, _, uuid, action, _ in events() if uuid == row.uuid]
    assert done == ["grant", "grant", "withdraw", "withdraw"]


def test_the_owner_reads_who_looked_and_how_often_the_latest_first(as_, people, record):
    row = record("petra", "willem", "karim")
    for name in ("karim", "willem", "willem", "petra"):
        as_(name).get(row.get_absolute_url())
    recording.record(people["willem"], "download", [row], traject_id=row.traject_id, channel="file")
    recording.record(people["willem"], "download", [row], traject_id=row.traject_id, channel="file")
    page = as_("petra").get(f"{row.get_absolute_url()}inzage/")
    assert [(look.who, look.organisation, look.times, look.what) for look in page.context["others"]] == [
        ("Willem Postma", "Welzijn Samen", 2, "gedownload"),
        ("Willem Postma", "Welzijn Samen", 2, "bekeken"),
        ("Karim Benali", "Woningcorporatie De Brug", 1, "bekeken"),
    ]
    assert [look.what for look in page.context["own"]] == ["bekeken", "gedeeld"]
    assert "2 × gedownload" in page.content.decode()
    assert row.title not in page.content.decode()


@pytest.mark.parametrize(("name", "status"), [("willem", 403), ("noor", 404), ("root", 404), ("otto", 404)])
def test_nobody_else_reads_who_looked_not_even_who_may_read_it(as_, record, name, status):
    row = record("petra", "willem")
    assert as_(name).get(f"{row.get_absolute_url()}inzage/").status_code == status


def test_who_read_it_before_it_was_withdrawn_stays_known_to_the_owner(as_, people, record):
    row = record("petra", "willem")
    as_("willem").get(row.get_absolute_url())
    services.withdraw(row, by=people["petra"])
    as_("willem").get(row.get_absolute_url())
    page = as_("petra").get(f"{row.get_absolute_url()}inzage/")
    assert [look.what for look in page.context["others"]] == ["tevergeefs opgevraagd", "bekeken"]


def test_an_erased_account_stays_in_the_trace_without_a_name(as_, people, record):
    row = record("petra", "willem")
    as_("willem").get(row.get_absolute_url())
    event = AccessEvent.objects.get(action="view")
    AccessEvent.objects.create(
        actor_id=987654321, organisation="Welzijn Samen", traject_id=event.traject_id,
        object_type="registration", object_uuid=row.uuid, action="view",
    )  # fmt: skip
    page = as_("petra").get(f"{row.get_absolute_url()}inzage/")
    assert {look.who for look in page.context["others"]} == {"Willem Postma", "Iemand die geen account meer heeft"}


def test_a_hundred_looks_take_as_many_queries_as_one(as_, record, django_assert_max_num_queries):
    row, petra = record("petra", "willem"), as_("petra")
    url = f"{row.get_absolute_url()}inzage/"

    def count():
        with django_assert_max_num_queries(12) as captured:
            petra.get(url)
        return len(captured)

    as_("willem").get(row.get_absolute_url())
    before = count()
    for name in ("willem", "petra", "otto", "noor", "karim"):
        as_(name).get(row.get_absolute_url())
    assert count() == before
