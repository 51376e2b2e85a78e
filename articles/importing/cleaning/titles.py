"""Which line is the title, and what it is without what is glued to it. PURE."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.cleaning.bylines import GLUED
from articles.importing.cleaning.captions import is_english
from articles.importing.cleaning.clauses import is_clause
from articles.importing.cleaning.lines import Line
from articles.importing.cleaning.outlets import Outlets, is_site
from articles.importing.cleaning.patterns import any_of, rubrics, words_of
from articles.importing.cleaning.sheet import Block
from articles.importing.dating.grammar import WrittenDate, written_dates
from entities.folding import fold
from entities.known import KnownOutlet

_LABEL = re.compile(r"(?i:titre|title|intitulé)\s*:\s*(?=\S)")
_SUBJECT = re.compile(  # of a letter, after « Re: », with the tag that a mailing list puts there
    r"^(?:(?i:objet|sujet|subject|re|ref|réf|tr|fwd?)\s*:\s*)+(?:\[[^\]]{2,40}\]\s*)?(?=\S)"
)
_SUFFIX = re.compile(r"\s+[-–—|•·:]\s+|\s*\|\s*|\s+//\s+|\s+»\s+(?=[^«]*$)|\s*(?<=\w)\s*[-–—]\s+(?=[\w.]+$)")
_DATE_START = re.compile(r"^\W*(?:date\s*:?\s*)?", re.IGNORECASE)
_DATE_JOIN = re.compile(r"^[\s\])}|:,.·•–—-]*")
_ALERT = re.compile(rf"^\W*{any_of('alerts')}\b\s*(?:[-–—:|!/.\])]+\s*)+", re.IGNORECASE)
_LETTERHEAD = re.compile(rf"{any_of('letterheads')}\b")
_INSTITUTION = re.compile(  # « Le Ministère des Affaires étrangères de la Fédération du Nord »
    r"(?:L[ae]s? |L['’])?[A-ZÉ][\w-]{4,40} (?:(?:de|du|des|la|le|les|et|en|près|pour)\s|[dl]['’]|"
    r"(?:(?:étrang|extéri|intéri|européen|fédéra|national|général|permanent)\w*+|[A-ZÀ-Þ][\w'’.-]*+)(?:\s|$))*+"
)
_PAGE_WORDS = re.compile(rf"\b{any_of('page_words')}\b")
_NEWSPAPER = re.compile(rf"(?:le|la|l|les) {any_of('newspapers')}(?: (?:d|de|du|des|de la) .+?)?( [a-z]+)?")
_JOINED = re.compile(
    r"(?:\b(?:l[ea]s?|du|des?|d|en|au|aux|à|depuis|avant|après|dès|jusqu|et|ou|pour|sur|qu)['’]?|[,(:;])\s*$", re.I
)
_SERIES = re.compile(  # « Communiqué n° 12 », « Note d'information (2014) 7 », folded
    rf"(?:{any_of('series')})(?: (?:de|d|a la) (?:presse|information|actualite|service))?"
    r"(?: (?:officielle?|conjointe?))?(?: (?:\d+|[a-z]{1,4}|numero|annee))*"
)
_HELD_AT = re.compile(r"\([A-ZÀ-Þ][\w'’ -]{1,30},\s(?:le\s)?(?P<date>[^(),]{6,30})\)$")  # stays in the title
_DATED = re.compile(r"\w\s\((?:le\s)?\d{1,2}(?:er)?[ ./]\w+[ ./]\d{4}\)$")
_TWO_SENTENCES = re.compile(r"[a-zà-ÿ»\d]{3}\.\s+[A-ZÀ-Þ«]")
_ARTICLE = re.compile(r"^(?:l[ae]s?|l) ")
_POSTED = re.compile(r"(?:posté|publié|envoyé|écrit|posted|mis en ligne)e?\s+(?:le|on)\b", re.IGNORECASE)
_DIALOGUE = re.compile(r"(?:Q|R|Question|Réponse|Journaliste)\s?[.:–—]|[–—]\s")
_WRAPPING = re.compile(r"^(?:\*++|_++|=++)(.*?)(?:\*+|_+|=+)$")


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    outlet: KnownOutlet | None = None
    outlet_text: str = ""
    date_text: str = ""  # a date glued to it, with its label
    names: str = ""  # who signs beside it


def choose(
    head: Sequence[Block], body: Sequence[Line], outlets: Outlets, names: frozenset[int], menu: int = 0
) -> tuple[Block, Title] | None:
    """The title among the blocks above the article's first paragraph; `names` are those that may be by-lines, `menu`
    is the last line of the page's menus there."""
    is_below = any(block.number > menu for block in head if block.words >= _FEWEST)
    for block in head:
        if _LABEL.match(block.text):
            return block, clean(_LABEL.sub("", block.text, count=1), outlets)
    body_stems = {stem for line in body[:12] for stem in _stems(line.folded)}
    said = Counter(map(_bare, head))
    scored = []
    for place, block in enumerate(head):
        if block.is_long:
            continue
        title = clean(block.text, outlets)
        if folded := fold(title.text):
            is_repeated = said[folded] > (_bare(block) == folded)
            score = _score(block, title, head, place, body_stems, is_repeated=is_repeated)
            score -= 3.0 if block.number in names else 0.0
            score -= 2.0 if is_below and block.number < menu and not block.heading and not is_repeated else 0.0
            scored.append((score, -place, block, title))
    best = max(scored, key=lambda entry: entry[:2], default=None)
    return (best[2], best[3]) if best and best[0] > -3 else None


def _bare(block: Block) -> str:
    """What a block says without the site's name, folded; nothing of one that is too long for a title."""
    return "" if block.is_long else fold(clean_suffix(block.text))


def _score(
    block: Block, title: Title, head: Sequence[Block], place: int, body_stems: set[str], *, is_repeated: bool
) -> float:
    folded = fold(title.text)
    words = len(folded.split())
    stems = _stems(folded)
    told = len(stems & body_stems) / len(stems) if stems else 0.0
    score = 3 * told * min(words, 8) / 8 - 0.4 * min(place, 6) + _for_length(words)
    score += {1: 3.0, 0: 0.0}.get(block.heading, 1.5)
    score += 2.0 if title.outlet else 0.0
    score += 2.0 if title.date_text and not title.text[:1].islower() else 0.0
    score += 2.0 if is_repeated and words > 3 else 0.0
    score -= 4.0 if folded in rubrics() or _ARTICLE.sub("", folded) in rubrics() else 0.0
    score -= 7.0 if _DIALOGUE.match(title.text) else 0.0
    score -= 3.0 if _PAGE_WORDS.search(folded) else 0.0
    score -= 3.5 if is_letterhead(block) and not _COLON.search(title.text) else 0.0
    score -= 3.0 if words <= 6 and _NEWSPAPER.fullmatch(folded) else 0.0
    score -= 4.0 if words <= 10 and folded[-1:].isdigit() and _SERIES.fullmatch(folded) else 0.0
    if block.text.endswith(".") and not block.text.endswith("..."):
        score -= 3.0 if words >= _SUM and any(is_headline(other) for other in head[place + 1 :]) else 1.5
    score -= 3.0 if _sums_up(block) else 0.0
    score -= 3.0 if block.text.endswith((":", ",", ";")) or block.is_item else 0.0
    score -= 2.0 if title.text[:1].islower() else 0.0
    score -= 4.0 if is_english(title.text) else 0.0
    score -= 5.0 if _is_path(block.text) or _POSTED.match(block.text) else 0.0
    after = head[place + 1] if place + 1 < len(head) else None
    is_short = after is not None and words < _FEWEST and place + 3 >= len(head) and _sums_up(after)
    if after and words <= 6 and not is_short and _is_kicker(block, title.text, after):
        score -= 2.5
    score -= 2.0 if place and _is_standfirst(head[place - 1], block) else 0.0
    score += 2.0 if after and _is_standfirst(block, after) else 0.0
    score += 3.5 if is_short else 0.0
    return score


def _sums_up(block: Block) -> bool:
    """Two sentences, as titles are not."""
    return block.words >= _SUM and bool(_TWO_SENTENCES.search(block.text))


def is_headline(block: Block) -> bool:
    """Of a headline's length, and neither a sentence nor a heading of the page."""
    return _FEWEST < block.words <= _SUM and not block.ends_sentence and block.folded not in rubrics()


def _is_path(text: str) -> bool:
    """ "Accueil » International » Otan : la visite…": where the page stands in its site."""
    steps = _STEP.split(text)
    return len(steps) > 2 and fold(steps[0]) in rubrics() | _HOMES


def _is_standfirst(above: Block, block: Block) -> bool:
    """Whether a headline stands right above: short, with a colon, a question, or a clause in capitals over a line that
    is not; then the longer line sums up."""
    told = fold(above.text).split()
    if block.number - above.number > _BESIDE or above.folded in rubrics() or len(told) < _FEWEST:
        return False
    leads_away = told[0] in ("lire", "voir", "ecouter", "page") or _is_path(above.text)
    if leads_away or is_labelled(above) or _SERIES.fullmatch(above.folded):
        return False
    is_shout = above.is_upper and not block.is_upper and len(told) >= _FEWEST + 2 and is_clause(above.text)
    if block.heading or (block.words < _LONG and not is_shout):
        return False
    return is_shout or bool(_COLON.search(above.text)) or above.text.endswith(("?", "!"))


_HOMES = frozenset({"accueil", "home", "vous etes ici accueil", "vous etes ici"})
_STEP = re.compile(r"\s+[»>›/]\s+")
_COLON = re.compile(r"\w\s?:\s+\S+ \S")
_BESIDE = 2  # lines, a blank one among them
_FEWEST = 3  # words of a headline
_LONGEST_NAME = 14  # words of an institution
_FILED = 6  # words before a dash and a section
_SUM = 12  # words; a sentence of more is the sum of an article
_LONG = 9  # words of a line that sums up


def _for_length(words: int) -> float:
    for most, score in ((1, -3.0), (2, -2.0), (3, -0.5), (4, 0.7), (22, 2.0), (30, 1.0), (40, -1.0)):
        if words <= most:
            return score
    return -4.0


def _is_kicker(block: Line, text: str, after: Line) -> bool:
    """A heading over the title: in capitals over a line that is not, or short over a longer one without a colon."""
    if after.is_prose and after.text.endswith("."):
        return False
    if len(fold(text).split()) >= _FEWEST and (_COLON.search(text) or text.endswith("?")):
        return False
    if block.is_upper and not after.is_upper and after.words >= 4:
        return True
    return len(fold(text).split()) <= 4 < after.words and not after.text.endswith(".")


def _stems(folded: str) -> set[str]:
    """Content words, cut to six letters so that « russe » and « russes » are one."""
    return {word[:6] for word in folded.split() if len(word) > 3}


def clean(text: str, outlets: Outlets) -> Title:
    """A title without date, alert word, marks around it, or the site's name after it."""
    wrapped = _WRAPPING.match(text)
    text = wrapped[1].strip() if wrapped else text
    text = _SUBJECT.sub("", text)
    signed = GLUED.search(text)
    text = text[: signed.start()] if signed else text
    text, date_text = _without_date(text)
    held = _HELD_AT.search(text)
    date_text = date_text or (signed["beside"] if signed and signed["beside"] else held["date"] if held else "")
    text, outlet, outlet_text = _without_site(text, outlets)
    names = (signed["names"] or signed["signed"]) if signed else ""
    shorter = _ALERT.sub("", text)
    return Title(shorter if len(fold(shorter).split()) >= 3 else text, outlet, outlet_text, date_text, names)


def clean_suffix(text: str) -> str:
    """The longest of the parts that bars and dashes make."""
    return max(re.split(r"\s+[-–—|•·]\s+|\s*\|\s*", text), key=len)


def _without_date(text: str) -> tuple[str, str]:
    dates = [date for date in written_dates(text) if date.year and date.form != "year"]
    if not dates:
        return text, ""
    first, last = dates[0], dates[-1]
    label = _DATE_START.match(text)
    if label and first.start == label.end():
        join = _DATE_JOIN.match(text[first.end :])
        rest = text[first.end + (join.end() if join else 0) :]
        glued = (
            bool(join and join[0].strip()) or "date" in label[0].lower() or first.form.startswith(("iso", "numeric"))
        )
        if glued and len(fold(rest).split()) >= 3:
            return rest, text[: first.end]
    before = text[: last.start]
    if (
        last.end >= len(text.rstrip(" )]"))
        and (re.search(r"(?:\s[-–—|]|\||\()\s*(?:le\s+)?$", before) or _stands_apart(before, last))
        and len(fold(before).split()) >= (3 if before.endswith("(") else 4)
    ):
        return re.sub(r"\s*[-–—|(\[]\s*(?:le\s+)?$", "", before).rstrip(), last.text
    return text, ""


def _stands_apart(before: str, date: WrittenDate) -> bool:
    """A full date behind the last word with nothing to join them: « Visite à Oslo 12 mars 2019 »."""
    return date.on() is not None and date.weekday is None and not _JOINED.search(before)


def _without_site(text: str, outlets: Outlets) -> tuple[str, KnownOutlet | None, str]:
    """Cut the outlet and the headings beside it, at either end; a bar's longest part is the title."""
    outlet, outlet_text = None, ""
    while (cut := _last_part(text, outlets)) is not None:
        text, part = cut
        named = outlets.named(part)
        if named or (is_site(part) and not outlet):
            outlet, outlet_text = named, part
    first = re.match(r"^(.{2,40}?)\s*(?:\||\s[–—-]\s|\s:\s)\s*(?=\S)", text)
    if first and (
        (fold(first[1]) in rubrics() and "|" in first[0]) or (outlets.named(first[1]) and ":" not in first[0])
    ):
        outlet, outlet_text = outlets.named(first[1]) or outlet, outlet_text or first[1]
        text = text[first.end() :]
    return text.strip(" |"), outlet, outlet_text if outlet or is_site(outlet_text) else ""


def _last_part(text: str, outlets: Outlets) -> tuple[str, str] | None:
    splits = list(_SUFFIX.finditer(text))
    if not splits:
        return None
    last = splits[-1]
    before, part = text[: last.start()].rstrip(), text[last.end() :].strip()
    if len(fold(before).split()) < 2 or not part:
        return None
    bar = "|" in last[0] or "•" in last[0] or "·" in last[0]
    several = bar or before.count(" - ") + before.count(" | ") > 0
    filed = fold(part) in rubrics() and (
        several or (len(before.split()) >= _FILED and fold(part) in words_of("sections"))
    )
    if (
        (outlets.named(part) and ":" not in last[0])
        or is_site(part)
        or filed
        or (bar and len(part) < len(before) and len(part.split()) <= 5)
    ):
        return before, part
    return None


def is_dated(line: Line) -> bool:
    """« Point de presse (19 mars 2014) », as institutions head their pages."""
    return line.words <= 25 and not line.is_long and bool(_DATED.search(line.text))


def is_letterhead(line: Line) -> bool:
    if line.words <= 8 and _LETTERHEAD.match(line.folded):
        return True
    without_article = _ARTICLE.sub("", line.folded) if line.words <= _LONGEST_NAME else ""
    return bool(_LETTERHEAD.match(without_article)) and bool(_INSTITUTION.fullmatch(line.text))


def is_labelled(line: Line) -> bool:
    """« Titre : … »"""
    return bool(_LABEL.match(line.text))
