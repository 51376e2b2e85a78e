"""A row of each table, and somebody of each role."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.curation import Rule, make_rule
from articles.dossiers import keeping
from articles.importing.readers.records import Options
from articles.models import Article, Contradiction, ImportRun, Remark, RuleSpread
from articles.runs.uploading import bring
from articles.work.models import Order, Parcel
from config.models import Lockout
from entities.models import Decision, Tenure
from tests.articles.rows import article_naming, country_row, quote_row, source_row, statement_row
from tests.config.addresses import ROLES
from tests.config.visiting import Visit, visits
from tests.groups import group

Walked = Callable[[str, str], list[Visit]]


@pytest.fixture(scope="session")
def _walks() -> dict[tuple[str, str], list[Visit]]:
    """To see every page takes seconds: those who ask the same share what was seen."""
    return {}


@pytest.fixture
def walked(
    _walks: dict[tuple[str, str], list[Visit]], keys: dict[str, object], people: dict[str, User | None]
) -> Walked:
    """Every address, asked in a role with a method."""

    def walk(role: str, method: str) -> list[Visit]:
        if (role, method) not in _walks:
            _walks[role, method] = list(visits(people[role], method, keys))
        return _walks[role, method]

    return walk


@pytest.fixture
def people(db: None) -> dict[str, User | None]:
    """One of each role; nobody is None. Those who see the workshop are in one of its groups."""
    found: dict[str, User | None] = {"nobody": None}
    for role in ROLES[1:]:
        found[role] = User.objects.create_user(role, is_staff=True)
        found[role].groups.add(group(f"{role}s"))
    return found


@pytest.fixture
def keys(people: dict[str, User | None]) -> dict[str, object]:
    """What stands in braces in the addresses."""
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    words = "Le Japon reçoit la Russie. « Une bonne visite »"
    article = article_naming(japan, russia, words=words, source=source_row("Agence"))
    curator = people["curator"]
    assert curator
    batch = uuid4()
    dossier = keeping.begin(title="Visites")
    rule = make_rule(rule=Rule("Kourile"), by=curator)
    rows = {
        "article": article, "actor": japan, "alias": japan.aliases.get(), "source": article.source,
        "mention": article.mentions.order_by("pk")[0], "dossier": dossier,
        "evidence": statement_row(article, "CONSULT", japan, russia, "Le Japon reçoit la Russie."),
        "quote": quote_row(article, japan, "Une bonne visite"),
        "contradiction": Contradiction.objects.create(
            article=article, actor=japan, holder=russia, office="ministre", country="JP", place="body", start=0, end=2,
            text="Numéro", sentence="Numéro",
        ),
        "remark": Remark.objects.create(token="t0ken", article=article, about="date", sender="s"),
        "tenure": Tenure.objects.create(actor=japan, title="ministre", origin="curator"),
        "decision": Decision.objects.create(
            action="reject", subject={"actor": japan.key}, made_by=curator, batch=batch
        ),
        "importrun": ImportRun.objects.create(), "user": curator, "group": Group.objects.get(name="readers"),
        "lockout": Lockout.objects.create(username="claire", ip_address="192.0.2.7", failures_since_start=5),
        "codedevice": TOTPDevice.objects.create(user=curator, confirmed=True),
        "order": (order := Order.objects.create(kind="extraction")),
        "parcel": Parcel.objects.create(order=order, items=[], size=0),
        "upload": bring(name="vide.txt", data=b"", options=Options(), by=curator),
        "spread": RuleSpread.objects.create(decision=rule),
        "type": ContentType.objects.get_for_model(Article),
    }  # fmt: skip
    return {
        **{name: row.pk for name, row in rows.items()},
        "uid": article.uid, "token": "t0ken", "batch": batch, "shared": dossier.uid, "key": keeping.key_of(dossier),
    }  # fmt: skip
