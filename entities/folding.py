"""One way of comparing and sorting names. PURE."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Casefold, drop accents and invisible characters, open ligatures, and turn each run of other than letters and
    digits into one space: « L’Élysée, cœur » → "l elysee coeur"."""
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold().translate(_LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", bare).strip()
