"""The step catalogue and the themes as delivered; the administrator may change them afterwards."""

from django.db import migrations

from trajects.steps.services import delivered_rows

THEMES = (
    "Armoede en schulden",
    "Gezondheid en zorg",
    "Jeugd",
    "Leefbaarheid",
    "Ontmoeting en samenleven",
    "Openbare ruimte",
    "Opgroeien en onderwijs",
    "Veiligheid",
    "Werk en meedoen",
    "Wonen",
)


def deliver(apps, schema_editor):
    apps.get_model("trajects", "CatalogueStep").objects.bulk_create(
        apps.get_model("trajects", "CatalogueStep")(**row) for row in delivered_rows()
    )
    Theme = apps.get_model("trajects", "Theme")
    Theme.objects.bulk_create(Theme(name=name) for name in THEMES)


class Migration(migrations.Migration):
    dependencies = [("trajects", "0001_initial")]
    operations = [migrations.RunPython(deliver, migrations.RunPython.noop)]
