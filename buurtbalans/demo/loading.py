"""Loading the demo, in the order in which it would have happened."""

from datetime import date

from django.db import transaction

from buurtbalans.accounts.models import Organisation, User
from buurtbalans.demo import cast, content
from buurtbalans.demo.agreeing import ask_everybody
from buurtbalans.demo.agreements import agree
from buurtbalans.demo.carrying_out import carry_out
from buurtbalans.demo.days import Days
from buurtbalans.demo.diary import keep_logbook
from buurtbalans.demo.going_on import go_on
from buurtbalans.demo.holding import hold
from buurtbalans.demo.joining import seat_everybody
from buurtbalans.demo.knowing import register
from buurtbalans.demo.listening import listen
from buurtbalans.demo.meetings import hold_sessions
from buurtbalans.demo.planning import make_plan
from buurtbalans.demo.proposal import begin, open_scene, settle, walk_the_steps
from buurtbalans.demo.steering import arrange, follow
from trajects.buurt.demo_city import ensure_demo_city


@transaction.atomic
def load(today: date) -> bool:
    """Load everything, or nothing when it is there already; returns whether it was loaded now."""
    if cast.is_loaded():
        return False
    ensure_demo_city()
    days = Days(today)
    organisations = cast.organisations()
    people = cast.people(organisations, days)
    for folder in content.TRAJECTS:
        _tell(folder, days, people, organisations)
    return True


def _tell(folder: str, days: Days, people: dict[str, User], organisations: dict[str, Organisation]) -> None:
    scene = open_scene(content.story(folder), days, people, organisations)
    seat_everybody(scene)
    begin(scene)
    hold_sessions(scene)
    walk_the_steps(scene)
    agree(scene)
    hold(scene)
    register(scene)
    listen(scene)
    make_plan(scene)
    arrange(scene)
    ask_everybody(scene)
    carry_out(scene)
    follow(scene)
    keep_logbook(scene)
    settle(scene)
    go_on(scene)
