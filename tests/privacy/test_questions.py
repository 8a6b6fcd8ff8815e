"""A fixed question answers each reader, each traject and each moment what the database would, whoever asked before."""

import ast
from datetime import date, timedelta
from itertools import chain, product

import pytest
from django.db import connection
from django.http import Http404
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.pages import overview, overview_rows
from privacy import access, held
from privacy.questions import Question
from privacy.written import Blank, Written
from sessions.actions import forms, listing, rows, services
from sessions.actions import views as action_views
from sessions.actions.models import Action
from sessions.agenda import models as agenda
from sessions.agenda import views
from sessions.planning import before
from sessions.planning.models import Session
from sessions.room import views as room
from sessions.room.services import start
from tests.privacy.test_doors import sources
from trajects.partners.models import Membership
from trajects.partners.services import end_seat
from trajects.plan.views import _traject
from trajects.traject.models import Traject

EVERYBODY = ["noor", "karim", "petra", "willem", "achmed", "yasmin", "bea", "root", "otto"]
# Where fixed questions stand; the values that each is given, by name.
MODULES = (overview, overview_rows, before, views, action_views, forms, room)


def questions():
    for module in MODULES:
        for name, question in vars(module).items():
            if isinstance(question, Question):
                yield pytest.param(question, id=f"{module.__name__}.{name}")


def values(traject, question):
    session = traject.sessions.order_by("pk").first()
    known = {
        "pk": traject.pk,
        "traject": traject.pk,
        "session": session.pk if session else 0,
        "areas": [area.pk for area in traject.areas.all()],
        "steps": [step.pk for step in traject.steps.order_by("number")[:1]],
    }
    names = question._ask.__code__.co_varnames[1 : question._ask.__code__.co_argcount]
    return {name: known[name] for name in names}


def plain(rows):
    """Rows to compare, of model objects everything that was read of them and of what came along."""
    return [
        {name: plain([value])[0] if hasattr(value, "_meta") else value for name, value in fields_of(row)}
        if hasattr(row, "_meta")
        else row
        for row in rows
    ]


def fields_of(row):
    along = row._state.fields_cache.items()
    return sorted((name, value) for name, value in chain(vars(row).items(), along) if name != "_state")


def forget(user):
    for name in ("_memory", "_seats"):
        user.__dict__.pop(name, None)


@pytest.mark.parametrize("question", list(questions()))
def test_each_reader_in_turn_gets_what_the_database_would_answer(
    question, people, traject, sent_session, other_traject
):
    for name in [*EVERYBODY, *reversed(EVERYBODY)]:
        user = people[name]
        for where in (traject, other_traject):
            given = values(where, question)
            forget(user)
            asked_each_time = plain(question(user, **given))
            held.remember(user)
            assert plain(question(user, **given)) == asked_each_time, name


def test_a_question_that_is_asked_alone_gets_the_same_answer_in_one_query(
    people, traject, sent_session, other_traject, django_assert_num_queries
):
    start(sent_session, by=people["noor"])
    answered = set()
    for name in [*EVERYBODY, *reversed(EVERYBODY)]:
        for where in (traject, other_traject):
            given = values(where, room.how_it_stands)
            forget(people[name])
            wanted = list(room.how_it_stands(people[name], **given))
            with django_assert_num_queries(1):
                assert room.how_it_stands.alone(people[name], **given) == wanted, name
            answered |= {name} if wanted else set()
    assert answered == {"noor", "karim"}
    people["noor"].is_active = False
    assert room.how_it_stands.alone(people["noor"], **values(traject, room.how_it_stands)) == []


@pytest.mark.parametrize("name", ["petra", "willem", "noor"])
def test_the_list_in_every_view_and_order_is_what_the_database_would_answer(
    people, partners, traject, sent_session, name
):
    def agree(title, whose, **more):
        return services.add_action(traject, by=people["noor"], title=title, partner=partners[whose], **more)

    agree("Laat", "petra", due=timezone.localdate() - timedelta(days=3))
    agree("Zonder dag", "willem")
    agree("Uit een bijeenkomst", "petra", session=sent_session)
    services.tick(agree("Klaar", "petra"), by=people["noor"], done=True)
    orders = [f"{sign}{column}" for column in listing.COLUMNS for sign in ("", "-")]
    for view, order in product(listing.VIEWS, orders):
        given = {"toon": view, "sorteer": order}
        forget(people[name])
        wanted = list(listing.Asked(traject, people[name], given).actions().values_list(*rows.FIELDS))
        held.remember(people[name])
        assert listing.Asked(traject, people[name], given).values() == wanted, given


def test_what_stands_behind_the_gate_is_read_as_the_database_would_answer(traject, sent_session, other_traject):
    since = timezone.now() - timedelta(hours=1)
    kept = [(agenda.items_of, {"since": since}), (agenda.steps_of, {})]
    for query, more in kept:
        for session in (sent_session.pk, 0, sent_session.pk):
            assert plain(query(session=session, **more)) == plain(query._ask(session=session, **more))


def test_what_changes_between_two_requests_changes_the_answer(people, traject, sent_session):
    @Question
    def titles(user, traject):
        return access.visible(user, Session.objects.filter(traject=traject)).values_list("title", flat=True)

    def ask():
        held.remember(people["petra"])
        return titles(people["petra"], traject=traject.pk)

    assert ask() == [sent_session.title]
    Session.objects.filter(pk=sent_session.pk).update(title="Anders")
    assert ask() == ["Anders"]
    access.admit(sent_session, [])
    assert ask() == []


def test_who_lost_a_seat_sees_nothing_with_the_next_request(people, traject):
    @Question
    def names(user, traject):
        return access.visible(user, Traject.objects.filter(pk=traject)).values_list("name", flat=True)

    held.remember(people["petra"])
    assert names(people["petra"], traject=traject.pk) == [traject.name]
    end_seat(Membership.objects.get(traject=traject, user=people["petra"]), by=people["noor"])
    held.remember(people["petra"])
    assert names(people["petra"], traject=traject.pk) == []


def test_who_is_no_longer_active_sees_nothing(people, traject):
    held.remember(people["petra"])
    people["petra"].is_active = False
    assert overview._traject(people["petra"], pk=traject.pk) == []


def test_what_is_not_given_as_a_value_is_refused(people, traject):
    """It would be the first asker's answer for everybody."""

    @Question
    def due(user):
        return access.visible(user, Action.objects.filter(due__lt=date(2026, 1, 1)))

    @Question
    def in_one_traject(user):
        return access.visible(user, Session.objects.filter(traject=traject.pk))

    held.remember(people["petra"])
    for question in (due, in_one_traject):
        with pytest.raises(TypeError, match="blank"):
            question(people["petra"])


def test_an_empty_value_is_refused(people, traject):
    """Django would write IS NULL; what is kept says that something is equal to it, which nothing is."""
    held.remember(people["petra"])
    with pytest.raises(TypeError, match="NULL"):
        overview._goals(people["petra"], traject=None)


def test_what_comes_in_a_query_of_its_own_is_refused():
    with pytest.raises(TypeError, match="prefetched"):
        Written(Membership.objects.prefetch_related("user"))


def test_a_question_knows_nothing_of_its_reader(people, traject):
    """Neither name nor seat: what is chosen by those would be chosen once for everybody."""

    @Question
    def nosy(user):
        return access.visible(user, Session.objects.filter(created_by__name=user.name))

    held.remember(people["petra"])
    with pytest.raises(AttributeError):
        nosy(people["petra"])


def test_no_question_chooses_while_it_is_written():
    choices = (ast.If, ast.IfExp, ast.BoolOp, ast.Compare, ast.Match, ast.comprehension, ast.While, ast.For)
    found = [
        f"{name}:{function.lineno}"
        for name, tree in sources()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and any(getattr(decorator, "id", "") in {"Question", "Kept"} for decorator in function.decorator_list)
        and any(isinstance(node, choices) for node in ast.walk(function))
    ]
    assert not found, found


def test_a_written_query_reads_its_rows_as_django_does(traject, sent_session):
    seats = Membership.objects.select_related("user", "partner__organisation").order_by("partner__organisation__folded")
    of = seats.filter(traject=Blank(lambda pk: pk))
    assert plain(Written(of).ask(traject.pk)) == plain(seats.filter(traject=traject.pk))
    names = of.values_list("user__name", flat=True).distinct()
    assert Written(names).ask(traject.pk) == list(
        seats.filter(traject=traject.pk).values_list("user__name", flat=True).distinct()
    )


def test_a_question_stays_prepared_whoever_asks_and_whatever_is_held(people, traject, other_traject):
    """From the second time on the database plans it no more; numbers of any size and no ids at all are one text."""
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    question = Written(Membership.objects.filter(traject=Blank(lambda given: given[0])).filter(pk__in=_ids()))
    for given in ((traject.pk, [1, 2]), (other_traject.pk, []), (2**40, [2**40]), (1, (3,))):
        assert question.ask(given) == list(Membership.objects.filter(traject=given[0], pk__in=given[1]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone() == (1,)


def _ids():
    return Blank(lambda given: given[1], many=True)


@pytest.mark.parametrize("word", ["100%", "%s en %%", "'; DROP TABLE x; --", "een \\ en een '", "{}", "$1"])
def test_words_of_a_question_mean_what_they_mean_to_django(people, word):
    people["noor"].name = word
    people["noor"].save()
    named = User.objects.filter(name=word, is_active=True, pk=Blank(lambda pk: pk))
    assert Written(named).ask(people["noor"].pk) == [people["noor"]]


def test_who_was_stopped_while_a_page_is_read_is_answered_nothing(people, traject, sent_session):
    noor = User.objects.get(pk=people["noor"].pk)
    held.remember(noor)
    ask = next(question for question in vars(overview).values() if isinstance(question, Question))
    assert ask(noor, **values(traject, ask))
    noor.is_active = False
    assert not ask(noor, **values(traject, ask))
    assert not room.how_it_stands.alone(noor, **values(traject, room.how_it_stands))


def test_one_row_that_is_not_there_is_not_found(people, traject):
    held.remember(people["otto"])
    with pytest.raises(Http404):
        _traject.one(people["otto"], pk=traject.pk)
    held.remember(people["noor"])
    assert _traject.one(people["noor"], pk=traject.pk) == traject
