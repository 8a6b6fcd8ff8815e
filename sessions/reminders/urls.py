"""Addresses of reminders, and of homework answered from a mail."""

from django.urls import URLPattern, path

from sessions.reminders import homework, settings

urlpatterns: list[URLPattern] = [
    path("huiswerk/<str:token>/", homework.homework_link, name="homework-link"),
    path("account/herinneringen/", settings.reminder_settings, name="reminders"),
    path("herinneringen/<str:token>/", settings.reminders_link, name="reminders-link"),
]
