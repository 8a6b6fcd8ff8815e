"""What was sealed away from feedback, an invitation or a second reading goes with its row too (V2)."""

from django.db import migrations, models

from privacy.reports.sealing import forget_sealed_with


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0019_sealed_texts_of_versions"),
        ("trajects", "0028_marks_of_sources"),
    ]

    operations = [
        migrations.AlterField(
            model_name="secondreading",
            name="note",
            field=models.TextField(blank=True, max_length=2000, verbose_name="wat er anders moet"),
        ),
        forget_sealed_with("trajects_feedbackproposal"),
        forget_sealed_with("trajects_residentsfeedback"),
        forget_sealed_with("trajects_invitation"),
        forget_sealed_with("privacy_secondreading"),
    ]
