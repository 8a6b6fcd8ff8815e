"""One's own data in a file, and having one's account erased (V6)."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access
from privacy.access_events.models import AccessEvent
from privacy.registrations.models import Registration
from sessions.actions.models import Action
from sessions.planning.models import CalendarFeed
from tests.privacy.cast import LOGGED_IN
from tests.privacy.planted import CANARIES
from tests.privacy.retention.test_terms import every_table
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Invitation, Membership
from trajects.partners.services import end_seat, give_seat

DOWNLOAD, ERASE = "privacy:own-data", "privacy:account-erase"
SURE = {"is_sure": "on"}


def packed(client):
    """Both files as one text in lower case, and the data."""
    answer = client.post(reverse(DOWNLOAD))
    assert answer["Content-Type"] == "application/zip"
    assert "attachment" in answer["Content-Disposition"]
    with ZipFile(BytesIO(answer.content)) as file:
        assert set(file.namelist()) == {"gegevens.json", "gegevens.html"}
        texts = {name: file.read(name).decode() for name in file.namelist()}
    return "".join(texts.values()).lower(), json.loads(texts["gegevens.json"])["gegevens"]


@pytest.mark.parametrize("person", sorted(LOGGED_IN))
def test_a_file_holds_no_word_that_its_owner_may_not_read(world, as_, person):
    text, _ = packed(as_(person))
    found = {word for word in CANARIES if word in text}
    assert found <= {word for word, readers in CANARIES.items() if person in readers}


def test_a_file_holds_what_its_owner_wrote_and_who_he_is(world, as_, people, traject):
    text, data = packed(as_("petra"))
    assert {"kwikstaart", "987651", "roodborst", "ijsvogel"} <= {word for word in CANARIES if word in text}
    assert data["Account"][0]["e-mailadres"] == "petra@buurtbalans.test"
    assert [(row["traject"], row["namens"], row["rol"]) for row in data["Deelname"]] == [
        (traject.name, "Politie Voorbeeldstad", "Partner")
    ]
    assert [row["versie"] for row in data["Akkoord op privacyafspraken"]] == [1, 2]
    assert "steenuil" not in text


def test_a_file_tells_what_its_owner_looked_at_without_naming_it(world, as_, people, traject):
    as_("willem").get(traject.registrations.get(title="IJsvogel").get_absolute_url())
    AccessEvent.objects.create(actor_id=people["petra"].pk, traject_id=traject.pk, object_type="x", action="export")
    _, data = packed(as_("willem"))
    assert [row["wat"] for row in data["Wat je van registraties bekeek"]] == ["bekeken", "meegenomen in een overzicht"]


def test_who_left_takes_nothing_along_of_the_organisation(world, as_, people):
    end_seat(Membership.objects.get(user=people["petra"]), by=people["noor"])
    text, data = packed(as_("petra"))
    assert {word for word in CANARIES if word in text} == set()
    assert len(data["Deelname"]) == 1
    assert data["Wat je schreef of deed"] == []


def test_who_wrote_for_one_organisation_and_sits_for_another_takes_no_exact_number_along(
    world, as_, people, partners, traject
):
    petra = people["petra"]
    end_seat(Membership.objects.get(user=petra), by=people["noor"])
    petra.organisation = people["willem"].organisation
    petra.save()
    give_seat(partner=partners["willem"], user=petra)
    shared = traject.registrations.get(title="IJsvogel")
    assert access.visible(petra, Registration.objects.filter(pk=shared.pk)).exists()
    text, _ = packed(as_("petra"))
    assert "ijsvogel" not in text
    assert "kwikstaart" not in text


def test_that_registrations_left_in_a_file_is_recorded_for_their_organisation(world, as_, people):
    as_("petra").post(reverse(DOWNLOAD))
    taken = AccessEvent.objects.filter(action="export", channel="file", actor_id=people["petra"].pk)
    assert world.registration.uuid in set(taken.values_list("object_uuid", flat=True))


def test_the_page_to_read_escapes_what_people_wrote(world, as_, people):
    Registration.objects.filter(title="Kwikstaart").update(text="<script>alert(1)</script>")
    answer = as_("petra").post(reverse(DOWNLOAD))
    page = ZipFile(BytesIO(answer.content)).read("gegevens.html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_erasing_asks_to_be_sure(as_, people, traject):
    answer = as_("petra").post(reverse(ERASE), {})
    assert answer.status_code == 422
    assert "Zet hier een vinkje" in answer.content.decode()
    assert User.objects.get(pk=people["petra"].pk).is_active


def test_erasing_takes_the_login_and_leaves_the_name_in_what_is_settled(as_, people, traject, partners, sent_session):
    petra = people["petra"]
    seat = Membership.objects.get(user=petra)
    common = {"traject": traject, "partner": partners["petra"], "assignee": seat, "created_by": petra}
    done = Action.objects.create(**common, title="Klaar", status="klaar", closed_at=timezone.now())
    todo = Action.objects.create(**common, title="Nog doen")
    record(traject, petra, LogKind.NOTE, "Een notitie")
    CalendarFeed.objects.create(user=petra, token_hash="1" * 64)
    Invitation.objects.create(
        partner=partners["petra"], email=petra.email, name=petra.name, reason="x", token_hash="2" * 64,
        invited_by=people["noor"], expires_at=timezone.now(),
    )  # fmt: skip
    browser, elsewhere = as_("petra"), as_("petra")
    assert "Je account is verwijderd" in browser.post(reverse(ERASE), SURE).content.decode()
    left = every_table()
    assert {table for table, text in left.items() if petra.email in text} == set()
    row = User.objects.get(pk=petra.pk)
    assert (row.name, row.job_title, row.organisation, row.is_active) == (petra.name, "", None, False)
    assert not row.has_usable_password()
    assert not row.groups.exists()
    for client in (browser, elsewhere):
        assert client.get(reverse("pages:my-work")).status_code == 302
    done.refresh_from_db()
    todo.refresh_from_db()
    assert (done.assignee, todo.assignee) == (seat, None)
    noor = as_("noor")
    for page in ("sessions:action-list", "trajects:logbook", "trajects:partner-list", "pages:traject"):
        answer = noor.get(reverse(page, args=[traject.pk]))
        assert answer.status_code == 200, page
    assert petra.name in noor.get(reverse("trajects:logbook", args=[traject.pk])).content.decode()


def test_the_last_of_a_kernteam_finds_somebody_first(as_, people, other_traject):
    answer = as_("otto").post(reverse(ERASE), SURE)
    assert answer.status_code == 422
    assert other_traject.name in answer.content.decode()
    assert User.objects.get(pk=people["otto"].pk).erased_at is None


def test_the_last_of_the_kernteam_of_a_closed_traject_may_go(as_, people, other_traject, today):
    from privacy.retention import services

    services.close(other_traject, by=people["otto"], today=today)
    assert as_("otto").post(reverse(ERASE), SURE).status_code == 200
    assert User.objects.get(pk=people["otto"].pk).erased_at


def test_of_who_never_took_part_nothing_is_left(as_, people):
    as_("achmed").post(reverse(ERASE), SURE)
    assert not User.objects.filter(pk=people["achmed"].pk).exists()


def test_the_name_goes_with_the_last_traject_that_knew_it(as_, people, other_traject, night, today):
    from privacy.retention import services
    from privacy.retention.terms import months_after

    services.close(other_traject, by=people["otto"], today=today)
    as_("otto").post(reverse(ERASE), SURE)
    night(months_after(today, 12))
    assert not User.objects.filter(pk=people["otto"].pk).exists()
    assert "van vliet" not in " ".join(every_table().values())


def test_an_address_that_was_erased_can_be_used_anew(as_, people, traject):
    as_("petra").post(reverse(ERASE), SURE)
    again = User.objects.create_user("petra@buurtbalans.test", name="Petra Kuipers")
    assert not access.visible(again, Registration.objects.all()).exists()


def erase_as(client, *people):
    data = {"action": "erase_on_request", "_selected_action": [person.pk for person in people]}
    return client.post("/beheer/accounts/user/", data, follow=True).content.decode()


def test_an_administrator_erases_who_asks_for_it_one_at_a_time_and_it_is_written_down(as_, people, traject):
    from django.contrib.admin.models import LogEntry

    bea = as_("bea")
    assert "één account tegelijk" in erase_as(bea, people["petra"], people["willem"])
    assert User.objects.get(pk=people["petra"].pk).erased_at is None
    assert "Het account is gewist" in erase_as(bea, people["petra"])
    assert User.objects.get(pk=people["petra"].pk).erased_at
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr) == (people["bea"], f"Account {people['petra'].pk}")
    assert "Petra" not in bea.get("/beheer/accounts/user/").content.decode()


def test_an_administrator_does_not_erase_the_last_of_a_kernteam(as_, people, other_traject):
    assert "laatste van het kernteam" in erase_as(as_("bea"), people["otto"])
    assert User.objects.get(pk=people["otto"].pk).erased_at is None


def test_an_administrator_cannot_erase_a_superuser(as_, people):
    erase_as(as_("bea"), people["root"])
    assert User.objects.get(pk=people["root"].pk).erased_at is None


def test_whom_an_administrator_lets_in_again_gets_the_whole_term(as_, people, today):
    achmed = people["achmed"]
    User.objects.filter(pk=achmed.pk).update(is_active=False, idle_since=today.replace(year=2020))
    data = {"email": achmed.email, "name": achmed.name, "organisation": achmed.organisation_id, "is_active": "on"}
    as_("bea").post(f"/beheer/accounts/user/{achmed.pk}/change/", data)
    assert User.objects.get(pk=achmed.pk).idle_since == today
