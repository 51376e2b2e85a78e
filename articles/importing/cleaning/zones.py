"""Where a page's other matter begins: lists of headlines, comments, menus in a row. PURE."""

from __future__ import annotations

import re

from articles.importing.cleaning.patterns import any_of
from articles.importing.cleaning.sheet import Block, Sheet
from articles.importing.parsed import Part

_LIST_REASONS = frozenset({"teaser"})
_ENTRY = 22  # words that a headline in a list has at most
_LABELLED_TEASER = re.compile(
    rf"(?:>+\s*|→\s*)?(?:(?:{any_of('teaser_labels')})\s*(?:[:.|–—-]\s*)?(?=[«\"“A-ZÀ-ÖØ-Þ])|"
    r"(?i:(?:à )?(?:lire|voir|écouter))\s*[|>/→]|[\[(](?i:"
    rf"{any_of('teaser_labels')})[\])]\s)"
)
_BOX_HEADER = re.compile(
    r"(?:la |notre |nos |les )?(?:newsletters?|infolettres?|lettres? d info(?:rmation)?s?)(?: .{1,40})?"
)
_TALLY = re.compile(
    r"\w\S*(?: \S+){0,2} \(\d+ ?(?:/ ?\d+|(?:buts?|arrêts?|points?|pts|essais?|voix|sièges?)\b)[^()]*\)"
)
_BOX = 5  # blocks between a newsletter's heading and its button
_SOURCES_HEADER = re.compile(
    r"sources?(?: de l article| et liens)?|notes?|notes et references|references|bibliographie|"
    r"liens(?: externes| utiles)?|en bref|breves|et aussi|ailleurs|l auteure?|les auteure?s|"
    r"a propos de l auteure?|pour citer cet article|voir aussi"
)
_REACT = re.compile(r"\breagir \d+$|\b\d+ (?:reactions?|commentaires?)$")
_CLOCKED = re.compile(r"\d{1,2}[/. ]\w+[/. ]\d{2,4}\D{1,4}\d{1,2}\s?[:hH]\s?\d{2}$")
_LONGEST_NOTE = 40  # words
_COMMENT_HEADER = re.compile(
    r"(?:les |vos )?(?:contributions|commentaires|avis|reactions|messages)"
    r"(?: les (?:plus|mieux) \w+| (?:recent|choisi|selectionne)e?s)?(?: \d+)?|"
    r"(?:\d+ )?(?:comments?|replies)(?: \d+)?|leave a (?:reply|comment)|"
    r"(?:les |vos |derniers |tous les )?(?:\d+ )?(?:commentaires?|reactions?)(?: \d+)?"
    r"(?: des (?:lecteurs|internautes|abonnes))?(?: \d+)?|"
    r"(?:laisse[rz]|ajoute[rz]|poste[rz]|ecri(?:re|vez)|publie[rz]) (?:un|votre) (?:commentaire|avis)|"
    r"(?:\d+|un) (?:commentaire|reflexion|reponse|reaction|pensee)s? (?:pour|sur|a) .*"
)


def mark_zones(sheet: Sheet, first: Block | None) -> int:
    """Drop what follows a comment header, headlines under a teaser, and headlines after the last paragraph. The number
    of the line from which on readers write, past the last where none do."""
    comments = _mark_comments(sheet, first)
    _mark_sources(sheet)
    _mark_boxes(sheet)
    _mark_labelled_teasers(sheet)
    _mark_under_teasers(sheet)
    _mark_after_the_end(sheet)
    return comments


def _mark_comments(sheet: Sheet, first: Block | None) -> int:
    """From the header of the comments to the end, if more of the article stands above than would go."""
    for place, block in enumerate(sheet.blocks):
        if first is None or block.number <= first.number or not _opens_comments(sheet, place, first):
            continue
        above = sum(b.words for b in sheet.blocks[:place] if sheet.part(b) == Part.BODY and b.is_prose)
        below = [b for b in sheet.blocks[place:] if sheet.part(b) == Part.BODY]
        if above >= 30 and above >= sum(b.words for b in below if b.is_prose):
            for comment in below:
                sheet.mark(comment, Part.DROPPED, "comment")
            return block.number
    return len(sheet.lines) + 1


def _opens_comments(sheet: Sheet, place: int, title: Block) -> bool:
    """« 12 commentaires », « Re: » and the title, or who wrote when right under an invitation to comment."""
    block = sheet.blocks[place]
    if _COMMENT_HEADER.fullmatch(block.folded) or block.folded == f"re {title.folded}":
        return True
    above = sheet.blocks[place - 1] if place else None
    invited = (above is not None and sheet.reason(above) == "comment line") or (above and _REACT.search(above.folded))
    return bool(invited) and block.words <= 12 and bool(_CLOCKED.search(block.text))


def _mark_sources(sheet: Sheet) -> None:
    """« Sources », « Notes », « L'auteur » alone under an article, and the short lines from there on."""
    for place, block in enumerate(sheet.blocks):
        if block.words > 5 or sheet.part(block) == Part.TITLE or not _SOURCES_HEADER.fullmatch(block.folded):
            continue
        above = [b for b in sheet.blocks[:place] if sheet.part(b) == Part.BODY and b.is_prose]
        below = [b for b in sheet.blocks[place:] if sheet.part(b) == Part.BODY]
        if len(above) >= 2 and all(b.words <= _LONGEST_NOTE for b in below) and sum(b.is_prose for b in below) <= 3:
            for note in below:
                sheet.mark(note, Part.DROPPED, "note")
            return


def _mark_under_teasers(sheet: Sheet) -> None:
    """Headlines listed under « Lire aussi »: they go on until a paragraph."""
    open_list = False
    for block in sheet.blocks:
        part = sheet.part(block)
        if part == Part.DROPPED:
            open_list = (sheet.reason(block) in _LIST_REASONS and block.words <= 8) or (open_list and block.words <= 3)
        elif part == Part.BODY and open_list and _is_entry(block):
            sheet.mark(block, Part.DROPPED, "headline under a teaser")
        else:
            open_list = False


def _is_entry(block: Block) -> bool:
    """A headline: no sentence, though it may ask a question, and a list's number may stand before it."""
    asks = block.text.rstrip(' »”"').endswith(("?", "!"))
    return block.words <= _ENTRY and (not block.ends_sentence or asks or block.text.endswith("»"))


def _mark_boxes(sheet: Sheet) -> None:
    """What stands between « Newsletter » and its button « S'inscrire »."""
    for place, block in enumerate(sheet.blocks):
        if sheet.part(block) == Part.TITLE or block.words > 8 or not _BOX_HEADER.fullmatch(block.folded):
            continue
        below = sheet.blocks[place + 1 : place + 2 + _BOX]
        button = next((i for i, b in enumerate(below) if sheet.reason(b) == "subscription line"), None)
        if button is not None:
            for inside in [block, *below[:button]]:
                sheet.mark(inside, Part.DROPPED, "newsletter box")


def _mark_labelled_teasers(sheet: Sheet) -> None:
    """« EN IMAGES La visite du ministre », « Lire | Un an de guerre » between the paragraphs of an article."""
    paragraphs = 0
    for block in sheet.unread():
        is_headline = block.words <= _ENTRY and not block.is_prose and not block.text.endswith((".", ":"))
        if paragraphs and is_headline and _LABELLED_TEASER.match(block.text):
            sheet.mark(block, Part.DROPPED, "teaser")
        paragraphs += block.is_prose


def _mark_after_the_end(sheet: Sheet) -> None:
    """Lines after the last paragraph that don't end as sentences do, in a text whose paragraphs do."""
    body = sheet.unread()
    prose = [block for block in body if block.is_prose]
    if len(prose) < 2 or sum(block.ends_sentence for block in prose) < 0.8 * len(prose):
        return
    last = prose[-1]
    tail = [block for block in body if block.number > last.number]
    if any(block.ends_sentence or block.is_item for block in tail[:-2]):
        return
    if 2 * sum(_TALLY.fullmatch(block.text) is not None for block in tail) > len(tail):  # a match's or a vote's sheet
        return
    longest = 20 if len(tail) > 1 else 12
    for block in tail:
        if not block.ends_sentence and not block.is_item and block.words < longest and not block.text.endswith(":"):
            sheet.mark(block, Part.DROPPED, "line after the article")
