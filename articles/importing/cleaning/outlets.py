"""Who publishes a text, and which agency it credits, as the text itself says. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from entities.folding import fold
from entities.known import Authority, KnownOutlet

_SITE = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|fr|org|net|ru|jp|info|eu|ch|be|ca|vn|cn|ma|sn|dz|tn|lu|mg|news|media)", re.I
)
_LETTERS = re.compile(r"(?<=\b\w) (?=\w\b)")
_COPYRIGHT = re.compile(
    r"^\W*(?:©|\([cC]\)|copyright)\s*(?:©|\([cC]\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?"
    r"(?P<owner>[^\d.,–|-]{2,40}?)\s*(?:[.,–|-]|\d{4}|tous droits|all rights|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the authority file, cheap to compare: what is made of it is made once."""

    authority: Authority = field(compare=False, repr=False)  # kept, so that no other takes its place in memory
    version: str
    place: int


def edition_of(authority: Authority) -> Edition:
    return Edition(authority, authority.version, id(authority))


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets by folded name and by domain."""

    by_name: dict[str, KnownOutlet]
    by_domain: dict[str, KnownOutlet]

    def named(self, text: str) -> KnownOutlet | None:
        """The outlet of which the text is a name or an address, nothing more."""
        folded = fold(text)
        bare = re.sub(r"^(?:le site (?:de |d |du )?|journal |agence )|(?: agence| com| fr| avec afp)$", "", folded)
        letters = _LETTERS.sub("", folded)  # « A.F.P. »
        known = (self.by_name[one] for one in (folded, bare, letters) if one in self.by_name)
        return next(known, None) or self.at(text.strip())

    def at(self, address: str) -> KnownOutlet | None:
        """The outlet of a web address or a domain."""
        if not _SITE.search(address) or " " in address:
            return None
        host = (urlsplit(address if "//" in address else f"//{address}").hostname or "").removeprefix("www.")
        while "." in host:
            if host in self.by_domain:
                return self.by_domain[host]
            host = host.partition(".")[2]
        return None

    def owner(self, line: str) -> KnownOutlet | None:
        """The outlet that a copyright line names: « © Le Journal 2014 »."""
        match = _COPYRIGHT.match(line)
        return self.named(match["owner"]) if match else None

    def agency(self, text: str) -> KnownOutlet | None:
        found = self.named(text)
        return found if found and found.type == "agency" else None


@lru_cache(maxsize=4)
def _index(edition: Edition) -> Outlets:
    outlets = edition.authority.outlets.values()
    by_name: dict[str, KnownOutlet] = {}
    by_domain: dict[str, KnownOutlet] = {}
    for outlet in outlets:
        for name in (outlet.name, *outlet.names):
            by_name.setdefault(fold(name), outlet)
        for domain in outlet.domains:
            by_domain.setdefault(domain.lower().removeprefix("www."), outlet)
            by_name.setdefault(fold(domain), outlet)
    return Outlets(by_name, by_domain)


def outlets_of(authority: Authority) -> Outlets:
    return _index(edition_of(authority))


def is_site(text: str) -> bool:
    return bool(_SITE.fullmatch(text.strip()))
