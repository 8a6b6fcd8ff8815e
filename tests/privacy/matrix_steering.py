"""Who gets which answer where partners keep to their plan; as the rows of matrix.py."""

from tests.privacy.answers import Row, kernteam, members, posted
from tests.privacy.matrix_plan import of_welfare

T = ("traject_pk",)
ORDERED = ("indicator", "point", "objection")


def written(name: str) -> dict[str, Row]:
    """The addresses of a kind of which one writes down one more."""
    one = (*T, name)
    return {
        f"trajects:{name}-list": Row(T, get=members()),
        f"trajects:{name}-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
        f"trajects:{name}-edit": Row(one, get=kernteam(), post=posted(kernteam(422))),
        f"trajects:{name}-delete": Row(one, get=kernteam(), post=posted(kernteam(302))),
    }


STEERING_ROWS: dict[str, Row] = {
    **written("evaluation"),
    **written("indicator"),
    **written("point"),
    **written("objection"),
    **{f"trajects:{name}-move": Row((*T, name), post=posted(kernteam(302))) for name in ORDERED},
    "trajects:evaluation-propose": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:evaluation-outcome": Row((*T, "evaluation"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:theme-add": Row(T, get=kernteam(), post=posted(kernteam(422))),
    "trajects:measurement-add": Row((*T, "indicator"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:measurement-edit": Row((*T, "measurement"), get=kernteam(), post=posted(kernteam(422))),
    "trajects:measurement-delete": Row((*T, "measurement"), get=kernteam(), post=posted(kernteam(302))),
    "trajects:points-put": Row(T, post=posted(kernteam(302))),
    # This point is for welfare to arrange.
    "trajects:point-tick": Row((*T, "point"), post=posted(of_welfare(302))),
}
