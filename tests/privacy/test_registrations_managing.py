"""The owner changes, shares, withdraws and deletes; nobody else can."""

import pytest
from django.urls import reverse

from privacy import access
from privacy.registrations import services
from privacy.registrations.models import Registration
from privacy.tables import RegistrationGroupPermission


@pytest.fixture
def shared(people, partners):
    """A registration of Petra's organisation that Willem's may see."""
    return services.add(
        partners["petra"],
        by=people["petra"],
        once=None,
        shared_with=[partners["willem"].pk],
        kind="aantal",
        title="Meldingen",
        about="persoon",
        value=12,
        text="",
        period="jaar",
        year=2025,
    )


def at(name, row):
    return reverse(f"privacy:{name}", args=[row.traject_id, row.uuid])


CONTENT = {"kind": "aantal", "title": "Nieuw", "about": "persoon", "value": "20", "period": "jaar", "year": "2025"}
OWN = ["registration-edit", "registration-share", "registration-delete"]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(("person", "status"), [("petra", 200), ("willem", 403), ("noor", 404), ("root", 404)])
def test_only_the_owner_manages_it(as_, shared, name, person, status):
    assert as_(person).get(at(name, shared)).status_code == status


@pytest.mark.parametrize("name", [*OWN, "registration-withdraw"])
def test_whom_it_is_shared_with_cannot_act_on_it(as_, shared, partners, name):
    data = {**CONTENT, "version": 1, "audience": "alle"}
    assert as_("willem").post(at(name, shared), data).status_code == 403
    shared.refresh_from_db()
    assert (shared.title, access.audience(shared)) == ("Meldingen", [partners["willem"].pk])


def test_the_owner_changes_what_it_says_and_who_sees_it_stays(as_, shared, partners):
    assert as_("petra").post(at("registration-edit", shared), {**CONTENT, "version": 1}).status_code == 302
    shared.refresh_from_db()
    assert (shared.title, shared.value, shared.version) == ("Nieuw", 20, 2)
    assert access.audience(shared) == [partners["willem"].pk]


def test_two_colleagues_at_once_get_both_texts(as_, shared):
    petra = as_("petra")
    petra.post(at("registration-edit", shared), {**CONTENT, "version": 1})
    response = petra.post(at("registration-edit", shared), {**CONTENT, "title": "Mijn tekst", "version": 1})
    assert response.status_code == 409
    assert "Mijn tekst" in response.content.decode()
    assert "Nieuw" in response.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_without_a_version_nothing_changes(as_, shared, version):
    assert as_("petra").post(at("registration-edit", shared), {**CONTENT, "version": version}).status_code == 422
    shared.refresh_from_db()
    assert shared.title == "Meldingen"


def test_sharing_shows_how_it_stands(as_, shared, partners):
    form = as_("petra").get(at("registration-share", shared)).context["form"]
    assert form["audience"].value() == "gekozen"
    assert form["chosen"].value() == [partners["willem"].pk]


def test_sharing_widens_and_narrows_with_the_next_request(as_, shared, partners):
    url, petra, noor, willem = at("registration", shared), as_("petra"), as_("noor"), as_("willem")
    assert (noor.get(url).status_code, willem.get(url).status_code) == (404, 200)
    chosen = {"audience": "gekozen", "chosen": [partners["noor"].pk]}
    petra.post(at("registration-share", shared), {**chosen, "version": 1})
    assert (noor.get(url).status_code, willem.get(url).status_code) == (200, 404)
    petra.post(at("registration-share", shared), {"audience": "eigen", "version": 2})
    assert (noor.get(url).status_code, willem.get(url).status_code) == (404, 404)


def test_sharing_with_another_trajects_partner_is_refused(as_, shared, partners, other_traject):
    chosen = [partners["noor"].pk, other_traject.partners.get().pk]
    data = {"audience": "gekozen", "chosen": chosen, "version": 1}
    assert as_("petra").post(at("registration-share", shared), data).status_code == 422
    assert access.audience(shared) == [partners["willem"].pk]


def test_withdrawing_works_with_the_next_request_everywhere(as_, shared):
    willem, list_url = as_("willem"), reverse("privacy:registration-list", args=[shared.traject_id])
    assert "Meldingen" in willem.get(list_url).content.decode()
    response = as_("petra").post(at("registration-withdraw", shared))
    assert response.url == shared.get_absolute_url()
    assert "Meldingen" not in willem.get(list_url).content.decode()
    assert willem.get(at("registration", shared)).status_code == 404
    assert access.audience(shared) == []


def test_a_get_withdraws_and_deletes_nothing(as_, shared, partners):
    assert as_("petra").get(at("registration-withdraw", shared)).status_code == 405
    assert as_("petra").get(at("registration-delete", shared)).status_code == 200
    assert access.audience(shared) == [partners["willem"].pk]


def test_deleting_takes_every_grant_along(as_, shared):
    response = as_("petra").post(at("registration-delete", shared))
    assert response.url == reverse("privacy:registration-list", args=[shared.traject_id])
    assert not Registration.objects.exists()
    assert not RegistrationGroupPermission.objects.exists()


def test_another_trajects_number_in_the_address_is_not_found(as_, shared, other_traject):
    url = reverse("privacy:registration", args=[other_traject.pk, shared.uuid])
    assert as_("petra").get(url).status_code == 404
    assert as_("otto").get(url).status_code == 404


def test_moving_to_another_organisation_takes_the_registration_away(as_, people, shared, traject, partners):
    from trajects.partners.services import end_seat, give_seat

    end_seat(traject.memberships.active().get(user=people["petra"]), by=people["noor"])
    give_seat(partner=partners["noor"], user=people["petra"])
    assert as_("petra").get(at("registration", shared)).status_code == 404
