"""What was hidden in a submitted version is forgotten along with what it was reported as."""

from django.db import migrations

from privacy.reports.sealing import forget_sealed_with


class Migration(migrations.Migration):
    dependencies = [("privacy", "0018_sealed_texts_of_comments"), ("trajects", "0029_version_texts")]

    operations = [forget_sealed_with("trajects_versiontext")]
