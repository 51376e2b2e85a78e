"""All that is stored of each article, by the name of its file, in words that another import would repeat: no numbers
of rows, no moments, nothing that depends on which file came first."""

from __future__ import annotations

from tests.faults.forging import ask

_WHOLE = """
SELECT a.import_path, md5(concat_ws(E'\\x1f',
    a.title, a.body, a.published, a.date_basis, a.language, a.encoding, a.sha256, s.key, a.authors::text,
    a.captions::text, a.lines::text, cardinality(a.bands), a.extracted_with <> '',
    (SELECT string_agg(concat_ws(',', m.place, m.start, m."end", k.key, m.text, m.form{status_of_mention}), ';'
        ORDER BY m.place, m.start, m."end", k.key)
        FROM articles_mention m JOIN entities_actor k ON k.id = m.machine_actor_id WHERE m.article_id = a.id),
    (SELECT string_agg(concat_ws(',', e.place, e.start, e.trigger_start, e.type, e.mode, e.relation_id IS NULL, (
            SELECT string_agg(concat_ws('/', p.part, k.key), ' ' ORDER BY p.part, k.key)
            FROM articles_participant p JOIN entities_actor k ON k.id = p.actor_id WHERE p.evidence_id = e.id
        )), ';' ORDER BY e.place, e.start, e.trigger_start, e.type, e.mode)
        FROM articles_evidence e WHERE e.article_id = a.id),
    (SELECT string_agg(concat_ws(',', q.place, q.start, q."end", q.is_direct, q.speaker_text, k.key), ';'
        ORDER BY q.place, q.start, q."end", k.key)
        FROM articles_quote q LEFT JOIN entities_actor k ON k.id = q.speaker_id WHERE q.article_id = a.id),
    (SELECT string_agg(concat_ws(',', d.place, d.start, d.value), ';' ORDER BY d.place, d.start)
        FROM articles_mentioneddate d WHERE d.article_id = a.id)
)) FROM articles_article a LEFT JOIN articles_source s ON s.id = a.source_id
"""


def stored(url: str, *, decided: bool = False) -> dict[str, str]:
    """A digest for each article; `decided`: with what curators' decisions show on its mentions."""
    rows = ask(url, _WHOLE.replace("{status_of_mention}", ", m.status, m.is_decided" if decided else ""))
    assert len({name for name, _ in rows}) == len(rows), "an article is there twice"
    return dict(rows)


def number_of(url: str, table: str) -> int:
    return int(ask(url, f"SELECT count(*) FROM {table}")[0][0])


def empty_catalogue(url: str) -> None:
    ask(url, "TRUNCATE articles_article, articles_importrun, entities_relation CASCADE")


def forget_strangers(url: str) -> None:
    """Actors of whom the authority file knows nothing."""
    ask(url, "DELETE FROM entities_alias WHERE actor_id IN (SELECT id FROM entities_actor WHERE origin = 'machine')")
    ask(url, "DELETE FROM entities_actor WHERE origin = 'machine'")
