"""What was sealed away from an approval goes with it too (V2)."""

from django.db import migrations

from privacy.reports.sealing import forget_sealed_with


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0014_sealed_texts_go_along"),
        ("trajects", "0016_approvals"),
    ]

    operations = [
        forget_sealed_with("trajects_approval"),
        forget_sealed_with("trajects_approvalchange"),
    ]
