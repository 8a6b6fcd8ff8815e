"""The agenda and the chair's script for a word processor (S10)."""

from django.utils.formats import date_format

from buurtbalans.letters import Letter
from sessions.actions.models import Action
from sessions.agenda.board import Board
from sessions.papers.script import Scene, Script
from sessions.planning.models import Session

# Widths in mm; together they fill the page.
AGENDA_WIDTHS = (18, 82, 52, 18)
HOMEWORK_WIDTHS = (90, 50, 30)


def when(session: Session) -> str:
    """Day, time and place of a session, as the papers head it."""
    times = f"{session.starts_at:%H.%M}–{session.ends_at:%H.%M} uur"
    return ", ".join(filter(None, [date_format(session.date, "l j F Y"), times, session.place]))


def agenda_letter(board: Board, homework: list[Action], *, audience: str, made_for: str) -> Letter:
    """The agenda as everybody reads it. `homework` is what this reader may see."""
    letter = Letter(f"Agenda {board.session.title}", when(board.session), audience, made_for=made_for)
    goals = [purpose for step in board.steps for purpose in step.purposes]
    if goals:
        letter.heading("Doel van deze bijeenkomst")
        letter.bullets(goals)
    letter.heading("Programma")
    rows = [
        (f"{row.begins_at:%H.%M}", _two_lines(row.item.title, row.item.purpose), _two_lines(row.item.lead, row.form))
        + (str(row.item.minutes),)
        for row in board.rows
    ]
    letter.table(("Tijd", "Onderdeel", "Wie en werkvorm", "Minuten"), rows, AGENDA_WIDTHS)
    if homework:
        letter.heading("Huiswerk voor deze bijeenkomst")
        given = [(one.title, str(one.partner), date_format(one.due, "j F") if one.due else "") for one in homework]
        letter.table(("Wat", "Wie", "Uiterlijk"), given, HOMEWORK_WIDTHS)
    return letter


def script_letter(script: Script, *, audience: str, made_for: str) -> Letter:
    """The chair's script: what to bring first, then each item with how it is done."""
    session = script.board.session
    letter = Letter(f"Draaiboek {session.title}", when(session), audience, made_for=made_for)
    letter.heading("Wat je nodig hebt")
    lines = [f"{material.what} (bij: {', '.join(material.needed_at)})" for material in script.materials]
    letter.bullets(lines or ["Niets van tevoren klaar te leggen."])
    letter.heading("Programma")
    for scene in script.scenes:
        _scene(letter, scene)
    letter.paragraph(f"{script.ends_at:%H.%M} uur: einde")
    return letter


def _scene(letter: Letter, scene: Scene) -> None:
    item = scene.row.item
    letter.heading(f"{scene.row.begins_at:%H.%M}–{scene.ends_at:%H.%M} {item.title} ({item.minutes} min)", 2)
    about = [
        ("Waarvoor", item.purpose),
        ("Leidt", item.lead),
        ("Bereidt voor", scene.row.preparer),
        ("Werkvorm", " – ".join(filter(None, [scene.werkvorm.name if scene.werkvorm else "", scene.own_words]))),
        ("Vooraf lezen", ", ".join(name for _, name in scene.row.files)),
        ("Let op", "dit onderdeel is vertrouwelijk" if item.is_confidential else ""),
    ]
    letter.paragraph("\n".join(f"{label}: {text}" for label, text in about if text))
    letter.bullets(scene.werkvorm.doing if scene.werkvorm else [])


def _two_lines(first: str, second: str) -> str:
    return "\n".join(filter(None, [first, second]))
