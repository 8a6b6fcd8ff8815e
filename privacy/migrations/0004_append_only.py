"""What was published and what was recorded stays as it was: the database refuses to change it.

Retention is the exception: it may delete, in a transaction that says so with SET LOCAL buurtbalans.retention to
the moment before which it deletes. See docs/adr/0024-trace-of-access.md.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION privacy_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: it is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION privacy_retention_before() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT NULLIF(current_setting('buurtbalans.retention', true), '')::timestamptz
$$;

-- An event goes only when it is older than the moment that retention named, so a wrong query deletes nothing newer.
CREATE FUNCTION privacy_delete_old_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at < privacy_retention_before() THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'DELETE on % is refused: it is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- A link goes only after its event.
CREATE FUNCTION privacy_delete_old_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF privacy_retention_before() IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM privacy_accessevent WHERE id = OLD.event_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'DELETE on % is refused: it is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER access_event_no_update BEFORE UPDATE ON privacy_accessevent
  FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();
CREATE TRIGGER access_event_no_delete BEFORE DELETE ON privacy_accessevent
  FOR EACH ROW EXECUTE FUNCTION privacy_delete_old_event();
CREATE TRIGGER access_event_no_truncate BEFORE TRUNCATE ON privacy_accessevent
  FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();

CREATE TRIGGER access_link_no_update BEFORE UPDATE ON privacy_accesseventlink
  FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();
CREATE TRIGGER access_link_no_delete BEFORE DELETE ON privacy_accesseventlink
  FOR EACH ROW EXECUTE FUNCTION privacy_delete_old_link();
CREATE TRIGGER access_link_no_truncate BEFORE TRUNCATE ON privacy_accesseventlink
  FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();

-- Of a published agreement only the account that published it may become unknown, when that account is erased.
CREATE FUNCTION privacy_keep_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND privacy_retention_before() IS NOT NULL THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND NEW.published_by_id IS NULL
    AND to_jsonb(NEW) - 'published_by_id' = to_jsonb(OLD) - 'published_by_id' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% on % is refused: it was published', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER agreement_stays BEFORE UPDATE OR DELETE ON privacy_privacyagreement
  FOR EACH ROW EXECUTE FUNCTION privacy_keep_agreement();
"""

BACKWARD = """
DROP TRIGGER agreement_stays ON privacy_privacyagreement;
DROP TRIGGER access_link_no_truncate ON privacy_accesseventlink;
DROP TRIGGER access_link_no_delete ON privacy_accesseventlink;
DROP TRIGGER access_link_no_update ON privacy_accesseventlink;
DROP TRIGGER access_event_no_truncate ON privacy_accessevent;
DROP TRIGGER access_event_no_delete ON privacy_accessevent;
DROP TRIGGER access_event_no_update ON privacy_accessevent;
DROP FUNCTION privacy_keep_agreement, privacy_delete_old_link, privacy_delete_old_event,
  privacy_retention_before, privacy_refuse_change;
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0003_agreements_and_access_events")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
