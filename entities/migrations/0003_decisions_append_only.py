"""The database itself refuses to change or delete a decision. TRUNCATE stays possible: test suites flush with it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("entities", "0002_actors")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION entities_decision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'decisions are append-only' USING ERRCODE = 'restrict_violation';
            END $$;
            CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON entities_decision
                FOR EACH ROW EXECUTE FUNCTION entities_decision_refuse();
            """,
            """
            DROP TRIGGER decision_append_only ON entities_decision;
            DROP FUNCTION entities_decision_refuse();
            """,
        )
    ]
