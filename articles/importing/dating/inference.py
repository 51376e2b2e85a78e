"""The publication date that an article's names and events imply. PURE."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from articles.importing.parsed import PublicationDate
from entities.known import Authority
from entities.nlp.found import FoundActor, FoundMention


def infer_date(
    *,
    text: str,
    captions: Sequence[str],
    mentions: Sequence[FoundMention],
    actors: Sequence[FoundActor],
    authority: Authority,
    today: datetime.date,
) -> PublicationDate:
    """When an article without a stated date was published, as far as its text leaves no doubt; unknown otherwise."""
    return PublicationDate()
