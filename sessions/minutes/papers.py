"""The minutes on paper, with the list of actions and decisions: PDF and Word (S10), saying for whom and when (V7)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from buurtbalans import letters, pdf
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from sessions.minutes import page
from sessions.minutes.contents import Values
from sessions.minutes.models import MinutesNote
from sessions.planning.models import Session, SessionStatus

AUDIENCE = "Voor: genodigden van deze bijeenkomst"
WITH_MINUTES = (SessionStatus.MINUTES, SessionStatus.FINAL)


@require_safe
def minutes_pdf(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The minutes as a tagged PDF, for who may see the session; once settled in the words that were kept."""
    session = page.read(request, traject_pk, pk)
    if session.status not in WITH_MINUTES:
        return redirect(page.url(session))
    return pdf.respond(request, "pdf/minutes.html", _paper(request.user, session), name=_name(session))


@require_safe
def minutes_docx(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The same for a word processor."""
    session = page.read(request, traject_pk, pk)
    if session.status not in WITH_MINUTES:
        return redirect(page.url(session))
    return letters.download(_letter(_paper(request.user, session)), name=_name(session))


def _paper(reader: User, session: Session) -> dict[str, Any]:
    minutes = page.row_of(reader, session)
    is_final = session.status == SessionStatus.FINAL
    now = timezone.localtime()
    organisation = reader.organisation.name if reader.organisation else reader.name
    on = date_format(timezone.localtime(minutes.settled_at), "j F Y") if minutes and minutes.settled_at else ""
    stand = f"Vastgesteld op {on}" if is_final else f"Concept – {date_format(now, 'j F Y')}"
    return {
        "shown": page.words(reader, session, minutes),
        "later": page.later(reader, session),
        "traject": session.traject,
        "session": session,
        "stand": stand,
        "organisation": organisation,
        "imprint": {
            "traject": session.traject.name,
            "version": stand,
            "audience": AUDIENCE,
            "made": f"Gemaakt op {date_format(now, 'j F Y')} om {date_format(now, 'H.i')} uur voor {organisation}",
        },
    }


def _name(session: Session) -> str:
    return f"verslag {session.traject.name} {session.date:%Y-%m-%d}"


def _letter(paper: dict[str, Any]) -> letters.Letter:
    shown: Values = paper["shown"]
    letter = letters.Letter(
        f"Verslag {shown['title']}",
        f"{paper['traject'].name} · {shown['date']}, {shown['time']}",
        AUDIENCE,
        made_for=paper["organisation"],
    )
    letter.paragraph(paper["stand"])
    if shown["place"]:
        letter.paragraph(f"Waar: {shown['place']}")
    if shown["attendance"]:
        letter.heading("Aanwezig")
        letter.table(
            ["Organisatie", "Aanwezigheid"],
            [[one["organisation"], one["word"]] for one in shown["attendance"]],
            [95, 75],
        )
    for section in shown["sections"]:
        _write_section(letter, section)
    _write_lists(letter, shown)
    _write_later(letter, paper["later"])
    return letter


def _write_section(letter: letters.Letter, section: Values) -> None:
    if not (section["text"] or section["outcomes"] or section["notes"] or section["treatment"]):
        return
    letter.heading(section["title"])
    if section["treatment"]:
        letter.paragraph(section["treatment"])
    letter.paragraph(section["text"])
    letter.bullets(f"{line['word']}: {line['text']}" for line in section["outcomes"])
    for group in section["notes"]:
        letter.heading(group["heading"] or "Geeltjes", 2)
        letter.bullets(f"{line['text']} ({line['organisation']})" for line in group["lines"])


def _write_lists(letter: letters.Letter, shown: Values) -> None:
    if shown["actions"]:
        letter.heading("Acties")
        rows = [[action["title"], action["who"], action["due"]] for action in shown["actions"]]
        letter.table(["Wat", "Wie", "Uiterlijk"], rows, [90, 50, 30])
    if shown["decisions"]:
        letter.heading("Besluiten")
        letter.bullets(shown["decisions"])
    reached = [result for result in shown["results"] if result["reached"]]
    if reached:
        letter.heading("Bereikte resultaten")
        letter.bullets(f"{result['text']} ({result['reached']})" for result in reached)


def _write_later(letter: letters.Letter, later: list[MinutesNote]) -> None:
    if later:
        letter.heading("Latere aantekeningen")
    for note in later:
        day = date_format(timezone.localtime(note.created_at), "j F Y")
        letter.paragraph(f"{day}, {note.by_name}: {note.text}")
