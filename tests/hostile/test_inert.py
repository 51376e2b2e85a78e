"""Scripts, markup and formulas in what texts, curators and readers write come out inert, wherever it is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html
import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client

from articles.dossiers import keeping
from articles.dossiers.models import Dossier
from articles.models import Article, Contradiction, Evidence, ImportRun, Mention, Quote, Remark, Source, Upload
from articles.work.models import Parcel
from config.models import Lockout
from entities.models import Actor, Alias, Decision, Tenure
from tests.config.visiting import Visit, visits

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
MARK = "h0stile"
SCRIPT = f"<script>{MARK}()</script>"
ATTRIBUTE = f"\" onmouseover={MARK}() x=\"' autofocus onfocus='{MARK}()"
FORMULA = f'=HYPERLINK("http://{MARK}.example")'
CLOSING = (
    f"--></title></textarea></style>]]>\\end{{document}}{{{{ {MARK} }}}}{{% {MARK} %}}<img src=x onerror={MARK}()>"
)
EVERYTHING = FORMULA + SCRIPT + ATTRIBUTE + CLOSING + f";{FORMULA}\t{FORMULA}"


@pytest.fixture
def poisoned(keys: dict[str, object]) -> dict[str, object]:
    """The rows of every address, with poison in every text that people or articles bring."""
    Article.objects.update(
        title=EVERYTHING, body=Concat(F("body"), Value(f"\n\n{EVERYTHING}")), authors=[EVERYTHING[:300]],
        agency=FORMULA[:100], captions=[EVERYTHING], date_evidence=EVERYTHING,
        lines=[{"line": 1, "text": EVERYTHING, "part": "dropped", "reason": "share line"}],
        original_url=f"javascript:{MARK}()",
    )  # fmt: skip
    Actor.objects.update(name=(FORMULA + SCRIPT)[:200], family_name=SCRIPT[:100])
    Alias.objects.update(text=(FORMULA + SCRIPT)[:200])
    Tenure.objects.update(title=(FORMULA + SCRIPT)[:200], source=EVERYTHING)
    Source.objects.update(name=(FORMULA + SCRIPT)[:200])
    Mention.objects.update(text=(FORMULA + SCRIPT)[:300])
    Evidence.objects.update(text=EVERYTHING, said_by=EVERYTHING[:300], rule=SCRIPT[:100])
    Quote.objects.update(text=EVERYTHING, speaker_text=EVERYTHING[:300])
    Contradiction.objects.update(text=EVERYTHING[:300], sentence=EVERYTHING, office=EVERYTHING[:200])
    Remark.objects.update(words=EVERYTHING, sentence=EVERYTHING, comment=EVERYTHING, answer=EVERYTHING)
    ImportRun.objects.update(paths=[EVERYTHING], rejections=[{"path": EVERYTHING, "reason": EVERYTHING}])
    _poison_what_people_write(keys)
    return keys


def _poison_what_people_write(keys: dict[str, object]) -> None:
    Mention.objects.update(sentence=EVERYTHING, surface=SCRIPT)
    Quote.objects.update(addressee_text=EVERYTHING[:300])
    Upload.objects.update(name=(FORMULA + SCRIPT)[:200], data=f"{EVERYTHING}\n\n{EVERYTHING}\n".encode())
    Parcel.objects.update(state="failed", reason=EVERYTHING, refused=[{"item": EVERYTHING, "reason": EVERYTHING}])
    Lockout.objects.update(username=(FORMULA + SCRIPT)[:255], user_agent=SCRIPT, path_info=SCRIPT)
    Dossier.objects.update(title=(FORMULA + SCRIPT)[:200])
    article, dossier = Article.objects.get(pk=keys["article"]), Dossier.objects.get(pk=keys["dossier"])
    keeping.put(dossier=dossier, article=article, note=EVERYTHING)
    Decision.objects.create(
        action="reject", subject={"actor": EVERYTHING}, values={"text": EVERYTHING}, reason=EVERYTHING,
        made_by_id=keys["user"],
    )  # fmt: skip


@pytest.mark.parametrize("role", ["nobody", "curator", "administrator"])
def test_nothing_that_somebody_wrote_runs_or_calculates(
    poisoned: dict[str, object], people: dict[str, User | None], role: str
) -> None:
    seen = [visit for visit in visits(people[role], "GET", poisoned) if visit.status == 200]

    assert {visit.name: found for visit in seen if (found := live(visit))} == {}
    assert sum(MARK.encode() in visit.body for visit in seen) >= 10, "the poison is shown somewhere"
    assert all(visit.status < 500 for visit in seen)


@pytest.mark.parametrize(
    "name",
    [
        "articles.csv", "statements.csv", "quotes.csv", "relations.graphml", "articles.ris", "articles.bib",
        "articles.csl.json", "articles.jsonl", "statements.jsonl",
    ],
)  # fmt: skip
def test_files_of_a_list_are_inert(poisoned: dict[str, object], client: Client, name: str) -> None:
    response = client.get(f"/articles/export/{name}")
    body = response.getvalue() if response.streaming else response.content
    visit = Visit(name, None, response.status_code, response.headers, body, frozenset())  # type: ignore[arg-type]

    assert (visit.status, MARK.encode() in body) == (200, True)
    assert live(visit) == []


def live(visit: Visit) -> list[str]:
    kind = visit.headers.get("Content-Type", "").partition(";")[0]
    if kind == "text/html":
        return _in_page(visit.body)
    if kind == "text/csv":
        return _in_table(visit.body.decode("utf-8-sig"))
    if "xml" in kind:
        return _in_xml(visit.body)
    if kind.endswith("json"):
        json.loads(visit.body)
    return []


def _in_page(body: bytes) -> list[str]:
    found = []
    for element in lxml.html.document_fromstring(body).iter(lxml.etree.Element):
        found += [f"{element.tag} {name}" for name in element.attrib if name.startswith("on")]
        found += [
            f"{element.tag} {name}={value[:40]}"
            for name, value in element.attrib.items()
            if name in {"href", "src", "action", "formaction", "data"}
            and value.strip().lower().startswith("javascript:")
        ]
        if element.tag == "script" and MARK in (element.text or ""):
            found += _in_script(element)
        if element.tag in {"img", "style"} and MARK in lxml.etree.tostring(
            element, encoding="unicode", with_tail=False
        ):
            found.append(element.tag)
    return found


def _in_script(element: lxml.html.HtmlElement) -> list[str]:
    """Data for programs is no script, as long as it is JSON and stays inside its element."""
    if element.get("type") not in {"application/ld+json", "application/json"}:
        return ["script"]
    json.loads(element.text)
    return ["script closed"] if re.search(r"</?script|<!--", element.text, re.IGNORECASE) else []


def _in_table(text: str) -> list[str]:
    """Whichever sign the reader's spreadsheet parts cells by."""
    rows = (row for delimiter in ",;\t" for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    cells = (cell for row in rows for cell in row)
    return [cell[:60] for cell in cells if cell.lstrip()[:1] in set("=+@＝＋＠") | {"|"} or cell[:1] in {"\t", "\r"}]


def _in_xml(body: bytes) -> list[str]:
    parsed = lxml.etree.fromstring(body, lxml.etree.XMLParser(resolve_entities=False))
    return [str(one.tag) for one in parsed.iter("{*}script")]
