"""Who gets which answer at the addresses of sessions; as the rows of matrix.py."""

from tests.privacy.answers import (
    Row,
    answers,
    everybody,
    hidden_but_kernteam,
    kernteam,
    kernteam_and,
    logged_in,
    members,
    of_session,
    posted,
    prepares,
)

T = ("traject_pk",)
S = ("traject_pk", "session")
L = ("traject_pk", "live")
H = ("traject_pk", "held")
WHOLE = {"part": "algemeen"}
D = ("traject_pk", "draft")

SESSION_ROWS: dict[str, Row] = {
    # sessions
    "sessions:session-list": Row(T, get=members()),
    "sessions:session-new": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "sessions:series-new": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "sessions:session-edit": Row(S, get=prepares(), post=posted(prepares(422))),
    "sessions:agenda-send": Row(S, get=prepares(), post=posted(prepares(302))),
    "sessions:session-cancel": Row(S, get=prepares(), post=posted(prepares(302))),
    "sessions:session-reopen": Row(S, post=posted(prepares(302))),
    # Only the police are invited to this session.
    "sessions:session-answer": Row(S, get=answers({"petra"}, 200), post=posted(answers({"petra"}, 422))),
    # The secret of a mail instead of a login; tests/sessions/test_invitations.py.
    "sessions:answer-by-link": Row(literal={"token": "onzin"}, get=everybody(404), post=everybody(404)),
    "sessions:session-ics": Row(S, get=of_session()),
    # A secret address instead of a login; tests/sessions/test_feed.py.
    "sessions:feed": Row(literal={"token": "onzin"}, get=everybody(404)),
    "sessions:feed-settings": Row(get=logged_in(), post=posted(logged_in())),
    # A poll hangs on a session in draft, of which only the kernteam knows; Petra is asked.
    "sessions:poll-new": Row(D, get=hidden_but_kernteam(302), post=posted(hidden_but_kernteam(302))),
    "sessions:poll": Row(D, get=hidden_but_kernteam()),
    "sessions:poll-pick": Row(D, post=posted(hidden_but_kernteam(302))),
    "sessions:poll-ask": Row(D, post=posted(hidden_but_kernteam(302))),
    "sessions:poll-remove": Row(D, post=posted(hidden_but_kernteam(302))),
    "sessions:poll-vote": Row((*T, "poll_voter"), get=answers({"petra"}, 200), post=posted(answers({"petra"}, 422))),
    # The secret of a mail instead of a login; tests/sessions/test_polls.py.
    "sessions:poll-by-link": Row(literal={"token": "onzin"}, get=everybody(404), post=everybody(404)),
    "sessions:homework-add": Row(S, get=prepares(), post=posted(prepares(422))),
    "sessions:preparation-add": Row(S, get=prepares(), post=posted(prepares(422))),
    "sessions:preparation-edit": Row((*S, "task"), get=hidden_but_kernteam(), post=posted(hidden_but_kernteam(422))),
    "sessions:preparation-tick": Row((*S, "task"), post=posted(hidden_but_kernteam(302))),
    "sessions:preparation-delete": Row((*S, "task"), post=posted(hidden_but_kernteam(302))),
    "sessions:agenda": Row(S, get=of_session()),
    "sessions:agenda-pdf": Row(S, get=of_session()),
    "sessions:agenda-fill": Row(S, post=posted(prepares(302))),
    "sessions:agenda-order": Row(S, post=posted(prepares(409))),
    "sessions:agenda-item-add": Row(S, post=posted(prepares(422))),
    "sessions:agenda-point-add": Row(S, post=posted(prepares(409))),
    "sessions:agenda-item": Row((*S, "item"), get=prepares(302)),
    "sessions:agenda-item-edit": Row((*S, "item"), get=prepares(), post=posted(prepares(422))),
    "sessions:agenda-item-minutes": Row((*S, "item"), post=posted(prepares(422))),
    "sessions:agenda-item-move": Row((*S, "item"), post=posted(prepares(302))),
    "sessions:agenda-item-delete": Row((*S, "item"), post=posted(prepares(302))),
    "sessions:agenda-file-add": Row((*S, "item"), post=posted(prepares(422))),
    "sessions:agenda-file": Row((*T, "agenda_file"), get=of_session()),
    "sessions:agenda-file-delete": Row((*T, "agenda_file"), post=posted(prepares(302))),
    "sessions:agenda-docx": Row(S, get=of_session()),
    "sessions:script-pdf": Row(S, get=prepares()),
    "sessions:script-docx": Row(S, get=prepares()),
    "sessions:pack-pdf": Row(S, get=prepares()),
    "sessions:table": Row(S, get=prepares()),
    "sessions:missing-add": Row(S, get=prepares(), post=posted(prepares(422))),
    "sessions:missing-edit": Row((*S, "missing"), get=prepares(), post=posted(prepares(422))),
    "sessions:agenda-item-restore": Row((*S, "item"), post=posted(prepares(302))),
    # The library of working forms is for everybody.
    "sessions:werkvorm-list": Row(get=logged_in()),
    "sessions:werkvorm": Row(literal={"pk": 1}, get=logged_in()),
    # a session that is held
    "sessions:room": Row(L, get=prepares()),
    "sessions:room-state": Row(L, get=hidden_but_kernteam()),
    "sessions:room-start": Row(L, post=posted(prepares(302))),
    "sessions:room-item": Row(L, post=posted(prepares(302))),
    "sessions:room-clock": Row(L, post=posted(prepares(302))),
    "sessions:room-code": Row(L, post=posted(prepares(303))),
    "sessions:room-attendance": Row((*L, "petras_partner"), post=posted(prepares(302))),
    "sessions:room-close": Row(L, post=posted(prepares(302))),
    "sessions:room-phase": Row(L, post=posted(prepares(302))),
    "sessions:room-heading": Row(L, post=posted(prepares(422))),
    "sessions:room-note": Row(L, post=posted(prepares(422))),
    "sessions:room-note-group": Row((*L, "room_note"), post=posted(prepares(302))),
    "sessions:room-note-become": Row((*L, "room_note"), post=posted(prepares(302))),
    "sessions:room-note-off": Row((*L, "room_note"), post=posted(prepares(302))),
    "sessions:room-outcome": Row(L, post=posted(prepares(422))),
    "sessions:room-outcome-kind": Row((*L, "outcome"), post=posted(prepares(302))),
    "sessions:room-outcome-owner": Row((*L, "outcome"), post=posted(prepares(302))),
    "sessions:room-outcome-off": Row((*L, "outcome"), post=posted(prepares(302))),
    "sessions:room-screen": Row(L, get=prepares()),
    "sessions:room-screen-state": Row(L, get=hidden_but_kernteam()),
    # Only the police are invited; the kernteam leads and has no seat.
    "sessions:room-join": Row(L, post=posted(answers({"petra"}, 302))),
    # A code instead of a login; tests/sessions/test_room_phones.py.
    "sessions:phone": Row(get=everybody(), post=everybody(422)),
    "sessions:phone-state": Row(get=everybody(303)),
    "sessions:phone-note": Row(get=everybody(405), post=everybody(409)),
    "sessions:phone-note-off": Row(get=everybody(405), post=everybody(409)),
    "sessions:phone-vote": Row(get=everybody(405), post=everybody(409)),
    "sessions:minutes": Row(H, get=of_session()),
    "sessions:minutes-begin": Row(H, post=posted(prepares(302))),
    "sessions:minutes-part": Row(H, literal=WHOLE, get=prepares(), post=posted(prepares(422))),
    "sessions:minutes-treatment": Row((*H, "held_item"), post=posted(prepares(302))),
    "sessions:minutes-attendance": Row(H, post=posted(prepares(302))),
    "sessions:minutes-outcome-add": Row(H, literal=WHOLE, post=posted(prepares(422))),
    "sessions:minutes-outcome": Row((*H, "minutes_outcome"), get=prepares(), post=posted(prepares(422))),
    "sessions:minutes-outcome-delete": Row((*H, "minutes_outcome"), post=posted(prepares(302))),
    "sessions:minutes-send": Row(H, get=prepares(), post=posted(prepares(422))),
    # Of these only the police were there.
    "sessions:minutes-correct": Row(
        H, literal=WHOLE, get=of_session(302) | {"petra": 200}, post=posted(of_session(302) | {"petra": 422})
    ),
    "sessions:minutes-correction": Row((*H, "correction"), get=prepares(), post=posted(prepares(422))),
    "sessions:minutes-settle": Row(H, get=prepares(), post=posted(prepares(409))),
    # Not settled yet: tests/sessions/test_minutes.py.
    "sessions:minutes-note": Row(H, get=prepares(302), post=posted(prepares(302))),
    "sessions:minutes-pdf": Row(H, get=of_session()),
    "sessions:minutes-docx": Row(H, get=of_session()),
    "sessions:agenda-take-over": Row(S, post=posted(prepares(302))),
    "sessions:topic-place": Row((*T, "held_item"), get=prepares(), post=posted(prepares(422))),
    "sessions:action-list": Row(T, get=members()),
    "sessions:action-add": Row(T, get=members(), post=posted(members(422))),
    "sessions:action-xlsx": Row(T, get=members()),
    "sessions:action-csv": Row(T, get=members()),
    "sessions:action-load": Row(T, get=members()),
    "sessions:action-pdf": Row(T, get=members()),
    "sessions:action-docx": Row(T, get=members()),
    "sessions:actions-together": Row(T, post=posted(kernteam(422))),
    "sessions:action-file": Row((*T, "action_file"), get=members()),
    "sessions:decision-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "sessions:decision-edit": Row((*T, "decision"), get=kernteam(), post=posted(kernteam(422))),
    "sessions:action": Row((*T, "action"), get=members()),
    "sessions:action-edit": Row((*T, "action"), get=kernteam(), post=posted(kernteam(422))),
    "sessions:action-report": Row((*T, "action"), post=posted(kernteam_and("petra", 422))),
    "sessions:action-tick": Row((*T, "action"), post=posted(kernteam_and("petra", 302))),
    # A secret of a mail instead of a login; tests/sessions/test_homework_by_mail.py and test_reminders.py.
    "sessions:homework-link": Row(literal={"token": "onzin"}, get=everybody(404), post=everybody(404)),
    "sessions:reminders-link": Row(literal={"token": "onzin"}, get=everybody(404), post=everybody(404)),
    "sessions:reminders": Row(get=logged_in(), post=posted(logged_in(422))),
}
