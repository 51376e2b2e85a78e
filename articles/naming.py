"""The words by which texts name an actor, as found: names, and titles that stand for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.disclosing import Disclosed, disclosed
from articles.facetting.portraying import wordings_of
from articles.following import mention_anchor
from articles.models import Mention
from articles.vocabulary import form_words
from entities.folding import fold

if TYPE_CHECKING:
    from articles.models import Article
    from articles.vocabulary import Words
    from entities.models import Actor

FIRST = 6
MOST = 60


@dataclass(frozen=True, slots=True)
class FoundName:
    """Words that name the actor, how many articles have them, and one place where they stand."""

    words: str
    form: Words
    articles: int
    example: Article
    anchor: str


def found_names(actor: Actor) -> Disclosed[FoundName]:
    """The most frequent first. Spellings that differ by accents or capitals alone are one, told as most texts have
    it."""
    spellings: defaultdict[tuple[str, str], list[tuple[int, str, int]]] = defaultdict(list)
    for text, form, found, newest in wordings_of(actor.pk):
        spellings[fold(text), form].append((found, text, newest))
    tally = Counter({key: sum(found for found, _text, _pk in every) for key, every in spellings.items()})
    most = sorted(tally, key=lambda key: (-tally[key], key))[:MOST]
    best = {key: max(spellings[key]) for key in most}
    examples = (
        Mention.objects.filter(pk__in=[pk for _found, _text, pk in best.values()])
        .select_related("article")
        .defer("article__raw", "article__lines", "article__search", "article__body")
        .in_bulk()
    )
    names = [
        FoundName(text, form_words(key[1]), tally[key], examples[pk].article, mention_anchor(examples[pk]))
        for key, (_found, text, pk) in best.items()
    ]
    return disclosed(names, FIRST)
