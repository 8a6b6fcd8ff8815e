import re

import pytest
from django.core import mail

from buurtbalans.accounts.administration import administration
from buurtbalans.accounts.models import User
from tests.jobs import run_jobs

NEW = {"email": "Nieuw@Buurtbalans.test", "name": "Nina Nieuw", "is_active": "on", "usable_password": "false"}


def test_only_accounts_organisations_catalogue_and_themes_are_administered():
    assert {model._meta.label for model in administration._registry} == {
        "accounts.User",
        "accounts.Organisation",
        "trajects.CatalogueStep",
        "trajects.Theme",
        "traject_sessions.Werkvorm",
    }


def test_the_administration_has_no_login_of_its_own(as_):
    assert as_("").get("/beheer/").url == "/inloggen/?next=/beheer/"
    assert as_("").post("/beheer/login/", {"username": "x", "password": "x"}).status_code == 401
    assert as_("bea").get("/beheer/login/").url == "/beheer/"


@pytest.mark.parametrize("name", ["noor", "petra", "otto", "yasmin"])
def test_who_is_no_administrator_stays_out(as_, name):
    assert as_(name).get("/beheer/login/").status_code == 403
    assert as_(name).get("/beheer/", follow=True).status_code == 403


@pytest.mark.parametrize("name", ["bea", "root"])
@pytest.mark.parametrize("place", ["", "accounts/user/", "accounts/organisation/", "trajects/theme/"])
def test_an_administrator_gets_in(as_, name, place):
    assert as_(name).get(f"/beheer/{place}").status_code == 200


def test_an_administrator_who_was_stopped_stays_out(as_, people):
    browser = as_("bea")
    people["bea"].is_active = False
    people["bea"].save()
    assert browser.get("/beheer/").status_code == 302


def test_the_account_form_has_no_rights_on_it(as_, people):
    page = as_("bea").get(f"/beheer/accounts/user/{people['noor'].pk}/change/").content.decode()
    assert 'name="name"' in page
    for field in ("groups", "user_permissions", "is_superuser"):
        assert f'name="{field}"' not in page


def test_posting_a_right_gives_none(as_, people):
    noor = people["noor"]
    data = {"email": noor.email, "name": "Noor D.", "organisation": noor.organisation_id, "is_active": "on"}
    as_("bea").post(f"/beheer/accounts/user/{noor.pk}/change/", {**data, "is_superuser": "on", "groups": "1"})
    noor.refresh_from_db()
    assert noor.name == "Noor D."
    assert not noor.is_superuser
    assert not noor.groups.exists()


def test_a_superusers_account_is_out_of_reach_for_an_administrator(as_, people):
    address = f"/beheer/accounts/user/{people['root'].pk}/"
    assert as_("bea").get(f"{address}change/", follow=True).request["PATH_INFO"] == "/beheer/"
    assert as_("bea").get(f"{address}password/").status_code == 404
    assert as_("root").get(f"{address}change/").status_code == 200


def test_an_administrator_makes_an_account(as_):
    as_("bea").post("/beheer/accounts/user/add/", NEW)
    made = User.objects.get(email="nieuw@buurtbalans.test")
    assert (made.name, made.has_usable_password(), made.is_superuser) == ("Nina Nieuw", False, False)


def test_an_administrator_sets_a_password(as_, people):
    fresh = {"usable_password": "true", "password1": "nieuw en lang genoeg", "password2": "nieuw en lang genoeg"}
    as_("bea").post(f"/beheer/accounts/user/{people['noor'].pk}/password/", fresh)
    people["noor"].refresh_from_db()
    assert people["noor"].check_password("nieuw en lang genoeg")
    run_jobs()
    assert [letter.to for letter in mail.outbox] == [["noor@buurtbalans.test"]]
    assert "De functioneel beheerder heeft je wachtwoord" in mail.outbox[0].body


def test_the_form_says_beforehand_what_moving_and_stopping_mean(as_, people):
    petra = people["petra"]
    account = as_("bea").get(f"/beheer/accounts/user/{petra.pk}/change/").content.decode()
    assert "verlaat meteen de trajecten" in account
    organisation = as_("bea").get(f"/beheer/accounts/organisation/{petra.organisation_id}/change/").content.decode()
    assert "verlaten meteen alle trajecten" in organisation


def test_nothing_is_deleted_in_the_administration(as_, people):
    assert as_("root").get(f"/beheer/accounts/user/{people['noor'].pk}/delete/").status_code == 403


def test_a_line_of_the_catalogue_may_hold_a_comma(as_):
    from trajects.steps.models import CatalogueStep

    step = CatalogueStep.objects.first()
    page = as_("bea").get(f"/beheer/trajects/cataloguestep/{step.pk}/change/")
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data["purposes"] = "Kennismaken, en luisteren\r\nAfspreken"
    response = as_("bea").post(f"/beheer/trajects/cataloguestep/{step.pk}/change/", data)
    assert response.status_code == 302
    step.refresh_from_db()
    assert step.purposes == ["Kennismaken, en luisteren", "Afspreken"]


def test_the_example_agenda_is_written_one_item_a_line_and_a_wrong_line_is_named(as_):
    from trajects.steps.models import CatalogueStep

    step = CatalogueStep.objects.get(number=3)
    stored, url, bea = step.example_agenda, f"/beheer/trajects/cataloguestep/{step.pk}/change/", as_("bea")
    form = bea.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | {"example_agenda": form["example_agenda"].value()}
    lists = ("purposes", "preparation", "discussion_points", "tips", "homework", "expected_results")
    data |= {name: "\n".join(getattr(step, name)) for name in lists}
    lines = data["example_agenda"].splitlines()
    assert lines[0].split("; ")[:2] == [str(stored[0]["minutes"]), stored[0]["title"]]
    assert "{" not in data["example_agenda"]

    def save(*agenda):
        return bea.post(url, data | {"example_agenda": "\r\n".join(agenda)})

    assert save(*lines).status_code == 302
    step.refresh_from_db()
    assert step.example_agenda == stored, "what was not touched stays as it was delivered"
    refused = save(
        lines[0], "", "een kwartier; Welkom", "15", "5; Rondje; ; ; ; tien", "5; a; b; c; d; 1; f", "241; Lang"
    )
    told = "".join(refused.context["adminform"].form.errors["example_agenda"])
    assert re.findall(r"Regel (\d+):", told) == ["3", "4", "5", "6", "7"]
    assert "Regel 3: begin met de minuten, een getal van 1 tot en met 240." in refused.content.decode()
    assert "een kwartier; Welkom" in refused.content.decode(), "what was typed stays"
    beyond = save("10; Te ver; ; ; ; 99").context["adminform"].form.errors["example_agenda"]
    assert beyond == ["“Te ver”: bespreekpunt 99 staat niet in de lijst met bespreekpunten."]
    step.refresh_from_db()
    assert step.example_agenda == stored
    assert save("10; Welkom", "", "15;Pauze; ; ;; Pauze", "20; Praten; Waarom; In groepen; ; 2").status_code == 302
    step.refresh_from_db()
    told = [(row["minutes"], row["title"], row["break"], row["discussion_point"]) for row in step.example_agenda]
    assert told == [(10, "Welkom", False, None), (15, "Pauze", True, None), (20, "Praten", False, 2)]


def test_the_administration_tells_in_plain_words_what_is_there_and_what_is_not(as_, people):
    people["noor"].set_password("een zin van vijf woorden")
    people["noor"].save()
    noor, bea = f"/beheer/accounts/user/{people['noor'].pk}/", as_("bea")
    pages = {path: bea.get(path).content.decode() for path in ("/beheer/", "/beheer/accounts/user/")}
    pages |= {name: bea.get(f"{noor}{name}/").content.decode() for name in ("change", "password", "history")}
    assert "Je hebt hier nog niets gewijzigd." in pages["/beheer/"]
    assert "op de machine zelf" in pages["/beheer/"]
    assert "Traject_Sessions" not in pages["/beheer/"]
    assert "<h1>Gebruikers</h1>" in pages["/beheer/accounts/user/"]
    assert "Hier is in het beheer nog niets aan gewijzigd." in pages["history"]
    assert "Er is een wachtwoord." in pages["change"]
    # Not how it is kept, nor a part of that.
    assert people["noor"].password.split("$")[0] not in pages["change"]
    assert "Hoe logt deze persoon in?" in pages["password"]
    assert not [page for page in pages.values() if "authenticatie" in page]


def test_an_administrator_takes_a_password_away(as_, people):
    petra = people["petra"]
    petra.set_password("een zin van vijf woorden")
    petra.save()
    sent = {"usable_password": "false", "unset-password": "x"}
    assert as_("bea").post(f"/beheer/accounts/user/{petra.pk}/password/", sent).status_code == 302
    petra.refresh_from_db()
    assert not petra.has_usable_password()


def test_a_field_of_the_administration_that_stays_empty_is_named(as_):
    page = as_("bea").post("/beheer/accounts/user/add/", {"usable_password": "false"}).content.decode()
    assert "Vul “E-mailadres” in." in page
    assert "Vul “Naam” in." in page
