"""One way of comparing and sorting names. PURE."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_LIGATURE = re.compile("[œæßøłđ]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def fold(text: str) -> str:
    """Casefold, drop accents and invisible characters, open ligatures, and turn each run of other than letters and
    digits into one space: « L’Élysée, cœur » → "l elysee coeur"."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
    text = text.translate(_LIGATURES) if _LIGATURE.search(text) else text
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    if any(map(unicodedata.combining, _BEYOND_ASCII.findall(bare))):  # marks of other scripts
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare))
