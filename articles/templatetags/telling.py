"""How pages write sentences with what they state, and quotes: a page has dozens of them, each with twenty values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from articles.filling import NOTHING, filled, joined, number_in_words
from articles.methods import statement_rule_words
from articles.models import Status
from articles.templatetags.pages import actor_links, published
from articles.wording import date_in_words, text_quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.disclosing import Disclosed
    from articles.models import Article
    from articles.statements import Said, Sentence, Statement

register = template.Library()
_FROM = '<p class="meta from">{}{}{}</p>'
_INVENTED = ' <span class="invented">{}</span>'
_TITLE = ' <a lang="{}" href="{}">{}</a>'
_OTHERS = '<details class="others"><summary>{}</summary><ul class="{}">{}</ul></details>'
_HINT = '<p class="hint">{}</p>'
_SENTENCE = '<div class="sentence">{}<ul class="acts">{}</ul></div>'
_CITED = '<div class="cited"><blockquote lang="{}">{}</blockquote> <a class="to-text" href="{}#{}">{}</a>{}{}</div>'
_REPORT = ' <a class="{}" href="{}?at={}">{}</a>'
_KEEP = ' <a class="to-text no-print" rel="nofollow" href="{}?article={}&amp;at={}">{}</a>'
_STATEMENT = (
    '<li class="{}"><span class="type"><span class="tone" aria-hidden="true">{}</span> {}</span>{} '
    '<span class="ends">{}</span>{}</li>'
)
_CUE = ' <span class="cue" lang="{}">{}</span>'
_ENDS = '{} <span class="arrow" aria-hidden="true">{}</span><span class="unseen">{}</span> {}'
_ASIDE = '<span class="aside">{}</span>'
_WORDS = '<span lang="{}">{}</span>'
_QUOTE = '<div class="quote{}">{}<p class="meta">{}</p></div>'
_SAID = '<blockquote class="cited" lang="{}">{}</blockquote>'


@register.simple_tag
def told_in(article: Article, *, has_title: bool = False) -> SafeString:
    """The line above what is cited from an article: its date, and its title unless that is what is cited."""
    invented = filled(_INVENTED, gettext("texte inventé")) if article.is_invented else ""
    title = "" if has_title else filled(_TITLE, article.language, article.get_absolute_url(), article.title)
    return filled(_FROM, published(article), invented, title)


@register.simple_tag
def sentence_list(sentences: Disclosed[Sentence], *, is_home: bool = False) -> SafeString:
    """The first ones, and the rest folded."""
    first, others = (sentence_rows(some, is_home=is_home) for some in (sentences.first, sentences.rest))
    number = sentences.rest_count
    words = ngettext("%(total)s autre énoncé", "%(total)s autres énoncés", number)
    return _list("ledger", first, others, words % {"total": number_in_words(number)})


@register.simple_tag
def quote_list(quotes: Disclosed[Said], *, is_home: bool = False, is_own: bool = False) -> SafeString:
    """As sentences; `is_own`: on the page of who says them."""
    first, others = (quote_rows(some, is_home=is_home, is_own=is_own) for some in (quotes.first, quotes.rest))
    number = quotes.rest_count
    words = ngettext("%(total)s autre citation", "%(total)s autres citations", number)
    return _list("sayings", first, others, words % {"total": number_in_words(number)})


@register.simple_tag
def sentence_rows(sentences: Iterable[Sentence], *, is_home: bool = False) -> SafeString:
    """Each under the article that has it, which is told once for those that follow each other; on the article's own
    page, not at all."""
    return _rows(((one.article, one.is_title, sentence(one, is_home=is_home)) for one in sentences), is_home=is_home)


@register.simple_tag
def quote_rows(quotes: Iterable[Said], *, is_home: bool = False, is_own: bool = False) -> SafeString:
    told = ((one.article, False, quote(one, is_home=is_home, is_own=is_own)) for one in quotes)
    return _rows(told, is_home=is_home)


@register.simple_tag
def sentence(one: Sentence, *, is_home: bool = False, with_rules: bool = False, is_kept: bool = False) -> SafeString:
    """The sentence with what it states. `is_home`: on the page of its article; `is_kept`: in a dossier; `with_rules`:
    with what found each statement."""
    hint, language = filled(_HINT, gettext("Phrase réservée à l’éditeur.")), _language()
    cited = _cited(one, is_home=is_home, is_kept=is_kept) if one.html else hint
    acts = (_statement(each, one.article.language, language, with_rules=with_rules) for each in one.statements)
    return filled(_SENTENCE, cited, joined(acts))


@register.simple_tag
def quote(one: Said, *, is_home: bool = False, is_own: bool = False, with_rules: bool = False) -> SafeString:
    text = filled(_HINT, gettext("Propos réservés à l’éditeur."))
    if one.text:
        text = filled(_SAID, one.article.language, text_quoted(one.text) if one.is_direct else one.text)
    parts = [NOTHING if is_own else _speaker(one), _addressee(one)]
    if not one.is_direct:
        parts.append(filled(" <span>{}</span>", gettext("rapporté")))
    parts.append(_trust(one))
    if one.about:
        parts.append(filled(" <span>{} {}</span>", gettext("à propos de"), actor_links(one.about)))
    if with_rules:
        parts.append(filled(' <span class="how">{}</span>', _certainty(one.certainty)))
    if one.anchor:
        parts.append(_way_to_text(one, is_home=is_home))
    return filled(_QUOTE, "" if one.is_direct else " reported", text, joined(parts))


def _language() -> str:
    return get_language() or "fr"


def _list(css: str, first: SafeString, others: SafeString, summary: str) -> SafeString:
    shown = filled('<ul class="{}">{}</ul>', css, first)
    return joined([shown, filled(_OTHERS, summary, css, others)]) if others else shown


def _rows(told: Iterable[tuple[Article, bool, SafeString]], *, is_home: bool) -> SafeString:
    rows, before = [], None
    for article, has_title, html in told:
        is_new = not is_home and article.pk != before
        before = article.pk
        rows.append(filled("<li>{}{}</li>", told_in(article, has_title=has_title) if is_new else "", html))
    return joined(rows)


def _cited(one: Sentence, *, is_home: bool, is_kept: bool) -> SafeString:
    article = one.article
    address = "" if is_home else article.get_absolute_url()
    report = _report(article, one.anchor, "to-text no-print") if is_home else ""
    keeping = (reverse("dossier-add"), article.uid, one.anchor, gettext("ajouter au dossier"))
    keep = "" if is_kept else filled(_KEEP, *keeping)
    return filled(_CITED, article.language, one.html, address, one.anchor, gettext("voir dans le texte"), report, keep)


def _report(article: Article, anchor: str, css: str) -> SafeString:
    return filled(_REPORT, css, reverse("article-report", args=[article.uid]), anchor, gettext("signaler une erreur"))


def _statement(one: Statement, text_language: str, language: str, *, with_rules: bool) -> SafeString:
    parts = []
    if one.mode_words:
        parts.append(filled(' <span class="mode">{}</span>', one.mode_words))
    if one.details or one.told_on:
        parts.append(filled(' <span class="details">{}</span>', _details(one, language)))
    parts += [_source(one, text_language), _trust(one)]
    if with_rules:
        rule = f"{statement_rule_words(one.rule)}, {_certainty(one.certainty)}"
        parts.append(filled(' <span class="how">{}</span>', rule))
    cue = filled(_CUE, text_language, text_quoted(one.cue)) if one.cue else ""
    ends = _ends(one)
    return filled(_STATEMENT, one.words.tone, one.words.sign, one.words.label, cue, ends, joined(parts))


def _ends(one: Statement) -> SafeString:
    """Who acts, and on whom."""
    if one.parties:
        return actor_links(one.parties)
    arrow, word = ("↔", gettext("et")) if one.is_reciprocal else ("→", gettext("envers"))
    source = actor_links(one.sources) or filled(_ASIDE, gettext("auteur non nommé"))
    target = actor_links(one.targets) or filled(_ASIDE, gettext("visé non nommé"))
    return filled(_ENDS, source, arrow, word, target)


def _details(one: Statement, language: str) -> str:
    told_on = date_in_words(one.told_on, language)
    return " · ".join(part for part in (", ".join(map(str, one.details)), told_on) if part)


def _source(one: Statement, text_language: str) -> SafeString:
    """According to whom."""
    if one.said_by_actor:
        who = actor_links([one.said_by_actor])
    elif one.said_by:
        who = filled(_WORDS, text_language, one.said_by)
    else:
        return NOTHING
    return filled(' <span class="source">{} {}</span>', gettext("selon"), who)


def _speaker(one: Said) -> SafeString:
    if one.speaker:
        return actor_links([one.speaker])
    if one.speaker_text:
        return filled(_WORDS, one.article.language, one.speaker_text)
    return filled("<span>{}</span>", gettext("locuteur non nommé")) if one.text else NOTHING


def _addressee(one: Said) -> SafeString:
    if not (one.addressee or one.addressee_text):
        return NOTHING
    words = filled(_WORDS, one.article.language, one.addressee_text)
    whom = actor_links([one.addressee]) if one.addressee else words
    return filled(" <span>{} {}</span>", gettext("à l’adresse de\N{NO-BREAK SPACE}:"), whom)


def _way_to_text(one: Said, *, is_home: bool) -> SafeString:
    address = "" if is_home else one.article.get_absolute_url()
    link = filled(' <a href="{}#{}">{}</a>', address, one.anchor, gettext("voir dans le texte"))
    return joined([link, _report(one.article, one.anchor, "no-print")]) if is_home else link


def _trust(one: Statement | Said) -> SafeString:
    """Whether a person has seen it, or the machine is not sure."""
    if one.status == Status.ACCEPTED:
        return filled(' <span class="verified">✓ {}</span>', gettext("vérifié"))
    return filled(' <span class="doubtful">? {}</span>', gettext("douteux")) if one.is_doubtful else NOTHING


def _certainty(percent: int) -> str:
    return gettext("certitude %(percent)s\N{NO-BREAK SPACE}%%") % {"percent": percent}
