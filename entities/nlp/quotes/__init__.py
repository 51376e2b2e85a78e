"""Words that a text reports somebody to have said. PURE: a parse and its mentions in, `FoundQuote`s out."""

from entities.nlp.quotes.finder import find_quotes

__all__ = ["find_quotes"]
