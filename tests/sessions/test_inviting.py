"""Who sits at the table: who is missing and comes back until it is settled, and whom to invite (P4, P5)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sessions.actions.homework import add_homework
from sessions.actions.services import add_action
from sessions.agenda.services import add_item
from sessions.inviting.advice import advice_for
from sessions.inviting.models import MissingParty
from sessions.planning.services import plan_session


def address(name, session, *more):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk, *more])


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def following(session, people):
    """The session after it."""
    return plan_session(
        session.traject,
        by=people["noor"],
        title="Verbanden",
        day=session.date + timedelta(days=28),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )


def test_who_is_missing_is_noted_from_what_nobody_thought_of_in_one_click(as_, session):
    page = as_("noor").get(address("table", session))
    suggested = {suggestion.category for suggestion in page.context["suggestions"]}
    assert {"school", "zorgpartij"} <= suggested
    assert "politie" not in suggested
    for _ in range(2):
        as_("noor").post(address("missing-add", session), {"category": "school", "status": "open"})
    party = MissingParty.objects.get()
    page = as_("karim").get(address("table", session))
    assert "school" not in {suggestion.category for suggestion in page.context["suggestions"]}
    invite = reverse("trajects:partner-add", args=[session.traject_id])
    assert f'href="{invite}?soort=school"' in text(page)
    assert str(party) == "School"


def test_who_is_missing_comes_back_until_it_is_settled_and_is_for_the_kernteam_only(
    as_, sent_session, following, people
):
    data = {"name": "Jongerenwerk De Brug", "category": "", "reason": "Kent het plein", "status": "open"}
    assert as_("noor").post(address("missing-add", sent_session), data).status_code == 302
    party = MissingParty.objects.get()
    edit = address("missing-edit", following, party.pk)
    for url in (address("table", following), address("agenda", following)):
        page = text(as_("karim").get(url))
        assert "Jongerenwerk De Brug" in page
        assert "doorgeschoven" in page
    assert "Jongerenwerk" not in text(as_("petra").get(address("agenda", sent_session)))
    assert as_("petra").get(address("table", sent_session)).status_code == 403
    assert as_("willem").get(address("table", sent_session)).status_code == 404

    settled = as_("karim").post(edit, data | {"status": "doet_mee", "version": "1"}, follow=True)
    assert "Jongerenwerk De Brug" not in text(settled).split("Wie mist er?")[-1]
    assert "Doet mee" in text(as_("noor").get(address("table", sent_session)))
    assert "Jongerenwerk De Brug" not in text(as_("noor").get(address("agenda", following)))


def test_two_people_who_follow_up_the_same_party_see_both_versions(as_, session):
    as_("noor").post(address("missing-add", session), {"name": "De school", "status": "open"})
    party = MissingParty.objects.get()
    url = address("missing-edit", session, party.pk)
    as_("karim").post(url, {"name": "De school", "status": "benaderd", "version": "1"})
    answer = as_("noor").post(url, {"name": "De basisschool", "status": "open", "version": "1"})
    assert answer.status_code == 409
    for words in ("De basisschool", "De school", "Benaderd", "Karim Benali"):
        assert words in answer.content.decode()
    party.refresh_from_db()
    assert (party.name, party.status) == ("De school", "benaderd")


def test_a_party_without_kind_and_name_is_refused_with_what_was_typed(as_, session):
    answer = as_("noor").post(address("missing-add", session), {"reason": "Mist nog", "status": "open"})
    assert answer.status_code == 422
    assert "Kies een soort, of schrijf welke organisatie je mist." in answer.content.decode()
    assert "Mist nog" in answer.content.decode()
    assert not MissingParty.objects.exists()


def test_the_advice_says_why_and_invites_nobody(as_, session, people, partners, traject):
    add_homework(session, by=people["noor"], title="Tel", partner=partners["petra"])
    add_action(traject, by=people["noor"], title="Bel", partner=partners["willem"], due=session.date)
    plan_session(
        traject,
        by=people["noor"],
        title="Eerder",
        day=session.date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        partners=[partners["petra"], partners["noor"]],
    )
    before = set(session.invited.values_list("partner_id", flat=True))
    rows = {row.partner: row for row in as_("noor").get(address("table", session)).context["advice"].rows}
    assert rows[partners["petra"]].reasons == ["levert huiswerk voor deze bijeenkomst"]
    assert rows[partners["willem"]].reasons == [
        "heeft een actie die dan af moet zijn",
        "is nieuw: was nog niet uitgenodigd",
    ]
    assert rows[partners["noor"]].reasons == ["zit in het kernteam"]
    assert rows[partners["petra"]].is_invited
    assert not rows[partners["willem"]].is_invited
    page = text(as_("noor").get(address("table", session)))
    assert "Nog niet uitgenodigd: Stadsdeel Oude Stad, Welzijn Samen." in page
    assert "Nodig de partners uit die veel aan de verdieping kunnen bijdragen" in page
    assert set(session.invited.values_list("partner_id", flat=True)) == before


def test_a_large_group_is_told_with_its_number_and_confidentiality_asks_who_is_needed(
    as_, session, people, partners, monkeypatch
):
    monkeypatch.setattr("sessions.inviting.advice.LARGE_GROUP", 1)
    page = text(as_("noor").get(address("table", session)))
    assert "Met 2 mensen is dit een grote groep" in page
    assert "vertrouwelijk onderdeel" not in page
    plan_session(
        session.traject,
        by=people["noor"],
        title="Eerder",
        day=session.date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        partners=[partners["petra"]],
    )
    item = add_item(session, by=people["noor"], title="Cijfers", minutes=10)
    item.is_confidential = True
    item.save()
    page = text(as_("noor").get(address("table", session)))
    assert "Is het nodig dat deze organisaties erbij zijn: Politie Voorbeeldstad?" in page


def test_a_session_that_one_may_not_see_advises_nothing_about_it(session, people):
    assert advice_for(people["willem"], session).people == 0
    assert not any(row.is_invited for row in advice_for(people["willem"], session).rows)


def test_ten_missing_parties_take_as_many_queries_as_one(as_, session, people):
    noor, counts = as_("noor"), []
    for number in (1, 9):
        for place in range(number):
            MissingParty.objects.create(session=session, name=f"Partij {number}-{place}")
        noor.get(address("table", session))
        with CaptureQueriesContext(connection) as queries:
            noor.get(address("table", session))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_click_invites_who_is_advised_and_one_more_takes_it_back(as_, sent_session, partners, people):
    noor, invite, undo = as_("noor"), address("advised-invite", sent_session), address("advised-undo", sent_session)
    before = set(sent_session.partners.all())
    forgotten = noor.get(address("table", sent_session)).context["advice"].forgotten
    assert set(forgotten) == {partners["noor"], partners["willem"]}
    shown = {"organisatie": [partner.pk for partner in forgotten]}
    version = sent_session.version
    page = noor.post(invite, shown, follow=True)
    assert "Uitgenodigd: " in text(page)
    assert "Zij zijn nog niet gemaild" in text(page)
    assert set(sent_session.partners.all()) == before | set(forgotten)
    sent_session.refresh_from_db()
    assert sent_session.version == version + 1, "who has the session in a form is told"
    assert as_("willem").get(sent_session.get_absolute_url()).status_code == 200
    # Who answered meanwhile stays; so does who was invited before.
    sent_session.invited.filter(partner=partners["willem"]).update(answer="komt")
    noor.post(undo, {"organisatie": [*shown["organisatie"], "onzin", "9" * 30]})
    assert set(sent_session.partners.all()) == before | {partners["willem"]}
    assert as_("petra").post(invite, shown).status_code == 403


def test_only_what_the_page_showed_and_what_is_advised_is_invited_and_only_before_the_end(as_, session, partners):
    noor, before = as_("noor"), set(session.partners.all())
    sent = {"organisatie": [partners["petra"].pk, 987654321]}
    answer = noor.post(address("advised-invite", session), sent, follow=True)
    assert "is al uitgenodigd" in text(answer)
    type(session).objects.filter(pk=session.pk).update(status="afgelast", cancelled_at=session.created_at)
    sent = {"organisatie": [partners["willem"].pk]}
    assert "Uitnodigen kan niet meer" in text(noor.post(address("advised-invite", session), sent, follow=True))
    assert "aangeraden organisatie" not in text(noor.get(address("table", session)))
    sent = {"organisatie": [partners["petra"].pk]}
    assert "Uitnodigen kan niet meer" in text(noor.post(address("advised-undo", session), sent, follow=True))
    assert set(session.partners.all()) == before
