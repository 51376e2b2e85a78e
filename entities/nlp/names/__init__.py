"""Who is named in a text: gazetteer first, the model second. PURE."""

from entities.nlp.names.finder import NameFinder

__all__ = ["NameFinder"]
