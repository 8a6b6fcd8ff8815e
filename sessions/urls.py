"""Addresses of the app, gathered from its slices."""

from sessions.actions.urls import urlpatterns as actions
from sessions.agenda.urls import urlpatterns as agenda
from sessions.filling.urls import urlpatterns as filling
from sessions.inviting.urls import urlpatterns as inviting
from sessions.minutes.urls import urlpatterns as minutes
from sessions.papers.urls import urlpatterns as papers
from sessions.planning.urls import urlpatterns as planning
from sessions.polls.urls import urlpatterns as polls
from sessions.reminders.urls import urlpatterns as reminders
from sessions.room.urls import urlpatterns as room
from sessions.series.urls import urlpatterns as series
from sessions.werkvormen.urls import urlpatterns as werkvormen

app_name = "sessions"
urlpatterns = [
    *room,
    *planning,
    *polls,
    *series,
    *inviting,
    *agenda,
    *papers,
    *actions,
    *minutes,
    *reminders,
    *werkvormen,
    *filling,
]
