from django.db import migrations

# Every residents' agreement gets the draft of a next version, which new tracks have from their first day.
DRAFTS = """
INSERT INTO privacy_agreementdraft (traject_id, track, text, evaluate_on, changed_at, changed_by_id, version)
SELECT DISTINCT ON (traject_id) traject_id, track, text, evaluate_on, published_at, published_by_id, 1
FROM privacy_privacyagreement WHERE track = 'residents'
ORDER BY traject_id, version DESC
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0010_mailed_links")]

    operations = [migrations.RunSQL(DRAFTS, migrations.RunSQL.noop)]
