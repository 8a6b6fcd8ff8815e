"""Sessions: what is planned, discussed and agreed in the meetings of a traject."""

from django.apps import AppConfig


class TrajectSessionsConfig(AppConfig):
    """Label differs from the folder because django.contrib.sessions owns "sessions"."""

    name = "sessions"
    label = "traject_sessions"
    verbose_name = "Bijeenkomsten"
