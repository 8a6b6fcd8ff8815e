"""How precisely, in which period and until when others read a registration."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from privacy import periods
from privacy.registrations import services
from privacy.registrations.levels import level
from privacy.registrations.models import Registration, RegistrationVersion
from privacy.registrations.services import Sharing
from privacy.tables import Level, RegistrationGroupPermission
from tests.privacy.registration_rows import COUNT, at, make, who_sees

SHARED = {"audience": "gekozen"}


def share(browser, row, partner, **more):
    version = Registration.objects.get(pk=row.pk).version
    return browser.post(at("registration-share", row), SHARED | {"chosen": [partner.pk], "version": version} | more)


def number(browser, row):
    return browser.get(at("registration", row)).context["reading"].number


def test_a_number_is_shared_rounded_unless_its_owner_says_otherwise(as_, people, partners):
    row = make(people, partners, "willem", value=12)
    assert number(as_("willem"), row) == "10"
    assert share(as_("petra"), row, partners["willem"], level="exact").status_code == 302
    assert number(as_("willem"), row) == "12"
    assert share(as_("petra"), row, partners["willem"], level="rounded").status_code == 302
    assert number(as_("willem"), row) == "10"


def test_choosing_exact_comes_with_a_warning(as_, people, partners):
    page = as_("petra").get(at("registration-share", make(people, partners))).content.decode()
    assert "kan aan een klein getal soms" in page
    assert (
        as_("petra").get(at("registration-share", make(people, partners))).context["form"]["level"].value() == "rounded"
    )


def test_a_number_of_persons_is_never_shared_exactly(as_, people, partners):
    row = make(people, partners, about="persoon", value=12)
    assert "level" not in as_("petra").get(at("registration-share", row)).context["form"].fields
    share(as_("petra"), row, partners["willem"], level="exact")
    assert number(as_("willem"), row) == "10"
    assert level(row) == Level.ROUNDED


def test_a_new_number_of_persons_is_refused_as_exact(as_, traject, partners):
    from django.urls import reverse

    url = reverse("privacy:registration-new", args=[traject.pk])
    data = COUNT | SHARED | {"about": "persoon", "chosen": [partners["willem"].pk], "level": "exact"}
    response = as_("petra").post(url, data)
    assert response.status_code == 422
    assert "delen we nooit" in response.content.decode()
    assert not Registration.objects.exists()


def test_a_number_that_turns_out_to_be_of_persons_is_rounded_at_once(as_, people, partners):
    row = make(people, partners, "willem", value=12, level="exact")
    assert number(as_("willem"), row) == "12"
    data = COUNT | {"about": "persoon", "value": "12", "version": row.version}
    assert as_("petra").post(at("registration-edit", row), data).status_code == 302
    assert number(as_("willem"), row) == "10"


def test_the_database_itself_refuses_an_exact_number_of_persons(people, partners):
    person = make(people, partners, "willem", about="persoon")
    event = make(people, partners, "willem", level="exact")
    grants = RegistrationGroupPermission.objects
    for refused in (
        lambda: grants.filter(content_object=person).update(level="exact"),
        lambda: Registration.objects.filter(pk=event.pk).update(about="persoon"),
        lambda: grants.filter(content_object=event).update(level="bijna"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()
    assert set(grants.values_list("content_object", "level")) == {(person.pk, "rounded"), (event.pk, "exact")}


def test_the_service_rounds_persons_whatever_it_is_asked(people, partners):
    row = make(people, partners, about="persoon")
    assert services.share(row, row.version, Sharing((partners["willem"].pk,), "exact"), by=people["petra"])
    assert level(row) == Level.ROUNDED


def test_a_number_of_persons_waits_until_its_period_is_over(as_, people, partners, today):
    running = {"period": "jaar", "year": today.year}
    row = make(people, partners, "willem", about="persoon", value=5555, **running)
    shown = as_("willem").get(at("registration", row))
    assert shown.context["reading"].number == f"nog niet, pas na 31 december {today.year}"
    assert "555" not in shown.content.decode().split("<main")[1]
    assert number(as_("petra"), row) == "5555"
    event = make(people, partners, "willem", value=5555, **running)
    assert number(as_("willem"), event) == "5555"


def test_after_the_end_date_others_no_longer_see_it(as_, people, partners, today):
    row = make(people, partners, "willem")
    assert share(as_("petra"), row, partners["willem"], expires_on=str(today)).status_code == 302
    assert who_sees(people, row) == {"petra", "willem"}
    Registration.objects.filter(pk=row.pk).update(expires_on=today - timedelta(days=1))
    assert who_sees(people, row) == {"petra"}
    assert "Niet meer gedeeld sinds" in as_("petra").get(at("registration", row)).content.decode()


def test_an_end_date_that_is_over_is_refused(as_, people, partners):
    row = make(people, partners)
    gone = timezone.localdate() - timedelta(days=1)
    response = share(as_("petra"), row, partners["willem"], expires_on=str(gone))
    assert response.status_code == 422
    assert "Deze dag is al voorbij" in response.content.decode()
    assert who_sees(people, row) == {"petra"}


def test_what_others_know_of_end_and_level_is_nothing(as_, people, partners, today):
    row = make(people, partners, "willem", expires_on=today)
    reading = as_("willem").get(at("registration", row)).context["reading"]
    assert (reading.of_owner.shared_with, reading.of_owner.expires_on) == ((), None)


def test_two_colleagues_who_share_at_once_choose_between_both_answers(as_, people, partners):
    row = make(people, partners)
    petra, seen = as_("petra"), row.version
    data = {"audience": "gekozen", "version": seen}
    assert petra.post(at("registration-share", row), data | {"chosen": [partners["willem"].pk]}).status_code == 302
    response = petra.post(at("registration-share", row), data | {"chosen": [partners["noor"].pk]})
    assert response.status_code == 409
    assert "Welzijn Samen" in response.content.decode()
    assert "Stadsdeel Oude Stad" in response.content.decode()
    assert who_sees(people, row) == {"petra", "willem"}


def test_what_a_colleague_changed_meanwhile_is_not_shared_unseen(as_, people, partners):
    row = make(people, partners)
    seen = row.version
    as_("petra").post(at("registration-edit", row), COUNT | {"text": "Intern", "version": seen})
    data = {"audience": "gekozen", "chosen": [partners["willem"].pk], "version": seen}
    assert as_("petra").post(at("registration-share", row), data).status_code == 409
    assert who_sees(people, row) == {"petra"}


@pytest.mark.parametrize("version", ["", "x", "0"])
def test_without_a_version_nothing_is_shared(as_, people, partners, version):
    row = make(people, partners)
    data = {"audience": "gekozen", "chosen": [partners["willem"].pk], "version": version}
    assert as_("petra").post(at("registration-share", row), data).status_code == 422
    assert who_sees(people, row) == {"petra"}


def test_a_corrected_value_replaces_the_old_one_which_the_owner_keeps(as_, people, partners):
    row = make(people, partners, "willem", about="ruimte", value=98765)
    as_("petra").post(at("registration-edit", row), COUNT | {"about": "ruimte", "value": "20", "version": row.version})
    assert number(as_("willem"), row) == "20"
    assert "98765" in as_("petra").get(at("registration-versions", row)).content.decode()
    assert as_("willem").get(at("registration-versions", row)).status_code == 403
    assert as_("noor").get(at("registration-versions", row)).status_code == 404
    assert "98765" not in as_("willem").get(at("registration", row)).content.decode()


def test_saving_without_a_change_keeps_no_version(as_, people, partners):
    row = make(people, partners)
    as_("petra").post(at("registration-edit", row), COUNT | {"version": row.version})
    assert not row.versions.exists()


def test_versions_go_with_their_registration(as_, people, partners):
    row = make(people, partners)
    as_("petra").post(at("registration-edit", row), COUNT | {"value": "20", "version": row.version})
    as_("petra").post(at("registration-delete", row))
    assert not RegistrationVersion.objects.exists()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1e kwartaal 2026", ("k1", 2026)),
        ("2026-K1", ("k1", 2026)),
        ("Q4 2025", ("k4", 2025)),
        ("kwartaal 3 2025", ("k3", 2025)),
        ("2e half jaar 2025", ("h2", 2025)),
        ("1e halfjaar 2025", ("h1", 2025)),
        ("2025", ("jaar", 2025)),
        ("heel jaar 2025", ("jaar", 2025)),
    ],
)
def test_a_period_is_read_as_people_write_it(text, period):
    assert periods.parse(text) == period
    assert periods.parse(periods.label(*period)) == period


@pytest.mark.parametrize(
    "text", ["", "maart 2026", "2025 2026", "k5 2026", "3e half jaar 2026", "1e kwartaal", "k 2026"]
)
def test_what_is_no_fixed_period_is_refused(text):
    with pytest.raises(ValueError):
        periods.parse(text)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("k1", date(2026, 3, 31)),
        ("k4", date(2026, 12, 31)),
        ("h1", date(2026, 6, 30)),
        ("jaar", date(2026, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(period, day):
    assert periods.last_day(period, 2026) == day


@pytest.mark.parametrize(("today", "quarter"), [(date(2026, 1, 1), ("k4", 2025)), (date(2026, 11, 22), ("k3", 2026))])
def test_the_form_starts_with_the_last_quarter_that_is_over(today, quarter):
    assert periods.last_ended_quarter(today) == quarter
