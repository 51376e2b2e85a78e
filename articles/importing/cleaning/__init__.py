"""Lines of a raw text to the parts of an article: title, dates, by-lines, captions, body, what is dropped. PURE."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.importing.cleaning import bylines, captions, edges, heads, signers, titles
from articles.importing.cleaning.bylines import Credit
from articles.importing.cleaning.datelines import heads_programme, is_date_line, starts_with_date
from articles.importing.cleaning.junk import reason_by_form, reason_to_drop
from articles.importing.cleaning.lines import Line
from articles.importing.cleaning.outlets import Outlets
from articles.importing.cleaning.patterns import rubrics
from articles.importing.cleaning.repeats import mark_repeats
from articles.importing.cleaning.sheet import Block, Sheet, blocks
from articles.importing.cleaning.zones import mark_zones
from articles.importing.dating.grammar import written_dates
from articles.importing.dating.stated import Place, Stated, dates_of_address, dates_of_line
from articles.importing.parsed import Cut, ParsedLine, Part, Piece
from entities.folding import fold
from entities.known import Authority, KnownOutlet

BETWEEN = "\n\n"  # paragraphs of a body
_INITIAL_END = re.compile(r"\b[A-ZÀ-Þ]\.\)?$|^\(.*\)\.?$")
_DATELINE = 10  # words
_SCENE = 30  # words that a caption over its credit has at most
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")


@dataclass(slots=True)
class Cleaned:
    """What one raw text is made of. `stated` are the dates that stand around the article, not in its story."""

    title: str
    paragraphs: list[str]
    lines: tuple[ParsedLine, ...]
    stated: list[Stated] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    outlet: KnownOutlet | None = None
    outlet_text: str = ""
    agency: str = ""
    dateline: str = ""
    url: str = ""
    pieces: list[Piece] = field(default_factory=list)
    title_pieces: list[Piece] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)


def clean(lines: Sequence[Line], authority: Authority, outlets: Outlets) -> Cleaned:
    """Sort the lines of one text into its parts."""
    sheet = Sheet(blocks(lines, _standing_alone(lines, outlets)), lines)
    _mark_junk(sheet)
    head, tail = _ends(sheet, outlets)
    credits = _mark_dates_and_bylines(sheet, head, tail, outlets)
    _mark_captions(sheet, head)
    names = signers.alone(sheet, head, tail, outlets, authority)
    title_block, title = heads.mark_title(sheet, outlets, frozenset(block.number for block, _ in names))
    for block, credit in names:
        if block is not title_block:
            sheet.mark(block, Part.BYLINE)
            credits.append(credit)
    signers.mark_signatures(sheet, tail, credits)
    if title.names:
        credits.append(bylines.named_in(f"par {title.names}", outlets))
    mark_repeats(sheet)
    if title_block:
        heads.mark_beside_dates(sheet, outlets, credits)
    heads.mark_head(sheet, title_block)
    comments = mark_zones(sheet, title_block)
    cleaned = Cleaned(title.text, [], ())
    _fill_body(cleaned, sheet, outlets)
    cleaned.captions = list(dict.fromkeys(block.text.strip(" |") for block in sheet.marked(Part.CAPTION)))
    cleaned.lines = sheet.parsed()
    _fill_stated(cleaned, sheet, title, head, comments)
    _fill_credits(cleaned, credits, title, outlets)
    if title_block:
        cut = max(title_block.text.find(title.text), 0)
        cleaned.title_pieces = list(title_block.pieces(cut, len(title.text), 0))
        cleaned.cuts += title_block.cuts(cut, len(title.text), "beside the title", "beside the title")
    if title_block and not cleaned.paragraphs:
        cleaned.paragraphs, cleaned.pieces = [title.text], list(cleaned.title_pieces)
    return cleaned


def _standing_alone(lines: Sequence[Line], outlets: Outlets) -> set[int]:
    """Numbers of the lines that are complete by themselves. What goes on in lower case belongs to the line above."""
    alone = set()
    above: Line | None = None
    for line in lines:
        goes_on = above is not None and line.starts_lower and above.words >= 6 and not above.ends_sentence
        surely = reason_by_form(line) or starts_with_date(line, outlets) or _is_short_byline(line, outlets)
        surely = surely or captions.is_image(line) or (line.is_upper and line.words >= 2 and line.folded in rubrics())
        if line.text and (surely or (not goes_on and _is_complete(line, outlets))):
            alone.add(line.number)
        above = line
    return alone


def _is_complete(line: Line, outlets: Outlets) -> bool:
    return bool(reason_to_drop(line)) or is_date_line(line, outlets) or captions.is_credited(line)


def _is_short_byline(line: Line, outlets: Outlets) -> bool:
    """« par Jean Dupont » alone: the lines of a broken paragraph are longer, or end it."""
    if line.words > 7 or (line.ends_sentence and not _INITIAL_END.search(line.text)):
        return False
    if bylines.labelled(line, outlets) is not None:
        return True
    is_credit = line.text.startswith("(") or (line.words > 1 and "/" in line.text)
    return is_credit and bylines.credit_only(line.text, outlets) is not None


def _mark_junk(sheet: Sheet) -> None:
    for block in sheet.blocks:
        reason = reason_to_drop(block)
        if reason and not titles.is_labelled(block):
            sheet.mark(block, Part.DROPPED, reason)


def _ends(sheet: Sheet, outlets: Outlets) -> tuple[int, int]:
    """Line numbers of the first and the last paragraph: what stands around the article is before and after."""
    prose = [
        b.number
        for b in sheet.unread()
        if b.is_prose
        and not captions.is_caption(b)
        and not captions.is_english(b.text[:500])
        and not is_date_line(b, outlets)
    ]
    return (prose[0], prose[-1]) if prose else (len(sheet.lines) + 1, len(sheet.lines) + 1)


def _mark_dates_and_bylines(sheet: Sheet, head: int, tail: int, outlets: Outlets) -> list[Credit]:
    credits = []
    date_lines = {block.number for block in sheet.unread() if is_date_line(block, outlets, at_end=block.number > tail)}
    inside = {number for number in date_lines if head < number < tail}
    early = {number for number in inside if _paragraphs_above(sheet, number) <= 2}
    under_lede = early if len(early) == 1 else set()
    for block in sheet.unread():
        outside = block.number < head or block.number > tail
        if outside and heads_programme(block) and any(b.number < head for b in sheet.unread() if b is not block):
            sheet.mark(block, Part.DATE)
            continue
        credit = bylines.labelled(block, outlets) or bylines.closing(block, outlets) or _dateline_alone(block, outlets)
        if block.number in date_lines and (outside or block.number in under_lede) and not titles.is_labelled(block):
            sheet.mark(block, Part.DATE)
            credits.append(credit or bylines.named_in(block.text, outlets))
        elif credit and (outside or block.number == tail or not block.is_prose):
            sheet.mark(block, Part.BYLINE)
            credits.append(credit)
    return credits


def _dateline_alone(block: Block, outlets: Outlets) -> Credit | None:
    """« OSLO (Norvège), 3 mars (AFP) » on a line of its own, without a dash and a sentence after it."""
    if block.words > _DATELINE or (block.ends_sentence and not block.text.endswith(")")):
        return None
    start = edges.trim_start(f"{block.text.rstrip(' -–—')} – Il", outlets)
    return Credit(agency=start.agency) if start.agency and start.dateline and written_dates(block.text) else None


def _paragraphs_above(sheet: Sheet, number: int) -> int:
    return sum(block.is_prose for block in sheet.unread() if block.number < number)


def _mark_captions(sheet: Sheet, head: int) -> None:
    unread = sheet.unread()
    last = max((block.number for block in unread if block.is_prose), default=0)
    above = [block for block in unread if block.number < head]
    for block, after in zip(unread, [*unread[1:], None], strict=False):
        if above == [block] and not captions.is_credited(block):
            continue  # the title, though it may end with a date
        if block.number < head and titles.is_dated(block) and not _has_headline(above, block):
            continue
        if captions.is_caption(block):
            sheet.mark(
                block,
                Part.DROPPED if captions.is_credit_only(block) else Part.CAPTION,
                "picture credit" if captions.is_credit_only(block) else "",
            )
        elif after and after.number < last and captions.is_bare_credit(after) and _is_scene(block):
            sheet.mark(block, Part.CAPTION)
        elif (
            after
            and block.number > head
            and block.folded == after.folded
            and not block.ends_sentence
            and block.words >= 6
        ):
            sheet.mark(block, Part.CAPTION)
            sheet.mark(after, Part.CAPTION)
        elif captions.is_english(block.text[:500]):
            sheet.mark(block, Part.CAPTION if block.words <= 45 else Part.DROPPED, "in English")


def _has_headline(above: Sequence[Block], block: Block) -> bool:
    return any(other.number < block.number and other.words > 3 and not titles.is_letterhead(other) for other in above)


def _is_scene(block: Block) -> bool:
    return not block.heading and not block.is_item and block.words <= (_SCENE // 2 if block.ends_sentence else _SCENE)


def _fill_body(cleaned: Cleaned, sheet: Sheet, outlets: Outlets) -> None:
    at = 0
    for place, block in enumerate(sheet.unread()):
        end = edges.trim_end(block.text, outlets)
        start = (
            edges.trim_start(end.text, outlets) if place < 4 and not cleaned.paragraphs[2:] else edges.Trimmed(end.text)
        )
        cleaned.agency = cleaned.agency or start.agency or end.agency
        cleaned.dateline = cleaned.dateline or start.dateline
        if start.outlet_text and not cleaned.outlet_text:
            cleaned.outlet, cleaned.outlet_text = outlets.named(start.outlet_text), start.outlet_text
        if start.date:
            cleaned.stated += dates_of_line(start.date, Place.DATELINE)
        cut = end.text.rfind(start.text)
        cleaned.pieces += block.pieces(max(cut, 0), len(start.text), at)
        cleaned.cuts += block.cuts(max(cut, 0), len(start.text), "dateline", "glued to the line")
        cleaned.paragraphs.append(start.text)
        at += len(start.text) + len(BETWEEN)


def _fill_stated(cleaned: Cleaned, sheet: Sheet, title: titles.Title, head: int, comments: int) -> None:
    """Dates of everything but the story itself and what readers wrote under it, from the line `comments` on."""
    title_number = next((block.number for block in sheet.marked(Part.TITLE)), 0)
    if title.date_text:
        cleaned.stated += dates_of_line(title.date_text, Place.HEAD)
    of_page = [block for block in sheet.blocks if block.number < comments]
    in_order = sorted(of_page, key=lambda block: block.number < title_number)  # a page's own date stands above
    for block in in_order:
        part = sheet.part(block)
        place = Place.HEAD if block.number < head else Place.TAIL
        if part == Part.DATE:
            cleaned.stated += dates_of_line(block.text, place)
        elif part in (Part.BYLINE, Part.DROPPED) and block.words <= 25 and "repeats" not in sheet.reason(block):
            in_line = dates_of_line(block.text, place)
            cleaned.stated += [
                one for one in in_line if part == Part.BYLINE or one.place in (Place.LABELLED, Place.UPDATED)
            ]
        address = _ADDRESS.search(block.text) if part != Part.BODY and not block.is_long else None
        if address and not cleaned.url:
            cleaned.url = address[0].rstrip(").,;»")
            cleaned.stated += dates_of_address(cleaned.url)


def _fill_credits(cleaned: Cleaned, credits: Sequence[Credit], title: titles.Title, outlets: Outlets) -> None:
    authors = sorted((author for credit in credits for author in credit.authors), key=str.isupper)
    cleaned.authors = list({fold(author): author for author in reversed(authors)}.values())[::-1]
    named = [(credit.outlet, credit.outlet_text) for credit in credits if credit.outlet or credit.outlet_text]
    owners = [owner for line in cleaned.lines if (owner := outlets.owner(line.text))]
    named += [(owner, owner.name) for owner in owners if owner.type != "agency"]
    at = outlets.at(cleaned.url) if cleaned.url else None
    choices = [(title.outlet, title.outlet_text), (at, cleaned.url), (cleaned.outlet, cleaned.outlet_text), *named]
    cleaned.outlet, cleaned.outlet_text = next(
        (pair for pair in choices if pair[0]), next((p for p in choices if p[1]), (None, ""))
    )
    agencies = [credit.agency for credit in credits] + [owner.name for owner in owners if owner.type == "agency"]
    cleaned.agency = cleaned.agency or next(filter(None, agencies), "")
