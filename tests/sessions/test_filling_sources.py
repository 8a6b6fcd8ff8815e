"""Where a piece of the plan came from: nobody reads more without being told, and the link is for who sees it (L2)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from privacy.doors.hidden import SENTENCE
from sessions.actions.services import change_action, change_decision
from tests.sessions.filling_rows import gathered, url
from trajects.analysis.models import Assumption, JointGoal, Opportunity, ProblemStatement
from trajects.crossing import services as crossing
from trajects.crossing.models import ReleasedFinding
from trajects.plan.models import Measure
from trajects.plan.services import add_line
from trajects.plan.source_models import Source
from trajects.plan.sourcing import sources_of

WARNING = "Meer mensen gaan dit lezen"


@pytest.fixture
def held(traject, people, partners, sent_session, today):
    """What a traject gathered: for all partners, and in a session that Willem was not invited to."""
    return gathered(traject, people["noor"], partners, sent_session, today)


def sources(people, traject, name):
    found = sources_of(people[name], traject.pk)
    return {link.label.split(" ")[0] for links in found.values() for link in links}


def test_a_personal_datum_that_is_reported_at_the_source_is_hidden_in_the_plan_too(
    as_, traject, people, held, track, sent_session
):
    noor, line = as_("noor"), add_line(traject.plan, by=people["noor"], title="Licht", goal=None)
    own = Measure.objects.create(line=line, kind="nieuw", title="Lampen vervangen")
    finding = crossing.propose(track, by=people["willem"], kind="idee", text="Onze buurman fluit altijd", notes=[])
    crossing.approve(finding, 1, by=people["yasmin"])
    released = ReleasedFinding.objects.get(reference=finding.reference)
    for section, key, to in (
        ("afspraken", f"actie-{held.action.pk}", f"lijn-{line.pk}"),
        ("bewoners", f"bewonersinbreng-{released.pk}", "deel-rol_bewoners"),
    ):
        assert noor.post(url(traject), {"section": section, "pieces": [key], "to": to}).status_code == 302
    full = Measure.objects.get(sources__action=held.action)
    Measure.objects.filter(pk=full.pk).update(title=f"{'Lampen vervangen ' * 17}nu")
    as_("willem").post(reverse("privacy:report", args=[traject.pk, "actie", held.action.pk]))
    as_("willem").post(reverse("privacy:report", args=[traject.pk, "bewonersinbreng", released.pk]))
    full.refresh_from_db()
    assert (SENTENCE in full.title, len(full.title)) == (True, 300)
    part = traject.plan.parts.get(part="rol_bewoners")
    assert part.text == f"- “{SENTENCE}” (bewonersinbreng)"
    own.refresh_from_db()
    assert own.title == "Lampen vervangen", "who wrote the same by himself keeps his words"
    back = reverse("privacy:report-put-back", args=[traject.pk, "actie", held.action.pk])
    assert noor.post(back).status_code == 302
    full.refresh_from_db()
    assert full.title.startswith("Lampen vervangen Lampen")


def test_taking_over_from_a_session_says_who_will_read_it_and_the_link_stays_with_who_saw_it(
    as_, traject, people, held
):
    noor = as_("noor")
    take = url(traject, f"overnemen/besluit/{held.secret.pk}/?als=probleem")
    page = noor.get(take)
    assert page.context["form"].initial == {"text": "Wij praten met de jongeren"}
    assert WARNING in page.content.decode()
    assert "lezen ook deze organisaties de tekst: Welzijn Samen." in page.content.decode()
    data = {"text": "We zoeken het gesprek"}
    assert noor.post(take, data).context["form"].errors.keys() == {"sure"}
    assert noor.post(take, {**data, "sure": "on"}).status_code == 302
    problem = ProblemStatement.objects.get()
    assert problem.text == "We zoeken het gesprek"
    assert [sources(people, traject, name) for name in ("noor", "karim", "petra", "willem")] == [{"besluit"}] * 3 + [
        set()
    ]
    for name, is_told in (("petra", True), ("willem", False)):
        page = as_(name).get(url(traject, "")).content.decode()
        assert "We zoeken het gesprek" in page
        assert ("Bron:" in page) is is_told
    assert WARNING not in noor.get(url(traject, f"overnemen/besluit/{held.decision.pk}/?als=probleem")).content.decode()


@pytest.mark.parametrize(
    ("word", "model", "data"),
    [
        ("aanname", Assumption, {"text": "Het is zo"}),
        ("kans", Opportunity, {"text": "Het kan"}),
        ("doel", JointGoal, {"title": "Het lukt"}),
    ],
)
def test_a_piece_becomes_each_link_of_the_chain(as_, traject, held, word, model, data):
    take = url(traject, f"overnemen/actie/{held.action.pk}/?als={word}")
    before = model.objects.count()
    assert as_("noor").get(take).context["form"].initial
    assert as_("noor").post(take, data).status_code == 302
    assert model.objects.count() == before + 1
    made = Source.objects.get()
    assert made.action == held.action
    where = {"aanname": f"buurtbeeld/aannames/{made.assumption_id}/"}.get(word, "probleem-en-doel/")
    assert ">actie</a>" in as_("willem").get(f"/trajecten/{traject.pk}/{where}").content.decode()
    assert "Dit is al eens overgenomen" in as_("noor").get(take).content.decode()


def test_when_the_source_goes_or_moves_the_text_stays_and_the_link_follows(as_, traject, people, held, sent_session):
    noor, line = as_("noor"), add_line(traject.plan, by=people["noor"], title="Licht", goal=None)
    chosen = [f"actie-{held.action.pk}", f"besluit-{held.decision.pk}"]
    noor.post(url(traject), {"section": "afspraken", "pieces": chosen, "to": f"lijn-{line.pk}"})
    assert sources(people, traject, "willem") == {"actie", "besluit"}
    change_decision(held.decision, 1, by=people["noor"], session=sent_session)
    assert sources(people, traject, "willem") == {"actie"}
    assert sources(people, traject, "petra") == {"actie", "besluit"}
    change_action(held.action, 1, by=people["noor"], session=sent_session)
    assert sources(people, traject, "willem") == set()
    change_action(held.action, 2, by=people["noor"], session=None)
    assert sources(people, traject, "willem") == {"actie"}
    part = {"section": "bewoners", "pieces": [f"bewonersinbreng-{held.finding.pk}"], "to": "deel-rol_bewoners"}
    noor.post(url(traject), part)
    held.finding.delete()
    held.action.delete()
    assert Measure.objects.filter(title="Lampen vervangen").exists()
    assert "lopen wij om" in traject.plan.parts.get(part="rol_bewoners").text
    assert sources(people, traject, "noor") == {"besluit"}
    sent_session.delete()
    assert not Source.objects.exists()
    assert Measure.objects.count() == 2


def test_the_database_keeps_one_source_of_one_thing(traject, held, sent_session):
    part = traject.plan.parts.first()
    good = {"traject": traject, "part": part, "decision": held.decision}
    Source.objects.create(**good)
    bad = [
        good,
        {"traject": traject, "part": part},
        {**good, "action": held.action},
        {**good, "goal": held.goal},
        {"traject": traject, "decision": held.decision},
        {"traject": traject, "part": part, "outcome": held.assumed},
        {"traject": traject, "part": part, "finding": held.finding, "session": sent_session},
    ]
    for values in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            Source.objects.create(**values)
