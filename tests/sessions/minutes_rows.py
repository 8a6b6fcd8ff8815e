"""Minutes of a session that was held, for the tests of what becomes of them."""

from django.urls import reverse

from sessions.agenda.services import add_item
from sessions.minutes import services
from sessions.minutes.contents import contents, digest

SITE = "https://buurtbalans.voorbeeldstad.test/"


def url(session, name="minutes", *more):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk, *more])


def with_minutes(session, by, today):
    """A session that was held today with three items, and whose minutes were begun."""
    session.date = today
    session.save()
    for title in ("Opening", "Het plein", "Rondvraag"):
        add_item(session, by=by, title=title, minutes=20)
    services.begin(session, by=by)
    return session


def settled(session, by):
    session.refresh_from_db()
    assert services.settle(session, digest(contents(by, session)), by=by, site=SITE)
    return session


def words(response):
    return " ".join(response.content.decode().split())
