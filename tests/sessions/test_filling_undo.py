"""Undoing what was just taken over in other words, or as a link of the chain, as long as nobody worked on it (L2)."""

import pytest

from privacy.registrations.evidence import bring
from tests.privacy.registration_rows import make
from tests.sessions.filling_rows import gathered, url
from trajects.analysis import services, testing
from trajects.analysis.models import Assumption, Cause, JointGoal, Opportunity, ProblemStatement
from trajects.logbook.models import LogEntry
from trajects.plan.models import Measure
from trajects.plan.services import add_line, write_part
from trajects.plan.source_models import Source

STAYED = "1 keer niet ongedaan gemaakt, want iemand heeft het gewijzigd of er iets aan gekoppeld. Het staat er nog."
CHAIN = {
    "aanname": (Assumption, {"text": "Het is er donker"}),
    "probleem": (ProblemStatement, {"text": "Het is er donker"}),
    "kans": (Opportunity, {"text": "Het kan er licht zijn"}),
    "oorzaak": (Cause, {"text": "De lampen zijn stuk"}),
    "doel": (JointGoal, {"title": "Licht op straat"}),
}


@pytest.fixture
def held(traject, people, partners, sent_session, today):
    """What a traject gathered: for all partners, and in a session that Willem was not invited to."""
    return gathered(traject, people["noor"], partners, sent_session, today)


@pytest.fixture
def take(as_, traject, held):
    """Take the action over as something, and go where that leads."""

    def taken(word, **data):
        answer = as_("noor").post(url(traject, f"overnemen/actie/{held.action.pk}/?als={word}"), data)
        assert answer.status_code == 302
        return as_("noor").get(answer.url)

    return taken


@pytest.fixture
def undo(as_, traject):
    """Choose *Ongedaan maken* on the page that taking over led to."""

    def undone(page):
        number = page.context["taken"]["together"]
        return as_("noor").post(url(traject, f"vullen/ongedaan/{number}/"), follow=True).content.decode()

    return undone


def test_each_link_of_the_chain_that_was_just_made_is_taken_away_and_offered_again(as_, traject, held, take, undo):
    for word, (model, data) in CHAIN.items():
        before, told = set(model.objects.all()), LogEntry.objects.count()
        page = take(word, **data)
        [made] = set(model.objects.all()) - before
        assert f"overgenomen als {'probleemstelling' if word == 'probleem' else word}" in page.content.decode()
        assert f"actie-{held.action.pk}" not in page.content.decode()
        assert "Ongedaan gemaakt" in undo(page), word
        assert set(model.objects.all()) == before, word
        assert not Source.objects.exists()
        # Making it, and taking it away.
        assert LogEntry.objects.count() == told + 2, word
        assert "verwijderd" in LogEntry.objects.latest("pk").subject, word
        # A second click, or a page that was left open.
        assert "al ongedaan gemaakt" in undo(page), word
        assert made.pk not in set(model.objects.values_list("pk", flat=True))
    assert f"actie-{held.action.pk}" in as_("noor").get(url(traject)).content.decode()


def test_what_somebody_changed_or_tied_something_to_stays_with_its_source(as_, traject, people, held, take, undo):
    noor, willem = people["noor"], {"by": people["willem"], "partner": held.action.partner}
    made = take("aanname", text="Het is er donker")
    testing.reword(Assumption.objects.get(), 1, by=noor, text="Het is er vaak donker")
    assert STAYED in undo(made)
    # Evidence, a problem that leans on it, a cause, an action line: each ties something to it.
    leaning = take("aanname", text="Het is er stil")
    testing.add_evidence(Assumption.objects.get(text="Het is er stil"), stance="voor", text="Zelf gezien", **willem)
    assert STAYED in undo(leaning)
    problem = take("probleem", text="Het is er donker", assumptions=[Assumption.objects.first().pk])
    services.name_cause(traject, by=noor, text="Stuk", problems=[ProblemStatement.objects.get()])
    assert STAYED in undo(problem)
    goal = take("doel", title="Licht op straat")
    add_line(traject.plan, by=noor, title="Licht", goal=JointGoal.objects.get(title="Licht op straat"))
    assert STAYED in undo(goal)
    # What was chosen while taking it over is part of that.
    cause = take("oorzaak", text="Kabels", problems=[ProblemStatement.objects.get().pk])
    assert "Ongedaan gemaakt" in undo(cause)
    # A chance that went into the plan meanwhile.
    chance = take("kans", text="Het kan er licht zijn")
    row = Opportunity.objects.get(text="Het kan er licht zijn")
    data = {"section": "kansen", "pieces": [f"kans-{row.pk}"], "to": f"lijn-{traject.plan.lines.get().pk}"}
    assert as_("noor").post(url(traject), data).status_code == 302
    assert STAYED in undo(chance)
    measure = take("maatregel", title="Lampen", line=traject.plan.lines.get().pk, kind="nieuw")
    testing.name_causes(Measure.objects.get(title="Lampen"), 1, by=noor, causes=Cause.objects.all())
    assert STAYED in undo(measure)
    assert Source.objects.count() == 7


def test_evidence_that_who_undoes_may_not_see_leaves_no_trace(traject, people, partners, take, undo):
    page = take("aanname", text="Het is er donker")
    own = make(people, partners)
    bring(Assumption.objects.get(), registration=own, by=people["petra"], stance="tegen", text="Geteld")
    assert "Ongedaan gemaakt" in undo(page)
    assert not Assumption.objects.exists()


def test_a_text_in_other_words_goes_out_of_the_part_and_leaves_what_others_wrote(traject, people, take, undo):
    part = traject.plan.parts.get(part="planning")

    def write(text):
        part.refresh_from_db()
        write_part(part, part.version, by=people["karim"], text=text, status="begonnen", is_known=False)

    write("- Eerst meten")
    words = "- Dan lampen vervangen\r\n- En daarna tellen"
    page = take("onderdeel", part="planning", text=words)
    part.refresh_from_db()
    assert part.text.replace("\r", "") == "- Eerst meten\n- Dan lampen vervangen\n- En daarna tellen"
    # Somebody writes on around it, in a browser with line ends of its own.
    write(part.text.replace("\r", "").replace("meten", "alles meten") + "\n- Tot slot vieren")
    assert "Ongedaan gemaakt" in undo(page)
    part.refresh_from_db()
    assert part.text == "- Eerst alles meten\n- Tot slot vieren"
    assert not Source.objects.exists()
    assert LogEntry.objects.latest("pk").subject == "Planning, overnemen ongedaan gemaakt"
    page = take("onderdeel", part="planning", text="Daarna rusten wij.\n\nEn dan weer door.")
    write(part.text + "\n\nDaarna rusten wij uit.\n\nEn dan weer door.")
    assert STAYED in undo(page)
    part.refresh_from_db()
    assert "rusten wij uit" in part.text
    assert Source.objects.get().part == part
    # The mark by which words are found again holds none of them.
    assert "rusten" not in str(Source.objects.values().get())
