"""What facets in memory have to read anew: the database itself notes it, in the transaction that changes it.

A statement that changes very many rows is noted as one change of everything. `transaction` tells which changes a reader
has seen: numbers of a sequence are given before their transaction ends, so that a later one may be seen first.
"""

from django.db import migrations, models

TABLES = """
CREATE TABLE articles_facetchange (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    kind text NOT NULL CHECK (kind IN ('article', 'actor', 'source', 'name', 'all')),
    ref bigint NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (transaction, kind, ref)
);
CREATE TABLE articles_facethorizon (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    transaction xid8 NOT NULL  -- changes before it may have been forgotten
);
INSERT INTO articles_facethorizon (transaction) VALUES ('0');

CREATE FUNCTION articles_note_facets(what text, refs bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO articles_facetchange (kind, ref)
    SELECT CASE WHEN cardinality(refs) > 5000 THEN 'all' ELSE what END, one
    FROM unnest(CASE WHEN cardinality(refs) > 5000 THEN ARRAY[0::bigint] ELSE refs END) AS one
    WHERE one IS NOT NULL
    ON CONFLICT DO NOTHING
$$;

-- Arguments: the kind of change, and the query of what it touches, in which ROWS is what the statement has changed.
CREATE FUNCTION articles_facets_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched text := TG_ARGV[1];
    refs bigint[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM articles_note_facets('all', ARRAY[0::bigint]);
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        touched := replace(touched, 'ROWS', 'new_rows');
    ELSIF TG_OP = 'DELETE' THEN
        touched := replace(touched, 'ROWS', 'old_rows');
    ELSE
        touched := replace(touched, 'ROWS', '(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows)');
    END IF;
    EXECUTE format('SELECT array_agg(DISTINCT ref) FROM (%s) AS touched(ref)', touched) INTO refs;
    PERFORM articles_note_facets(TG_ARGV[0], refs);
    RETURN NULL;
END
$$;
"""
CHANGED = "FROM new_rows n JOIN old_rows o USING (id) WHERE ({new}) IS DISTINCT FROM ({old})"


def changed(columns: str) -> str:
    names = columns.split()
    return CHANGED.format(new=", ".join(f"n.{name}" for name in names), old=", ".join(f"o.{name}" for name in names))


OWN = "SELECT r.article_id FROM ROWS r"
ACTORS = "SELECT unnest(ARRAY[n.id, n.canonical_id, o.canonical_id]) "
WATCHED = {  # table: events, kind, query
    "articles_article": [
        ("INSERT DELETE", "article", "SELECT r.id FROM ROWS r"),
        ("UPDATE", "article", f"SELECT n.id {changed('published published_on source_id agency title body')}"),
    ],
    "articles_mention": [("INSERT UPDATE DELETE", "article", OWN)],
    "articles_evidence": [("INSERT UPDATE DELETE", "article", OWN)],
    "articles_quote": [("INSERT UPDATE DELETE", "article", OWN)],
    "articles_mentioneddate": [("INSERT UPDATE DELETE", "article", OWN)],
    "articles_participant": [
        (
            "INSERT UPDATE DELETE",
            "article",
            "SELECT e.article_id FROM ROWS r JOIN articles_evidence e ON e.id = r.evidence_id",
        )
    ],
    "articles_source": [
        ("INSERT DELETE", "name", "SELECT r.id FROM ROWS r"),
        ("UPDATE", "source", f"SELECT n.id {changed('slug name country is_state')}"),
    ],
    "entities_actor": [
        ("INSERT DELETE", "name", "SELECT r.id FROM ROWS r"),
        ("UPDATE", "name", f"SELECT n.id {changed('slug name')}"),
        ("UPDATE", "actor", ACTORS + changed("kind code country is_hidden canonical_id")),
    ],
    "entities_tenure": [("INSERT UPDATE DELETE", "actor", "SELECT r.actor_id FROM ROWS r")],
}
SEEN = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
    "TRUNCATE": "",
}


def triggers() -> list[tuple[str, str]]:
    """How each is made, and unmade."""
    made = []
    for table, watches in WATCHED.items():
        for events, kind, query in [*watches, ("TRUNCATE", "all", "")]:
            for event in events.split():
                name = f"facets_{kind}_{event.lower()}"
                made.append(
                    (
                        f"CREATE TRIGGER {name} AFTER {event} ON {table} {SEEN[event]} FOR EACH STATEMENT "
                        f"EXECUTE FUNCTION articles_facets_changed('{kind}', '{query}')",
                        f"DROP TRIGGER {name} ON {table}",
                    )
                )
    return made


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_to_whom_words_are_said"),
        ("entities", "0011_what_decisions_supersede"),
    ]

    operations = [
        migrations.RunSQL(
            TABLES,
            "DROP FUNCTION articles_facets_changed; DROP FUNCTION articles_note_facets; "
            "DROP TABLE articles_facethorizon; DROP TABLE articles_facetchange",
        ),
        *(migrations.RunSQL(make, unmake) for make, unmake in triggers()),
        migrations.AddIndex("article", models.Index(fields=["agency"], name="article_agency")),
    ]
