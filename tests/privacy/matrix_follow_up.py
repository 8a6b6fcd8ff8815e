"""Who gets which answer at the addresses of carrying out the plan; as the rows of matrix.py."""

from tests.privacy.adopted_world import LEADING, TAKING_PART
from tests.privacy.answers import Row, answers, everybody, kernteam, members, posted
from tests.privacy.cast import KERNTEAM, PROFESSIONALS, WELFARE

T = ("traject_pk",)
ADOPTED = ("adopted_traject",)


def of_welfare(status: int = 200) -> dict[str, int]:
    """What welfare owns or asked, of which its own people and the kernteam tell."""
    return answers(KERNTEAM | WELFARE, status, refused=PROFESSIONALS - KERNTEAM - WELFARE)


def of_adopted(status: int = 200) -> dict[str, int]:
    """In the traject with an adopted plan: Noor does it, Sanne takes part, and others do not know of it."""
    return answers(LEADING, status, refused=TAKING_PART - LEADING)


FOLLOW_UP_ROWS: dict[str, Row] = {
    "trajects:execution": Row(T, get=members()),
    "trajects:execution-start": Row(T, post=posted(kernteam(302))),
    "trajects:execution adopted": Row(ADOPTED, get=answers(TAKING_PART, 200)),
    "trajects:execution-start adopted": Row(ADOPTED, post=posted(of_adopted(302))),
    # back with a message where the plan is not adopted
    "trajects:lead-add": Row((*T, "line"), get=kernteam(302), post=posted(kernteam(302))),
    "trajects:lead-add adopted": Row((*ADOPTED, "line_to_lead"), get=of_adopted(), post=posted(of_adopted(422))),
    "trajects:lead-remove": Row((*T, "lead"), get=kernteam(), post=posted(kernteam(302))),
    "trajects:group-add": Row((*T, "line"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:group-edit": Row((*T, "group"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:group-remove": Row((*T, "group"), get=kernteam(), post=posted(kernteam(302))),
    # this measure is of welfare
    "trajects:measure-progress": Row((*T, "measure"), get=members()),
    "trajects:progress-add": Row((*T, "measure"), get=of_welfare(), post=posted(of_welfare(422))),
    "trajects:point-answer": Row((*T, "stuck_point"), get=of_welfare(), post=posted(of_welfare(422))),
    "trajects:check-in-add": Row(T, get=kernteam(302), post=posted(kernteam(302))),
    "trajects:check-in-add adopted": Row(ADOPTED, get=of_adopted(), post=posted(of_adopted(422))),
    "trajects:check-in-edit": Row((*T, "check_in"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:check-in-remove": Row((*T, "check_in"), get=kernteam(), post=posted(kernteam(302))),
    # Willem was asked
    "trajects:check-in-answer": Row(
        (*T, "check_in_answer"), get=answers({"willem"}, 200), post=posted(answers({"willem"}, 422))
    ),
    "trajects:check-in-link": Row(literal={"token": "onbekend"}, get=everybody(404), post=everybody(404)),
    "trajects:board-question-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:board-question-edit": Row((*T, "board_question"), get=kernteam(), post=posted(kernteam(422))),
}
