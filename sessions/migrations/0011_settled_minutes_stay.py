"""What was settled stays as it was settled: the database refuses to change it.

Two things may still happen to such a row: its leftovers go to a next agenda (once), and a text that was reported as
personal data is hidden or put back, in a transaction that says so with SET LOCAL buurtbalans.hiding.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION sessions_keep_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['carried_to_id', 'carried_at'];
BEGIN
  IF current_setting('buurtbalans.hiding', true) = 'on' THEN free := array_append(free, 'contents'); END IF;
  IF to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'UPDATE on % is refused: the minutes were settled', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER minutes_stay BEFORE UPDATE ON traject_sessions_minutes
  FOR EACH ROW WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION sessions_keep_minutes();
"""

BACKWARD = """
DROP TRIGGER minutes_stay ON traject_sessions_minutes;
DROP FUNCTION sessions_keep_minutes();
"""


class Migration(migrations.Migration):
    dependencies = [("traject_sessions", "0010_planning")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
