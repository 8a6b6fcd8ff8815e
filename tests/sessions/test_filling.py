"""Filling the plan from what the traject holds: nothing typed twice (L2)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from privacy.doors.hidden import SENTENCE
from sessions.actions.services import add_decision
from sessions.filling.page import Filling
from sessions.filling.services import take_together
from sessions.outcomes import services as outcomes
from sessions.planning.services import set_invited
from tests.sessions.filling_rows import gathered, url
from trajects.follow_up.progress import report
from trajects.plan.models import ActionLine, Measure
from trajects.plan.services import add_line
from trajects.plan.source_models import Source


@pytest.fixture
def held(traject, people, partners, sent_session, today):
    """What a traject gathered: for all partners, and in a session that Willem was not invited to."""
    return gathered(traject, people["noor"], partners, sent_session, today)


def keys(answer):
    of_sessions = [piece for row in answer.context["of_sessions"] for piece in row.pieces]
    ticked = [piece for section in answer.context["sections"] for piece in section.pieces]
    return {one.key for one in ticked}, {one.key for one in of_sessions}


def test_the_page_lists_what_is_not_in_the_plan_yet_and_gives_goals_their_lines(as_, traject, held):
    noor = as_("noor")
    assert "Vul het plan uit wat er al is" in noor.get(url(traject, "")).content.decode()
    answer = noor.get(url(traject))
    for_all, of_session = keys(answer)
    assert for_all == {
        f"actie-{held.action.pk}",
        f"besluit-{held.decision.pk}",
        f"kans-{held.chance.pk}",
        f"bewonersinbreng-{held.finding.pk}",
    }
    assert of_session == {f"besluit-{held.secret.pk}", f"uitkomst-{held.assumed.pk}"}
    assert "Nu niet te zien voor Welzijn Samen" in answer.content.decode()
    assert noor.post(url(traject, "vullen/actielijnen/"), {"goals": [held.goal.pk]}).status_code == 302
    line = ActionLine.objects.get()
    assert (line.title, line.goal) == (held.goal.title, held.goal)
    answer = noor.post(url(traject, "vullen/actielijnen/"), {"goals": [held.goal.pk]})
    assert answer.status_code == 422, "a second time it has one"
    assert ActionLine.objects.count() == 1
    assert "Vul het plan uit wat er al is" not in noor.get(url(traject, "")).content.decode()


def test_ticked_pieces_become_measures_or_text_with_their_source_and_all_is_undone(as_, traject, people, held, today):
    noor, line = as_("noor"), add_line(traject.plan, by=people["noor"], title="Licht", goal=held.goal)
    chosen = [f"actie-{held.action.pk}", f"besluit-{held.decision.pk}"]
    data = {"section": "afspraken", "pieces": chosen, "to": f"lijn-{line.pk}"}
    answer = noor.post(url(traject), data)
    measure = Measure.objects.get(title="Lampen vervangen")
    assert (measure.line, measure.owner, measure.ends_on, measure.kind) == (line, held.action.partner, today, "gepland")
    assert {row.kind for row in Measure.objects.all()} == {"gepland", "nieuw"}
    page = noor.get(url(traject, "")).content.decode()
    assert f"besluit-{held.decision.pk}" in page
    assert f"/acties/{held.action.pk}/" in page
    assert not keys(noor.get(url(traject)))[0] & set(chosen), "what was taken over is not offered again"
    # Sent again it is refused, for it is no choice any more.
    assert noor.post(url(traject), data).status_code == 422
    # Somebody worked on one of them meanwhile.
    Measure.objects.filter(pk=measure.pk).update(version=2)
    shown = noor.get(answer.url)
    assert "2 overgenomen in het plan" in shown.content.decode()
    undo = url(traject, f"vullen/ongedaan/{shown.context['taken']['together']}/")
    assert "1 keer niet ongedaan gemaakt" in noor.post(undo, follow=True).content.decode()
    assert list(Measure.objects.values_list("title", flat=True)) == ["Lampen vervangen"]
    # Nor is what was told about how it goes lost.
    Measure.objects.filter(pk=measure.pk).update(version=1)
    report(measure, by=people["noor"], partner=held.action.partner, status="loopt", note="Besteld", on=today)
    noor.post(undo)
    assert measure.progress.get().note == "Besteld"
    # As text: quoted, below what stood there.
    part = traject.plan.parts.get(part="rol_bewoners")
    part.text = "- Bewoners denken mee"
    part.save()
    data = {"section": "bewoners", "pieces": [f"bewonersinbreng-{held.finding.pk}"], "to": "deel-rol_bewoners"}
    answer = noor.post(url(traject), data)
    part.refresh_from_db()
    assert part.text == "- Bewoners denken mee\n- “'s Avonds lopen wij om” (bewonersinbreng)"
    assert ">bewonersinbreng</a>" in as_("willem").get(url(traject, "")).content.decode()
    noor.post(url(traject, f"vullen/ongedaan/{noor.get(answer.url).context['taken']['together']}/"))
    part.refresh_from_db()
    assert (part.text, Source.objects.filter(part=part).count()) == ("- Bewoners denken mee", 0)


def test_a_piece_that_was_taken_over_by_itself_can_be_undone(as_, traject, people, held):
    noor, line = as_("noor"), add_line(traject.plan, by=people["noor"], title="Licht", goal=held.goal)

    def undo(answer):
        taken = noor.get(answer.url).context["taken"]
        assert taken["count"] == 1
        return noor.post(url(traject, f"vullen/ongedaan/{taken['together']}/"), follow=True).content.decode()

    measure = {"title": "Alle lampen vervangen", "line": line.pk, "kind": "gepland"}
    answer = noor.post(url(traject, f"overnemen/actie/{held.action.pk}/"), measure)
    assert Measure.objects.get().title == "Alle lampen vervangen"
    assert "Ongedaan gemaakt" in undo(answer)
    assert not Measure.objects.exists()
    assert f"actie-{held.action.pk}" in keys(noor.get(url(traject)))[0]
    take = url(traject, f"overnemen/bewonersinbreng/{held.finding.pk}/?als=onderdeel")
    text = "- “'s Avonds lopen wij om” (bewonersinbreng)"
    assert "Ongedaan gemaakt" in undo(noor.post(take, {"part": "rol_bewoners", "text": text}))
    assert traject.plan.parts.get(part="rol_bewoners").text == ""


def test_what_somebody_else_just_took_over_is_left_and_a_full_part_or_an_owner_who_left_is_no_place(
    as_, traject, people, held
):
    noor, line = as_("noor"), add_line(traject.plan, by=people["noor"], title="Licht", goal=None)
    seen = Filling(people["karim"], traject).pieces
    held.action.partner.status = "afgezegd"
    held.action.partner.save()
    key = f"actie-{held.action.pk}"
    noor.post(url(traject), {"section": "afspraken", "pieces": [key], "to": f"lijn-{line.pk}"})
    mine = [one for one in seen if one.word in {"actie", "besluit"} and one.session is None]
    take_together(traject.plan, mine, f"lijn-{line.pk}", by=people["karim"])
    assert sorted(Measure.objects.values_list("title", flat=True)) == ["De huiskamer gaat open", "Lampen vervangen"]
    assert Measure.objects.get(title="Lampen vervangen").owner is None
    traject.plan.parts.filter(part="rol_bewoners").update(text="a" * 19_990)
    part = {"section": "bewoners", "pieces": [f"bewonersinbreng-{held.finding.pk}"], "to": "deel-rol_bewoners"}
    answer = noor.post(url(traject), part)
    assert (answer.status_code, "Dit onderdeel wordt te lang" in answer.content.decode()) == (422, True)


def test_what_was_agreed_where_all_were_invited_is_ticked_like_what_all_read_already(as_, traject, partners, held):
    noor = as_("noor")
    set_invited(held.secret.session, [partners[name] for name in ("petra", "willem", "karim")])
    answer = noor.get(url(traject))
    name = f"bijeenkomst-{held.secret.session.pk}"
    assert name in {section.name for section in answer.context["sections"]}
    assert keys(answer)[1] == {f"uitkomst-{held.assumed.pk}"}, "an assumption is for the chain"
    data = {"section": name, "pieces": [f"besluit-{held.secret.pk}"], "to": "deel-planning"}
    assert noor.post(url(traject), data).status_code == 302
    assert traject.plan.parts.get(part="planning").text == "- Wij praten met de jongeren"
    assert Source.objects.get().session == held.secret.session
    # Whoever is not invited any more must be told of first.
    Source.objects.all().delete()
    set_invited(held.secret.session, [partners["petra"]])
    assert noor.post(url(traject), data).status_code == 422


def test_bad_input_takes_nothing_over(as_, traject, people, held, other_traject):
    noor, line = as_("noor"), add_line(traject.plan, by=people["noor"], title="Licht", goal=None)
    key, to = f"actie-{held.action.pk}", f"lijn-{line.pk}"
    foreign = add_line(other_traject.plan, by=people["otto"], title="Elders", goal=None)
    bad = [
        {"section": "afspraken", "to": to},
        {"section": "bestaat-niet", "pieces": ["actie-0"], "to": to},
        {"section": "afspraken", "pieces": [key], "to": f"lijn-{foreign.pk}"},
        # What only some have seen goes one by one.
        {"section": "afspraken", "pieces": [f"besluit-{held.secret.pk}"], "to": to},
    ]
    for data in bad:
        assert noor.post(url(traject), data).status_code == 422, data
    assert as_("petra").get(url(traject)).status_code == 403
    assert as_("otto").get(url(traject)).status_code == 404
    for word, pk in (("onbekend", 1), ("actie", 0), ("besluit", other_traject.pk + 10**9)):
        assert noor.get(url(traject, f"overnemen/{word}/{pk}/")).status_code == 404
    assert not Measure.objects.exists()
    assert not Source.objects.exists()


def test_what_looks_like_personal_data_goes_by_itself_and_what_was_hidden_not_at_all(as_, traject, people, held):
    noor, line = as_("noor"), add_line(traject.plan, by=people["noor"], title="Licht", goal=None)
    held.decision.text = "Fatima Haddad belt de corporatie"
    held.decision.save()
    chosen = [f"actie-{held.action.pk}", f"besluit-{held.decision.pk}"]
    data = {"section": "afspraken", "pieces": chosen, "to": f"lijn-{line.pk}"}
    page = noor.post(url(traject), data, follow=True).content.decode()
    assert "misschien een persoonsgegeven" in page
    assert Measure.objects.get().title == "Lampen vervangen"
    take = url(traject, f"overnemen/besluit/{held.decision.pk}/")
    data = {"title": held.decision.text, "line": line.pk, "kind": "nieuw"}
    answer = noor.post(take, data)
    assert (answer.status_code, Measure.objects.count()) == (422, 1), "what stood there beforehand is looked at too"
    held.decision.text = SENTENCE
    held.decision.save()
    assert noor.get(take).status_code == 404
    assert f"besluit-{held.decision.pk}" not in keys(noor.get(url(traject)))[0]


def test_an_outcome_is_taken_over_as_the_action_that_came_of_it_and_a_measure_asks_for_a_line(
    as_, traject, people, partners, sent_session
):
    noor = as_("noor")
    common = {"by": people["noor"], "partner": partners["petra"], "once": uuid4()}
    outcome = outcomes.add(sent_session, kind="actie", text="Tellen op vrijdag", **common)
    take = url(traject, f"overnemen/uitkomst/{outcome.pk}/")
    assert noor.get(take).url == url(traject)
    line = add_line(traject.plan, by=people["noor"], title="Licht", goal=None)
    first = noor.get(take).context["form"].initial
    assert (first["title"], first["owner"], first["line"]) == ("Tellen op vrijdag", partners["petra"], line)
    data = {"title": "Tellen", "line": line.pk, "kind": "nieuw", "sure": "on"}
    assert noor.post(take, data).status_code == 302
    assert (Source.objects.get().action, Source.objects.get().session) == (outcome.action, sent_session)
    part = {"part": "planning", "text": "Eerst tellen", "sure": "on"}
    assert noor.post(f"{take}?als=onderdeel", part).status_code == 302
    assert traject.plan.parts.get(part="planning").text == "Eerst tellen"
    too_long = noor.post(f"{take}?als=onderdeel", {**part, "text": "a" * 19_990})
    assert too_long.context["form"].errors.keys() == {"text"}


def test_page_and_plan_ask_as_many_queries_for_ten_pieces_as_for_one(as_, traject, people, held, sent_session, today):
    noor, line = as_("noor"), add_line(traject.plan, by=people["noor"], title="Licht", goal=None)

    def asked(address):
        noor.get(address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            noor.get(address)
        return len(seen)

    def take(pieces):
        noor.post(url(traject), {"section": "afspraken", "pieces": pieces, "to": f"lijn-{line.pk}"})

    take([f"actie-{held.action.pk}"])
    first = asked(url(traject)), asked(url(traject, ""))
    more = []
    for number in range(10):
        at = today + timedelta(days=number)
        more.append(add_decision(traject, text=f"Besluit {number}", decided_on=at, by=people["noor"]))
        add_decision(traject, text=f"Meer {number}", decided_on=at, by=people["noor"], session=sent_session)
    take([f"besluit-{row.pk}" for row in more[:5]])
    assert (asked(url(traject)), asked(url(traject, ""))) == first
