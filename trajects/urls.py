"""Addresses of the app, gathered from its slices."""

from trajects.analysis.urls import urlpatterns as analysis
from trajects.buurt.urls import urlpatterns as buurt
from trajects.crossing.urls import urlpatterns as crossing
from trajects.follow_up.steering_urls import urlpatterns as steering
from trajects.follow_up.urls import urlpatterns as follow_up
from trajects.logbook.urls import urlpatterns as logbook
from trajects.partners.urls import urlpatterns as partners
from trajects.plan.urls import urlpatterns as plan
from trajects.residents.urls import urlpatterns as residents
from trajects.steps.urls import urlpatterns as steps
from trajects.traject.urls import urlpatterns as traject

app_name = "trajects"
urlpatterns = [
    *traject,
    *buurt,
    *steps,
    *partners,
    *analysis,
    *plan,
    *follow_up,
    *steering,
    *logbook,
    *residents,
    *crossing,
]
