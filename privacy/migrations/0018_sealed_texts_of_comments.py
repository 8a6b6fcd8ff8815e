"""What was sealed away from a comment on the plan, or from what an organisation can bring in, goes with it too (V2)."""

from django.db import migrations

from privacy.reports.sealing import forget_sealed_with


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0017_carrying_out"),
        ("trajects", "0021_comments"),
    ]

    operations = [
        forget_sealed_with("trajects_plancomment"),
        forget_sealed_with("trajects_supportstatement"),
    ]
