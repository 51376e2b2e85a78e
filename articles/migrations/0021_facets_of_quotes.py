"""Facets in memory hold of whom quotes tell, too, and on what an article's date rests and what read it."""

from django.db import migrations

EVENTS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
    "TRUNCATE": "",
}
OF_QUOTES = "SELECT q.article_id FROM ROWS r JOIN articles_quote q ON q.id = r.quote_id"
FORMERLY = "published published_on source_id agency title body"
NOW = f"{FORMERLY} date_basis extracted_with"


def triggers() -> list[tuple[str, str]]:
    """How each is made, and unmade."""
    made = []
    for event, seen in EVENTS.items():
        kind, query = ("all", "") if event == "TRUNCATE" else ("article", OF_QUOTES)
        name = f"facets_{kind}_{event.lower()}"
        made.append(
            (
                f"CREATE TRIGGER {name} AFTER {event} ON articles_quote_about {seen} FOR EACH STATEMENT "
                f"EXECUTE FUNCTION articles_facets_changed('{kind}', '{query}')",
                f"DROP TRIGGER {name} ON articles_quote_about",
            )
        )
    return made


def watching(columns: str) -> str:
    """Which changes of articles count."""
    new, old = (", ".join(f"{table}.{name}" for name in columns.split()) for table in "no")
    query = f"SELECT n.id FROM new_rows n JOIN old_rows o USING (id) WHERE ({new}) IS DISTINCT FROM ({old})"  # noqa: S608
    return (
        "CREATE OR REPLACE TRIGGER facets_article_update AFTER UPDATE ON articles_article "
        "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT "
        f"EXECUTE FUNCTION articles_facets_changed('article', '{query}')"
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_rules_that_spread")]

    operations = [
        *(migrations.RunSQL(make, unmake) for make, unmake in triggers()),
        migrations.RunSQL(watching(NOW), watching(FORMERLY)),
    ]
