"""The language that a text is in. PURE."""

from __future__ import annotations

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it has no stubs

FRENCH = "fr"
# Words that Spanish, Italian, Catalan and English lack: where they are frequent, nothing else is asked.
_OWN = frozenset([
    "du", "des", "aux", "au", "est", "et", "une", "dans", "pour", "avec", "sur", "qui", "ont", "les", "elle", "cette",
    "ces", "leur", "été", "ses", "mais", "plus", "après", "était", "selon", "sont",
])  # fmt: skip
_FREQUENT = 0.07  # their share of the words; the median of the press is 0.15
_SEEN = 2000  # characters that the model is asked about
_SURE = 0.95
_SHORT = 40  # words; what is shorter is French unless the model is sure
_FEWEST = 6
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """An ISO 639-1 code, or "" where a text is too short to tell."""
    words = _WORD.findall(text.lower())
    if words and sum(word in _OWN for word in words) >= _FREQUENT * len(words):
        return FRENCH
    if len(words) < _FEWEST and text.isascii():
        return ""
    code, certainty = _identifier().classify(text[:_SEEN])
    is_latin = 2 * sum(word[0] < "Ͱ" for word in words) > len(words)  # Greek begins there
    if len(words) < _SHORT and certainty < _SURE and is_latin:
        return ""
    return str(code)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """Takes a second to load: only where a text doesn't look French at once."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
