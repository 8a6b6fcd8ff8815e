"""What was sealed away from evaluations, indicators, points and objections goes with them too (V2)."""

from django.db import migrations

from privacy.reports.sealing import forget_sealed_with


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0015_sealed_texts_of_approvals"),
        ("trajects", "0019_steering"),
    ]

    operations = [
        forget_sealed_with("trajects_evaluationmoment"),
        forget_sealed_with("trajects_goalindicator"),
        forget_sealed_with("trajects_measurement"),
        forget_sealed_with("trajects_governancepoint"),
        forget_sealed_with("trajects_objection"),
    ]
