"""The catalogue: the texts, where they come from, and what each of them says about the authorities."""

from articles.models.asked import Remark, RuleSpread
from articles.models.found import Contradiction, Evidence, Mention, MentionedDate, Participant, Place, Quote, Status
from articles.models.texts import PARTING, SEARCH_CONFIG, Article, ImportRun, Replaced, Source, Upload, new_uid

__all__ = [
    "PARTING", "SEARCH_CONFIG", "Article", "Contradiction", "Evidence", "ImportRun", "Mention", "MentionedDate",
    "Participant", "Place", "Quote", "Remark", "Replaced", "RuleSpread", "Source", "Status", "Upload", "new_uid",
]  # fmt: skip
