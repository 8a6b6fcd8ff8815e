"""Two people at the very same moment, each on a connection of their own: a plan is adopted once, with what was said."""

from django.utils import timezone

from tests.privacy.test_registrations_at_once import scene
from trajects.plan.adoption import adopt
from trajects.plan.approval_models import AdoptedPaper, Answer
from trajects.plan.commenting import state_support
from trajects.plan.commenting_models import SupportStatement
from trajects.plan.models import Plan, PlanVersion
from trajects.plan.services import submit
from trajects.plan.signing import Asking, ClosedError, answer
from trajects.traject.services import start


def told(change):
    """Did this win, or was it told that somebody was first?"""
    try:
        change()
    except ClosedError:
        return "told"
    return "won"


def submitted(here):
    plan = Plan.objects.get(traject=here.own.traject_id)
    seat = here.own.memberships.get(user=here.bob)
    submit(plan, plan.draft_number, by=here.anna, asking=Asking([here.own], timezone.localdate(), {here.own.pk: seat}))
    return PlanVersion.objects.filter(plan=plan).latest("pk")


def again(version):
    """The row as each has it on screen, in memory of its own."""
    return PlanVersion.objects.get(pk=version.pk)


def test_of_two_who_adopt_at_the_same_moment_one_wins_and_the_other_is_told(together):
    [here] = together(scene)
    together(lambda: start(here.own.traject, by=here.anna, today=timezone.localdate()))
    [version] = together(lambda: submitted(here))

    def adopted_by(person):
        return lambda: told(lambda: adopt(again(version), by=person, reason="Nu"))

    assert sorted(together(adopted_by(here.anna), adopted_by(here.bob))) == ["told", "won"]
    [[papers, label]] = together(
        lambda: (
            AdoptedPaper.objects.filter(plan_version=version.pk).count(),
            Plan.objects.get(traject=here.own.traject_id).label,
        )
    )
    assert (papers, label) == (1, "Concept 1.1")


def test_an_answer_at_the_moment_of_adoption_is_in_the_paper_or_is_refused(together):
    [here] = together(scene)
    together(lambda: start(here.own.traject, by=here.anna, today=timezone.localdate()))
    [version] = together(lambda: submitted(here))

    def said():
        row = version.approvals.select_related("partner__organisation").get()
        answer(row, row.version, by=here.bob, answer=Answer.REFUSED, words="Nee")

    [answered, _] = together(lambda: told(said), lambda: told(lambda: adopt(again(version), by=here.anna, reason="Nu")))
    [kept] = together(lambda: [row["answer"] for row in AdoptedPaper.objects.get(plan_version=version.pk).approvals])
    assert kept == [Answer.REFUSED if answered == "won" else Answer.NONE]


def test_two_colleagues_who_say_at_once_what_they_can_bring_in_do_not_write_over_each_other(together):
    [here] = together(scene)
    [version] = together(lambda: submitted(here))

    def says(person):
        return lambda: state_support(again(version), here.own.pk, 0, by=person)

    assert sorted(together(says(here.anna), says(here.bob))) == [False, True]
    [count] = together(lambda: SupportStatement.objects.filter(plan_version=version.pk).count())
    assert count == 1
