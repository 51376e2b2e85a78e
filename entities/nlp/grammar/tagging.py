"""Tags the tokens of one sentence by closed classes and verb forms; the model's part of speech only breaks ties."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from entities.nlp.grammar.fixed import mark_adverbials, mark_prepositions
from entities.nlp.grammar.lexicon import VerbForm, unaccented, verb_forms, word_set
from entities.nlp.grammar.tokens import FINITE, Tag, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc
    from spacy.tokens.morphanalysis import MorphAnalysis

    from entities.nlp.grammar.tokens import Token

_SUBJECTS = frozenset({"il", "elle", "ils", "elles", "on", "qui", "je", "j'", "nous", "vous", "tu", "ça", "cela", "c'"})
_BEFORE_VERBS = frozenset({"n'", "ne", "s'", "se", "me", "m'", "y", "lui"})
_TENSES = {"Fut": "F", "Imp": "I", "Past": "J"}
_POS_OF_NAMES = {"name": "PROPN", "adjective": "ADJ"}  # surer than the model, which takes Oslo for an adverb


def tag_words(doc: Doc, tokens: Sequence[Token], named: Sequence[str]) -> list[Word]:
    """`named[i]` is "" or "name" or "adjective": whether a mention covers the token."""
    found = [
        Word(
            t.low, t.start, t.end, _POS_OF_NAMES.get(n, t.pos), Tag.NOUN,
            named=n != "", is_adjective_name=n == "adjective", is_capital=t.text[0].isupper(),
        )
        for t, n in zip(tokens, named, strict=True)
    ]  # fmt: skip
    mark_prepositions(found)
    _read_capitals(found, tokens)
    aside = mark_adverbials(found)
    for i, token in enumerate(tokens):
        if i not in aside and (not found[i].prep or found[i].low in ("en", "des")):
            _tag(found, i, doc, token)
    _mark_restrictions(found)
    return found


def _read_capitals(found: list[Word], tokens: Sequence[Token]) -> None:
    """In a line of capitals accents are lost: "A MENACE" is "a menacé"."""
    if any(t.text.islower() for t in tokens) or not any(t.text.isupper() and len(t.text) > 1 for t in tokens):
        return
    for i, word in enumerate(found):
        forms = (*unaccented().get(word.low, ()), *((word.low,) if word.low in verb_forms() else ()))
        if word.named or not forms:
            continue
        participle = next((f for f in forms if any(v.tense == "K" for v in verb_forms()[f])), "")
        if participle and i and found[i - 1].low in _HAS:
            word.low = participle
            found[i - 1].tag, found[i - 1].prep, found[i - 1].is_prep_start = Tag.NOUN, "", False
        elif word.low not in verb_forms():
            word.low = forms[0]


def _mark_restrictions(found: list[Word]) -> None:
    """The "que" of "ne … que" opens no clause."""
    for i, word in enumerate(found):
        if word.low not in ("n'", "ne"):
            continue
        for after in found[i + 1 : i + 10]:
            if after.low in ("pas", "jamais", "plus", "rien") or after.tag is Tag.RELATIVE:
                break
            if after.low in ("que", "qu'"):
                after.tag = Tag.ADVERB
                break


def _tag(found: list[Word], i: int, doc: Doc, token: Token) -> None:
    word = found[i]
    low, before = word.low, found[i - 1].low if i else ""
    if word.named:
        return
    if low in ("des", "en"):
        _settle_ambiguous(found, i)
    elif (tag := _closed_class(low)) is not None:
        word.tag = tag
    elif low == "s'" and (i + 1 == len(found) or found[i + 1].low not in ("il", "ils")):
        word.tag = Tag.CLITIC
    elif low in ("que", "qu'") and before == "ainsi":
        word.tag = Tag.CONJUNCTION
    elif low in word_set("subordinators"):
        word.tag = Tag.SUBORDINATOR
    elif i + 1 < len(found) and found[i + 1].named and (low.isdigit() or _NUMERAL.fullmatch(low)):
        word.tag = Tag.DETERMINER  # "à soixante-trois Japonais"
    elif low in word_set("determiners") or low in word_set("clitics"):
        word.tag = _determiner_or_clitic(found, i)
    else:
        _tag_open(found, i, doc, token)


_NUMERAL = re.compile(
    r"(?:onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|quatre-vingts?|cents?|mille)"
    r"(?:-[a-z]+){0,3}|dix-(?:sept|huit|neuf)"
)
_BEFORE_ARTICLES = (Tag.VERB, Tag.PREPOSITION, Tag.CONJUNCTION, Tag.PUNCTUATION, Tag.ADVERB)


def _settle_ambiguous(found: list[Word], i: int) -> None:
    """ "des" after a verb is an article; "en" before one a pronoun."""
    word = found[i]
    if word.low == "des" and (i == 0 or found[i - 1].tag in _BEFORE_ARTICLES):
        word.tag, word.prep, word.is_prep_start = Tag.DETERMINER, "", False
    elif word.low == "en" and i + 1 < len(found):
        gerund = any(f.tense == "G" for f in verb_forms().get(found[i + 1].low, ()))
        if not gerund and _is_finite_like(found, i + 1):
            word.tag, word.prep, word.is_prep_start = Tag.CLITIC, "", False


@lru_cache(maxsize=20_000)
def _closed_class(low: str) -> Tag | None:
    """The tag of a word that can be nothing else."""
    if not any(c.isalnum() for c in low):
        return Tag.PUNCTUATION
    if low in word_set("conjunctions"):
        return Tag.CONJUNCTION
    if low in word_set("relatives"):
        return Tag.RELATIVE
    if low.startswith("-") and low.strip("-t") in _SUBJECTS | {"ce"}:
        return Tag.PRONOUN
    if low in _SUBJECTS or low in ("celui-ci", "celle-ci", "ceux-ci", "celles-ci"):
        return Tag.PRONOUN
    return Tag.ADVERB if low in word_set("negations") or low in word_set("days") else None


def _is_finite_like(found: list[Word], i: int) -> bool:
    tenses = {form.tense for form in verb_forms().get(found[i].low, ())}
    return bool(tenses & FINITE) and found[i].pos in ("VERB", "AUX")


def _determiner_or_clitic(found: list[Word], i: int) -> Tag:
    low = found[i].low
    if low not in word_set("determiners"):
        return Tag.CLITIC
    if low not in word_set("clitics") or i + 1 >= len(found) or found[i + 1].named:
        return Tag.DETERMINER
    before = found[i - 1].low if i else ""
    is_clitic = before in _SUBJECTS | {"n'", "ne"} or _takes_object_before(found, i)
    if low == "leur":
        is_clitic = is_clitic or found[i + 1].pos in ("VERB", "AUX")
    return Tag.CLITIC if is_clitic else Tag.DETERMINER


def _takes_object_before(found: list[Word], i: int) -> bool:
    """ "X l'accuse", "X les a reçus", "pour le convaincre": what follows can be nothing but a verb."""
    after = found[i + 1].low
    forms = verb_forms().get(after, ())
    if not forms:
        return False
    if after in _HAS:
        return i + 2 < len(found) and (found[i].low != "la" or after != "avoir")
    if all(f.tense in FINITE for f in forms):
        return after not in word_set("homographs")
    before = found[i - 1] if i else None
    governed = before is not None and (before.prep in ("pour", "de", "à", "sans") or before.tag is Tag.VERB)
    return governed and all(f.tense == "W" for f in forms) and after not in word_set("infinitive_nouns")


_HAS = frozenset(
    {"a", "ont", "avait", "avaient", "aurait", "auraient", "aura", "auront", "ait", "aient", "eut", "eurent"}
)


def _tag_open(found: list[Word], i: int, doc: Doc, token: Token) -> None:
    word = found[i]
    word.forms = verb_forms().get(word.low, ())
    if word.forms:
        if _is_verb(found, i):
            word.tag = Tag.VERB
        elif word.pos == "ADV":
            word.tag = Tag.ADVERB
        return
    if (
        word.pos in ("VERB", "AUX")
        and (tense := _parsed_tense(doc[token.number].morph))
        and _may_be_verb(found, i, tense)
    ):
        word.tag, word.forms = Tag.VERB, (VerbForm(word.low, tense),)  # a verb of no lexicon
    elif word.pos == "ADV" or word.low.endswith("ement"):
        word.tag = Tag.ADVERB if word.pos == "ADV" or word.pos not in ("NOUN", "PROPN") else Tag.NOUN


def _may_be_verb(found: list[Word], i: int, tense: str) -> bool:
    """Whether to trust the model, which takes nouns and adjectives that it doesn't know for verbs."""
    low = found[i].low
    if (i and found[i - 1].tag is Tag.DETERMINER) or low in word_set("never_verbs"):
        return False
    if tense == "K":
        return low.rstrip("s").rstrip("e").endswith(("é", "i", "u", "t", "s"))
    if tense == "W":
        return len(low) > _SHORT and low.endswith(("er", "ir", "re", "oir"))
    after_noun = i > 0 and found[i - 1].tag is Tag.NOUN and not found[i - 1].named
    return tense == "G" or not after_noun or (not low.endswith(("e", "es")) and _opens_complement(found, i + 1))


_SHORT = 4  # mer, fer, hier


def _parsed_tense(morph: MorphAnalysis) -> str:
    form = morph.get("VerbForm", [])
    if form == ["Inf"]:
        return "W"
    if form == ["Part"]:
        return "G" if morph.get("Tense", []) == ["Pres"] else "K"
    if form == ["Fin"]:
        if morph.get("Mood", []) == ["Cnd"]:
            return "C"
        return _TENSES.get("".join(morph.get("Tense", [])), "P")
    return ""


def _is_verb(found: list[Word], i: int) -> bool:
    word, tenses = found[i], found[i].tenses()
    j = i - 1
    while j >= 0 and found[j].tag is Tag.ADVERB:
        j -= 1
    if j < 0:
        return (
            bool(tenses & {"G", "W"})
            or word.is_surely_finite
            or (word.pos in ("VERB", "AUX") and not _heads_noun_phrase(found, i))
        )
    before = found[j]
    if before.low in _SUBJECTS or before.low in _BEFORE_VERBS or before.tag in (Tag.CLITIC, Tag.RELATIVE):
        return True
    if before.tag is Tag.DETERMINER:
        return before.low in ("deux", "tous", "toutes") and word.is_surely_finite
    if before.tag is Tag.PREPOSITION:
        return "W" in tenses or (before.low == "en" and "G" in tenses)
    if before.tag is Tag.PRONOUN:  # a-t-il déclaré
        return True
    if before.tag is Tag.VERB and {f.lemma for f in before.forms} & {"avoir", "être", "rester", "demeurer"}:
        return "K" in tenses
    return _is_verb_after(found, i, before, j)


def _is_verb_after(found: list[Word], i: int, before: Word, j: int) -> bool:
    """After a noun, a name or a comma: the model decides where the forms leave a doubt."""
    word, tenses = found[i], found[i].tenses()
    if tenses <= {"G", "W"} or word.is_surely_finite:
        return True
    if word.low in _HAS and _is_participle(found, i + 1):
        return True
    if tenses & FINITE and before.low != "de" and _can_only_govern(found, i + 1) and word.low.endswith(_SINGULAR):
        return True
    if before.named and not before.is_adjective_name:
        return (tenses & FINITE != set() and _opens_complement(found, i + 1)) or word.pos in ("VERB", "AUX")
    if before.tag is Tag.CONJUNCTION and tenses & FINITE and word.low.endswith(_SINGULAR) and "K" not in tenses:
        return _opens_complement(found, i + 1) and any(w.tag is Tag.VERB for w in found[:i])
    if word.low in word_set("participle_nouns"):
        return False
    if before.low == "," and tenses & FINITE and _opens_complement(found, i + 1):
        return word.pos != "NOUN" or word.low.endswith("t")
    if tenses == {"K"}:
        if before.pos == "ADJ" and j and found[j - 1].tag is Tag.DETERMINER:
            return False
        return word.pos in ("VERB", "AUX", "ADJ") or _opens_complement(found, i + 1)
    return word.pos in ("VERB", "AUX")


def _heads_noun_phrase(found: list[Word], i: int) -> bool:
    return i + 1 < len(found) and found[i + 1].prep in ("de", "entre", "avec", "contre")


def _opens_complement(found: list[Word], i: int) -> bool:
    i = _past_adverbs(found, i)
    if i >= len(found):
        return False
    after = found[i]
    return (
        after.named
        or bool(after.prep)
        or after.low in word_set("determiners")
        or after.low in ("que", "qu'")
        or _is_infinitive(after.low)
    )


def _is_participle(found: list[Word], i: int) -> bool:
    i = _past_adverbs(found, i)
    return i < len(found) and any(f.tense == "K" for f in verb_forms().get(found[i].low, ()))


def _can_only_govern(found: list[Word], i: int) -> bool:
    """Whether an article or "que" comes: no noun is followed by one."""
    i = _past_adverbs(found, i)
    return i < len(found) and found[i].low in _FULL_ARTICLES and not found[i].prep


def _past_adverbs(found: list[Word], i: int) -> int:
    while i < len(found) and found[i].tag is Tag.ADVERB:
        i += 1
    return i


def _is_infinitive(low: str) -> bool:
    forms = verb_forms().get(low, ())
    return bool(forms) and all(f.tense == "W" for f in forms)


_SINGULAR = ("e", "t", "d")  # how the third person ends
_FULL_ARTICLES = frozenset({"le", "la", "l'", "les", "un", "une"})
