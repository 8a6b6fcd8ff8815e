"""The privacy agreement: no acceptance, nothing of what others shared; all the rest stays open (V1)."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access
from privacy.agreements import publishing
from privacy.agreements.models import AgreementAcceptance, AgreementDraft, PrivacyAgreement
from privacy.registrations import services
from privacy.registrations.models import Registration, RegistrationVersion
from tests.agreeing import agree, newest_agreement
from trajects.partners.models import Membership

EVERYBODY = ["noor", "karim", "petra", "willem", "achmed", "yasmin", "bea", "root", "otto"]


@pytest.fixture
def agreement_url(traject):
    return reverse("privacy:agreement", args=[traject.pk])


@pytest.fixture
def list_url(traject):
    return reverse("privacy:registration-list", args=[traject.pk])


@pytest.fixture
def record(people, partners):
    def make(owner, *shared_with, title="IJsvogel"):
        content = {"kind": "aantal", "title": title, "about": "ruimte", "value": 3, "period": "jaar", "year": 2025}
        ids = [partners[name].pk for name in shared_with]
        return services.add(partners[owner], by=people[owner], once=None, shared_with=ids, **content)

    return make


def publish(traject, by, text="Een nieuwe tekst"):
    AgreementDraft.objects.filter(traject=traject).update(text=text)
    return publishing.publish(
        traject.pk, AgreementDraft.objects.get(traject=traject, track="professionals").version, by=by
    )


def who_sees(people, row):
    rows = Registration.objects.filter(pk=row.pk)
    return {name for name in EVERYBODY if access.visible(people[name], rows).exists()}


def test_a_new_traject_has_its_first_agreement_with_every_head(other_traject, today):
    first = PrivacyAgreement.objects.get(traject=other_traject)
    assert (first.version, first.track) == (1, "professionals")
    assert first.sha256 == PrivacyAgreement.hash_of(first.text)
    assert first.evaluate_on > today
    heads = [line for line in first.text.splitlines() if line.startswith("## ")]
    assert heads == [
        "## Waarom we dit afspreken",
        "## Voor wie dit geldt",
        "## Wat we delen, en wat niet",
        "## Wie wat ziet",
        "## Geheimhouding",
        "## Veilig werken",
        "## Als er iets misgaat",
        "## Bewaren en weggooien",
        "## Rechten en klachten",
        "## Begin, einde en opnieuw bespreken",
    ]


def test_what_others_shared_is_seen_after_accepting_and_ones_own_always(people, traject, record):
    shared, own = record("petra", "willem", "karim"), record("willem")
    publish(traject, people["noor"])
    assert who_sees(people, shared) == {"petra"}
    assert who_sees(people, own) == {"willem"}
    agree(traject, people["willem"])
    assert who_sees(people, shared) == {"petra", "willem"}


def test_accepting_in_one_traject_says_nothing_about_another(people, traject, other_traject, record):
    shared = record("petra", "willem")
    publish(traject, people["noor"])
    agree(other_traject, people["willem"])
    assert who_sees(people, shared) == {"petra"}


def test_a_new_version_elsewhere_or_among_residents_takes_nothing_away_here(
    people, traject, other_traject, record, today
):
    shared = record("petra", "willem")
    agree(traject, people["willem"])
    text = "Voor bewoners"
    values = {"text": text, "sha256": PrivacyAgreement.hash_of(text), "evaluate_on": today, "version": 9}
    publish(other_traject, people["otto"])
    PrivacyAgreement.objects.create(traject=traject, track="residents", **values)
    assert who_sees(people, shared) == {"petra", "willem"}


def test_accepting_what_residents_agree_on_gives_nothing(people, traject, record, today):
    shared = record("petra", "willem")
    publish(traject, people["noor"])
    text = "Voor bewoners"
    residents = PrivacyAgreement.objects.create(
        traject=traject,
        track="residents",
        version=9,
        text=text,
        sha256=PrivacyAgreement.hash_of(text),
        evaluate_on=today,
    )
    AgreementAcceptance.objects.create(agreement=residents, user=people["willem"])
    assert who_sees(people, shared) == {"petra"}


def test_a_new_version_asks_again_with_the_next_request_of_an_open_browser(as_, people, traject, record, list_url):
    row, willem = record("petra", "willem"), as_("willem")
    assert willem.get(row.get_absolute_url()).status_code == 200
    publish(traject, people["noor"])
    for url in (row.get_absolute_url(), list_url):
        response = willem.get(url)
        assert response.status_code == 303
        assert (
            response["Location"] == f"{reverse('privacy:agreement', args=[traject.pk])}?next={url.replace('/', '%2F')}"
        )


def test_a_row_that_was_not_granted_stays_not_found_without_agreement_too(as_, people, traject, record):
    hidden, shared = record("petra", "karim"), record("petra", "willem")
    publish(traject, people["noor"])
    assert as_("willem").get(hidden.get_absolute_url()).status_code == 404
    assert as_("willem").get(shared.get_absolute_url()).status_code == 303


@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_nobody_else_is_led_to_the_agreement_or_finds_it(as_, traject, people, record, agreement_url, name):
    row = record("petra", "willem")
    publish(traject, people["noor"])
    assert as_(name).get(row.get_absolute_url()).status_code == 404
    assert as_(name).get(agreement_url).status_code == 404
    assert as_(name).post(agreement_url, {"agreed": "on", "version": 2}).status_code == 404
    assert not AgreementAcceptance.objects.filter(user=people[name], agreement__version=2).exists()


def test_only_what_opens_after_accepting_asks_for_it(people, traject, record):
    """Not what stays with its owner whatever is shared, nor anything to who is stopped or has no seat any more."""
    shared = record("petra", "willem")
    publish(traject, people["noor"])
    earlier = RegistrationVersion.objects.create(registration=shared, number=1, content={"Titel": "Ijsvogel"})
    rows, versions = (type(row).objects.filter(pk=row.pk) for row in (shared, earlier))
    stopped = User.objects.get(pk=people["willem"].pk)
    stopped.is_active = False
    assert access.awaits_agreement(people["willem"], rows)
    assert not access.awaits_agreement(people["willem"], versions)
    assert not access.awaits_agreement(stopped, rows)
    Membership.objects.filter(traject=traject, user=people["willem"]).update(valid_to=timezone.now())
    assert not access.awaits_agreement(people["willem"], rows)


def test_the_list_shows_ones_own_when_asked_and_when_nothing_else_would_be_there(
    as_, people, traject, record, list_url
):
    record("willem", title="Van ons")
    publish(traject, people["noor"])
    agree(traject, people["petra"])
    willem = as_("willem")
    assert willem.get(list_url).status_code == 200
    record("petra", "willem", title="Kwikstaart")
    assert willem.get(list_url).status_code == 303
    page = willem.get(list_url, {"alleen": "eigen"})
    assert page.status_code == 200
    assert "Lees de afspraken en geef akkoord" in page.content.decode()
    assert "Lees de afspraken en geef akkoord" not in as_("petra").get(list_url, follow=True).content.decode()
    assert "Van ons" in page.content.decode()
    assert "Kwikstaart" not in page.content.decode()


def test_accepting_leads_on_to_where_one_was_going(as_, people, traject, record, agreement_url):
    row = record("petra", "willem")
    publish(traject, people["noor"])
    willem = as_("willem")
    page = willem.get(willem.get(row.get_absolute_url())["Location"])
    sent = {"agreed": "on", "version": page.context["agreement"].version, "next": page.context["next"]}
    response = willem.post(agreement_url, sent)
    assert (response.status_code, response["Location"]) == (302, row.get_absolute_url())
    assert willem.get(row.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.test/", "//elders.test", "javascript:alert(1)", "", "\\\\elders"]
)
def test_accepting_never_leads_to_another_site(as_, traject, agreement_url, list_url, elsewhere):
    sent = {"agreed": "on", "version": 1, "next": elsewhere}
    assert as_("willem").post(agreement_url, sent)["Location"] == list_url
    assert as_("willem").get(agreement_url, {"next": elsewhere}).context["next"] == list_url


def test_without_the_tick_nothing_is_accepted(as_, people, traject, agreement_url):
    publish(traject, people["noor"])
    response = as_("willem").post(agreement_url, {"version": 2})
    assert response.status_code == 422
    assert "Vink aan dat je je aan deze afspraken houdt" in response.content.decode()
    assert not AgreementAcceptance.objects.filter(agreement__version=2).exists()


@pytest.mark.parametrize("version", ["1", "3", "", "x", "-1", "99999999999999999999"])
def test_only_the_version_that_was_read_is_accepted(as_, people, traject, agreement_url, version):
    """A new version was published while the page stood open, or the form says anything else."""
    publish(traject, people["noor"])
    response = as_("willem").post(agreement_url, {"agreed": "on", "version": version})
    assert response.status_code in {409, 422}
    assert not AgreementAcceptance.objects.filter(agreement__version__gt=1).exists()


def test_accepting_twice_is_once(as_, people, agreement_url):
    for _ in range(2):
        assert as_("willem").post(agreement_url, {"agreed": "on", "version": 1}).status_code == 302
    assert AgreementAcceptance.objects.filter(user=people["willem"]).count() == 1


def test_something_that_was_sent_leads_back_to_the_list(as_, people, traject, record, list_url):
    row = record("petra", "willem")
    publish(traject, people["noor"])
    url = reverse("privacy:registration-edit", args=[traject.pk, row.uuid])
    assert as_("willem").post(url)["Location"].endswith(f"?next={list_url.replace('/', '%2F')}")


def test_a_part_that_htmx_asks_changes_the_page(as_, people, traject, record):
    row = record("petra", "willem")
    publish(traject, people["noor"])
    response = as_("willem").get(row.get_absolute_url(), headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Redirect"].startswith(reverse("privacy:agreement", args=[traject.pk]))
    assert response.content == b""


def test_a_published_version_cannot_be_changed_or_deleted_in_the_database(traject):
    published = newest_agreement(traject)
    rows = PrivacyAgreement.objects.filter(pk=published.pk)
    for change in (
        {"text": "anders"},
        {"version": 7},
        {"evaluate_on": date(2030, 1, 1)},
        {"published_by": None, "sha256": "0" * 64},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    rows.update(published_by=None)  # the account was erased
    assert rows.get().text == published.text


def test_the_agreement_adds_no_query_to_the_list(as_, record, list_url, django_assert_num_queries):
    record("petra", "willem")
    willem = as_("willem")
    willem.get(list_url)
    with django_assert_num_queries(11) as captured:
        willem.get(list_url)
    asking = [query["sql"] for query in captured if "privacy_agreementacceptance" in query["sql"]]
    assert all("privacy_registration" in sql or "trajects_traject" in sql for sql in asking)
