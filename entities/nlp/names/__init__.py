"""Who is named in a text: gazetteer first, the model second. PURE."""

from entities.nlp.names.contradictions import ContradictionFinder
from entities.nlp.names.finder import NameFinder

__all__ = ["ContradictionFinder", "NameFinder"]
