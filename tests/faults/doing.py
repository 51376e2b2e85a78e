"""What processes of the forge do."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from articles import curation
from articles.management.commands import import_articles, import_seeds
from articles.models import Article, Mention
from articles.sampling.making import invent
from articles.work import tasks
from config.commands import main
from entities.models import Decision
from tests.databases import connected_to
from tests.groups import group

UNTIL = datetime.date(2020, 1, 1)


def load() -> None:
    """Once, before anything is forked: the authority file into the database, and the extractor of it."""
    call_command("load_authority", stdout=sys.stderr)
    import_seeds._extractor()
    import_articles._extractor()
    tasks._tool()


def manage(*words: str) -> int:
    """As `manage.py` does."""
    return main(["manage.py", *words])


def write_texts(folder: str, count: int, seed: int) -> None:
    """Invented articles, one a file."""
    authority = import_seeds._extractor().authority
    for one in invent(count, seed=seed, authority=authority, until=UNTIL):
        Path(folder, f"{seed}-{one.name}").write_text(one.text, encoding="utf-8")


def hire(name: str) -> None:
    """A curator; prints the key of a session that is signed in."""
    curator = _curator(name)
    session = SessionStore()
    session[SESSION_KEY] = str(curator.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = curator.get_session_auth_hash()
    session.create()
    print(json.dumps({"session": session.session_key}))


def decide(name: str, every: int) -> None:
    """A curator rejects every so-manyth mention of each article."""
    curator = _curator(name)
    for article in Article.objects.order_by("pk"):
        for mention in list(article.mentions.order_by("start", "pk"))[::every]:
            if Mention.objects.filter(pk=mention.pk, status="proposed").exists():
                curation.reject(item=mention, by=curator)
    print(json.dumps({"decisions": Decision.objects.count()}))


def _curator(name: str) -> User:
    curator, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    if is_new:
        curator.groups.add(group("curators"))
    return curator


def migrate(url: str) -> None:
    """Every table, in another database."""
    with connected_to(url):
        call_command("migrate", interactive=False, verbosity=0)


def manage_at(url: str, *words: str) -> int:
    """As `manage.py` does, with another database."""
    with connected_to(url):
        return manage(*words)


def tell_versions() -> None:
    """Prints the version of each mention that nobody decided on, as a page would carry it."""
    undecided = Mention.objects.filter(is_decided=False).select_related("actor", "machine_actor", "article")
    print(json.dumps({mention.pk: curation.version(mention) for mention in undecided}))
