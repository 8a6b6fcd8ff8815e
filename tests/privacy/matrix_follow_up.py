"""Who gets which answer at the addresses of carrying out the plan; as the rows of matrix.py."""

from tests.privacy.answers import Row, kernteam, members, posted

T = ("traject_pk",)

FOLLOW_UP_ROWS: dict[str, Row] = {
    "trajects:execution": Row(T, get=members()),
    "trajects:execution-start": Row(T, post=posted(kernteam(302))),
    "trajects:lead-add": Row((*T, "line"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:lead-remove": Row((*T, "lead"), get=kernteam(), post=posted(kernteam(302))),
}
