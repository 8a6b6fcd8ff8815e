"""The kernteam sees at each person of the partners who accepted the newest privacy agreement; nobody else does (V1)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from privacy.agreements.models import AgreementAcceptance, AgreementDraft
from privacy.agreements.services import publish
from tests.agreeing import agree
from tests.privacy.reading import text_of
from trajects.partners.services import give_seat

AGREED, AWAITED = "akkoord met privacyafspraken op", "nog niet akkoord met privacyafspraken"


@pytest.fixture
def page(as_, traject):
    return lambda name: text_of(as_(name).get(f"/trajecten/{traject.pk}/partners/"))


def test_the_kernteam_reads_since_when_or_not_yet_and_of_the_back_office_nothing(page, people, traject):
    AgreementAcceptance.objects.filter(user=people["petra"]).delete()
    for name in ("noor", "karim"):
        shown = page(name)
        assert (shown.count(f"{AGREED} {date_format(timezone.localdate(), 'j F Y')}"), shown.count(AWAITED)) == (3, 1)


def test_a_new_version_is_accepted_by_nobody_until_they_do(page, people, traject):
    draft = AgreementDraft.objects.get(traject=traject, track="professionals")
    AgreementDraft.objects.filter(pk=draft.pk).update(text="Iets nieuws")
    publish(draft, draft.version, by=people["noor"])
    assert (page("noor").count(AGREED), page("noor").count(AWAITED)) == (0, 4)
    agree(traject, people["willem"])
    assert (page("noor").count(AGREED), page("noor").count(AWAITED)) == (1, 3)


@pytest.mark.parametrize("name", ["petra", "willem"])
def test_partners_read_nothing_of_it(page, name):
    assert "privacyafspraken" not in page(name)


def test_it_asks_as_much_for_ten_people_as_for_one(as_, people, partners, traject):
    noor, url = as_("noor"), f"/trajecten/{traject.pk}/partners/"

    def queries():
        with CaptureQueriesContext(connection) as asked:
            noor.get(url)
        return len(asked)

    noor.get(url)
    few = queries()
    for number in range(9):
        person = User.objects.create(
            email=f"p{number}@buurtbalans.test", name=f"Nieuw {number}", organisation=people["petra"].organisation
        )
        give_seat(partner=partners["petra"], user=person)
    assert queries() == few
