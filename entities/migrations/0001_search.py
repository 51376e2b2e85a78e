"""Extensions, and the text search configuration `trilaterale`: accents and ligatures folded, then French stems."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.utils import ProgrammingError

EXTENSIONS = ("unaccent", "pg_trgm")


def create_extensions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        present = {name for (name,) in cursor.fetchall()}
        for name in EXTENSIONS:
            if name in present:
                continue
            try:
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
            except ProgrammingError as error:
                database = schema_editor.connection.settings_dict["NAME"]
                raise SystemExit(
                    f"This database account may not create the extension {name}. As an administrator of the server, "
                    f'run: psql -d {database} -c "CREATE EXTENSION {name}"'
                ) from error


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunPython(create_extensions, migrations.RunPython.noop),
        migrations.RunSQL(
            """
            CREATE TEXT SEARCH CONFIGURATION trilaterale (COPY = pg_catalog.french);
            ALTER TEXT SEARCH CONFIGURATION trilaterale
                ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
            """,
            "DROP TEXT SEARCH CONFIGURATION trilaterale",
        ),
    ]
