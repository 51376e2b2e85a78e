"""The words of a sentence as the rules see them, and the tokens of a parse that they are made of. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from spacy.attrs import IDX, LENGTH, POS
from spacy.parts_of_speech import NAMES

from entities.nlp.grammar.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from entities.nlp.grammar.lexicon import VerbForm


class Tag(Enum):
    NOUN = "noun"  # and adjectives: whatever is nothing else
    VERB = "verb"
    DETERMINER = "determiner"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    RELATIVE = "relative"
    PRONOUN = "pronoun"
    CLITIC = "clitic"
    ADVERB = "adverb"
    PUNCTUATION = "punctuation"


FINITE = frozenset("PSYIJTFC")


@dataclass(slots=True)
class Word:
    low: str
    start: int  # characters of the analysed text
    end: int
    pos: str  # the model's
    tag: Tag
    forms: tuple[VerbForm, ...] = ()
    prep: str = ""  # what a preposition, of one word or several, amounts to
    is_prep_start: bool = False
    named: bool = False  # part of a mention
    is_adjective_name: bool = False
    is_capital: bool = False  # its first letter

    @property
    def is_surely_finite(self) -> bool:
        """Whether the form can be nothing but a finite verb."""
        return (
            bool(self.forms) and all(f.tense in FINITE for f in self.forms) and self.low not in word_set("homographs")
        )

    def tenses(self) -> set[str]:
        return {form.tense for form in self.forms}


QUOTE_MARKS = frozenset('«»“”„"‹›') | {"''", "``"}  # words inside and outside them are one sentence
_ELIDED = frozenset({"d", "l", "n", "s", "j", "m", "t", "c", "qu"})


class Token(NamedTuple):
    """`low` and `end` count an apostrophe that a mark cut off its word ("d'« une erreur »")."""

    text: str
    low: str
    start: int  # characters of the analysed text
    end: int
    pos: str
    number: int  # in the parse


def tokens_of(doc: Doc, text: str) -> list[Token]:
    """The tokens of `text`, whose parse is `doc`, but for blanks, quotation marks and apostrophes cut off. All at once:
    many times as fast as asking one after the other."""
    found: list[Token] = []
    last = -1  # the end of a word that an apostrophe would complete
    for number, (start, length, pos) in enumerate(doc.to_array([IDX, LENGTH, POS]).tolist()):
        end = start + length
        own = text[start:end]
        if start == last and own == "'":
            word = found[-1]
            found[-1] = Token(word.text, f"{word.low}'", word.start, end, word.pos, word.number)
        elif own not in QUOTE_MARKS and not own.isspace():
            low = own.lower()
            last = end if low in _ELIDED else -1
            found.append(Token(own, low, start, end, NAMES[pos], number))
    return found
