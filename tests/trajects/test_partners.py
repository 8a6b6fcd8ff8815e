import pytest

from buurtbalans.accounts.models import Organisation
from trajects.logbook.kinds import LogKind
from trajects.partners.models import Membership, Partner
from trajects.partners.services import add_partner

NEW = {"organisation": "Buurtschool Oost", "category": "school", "status": "mogelijk"}


@pytest.fixture
def url(traject):
    return f"/trajecten/{traject.pk}/partners/"


def text(response):
    return response.content.decode()


def seat_of(person, traject):
    return Membership.objects.active().get(user=person, traject=traject)


def test_the_kernteam_sees_organisations_people_and_addresses(as_, url):
    page = text(as_("noor").get(url))
    for shown in ("Politie Voorbeeldstad", "Petra Kuipers", "petra@buurtbalans.test", "Doet mee", "Gebiedsmakelaar"):
        assert shown in page
    assert "Partner uitnodigen" in page


def test_a_partner_sees_the_list_without_addresses_and_buttons(as_, url):
    page = text(as_("petra").get(url))
    assert "Willem Postma" in page
    for hidden in ("willem@buurtbalans.test", "/wijzigen/", "/uitnodigen/", "/nieuw/", "Intrekken"):
        assert hidden not in page


@pytest.mark.parametrize("name", ["otto", "bea", "root", "achmed", "yasmin"])
def test_for_others_the_page_does_not_exist(as_, url, name):
    assert as_(name).get(url).status_code == 404


def test_residents_are_never_among_the_partners(as_, url):
    assert "Yasmin" not in text(as_("noor").get(url))


def test_the_page_says_whom_the_kernteam_lacks_and_helps_to_ask_them_in(as_, url, people, traject):
    seat = seat_of(people["karim"], traject)
    as_("noor").post(f"/trajecten/{traject.pk}/deelnemers/{seat.pk}/wijzigen/", {"role": "kernteam"})
    page = text(as_("noor").get(url))
    assert "Er is nog geen onderzoeksadviseur." in page
    assert "Er is nog geen gebiedsmakelaar." not in page
    city = traject.partners.get(organisation__name="Stadsdeel Oude Stad")
    link = f"{url}{city.pk}/uitnodigen/?taak=onderzoeksadviseur"
    assert link in page
    form = as_("noor").get(link).context["form"]
    assert (form["role"].value(), form["functions"].value()) == ("kernteam", ["onderzoeksadviseur"])


def test_the_page_names_the_kinds_of_partners_nobody_has_thought_of(as_, url, traject, people):
    assert "?soort=school" in text(as_("noor").get(url))
    add_partner(traject, Organisation.objects.get(name="School De Horizon"), by=people["noor"])
    assert "?soort=school" not in text(as_("noor").get(url))


def test_the_list_takes_as_many_queries_for_ten_partners_as_for_one(
    as_, url, traject, people, django_assert_max_num_queries
):
    browser = as_("noor")
    with django_assert_max_num_queries(60) as few:
        browser.get(url)
    for number in range(10):
        organisation = Organisation.objects.create(name=f"Winkel {number}", category="winkeliersvereniging")
        add_partner(traject, organisation, by=people["noor"])
    with django_assert_max_num_queries(60) as many:
        browser.get(url)
    assert len(few) == len(many)


def test_adding_a_new_organisation(as_, url, traject):
    response = as_("noor").post(f"{url}nieuw/", {**NEW, "criteria": ["works_here"], "note": "Kent de ouders"})
    assert response.url == url
    partner = traject.partners.get(organisation__name="Buurtschool Oost")
    assert (partner.works_here, partner.has_interest, partner.note) == (True, False, "Kent de ouders")
    assert partner.circle
    assert traject.log_entries.filter(kind=LogKind.PARTNER_ADDED, subject="Buurtschool Oost").exists()


def test_adding_goes_on_to_inviting_when_asked(as_, url, traject):
    response = as_("karim").post(f"{url}nieuw/?taak=gebiedsmakelaar", {**NEW, "uitnodigen": "1"})
    partner = traject.partners.get(organisation__name="Buurtschool Oost")
    assert response.url == f"{url}{partner.pk}/uitnodigen/?taak=gebiedsmakelaar"


def test_a_known_organisation_is_used_again_whatever_the_capitals(as_, url, traject):
    as_("noor").post(f"{url}nieuw/", {"organisation": "SCHOOL de horizon", "status": "mogelijk"})
    assert Organisation.objects.filter(folded="school de horizon").count() == 1
    assert traject.partners.filter(organisation__name="School De Horizon").exists()


def test_an_organisation_is_a_partner_once(as_, url, traject):
    response = as_("noor").post(f"{url}nieuw/", {**NEW, "organisation": "politie voorbeeldstad"})
    assert response.status_code == 422
    assert "Politie Voorbeeldstad staat al bij dit traject." in text(response)


def test_a_new_organisation_wants_a_kind(as_, url):
    response = as_("noor").post(f"{url}nieuw/", {**NEW, "category": ""})
    assert response.status_code == 422
    assert "Kies wat voor organisatie het is." in text(response)
    assert not Organisation.objects.filter(name="Buurtschool Oost").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "x"),
        ("category", "x"),
        ("criteria", "x"),
        ("note", "a" * 20_001),
        ("organisation", "b" * 121),
        ("organisation", "ß" * 100),
    ],
)
def test_wrong_input_is_refused_and_nothing_is_saved(as_, url, traject, field, value):
    before = traject.partners.count()
    assert as_("noor").post(f"{url}nieuw/", {**NEW, field: value}).status_code == 422
    assert traject.partners.count() == before


def test_html_in_a_note_is_shown_as_text(as_, url):
    as_("noor").post(f"{url}nieuw/", {**NEW, "note": "<script>alert(1)</script>"})
    page = text(as_("noor").get(url))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("name", ["petra", "willem"])
@pytest.mark.parametrize("place", ["nieuw/", "kiezen/"])
def test_a_partner_cannot_add_partners(as_, url, name, place):
    assert as_(name).get(f"{url}{place}").status_code == 403
    assert as_(name).post(f"{url}{place}", NEW).status_code == 403


def change(partner, **more):
    return {"status": "doet_mee", "version": partner.version, "note": "", **more}


def test_changing_a_partner(as_, url, traject, partners):
    partner = partners["willem"]
    response = as_("noor").post(
        f"{url}{partner.pk}/wijzigen/",
        change(partner, criteria=["has_knowledge"], agreed_on="2026-03-02", status="afgezegd"),
    )
    assert response.url == url
    partner.refresh_from_db()
    assert (partner.status, partner.has_knowledge, str(partner.agreed_on)) == ("afgezegd", True, "2026-03-02")
    entry = traject.log_entries.get(kind=LogKind.PARTNER_STATUS)
    assert entry.subject == "Welzijn Samen, Doet niet mee"


def test_two_people_changing_the_same_partner_get_to_choose(as_, url, partners):
    partner = partners["willem"]
    as_("karim").post(f"{url}{partner.pk}/wijzigen/", change(partner, note="Van Karim"))
    late = as_("noor").post(f"{url}{partner.pk}/wijzigen/", change(partner, note="Van Noor", criteria=["works_here"]))
    assert late.status_code == 409
    assert "Dit is intussen gewijzigd." in late.content.decode(), "who it was is not kept here"
    assert "Van Karim" in text(late)
    assert "Van Noor" in text(late)
    kept = {}
    for name, value in late.context["keep_fields"]:
        kept.setdefault(name, []).append(value)
    as_("noor").post(f"{url}{partner.pk}/wijzigen/", kept)
    partner.refresh_from_db()
    assert (partner.note, partner.works_here) == ("Van Noor", True)


def test_another_trajects_partner_cannot_be_changed(as_, url, other_traject):
    partner = other_traject.partners.get()
    assert as_("noor").get(f"{url}{partner.pk}/wijzigen/").status_code == 404
    assert as_("noor").post(f"{url}{partner.pk}/wijzigen/", change(partner)).status_code == 404


def test_choosing_partners_for_a_new_traject_goes_on_to_the_first_session(as_, url, traject):
    data = {"school-name": "School De Horizon", "school-criteria": ["works_here"], "zorgpartij-name": "Zorg Dichtbij"}
    response = as_("noor").post(f"{url}kiezen/", data)
    assert response.url == f"/trajecten/{traject.pk}/bijeenkomsten/nieuw/?eerste=1"
    assert traject.partners.get(organisation__name="School De Horizon").works_here
    assert (
        Partner.objects.get(traject=traject, organisation__name="Zorg Dichtbij").organisation.category == "zorgpartij"
    )


def test_choosing_nobody_is_fine(as_, url):
    assert as_("noor").post(f"{url}kiezen/", {}).status_code == 302
    assert "Overslaan" in text(as_("noor").get(f"{url}kiezen/"))


def test_choosing_the_same_organisation_twice_is_refused_and_nothing_is_saved(as_, url, traject):
    before = traject.partners.count()
    response = as_("noor").post(f"{url}kiezen/", {"school-name": "Zorg Dichtbij", "zorgpartij-name": "zorg dichtbij"})
    assert response.status_code == 422
    assert "Deze naam staat hier twee keer." in text(response)
    assert traject.partners.count() == before


def test_changing_somebodys_role_changes_the_rights_at_once(as_, people, traject, url):
    seat = seat_of(people["petra"], traject)
    browser = as_("petra")
    assert browser.get(f"{url}nieuw/").status_code == 403
    as_("noor").post(
        f"/trajecten/{traject.pk}/deelnemers/{seat.pk}/wijzigen/", {"role": "kernteam", "functions": ["leidt_gesprek"]}
    )
    assert browser.get(f"{url}nieuw/").status_code == 200


def test_who_reads_along_has_no_tasks(as_, people, traject):
    seat = seat_of(people["petra"], traject)
    data = {"role": "reader", "functions": ["leidt_gesprek"]}
    assert as_("noor").post(f"/trajecten/{traject.pk}/deelnemers/{seat.pk}/wijzigen/", data).status_code == 422


def test_a_partner_cannot_give_himself_another_role(as_, people, traject):
    seat = seat_of(people["petra"], traject)
    address = f"/trajecten/{traject.pk}/deelnemers/{seat.pk}/wijzigen/"
    assert as_("petra").post(address, {"role": "kernteam"}).status_code == 403


def test_a_residents_seat_cannot_be_reached_from_here(as_, people, traject):
    seat = seat_of(people["yasmin"], traject)
    for action in ("wijzigen", "beeindigen"):
        assert as_("noor").get(f"/trajecten/{traject.pk}/deelnemers/{seat.pk}/{action}/").status_code == 404


def test_ending_a_seat_asks_first_and_takes_access_away_at_once(as_, people, traject, url):
    seat = seat_of(people["petra"], traject)
    address = f"/trajecten/{traject.pk}/deelnemers/{seat.pk}/beeindigen/"
    browser = as_("petra")
    assert browser.get(url).status_code == 200
    assert "Deelname van Petra Kuipers beëindigen?" in text(as_("noor").get(address))
    assert browser.get(url).status_code == 200
    assert as_("noor").post(address).url == url
    assert browser.get(url).status_code == 404
    assert traject.log_entries.filter(kind=LogKind.PERSON_LEFT, subject="Petra Kuipers").exists()


def test_a_partner_ends_his_own_seat_but_not_anothers(as_, people, traject, url):
    own, other = seat_of(people["petra"], traject), seat_of(people["willem"], traject)
    base = f"/trajecten/{traject.pk}/deelnemers/"
    assert as_("petra").post(f"{base}{other.pk}/beeindigen/").status_code == 403
    assert as_("petra").post(f"{base}{own.pk}/beeindigen/").url == "/mijn-werk/"
    assert as_("petra").get(url).status_code == 404


def test_the_last_of_the_kernteam_stays(as_, people, traject):
    base = f"/trajecten/{traject.pk}/deelnemers/"
    noor, karim = seat_of(people["noor"], traject), seat_of(people["karim"], traject)
    as_("noor").post(f"{base}{karim.pk}/beeindigen/")
    ended = as_("noor").post(f"{base}{noor.pk}/beeindigen/")
    assert ended.status_code == 409
    assert "Dit is de laatste van het kernteam." in text(ended)
    changed = as_("noor").post(f"{base}{noor.pk}/wijzigen/", {"role": "partner"})
    assert changed.status_code == 422
    assert "Dit is de laatste van het kernteam." in text(changed)
    noor.refresh_from_db()
    assert (noor.role, noor.valid_to) == ("kernteam", None)
