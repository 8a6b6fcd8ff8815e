"""Who gets which answer at which address: one row for every named URL.

Where it matters which row an address is of, there is one more row, named after both: "trajects:execution adopted" is
of the traject whose plan was adopted (tests/privacy/adopted_world.py).

GET and POST (with an empty form) are written out; HEAD answers as GET does. What a row leaves out is refused
to everybody with 405. Who is not logged in is sent to the login page (GET) or told so (POST).
"""

from tests.privacy.answers import (
    Row,
    agreed,
    among_residents,
    answers,
    deciding,
    everybody,
    guiding,
    hidden_but_kernteam,
    kernteam,
    kernteam_and,
    logged_in,
    members,
    owner,
    passing_on,
    posted,
)
from tests.privacy.cast import PROFESSIONALS, WITHOUT_ORGANISATION
from tests.privacy.matrix_follow_up import FOLLOW_UP_ROWS
from tests.privacy.matrix_plan import PLAN_ROWS
from tests.privacy.matrix_sessions import SESSION_ROWS
from tests.privacy.matrix_steering import STEERING_ROWS
from tests.privacy.residents_world import GUIDE

T = ("traject_pk",)

ROWS: dict[str, Row] = {
    # pages
    "pages:home": Row(get=logged_in(302)),
    "pages:my-work": Row(get=logged_in()),
    "pages:traject-list": Row(get=logged_in()),
    "pages:traject": Row(T, get=members()),
    "pages:step-in": Row(T, get=members()),
    "pages:help": Row(get=everybody()),
    "pages:privacy": Row(get=everybody()),
    "pages:accessibility": Row(get=everybody()),
    "pages:licences": Row(get=everybody()),
    "pages:health": Row(get=everybody()),
    # Only in a demo; tests/pages/test_post.py.
    "pages:post-list": Row(get=everybody(404)),
    "pages:post-detail": Row(literal={"number": 1}, get=everybody(404)),
    # accounts
    "account_login": Row(get=logged_in(302, anonymous=200), post=logged_in(302, anonymous=200)),
    "account_request_login_code": Row(get=logged_in(302, anonymous=200), post=logged_in(302, anonymous=200)),
    "account_confirm_login_code": Row(get=everybody(302), post=everybody(302)),
    # Nobody of the cast has a password to confirm with.
    "account_reauthenticate": Row(get=logged_in(403), post=posted(logged_in(403))),
    "account_signup": Row(get=logged_in(302, anonymous=200), post=logged_in(302, anonymous=200)),
    "account_inactive": Row(get=everybody()),
    "account_logout": Row(get=logged_in(), post=logged_in(302)),
    "account_change_password": Row(get=logged_in(302), post=posted(logged_in(302))),
    "account_set_password": Row(get=logged_in(), post=posted(logged_in(200))),
    "account_reset_password": Row(get=everybody(), post=everybody(200)),
    "account_reset_password_done": Row(get=everybody()),
    "account_reset_password_from_key": Row(
        literal={"uidb36": "1", "key": "onzin"}, get=everybody(), post=everybody(200)
    ),
    "account_reset_password_from_key_done": Row(get=everybody()),
    "account": Row(get=logged_in()),
    # No organisation is set up here: tests/accounts/test_organisation_login.py.
    "openid_connect_login": Row(literal={"provider_id": "organisatie"}, get=everybody(404)),
    "openid_connect_callback": Row(literal={"provider_id": "organisatie"}, get=everybody(404)),
    "account_places": Row(get=logged_in(), post=posted(logged_in(302))),
    "account_time_left": Row(get=logged_in()),
    "account_stay": Row(post=posted(logged_in())),
    # the second step; nobody of the cast has one here: tests/accounts/test_second_step.py
    "mfa_authenticate": Row(get=everybody(302), post=everybody(302)),
    "mfa_login_webauthn": Row(get=everybody(302), post=everybody(302)),
    "mfa_reauthenticate": Row(get=logged_in(403), post=posted(logged_in(403))),
    "mfa_reauthenticate_webauthn": Row(get=logged_in(403), post=posted(logged_in(403))),
    "mfa_index": Row(get=logged_in()),
    "mfa_activate_totp": Row(get=logged_in(), post=posted(logged_in())),
    "mfa_deactivate_totp": Row(get=logged_in(404), post=posted(logged_in(404))),
    "mfa_add_webauthn": Row(get=logged_in(), post=posted(logged_in())),
    "mfa_remove_webauthn": Row(literal={"pk": 1}, get=logged_in(404), post=posted(logged_in(404))),
    "mfa_view_recovery_codes": Row(get=logged_in(404)),
    "mfa_generate_recovery_codes": Row(get=logged_in(), post=posted(logged_in())),
    # keeping and deleting
    "privacy:keeping": Row(T, get=members()),
    "privacy:traject-close": Row(T, get=kernteam(), post=posted(kernteam(302))),
    "privacy:traject-reopen": Row(T, post=posted(kernteam(302))),
    "privacy:own-data": Row(get=logged_in(), post=posted(logged_in())),
    "privacy:account-erase": Row(get=logged_in(), post=posted(logged_in(422))),
    # traject
    "trajects:traject-new": Row(
        get=logged_in() | dict.fromkeys(WITHOUT_ORGANISATION, 403),
        post=posted(logged_in(422) | dict.fromkeys(WITHOUT_ORGANISATION, 403)),
    ),
    "trajects:traject-edit": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:traject-start": Row(T, post=posted(answers({"noor"}, 302, refused=PROFESSIONALS - {"noor"}))),
    "trajects:after-points": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:pace-edit": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:area-search": Row(get=logged_in()),
    "trajects:step": Row(T, literal={"number": 3}, get=members()),
    "trajects:step-move": Row(T, literal={"number": 3}, post=posted(kernteam(302))),
    "trajects:step-edit": Row(T, literal={"number": 3}, get=kernteam(), post=posted(kernteam(422))),
    "trajects:result-tick": Row((*T, "result"), post=posted(kernteam(302))),
    # partners
    "trajects:partner-list": Row(T, get=members()),
    "trajects:partner-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:partner-choose": Row(T, get=kernteam(), post=posted(kernteam(302))),
    "trajects:partner-edit": Row((*T, "partner"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:partner-invite": Row((*T, "partner"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:invitation-renew": Row((*T, "invitation"), post=posted(hidden_but_kernteam(302))),
    "trajects:invitation-withdraw": Row((*T, "invitation"), post=posted(hidden_but_kernteam(302))),
    "trajects:seat-edit": Row((*T, "membership"), get=kernteam(), post=posted(kernteam(422))),
    # Willem's seat is confirmed, so there is nothing left to confirm; tests/trajects/test_seat_confirmation.py.
    "trajects:seat-confirm": Row((*T, "membership"), post=posted(answers(set(), 0))),
    # Willem's own seat: who takes part may hand it over, and may leave.
    "trajects:seat-hand-over": Row(
        (*T, "membership"),
        get=kernteam_and("willem", 200),
        post=posted(kernteam_and("willem", 422)),
    ),
    "trajects:seat-end": Row(
        (*T, "membership"),
        get=kernteam_and("willem", 200),
        post=posted(kernteam_and("willem", 302)),
    ),
    "trajects:invitation": Row(literal={"token": "onzin"}, get=everybody(404), post=everybody(404)),
    "trajects:invitation-account": Row(literal={"token": "onzin"}, get=everybody(404), post=everybody(404)),
    # problem and goal
    "trajects:analysis": Row(T, get=members()),
    "trajects:problem-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:problem-edit": Row((*T, "problem"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:problem-delete": Row((*T, "problem"), get=kernteam(), post=posted(kernteam(302))),
    "trajects:problem-move": Row((*T, "problem"), post=posted(kernteam(302))),
    "trajects:goal-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:goal-edit": Row((*T, "goal"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:goal-delete": Row((*T, "goal"), get=kernteam(), post=posted(kernteam(302))),
    "trajects:goal-move": Row((*T, "goal"), post=posted(kernteam(302))),
    # plan
    "trajects:plan": Row(T, get=members()),
    "trajects:plan-pdf": Row(T, get=members()),
    "trajects:plan-version-add": Row(T, post=posted(kernteam(302))),
    "trajects:plan-submit": Row(T, get=kernteam(), post=posted(kernteam(302))),
    # Submitted versions are for the partners' back office too.
    "trajects:plan-submitted": Row((*T, "plan_version"), get=answers(PROFESSIONALS | {"achmed"}, 200)),
    "trajects:plan-submitted-pdf": Row((*T, "plan_version"), get=answers(PROFESSIONALS | {"achmed"}, 200)),
    "trajects:plan-part-edit": Row(T, literal={"part": "middelen"}, get=kernteam(), post=posted(kernteam(422))),
    "trajects:measures": Row(T, get=kernteam()),
    "trajects:line-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:line-edit": Row((*T, "line"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:line-delete": Row((*T, "line"), get=kernteam(), post=posted(kernteam(302))),
    "trajects:line-move": Row((*T, "line"), post=posted(kernteam(302))),
    "trajects:measure-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:measure-edit": Row((*T, "measure"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:measure-delete": Row((*T, "measure"), get=kernteam(), post=posted(kernteam(302))),
    "trajects:measure-move": Row((*T, "measure"), post=posted(kernteam(302))),
    # logbook
    "trajects:logbook": Row(T, get=members()),
    "trajects:note-add": Row(T, post=posted(kernteam(422))),
    "trajects:document-add": Row(T, post=posted(members(422))),
    "trajects:document": Row((*T, "document"), get=members()),
    "trajects:document-delete": Row((*T, "document"), get=kernteam(), post=posted(kernteam(302))),
    # the residents' own side
    "trajects:residents": Row(T, get=among_residents()),
    "trajects:residents-agreement": Row(T, get=among_residents(), post=posted(among_residents(422))),
    "trajects:residents-agreement-edit": Row(T, get=guiding(), post=posted(guiding(422))),
    "trajects:residents-agreement-publish": Row(T, get=guiding(), post=posted(guiding(409))),
    "trajects:residents-meetings": Row(T, get=among_residents()),
    "trajects:residents-meeting-add": Row(T, get=guiding(), post=posted(guiding(422))),
    "trajects:residents-meeting-edit": Row((*T, "meeting"), get=guiding(), post=posted(guiding(422))),
    "trajects:residents-meeting-delete": Row((*T, "meeting"), get=guiding(), post=posted(guiding(302))),
    "trajects:residents-notes": Row(T, get=among_residents()),
    "trajects:residents-note-add": Row(T, get=among_residents(), post=posted(among_residents(422))),
    # Yasmin's own note; the guide may change it too.
    "trajects:residents-note-edit": Row((*T, "note"), get=among_residents(), post=posted(among_residents(422))),
    "trajects:residents-note-delete": Row((*T, "note"), get=among_residents(), post=posted(among_residents(302))),
    "trajects:residents-people": Row(T, get=guiding()),
    "trajects:residents-invite": Row(T, get=guiding(), post=posted(guiding(422))),
    "trajects:residents-invitation-renew": Row((*T, "residents_invitation"), post=posted(answers(GUIDE, 302))),
    "trajects:residents-invitation-withdraw": Row((*T, "residents_invitation"), post=posted(answers(GUIDE, 302))),
    # Yasmin's own seat: who takes part may leave.
    "trajects:residents-seat-end": Row(
        (*T, "residents_seat"), get=among_residents(), post=posted(among_residents(302))
    ),
    "trajects:residents-invitation": Row(literal={"token": "onzin"}, get=everybody(404), post=everybody(404)),
    "trajects:residents-invitation-account": Row(literal={"token": "onzin"}, get=everybody(404), post=everybody(404)),
    # the door in the wall
    "trajects:rewriting-list": Row(T, get=among_residents()),
    "trajects:rewriting-add": Row(T, get=guiding(), post=posted(guiding(422))),
    "trajects:rewriting-edit": Row((*T, "rewriting"), get=guiding(), post=posted(guiding(422))),
    "trajects:rewriting-approve": Row((*T, "rewriting"), post=posted(deciding(302))),
    "trajects:rewriting-return": Row((*T, "rewriting"), get=deciding(), post=posted(deciding(422))),
    "trajects:rewriting-withdraw": Row((*T, "rewriting"), get=among_residents(), post=posted(among_residents(302))),
    "trajects:residents-input": Row(T, get=members()),
    "trajects:guide-name": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:guide-end": Row(T, get=passing_on(), post=posted(passing_on(302))),
    "trajects:feedback-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:feedback-edit": Row((*T, "proposal"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:feedback-pass": Row((*T, "proposal"), post=posted(passing_on(302))),
    "trajects:feedback-return": Row((*T, "proposal"), get=passing_on(), post=posted(passing_on(422))),
    "trajects:feedback-remove": Row((*T, "proposal"), post=posted(passing_on(302))),
    # the privacy agreement
    "privacy:agreement": Row(T, get=members(), post=posted(members(422))),
    "privacy:agreement-version": Row(T, literal={"number": 1}, get=members()),
    "privacy:agreement-pdf": Row(T, literal={"number": 1}, get=members()),
    "privacy:agreement-edit": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "privacy:agreement-publish": Row(T, get=kernteam(), post=posted(kernteam(409))),
    "privacy:agreement-acceptances": Row(T, get=kernteam()),
    # reports of personal data: of an action that is not hidden, so there is nothing to settle
    "privacy:report-choose": Row(T, get=members()),
    "privacy:report": Row((*T, "kind_of_text", "action"), get=members(), post=posted(members(302))),
    "privacy:report-rewrite": Row((*T, "kind_of_text", "action"), post=posted(answers(set(), 0))),
    "privacy:report-put-back": Row((*T, "kind_of_text", "action"), post=posted(answers(set(), 0))),
    "privacy:report-remove": Row((*T, "kind_of_text", "action"), post=posted(answers(set(), 0))),
    "privacy:version-report": Row(
        (*T, "plan_version"), get=answers(PROFESSIONALS | {"achmed"}, 200), post=posted(answers(set(), 0))
    ),
    "privacy:residents-report": Row(
        (*T, "kind_of_residents_text", "note"), get=among_residents(), post=posted(among_residents(302))
    ),
    "privacy:residents-report-rewrite": Row((*T, "kind_of_residents_text", "note"), post=posted(answers(set(), 0))),
    "privacy:residents-report-put-back": Row((*T, "kind_of_residents_text", "note"), post=posted(answers(set(), 0))),
    # registrations: the one that the police shared with nobody
    "privacy:registration-list": Row(T, get=agreed()),
    "privacy:registration-list-xlsx": Row(T, get=agreed()),
    "privacy:registration-list-csv": Row(T, get=agreed()),
    "privacy:registration-table": Row(T, get=agreed()),
    "privacy:registration-table-xlsx": Row(T, get=agreed()),
    "privacy:registration-table-csv": Row(T, get=agreed()),
    "privacy:registration-new": Row(T, get=members(), post=posted(members(422))),
    "privacy:registration-import-new": Row(T, get=members(), post=posted(members(422))),
    "privacy:registration-import-example": Row(T, get=members()),
    # What Petra brought waits for her alone.
    "privacy:registration-import": Row((*T, "registration_import"), get=owner(), post=posted(owner(422))),
    "privacy:registration-import-cancel": Row((*T, "registration_import"), post=posted(owner(302))),
    "privacy:registration": Row((*T, "registration"), get=owner()),
    "privacy:registration-looks": Row((*T, "registration"), get=owner()),
    "privacy:registration-edit": Row((*T, "registration"), get=owner(), post=posted(owner(422))),
    "privacy:registration-share": Row((*T, "registration"), get=owner(), post=posted(owner(422))),
    "privacy:registration-versions": Row((*T, "registration"), get=owner()),
    # Nothing waits for a second reader, so one is sent on; tests/privacy/test_registrations_second_reader.py.
    "privacy:registration-read": Row((*T, "registration"), get=owner(302), post=posted(owner(302))),
    "privacy:registration-file-add": Row((*T, "registration"), get=owner(), post=posted(owner(422))),
    "privacy:registration-file": Row((*T, "registration_file"), get=owner()),
    "privacy:registration-file-delete": Row((*T, "registration_file"), get=owner(), post=posted(owner(302))),
    "privacy:registration-withdraw": Row((*T, "registration"), post=posted(owner(302))),
    "privacy:registration-delete": Row((*T, "registration"), get=owner(), post=posted(owner(302))),
    **PLAN_ROWS,
    **STEERING_ROWS,
    **SESSION_ROWS,
    **FOLLOW_UP_ROWS,
}
