import os

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client

from buurtbalans.pages.post import with_links


@pytest.fixture
def demo(settings, tmp_path, db):
    """The application as a demo, with an empty letterbox."""
    settings.DEMO, settings.DEMO_POST_DIR = True, tmp_path / "post"
    return settings.DEMO_POST_DIR


def send(folder, subject, *, text="Hallo", to="sara@politie.test", attach=False):
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=folder)
    message = EmailMessage(subject, text, to=[to], connection=connection)
    if attach:
        message.attach("bijeenkomst.ics", b"BEGIN:VCALENDAR", "text/calendar")
    message.send()
    newest = max(folder.glob("*.log"), key=os.path.getmtime)
    moment = newest.stat().st_mtime_ns + len(list(folder.glob("*.log"))) * 1_000_000
    os.utime(newest, ns=(moment, moment))


def text(response):
    return response.content.decode()


def test_outside_a_demo_the_post_does_not_exist(client, db):
    assert client.get("/demo/post/").status_code == 404
    assert client.get("/demo/post/1/").status_code == 404


def test_without_mail_the_page_says_so(demo):
    assert "Er is nog geen post." in text(Client().get("/demo/post/"))


def test_mail_is_listed_newest_first_and_keeps_its_number(demo):
    send(demo, "Uitnodiging één")
    first = text(Client().get("/demo/post/1/"))
    send(demo, "Tweede")
    assert text(Client().get("/demo/post/1/")) == first
    page = text(Client().get("/demo/post/"))
    assert page.index("Tweede") < page.index("Uitnodiging één")
    assert "sara@politie.test" in page


def test_several_mails_of_one_connection_are_told_apart(demo):
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=demo)
    connection.send_messages([EmailMessage(f"Mail {number}", "x", to=["a@b.test"]) for number in (1, 2, 3)])
    page = text(Client().get("/demo/post/"))
    assert page.index("Mail 3") < page.index("Mail 2") < page.index("Mail 1")


def test_a_mail_is_read_with_its_link_and_the_names_of_its_files(demo):
    send(demo, "Agenda", text="Kijk op http://testserver/trajecten/1/ voor de agenda", attach=True)
    page = text(Client().get("/demo/post/1/"))
    assert '<a class="ams-link" href="/trajecten/1/">http://testserver/trajecten/1/</a>' in page
    assert "bijeenkomst.ics" in page


@pytest.mark.parametrize("number", [0, 2, 999999])
def test_a_mail_that_is_not_there_is_not_found(demo, number):
    send(demo, "Enige")
    assert Client().get(f"/demo/post/{number}/").status_code == 404


def test_html_in_a_mail_is_shown_as_text(demo):
    send(demo, "<b>x</b>", text="<script>alert(1)</script>")
    page = text(Client().get("/demo/post/1/"))
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page


def test_only_links_to_our_own_host_can_be_followed():
    own = with_links("zie http://testserver/x/?a=1&b=2.", "testserver")
    assert 'href="/x/?a=1&amp;b=2">' in own
    assert "<a" not in with_links("zie https://elders.test/x/ en http://testserver.elders.test/", "testserver")


def test_the_time_of_a_mail_is_that_of_the_netherlands(demo):
    send(demo, "Op tijd")
    (path,) = demo.glob("*.log")
    lines = path.read_text().splitlines(keepends=True)
    lines = ["Date: Tue, 14 Jul 2026 10:05:00 -0000\n" if line.startswith("Date:") else line for line in lines]
    path.write_text("".join(lines))
    assert "dinsdag 14 juli 2026, 12.05 uur" in text(Client().get("/demo/post/1/"))
