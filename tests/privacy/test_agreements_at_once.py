"""Accepting while a next version is published, each on a connection of their own: only what was read is accepted."""

from django.test import Client
from django.urls import reverse

from privacy.agreements import condition, services
from privacy.agreements.models import AgreementAcceptance, AgreementDraft
from tests.agreeing import newest_agreement
from tests.privacy.test_registrations_at_once import scene
from trajects.traject.models import Traject

ROUNDS = 12


def at_work(person, traject):
    """A browser in which this person reads the agreement."""
    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get(reverse("privacy:agreement", args=[traject.pk])).status_code == 200
    return browser


def send_acceptance(browser, traject, version):
    """What the form on the page with this version sends; the status of the answer."""
    sent = {"agreed": "on", "version": version}
    return browser.post(reverse("privacy:agreement", args=[traject.pk]), sent).status_code


def publish_text(here, traject, text):
    draft = AgreementDraft.objects.get(traject=traject)
    AgreementDraft.objects.filter(pk=draft.pk).update(text=text)
    return services.publish(draft, draft.version, by=here.anna)


def accepted_by(person):
    return set(AgreementAcceptance.objects.filter(user=person).values_list("agreement__version", flat=True))


def counts(person, traject):
    return Traject.objects.filter(pk=traject.pk, pk__in=condition.accepted(person)).exists()


def test_who_accepts_at_the_moment_of_a_new_version_accepted_the_old_words_or_none(together):
    [here] = together(scene)
    traject, accepted = here.own.traject, set()
    [browser] = together(lambda: at_work(here.bob, traject))
    for number in range(ROUNDS):
        [read] = together(lambda: newest_agreement(traject).version)
        status, published = together(
            lambda read=read: send_acceptance(browser, traject, read),
            lambda number=number: publish_text(here, traject, f"Wij spreken af, de {number}e keer"),
        )
        assert published.version == read + 1
        assert status in {302, 409}
        accepted |= {read} if status == 302 else set()
        assert together(lambda: accepted_by(here.bob), lambda: counts(here.bob, traject)) == [accepted, False]
    [status] = together(lambda: send_acceptance(browser, traject, published.version))
    assert (status, together(lambda: counts(here.bob, traject))) == (302, [True])
    together(browser.logout)
