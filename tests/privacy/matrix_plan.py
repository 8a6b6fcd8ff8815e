"""Who gets which answer at the addresses of the plan and of what it leans on; as the rows of matrix.py."""

from tests.privacy.adopted_world import TAKING_PART
from tests.privacy.answers import Row, answers, kernteam, members, owner, posted
from tests.privacy.cast import KERNTEAM, PROFESSIONALS, WELFARE

T = ("traject_pk",)
A = (*T, "assumption")
V = (*T, "plan_version")
READING = PROFESSIONALS | {"achmed"}


def of_welfare(status: int = 200) -> dict[str, int]:
    """What welfare wrote, which its own people and the kernteam may change."""
    return answers(KERNTEAM | WELFARE, status, refused=PROFESSIONALS - KERNTEAM - WELFARE)


PLAN_ROWS: dict[str, Row] = {
    # why: opportunities and causes beside problems and goals
    "trajects:opportunity-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:opportunity-edit": Row((*T, "opportunity"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:opportunity-delete": Row((*T, "opportunity"), get=kernteam(), post=posted(kernteam(302))),
    "trajects:opportunity-move": Row((*T, "opportunity"), post=posted(kernteam(302))),
    "trajects:cause-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:cause-edit": Row((*T, "cause"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:cause-delete": Row((*T, "cause"), get=kernteam(), post=posted(kernteam(302))),
    "trajects:cause-move": Row((*T, "cause"), post=posted(kernteam(302))),
    "trajects:measure-causes": Row((*T, "measure"), get=kernteam(), post=posted(kernteam(422))),
    "pages:measure-why": Row((*T, "measure"), get=members()),
    # assumptions; this one is Willem's, whose colleague Daan sits here too
    "trajects:assumption-list": Row(T, get=members()),
    "pages:assumption": Row(A, get=members()),
    "trajects:assumption-add": Row(T, get=members(), post=posted(members(422))),
    "trajects:assumption-edit": Row(A, get=of_welfare(), post=posted(of_welfare(422))),
    "trajects:assumption-judge": Row(A, get=kernteam(), post=posted(kernteam(422))),
    "trajects:assumption-delete": Row(A, get=kernteam(), post=posted(kernteam(302))),
    "trajects:assumption-move": Row(A, post=posted(kernteam(302))),
    "trajects:evidence-add": Row(A, get=members(), post=posted(members(422))),
    "trajects:evidence-edit": Row((*T, "evidence"), get=of_welfare(), post=posted(of_welfare(422))),
    "trajects:evidence-delete": Row((*T, "evidence"), get=of_welfare(), post=posted(of_welfare(302))),
    # a registration as evidence: only who has one of the own organisation gets further than the form for a new one
    "privacy:registration-evidence-add": Row(
        A,
        get=members(302) | dict.fromkeys({"petra", *WELFARE}, 200),
        post=posted(members(302) | dict.fromkeys({"petra", *WELFARE}, 422)),
    ),
    "privacy:registration-evidence-edit": Row((*T, "registration_evidence"), get=owner(), post=posted(owner(422))),
    "privacy:registration-evidence-delete": Row((*T, "registration_evidence"), get=owner(), post=posted(owner(302))),
    # Who agrees: partners read all answers, a back office its own organisation's.
    "trajects:plan-approvals": Row(T, get=answers(READING, 200)),
    "trajects:plan-approvals-remind": Row(T, post=posted(kernteam(302))),
    # Petra signs for the police; Achmed reads along for them and sees the question.
    "trajects:plan-approval-answer": Row(
        (*T, "approval"),
        get=answers({"petra"}, 200, refused=READING - {"petra"}),
        post=posted(answers({"petra"}, 422, refused=READING - {"petra"})),
    ),
    # For welfare: its own members, and the kernteam.
    "trajects:plan-signatory-choose": Row(
        (*T, "partner"),
        get=answers(KERNTEAM | WELFARE, 200, refused=PROFESSIONALS - KERNTEAM - WELFARE),
        post=posted(answers(KERNTEAM | WELFARE, 422, refused=PROFESSIONALS - KERNTEAM - WELFARE)),
    ),
    "trajects:plan-adopt": Row(T, get=kernteam(), post=posted(kernteam(422))),
    # There is none of a version that was not adopted.
    "trajects:plan-adopted-pdf": Row((*T, "plan_version"), get=answers(set(), 404)),
    "trajects:plan-adopted-pdf adopted": Row(("adopted_traject", "adopted_version"), get=answers(TAKING_PART, 200)),
    "trajects:plan-submitted adopted": Row(("adopted_traject", "adopted_version"), get=answers(TAKING_PART, 200)),
    # What is said about a submitted version: a back office sees and says what its own organisation does.
    "trajects:plan-comments": Row(V, get=answers(READING, 200)),
    "trajects:plan-comment-add": Row(V, get=answers(READING, 200), post=posted(answers(READING, 422))),
    "trajects:plan-support": Row(V, get=answers(READING, 200), post=posted(answers(READING, 422))),
    # Achmed said this one; Petra sits for the same organisation.
    "trajects:plan-comment-edit": Row(
        (*T, "plan_comment"),
        get=answers({"achmed"}, 200, refused=PROFESSIONALS),
        post=posted(answers({"achmed"}, 422, refused=PROFESSIONALS)),
    ),
    "trajects:plan-comment-delete": Row(
        (*T, "plan_comment"),
        get=answers({"achmed"}, 200, refused=PROFESSIONALS),
        post=posted(answers({"achmed"}, 302, refused=PROFESSIONALS)),
    ),
    "trajects:plan-comment-answer": Row(
        (*T, "plan_comment"),
        get=answers(KERNTEAM, 200, refused=READING - KERNTEAM),
        post=posted(answers(KERNTEAM, 422, refused=READING - KERNTEAM)),
    ),
    # For one's own organisation; a back office does not ask others in.
    "trajects:plan-reader-ask": Row(V, get=members(), post=posted(members(422))),
    # Two versions beside each other; in this world the same one twice.
    "trajects:plan-compare-choose": Row(T, get=answers(READING, 302)),
    "trajects:plan-compare": Row((*V, "plan_version"), get=answers(READING, 200)),
    # filling the plan from the traject; what comes from a draft session too
    "sessions:plan-fill": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "sessions:plan-fill-lines": Row(T, get=kernteam(302), post=posted(kernteam(422))),
    "sessions:plan-fill-undo": Row((*T, "together"), post=posted(kernteam(302))),
    "sessions:plan-take": Row((*T, "kind_of_text", "action"), get=kernteam(), post=posted(kernteam(422))),
    # papers: who reads along for an organisation chooses among the submitted versions only
    "trajects:plan-download": Row(T, get=answers(PROFESSIONALS | {"achmed"}, 200)),
    # writing a part: kept while one types, and who else writes there
    "trajects:plan-part-keep": Row(T, literal={"part": "middelen"}, post=posted(kernteam(422))),
    "trajects:plan-part-present": Row(T, literal={"part": "middelen"}, post=posted(kernteam(422))),
}
