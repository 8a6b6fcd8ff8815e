"""What happened since somebody was here before, over all trajects (ui.md 4.2)."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q, QuerySet

from buurtbalans.accounts.models import User
from buurtbalans.accounts.web_session.previous import previous_visit
from privacy import access
from privacy.questions import Given, Question
from trajects.logbook.models import LogEntry

NEWS_SHOWN = 5


@Question
def _happened(user: User, since: Given, themselves: Given) -> QuerySet[LogEntry]:
    news = LogEntry.objects.filter(~Q(actor=themselves) | Q(actor=None), at__gt=since)
    return access.visible(user, news).select_related("traject", "session")[:NEWS_SHOWN]


def news_for(user: User, session: SessionBase) -> tuple[datetime | None, list[LogEntry]]:
    """When this person logged in before, and the newest that others did since; as far as he may know of it."""
    since = previous_visit(session)
    return since, _happened(user, since=since, themselves=user.pk) if since else []
