"""What takes the conditions out of the gate finds all of them (`make mutants`)."""

from tests.mutants.conditions import mutants

SOURCE = """
def door(user, rows):
    if not user.is_active or rows is None:
        return rows.none()
    rows.note()
    seen = Q(a=1, b=2) & Q(c=3)
    return rows.filter(seen, traject=4) if user.name and user.seat else ask("SELECT 1 WHERE x = %s AND y IN (SELECT z)")
"""


def test_every_condition_goes_once():
    assert sorted(mutant.removed for mutant in mutants(SOURCE)) == sorted(
        [
            "if not user.is_active or rows is None",
            "not user.is_active",
            "rows is None",
            "rows.note()",
            "Q(a=1)",
            "Q(b=2)",
            "Q(c=3)",
            "& Q(c=3)",
            "Q(a=1, b=2) &",
            "filter(traject=4)",
            "user.name",
            "user.seat",
            "x = %s",
            "y IN (SELECT z)",
        ]
    )


def test_a_condition_in_sql_becomes_true_and_keeps_its_value():
    sources = {mutant.removed: mutant.source for mutant in mutants(SOURCE)}
    assert "WHERE (x = %s OR TRUE) AND y IN (SELECT z)" in sources["x = %s"]
    assert "WHERE x = %s AND (y IN (SELECT z) OR TRUE)" in sources["y IN (SELECT z)"]


def test_each_piece_differs_from_the_whole_in_one_place_only():
    sources = [mutant.source for mutant in mutants(SOURCE)]
    assert len(set(sources)) == len(sources)
    for source in sources:
        compile(source, "gate", "exec")
