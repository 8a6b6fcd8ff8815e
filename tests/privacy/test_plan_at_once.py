"""Two people at the very same moment, each on a connection of their own, at the plan and at carrying it out."""

from datetime import timedelta

from django.utils import timezone

from sessions.actions.services import add_action
from sessions.filling.pieces import left
from sessions.filling.services import take_together
from tests.privacy.test_registrations_at_once import scene
from trajects.follow_up import check_ins
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer
from trajects.follow_up.leading import EnoughLeadsError, add_lead
from trajects.follow_up.models import Lead, StuckPoint
from trajects.plan.models import ActionLine, Measure, Plan
from trajects.plan.services import add_line


def line_of(here):
    plan = Plan.objects.get(traject=here.own.traject_id)
    return add_line(plan, by=here.anna, title="Licht", goal=None)


def led_by(here, line, person):
    """Name this person as lead of a line: done, or told that he leads it already."""
    try:
        add_lead(ActionLine.objects.get(pk=line.pk), here.own, here.own.memberships.get(user=person), by=here.anna)
    except EnoughLeadsError:
        return "told"
    return "named"


def test_of_two_who_name_the_same_lead_one_names_him_and_the_other_is_told(together):
    [here] = together(scene)
    [line] = together(lambda: line_of(here))
    assert sorted(together(*[lambda: led_by(here, line, here.bob)] * 2)) == ["named", "told"]
    [leads] = together(lambda: Lead.objects.filter(line=line).count())
    assert leads == 1


def test_two_leads_who_answer_a_check_in_at_once_are_both_kept_and_a_question_is_asked_once(together):
    [here] = together(scene)

    def asked():
        line, today = line_of(here), timezone.localdate()
        for person in (here.anna, here.bob):
            led_by(here, line, person)
        days = {"asks_on": today, "answers_by": today + timedelta(days=3)}
        check_in = CheckIn.objects.create(traject=here.own.traject, **days)
        check_in.lines.add(line)
        check_ins.send(check_in.pk, today=today, site="")
        return check_in.pk

    [check_in] = together(asked)

    def opened(person):
        """The row as somebody has it on screen, in memory of its own."""
        return CheckInAnswer.objects.select_related("point").get(check_in=check_in, membership__user=person)

    # Anna twice: in two browsers.
    screens = [
        (person, together(lambda person=person: opened(person))[0]) for person in (here.anna, here.anna, here.bob)
    ]

    def answers(person, row):
        said = {"going": f"Goed, zegt {person.name}", "stuck": "", "needed": ""}
        return lambda: check_ins.answer(row, by=person, question=f"{person.name} vraagt hulp", whom="kernteam", **said)

    together(*(answers(person, row) for person, row in screens))

    def kept():
        rows = CheckInAnswer.objects.filter(check_in=check_in).order_by("going").values_list("going", "point__question")
        return list(rows), StuckPoint.objects.filter(line__plan__traject=here.own.traject_id).count()

    [found] = together(kept)
    assert found == (
        [("Goed, zegt anna", "anna vraagt hulp"), ("Goed, zegt bob", "bob vraagt hulp")],
        2,
    )


def test_of_two_who_take_over_the_same_piece_at_once_one_makes_a_measure_of_it(together):
    [here] = together(scene)

    def agreed():
        traject = here.own.traject
        add_action(traject, title="Lampen vervangen", partner=here.own, due=timezone.localdate(), by=here.anna)
        return line_of(here)

    [line] = together(agreed)

    def taken(person, pieces):
        plan = Plan.objects.select_related("traject").get(traject=here.own.traject_id)
        return lambda: take_together(plan, pieces, f"lijn-{line.pk}", by=person)

    # What each has on screen, before either takes it over.
    [jobs] = together(lambda: [taken(person, left(person, here.own.traject_id)) for person in (here.anna, here.bob)])
    together(*jobs)
    [titles] = together(lambda: list(Measure.objects.filter(line=line).values_list("title", flat=True)))
    assert titles == ["Lampen vervangen"]
