"""What was sealed away from a row goes with that row, by whatever road it is deleted (V2)."""

from django.db import migrations, models

from privacy.reports.sealing import forget_sealed_with

# Every table of which something can be reported, and every one to which such texts are copied.
TABLES = (
    "privacy_registration",
    "privacy_registrationevidence",
    "privacy_registrationfile",
    "privacy_registrationversion",
    "traject_sessions_action",
    "traject_sessions_actionfile",
    "traject_sessions_agendafile",
    "traject_sessions_agendaitem",
    "traject_sessions_decision",
    "traject_sessions_minutes",
    "traject_sessions_minutescorrection",
    "traject_sessions_minutesnote",
    "traject_sessions_minutespart",
    "traject_sessions_missingparty",
    "traject_sessions_notegroup",
    "traject_sessions_notice",
    "traject_sessions_outcome",
    "traject_sessions_preparationtask",
    "traject_sessions_roomnote",
    "traject_sessions_session",
    "traject_sessions_sessionpartner",
    "trajects_actionline",
    "trajects_afterpoint",
    "trajects_assumption",
    "trajects_cause",
    "trajects_document",
    "trajects_evidence",
    "trajects_jointgoal",
    "trajects_logentry",
    "trajects_measure",
    "trajects_opportunity",
    "trajects_partner",
    "trajects_planpart",
    "trajects_planversion",
    "trajects_problemstatement",
    "trajects_releasedfinding",
    "trajects_residentsmeeting",
    "trajects_residentsnote",
    "trajects_rewriting",
    "trajects_step",
    "trajects_traject",
    "trajects_urgency",
)

FUNCTION = """
CREATE FUNCTION privacy_forget_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM privacy_hiddentext WHERE (object_type = TG_ARGV[0] AND object_id = OLD.id)
    OR report_id IN (SELECT id FROM privacy_report WHERE object_type = TG_ARGV[0] AND object_id = OLD.id);
  DELETE FROM privacy_report WHERE object_type = TG_ARGV[0] AND object_id = OLD.id;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0013_registration_evidence"),
        ("traject_sessions", "0010_planning"),
        ("trajects", "0013_chain"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="hiddentext",
            index=models.Index(fields=["object_type", "object_id"], name="sealed_by_object"),
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION privacy_forget_sealed()"),
        *(forget_sealed_with(table) for table in TABLES),
    ]
