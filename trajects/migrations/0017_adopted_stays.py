"""An adopted version stays as it was: the database refuses to change it, or to delete it but for retention.

What its page shows may change only while a text in it is reported for holding personal data (privacy.HiddenText);
what was adopted, with its PDF and checksum, never. See docs/adr/0033-adopted-versions.md.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION trajects_keep_adopted_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND privacy_retention_before() IS NOT NULL THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% on % is refused: it was adopted', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER adopted_paper_stays BEFORE UPDATE OR DELETE ON trajects_adoptedpaper
  FOR EACH ROW EXECUTE FUNCTION trajects_keep_adopted_paper();

ALTER TABLE trajects_adoptedpaper ADD CONSTRAINT adopted_paper_checksum
  CHECK (sha256 = encode(sha256(pdf), 'hex'));

-- Of an adopted version only the accounts that made it may become unknown, when they are erased.
CREATE FUNCTION trajects_keep_adopted_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['submitted_by_id', 'adopted_by_id'];
BEGIN
  IF OLD.adopted_at IS NULL THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM privacy_hiddentext
             WHERE object_type = 'trajects.planversion' AND object_id = OLD.id) THEN
    free := free || ARRAY['contents', 'adoption_reason'];
  END IF;
  IF to_jsonb(NEW) - free = to_jsonb(OLD) - free
    AND COALESCE(NEW.submitted_by_id, OLD.submitted_by_id) IS NOT DISTINCT FROM OLD.submitted_by_id
    AND COALESCE(NEW.adopted_by_id, OLD.adopted_by_id) IS NOT DISTINCT FROM OLD.adopted_by_id
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'UPDATE on % is refused: it was adopted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER adopted_version_stays BEFORE UPDATE ON trajects_planversion
  FOR EACH ROW EXECUTE FUNCTION trajects_keep_adopted_version();
"""

BACKWARD = """
DROP TRIGGER adopted_version_stays ON trajects_planversion;
ALTER TABLE trajects_adoptedpaper DROP CONSTRAINT adopted_paper_checksum;
DROP TRIGGER adopted_paper_stays ON trajects_adoptedpaper;
DROP FUNCTION trajects_keep_adopted_version, trajects_keep_adopted_paper;
"""


class Migration(migrations.Migration):
    dependencies = [("trajects", "0016_approvals"), ("privacy", "0012_override_label")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
