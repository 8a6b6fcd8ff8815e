"""Trajects: buurt, steps, partners, analysis, plan and logbook of one Buurtbalans."""

from django.apps import AppConfig


class TrajectsConfig(AppConfig):
    """The traject and all that hangs on it, except its sessions."""

    name = "trajects"
    verbose_name = "Trajecten"
