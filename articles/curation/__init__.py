"""What curators may do to the catalogue. Every function is signed (`by=`), asks for the right to decide, keeps a
decision under a key that a new extraction finds again, and shows its effect in the same transaction; `replay` shows the
decisions again after an article's rows were written anew."""

from articles.curation.bulk import Batch, Scope, accept_each, reject_each, relink_each, scope
from articles.curation.correcting import (
    attribute,
    correct_date,
    correct_text,
    corrections,
    corrections_of,
    show_corrections,
)
from articles.curation.deciding import (
    accept,
    add_mention,
    add_statement,
    all_locked,
    give_speaker,
    locked,
    recode,
    reject,
    relink,
)
from articles.curation.keys import Item, field_version, stable_key, version
from articles.curation.log import Fate, Outcome, Replayed
from articles.curation.replaying import replay, replay_words
from articles.curation.rules import Rule
from articles.curation.ruling import RuleScope, make_rule, rule_scope
from articles.curation.spreading import go_on, left_of
from articles.curation.touching import decided, touched
from articles.curation.undoing import undo, undo_batch
from entities.decisions import CurationError
from entities.versions import Outdated

__all__ = [
    "Batch", "CurationError", "Fate", "Item", "Outcome", "Outdated", "Replayed", "Rule", "RuleScope", "Scope",
    "accept", "accept_each", "add_mention", "add_statement", "all_locked", "attribute", "correct_date",
    "correct_text", "corrections", "corrections_of", "decided", "field_version", "give_speaker", "go_on", "left_of",
    "locked", "make_rule", "recode", "reject", "reject_each", "relink", "relink_each", "replay", "replay_words",
    "rule_scope", "scope", "show_corrections", "stable_key", "touched", "undo", "undo_batch", "version",
]  # fmt: skip
