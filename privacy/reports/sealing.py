"""What was sealed away from a row goes with that row, by whatever road it is deleted (V2).

A trigger on the table sees to it. For migrations: a new kind of text (privacy/reports/texts.py) has one too.
"""

from django.db import migrations


def forget_sealed_with(table: str) -> migrations.RunSQL:
    """The step of a migration that lets the sealed texts and the report of a row go when the row does.

    `table` is the table's name in the database, of an application and a model: `trajects_measure`.
    """
    application, model = table.rsplit("_", 1)
    return migrations.RunSQL(
        f"CREATE TRIGGER forget_sealed AFTER DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION privacy_forget_sealed('{application}.{model}')",
        f"DROP TRIGGER forget_sealed ON {table}",
    )
