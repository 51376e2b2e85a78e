"""Who does what to whom, each with its sentence. PURE: a parse and its mentions in, `FoundRelation`s out."""

from entities.nlp.relations.finder import find_relations

__all__ = ["find_relations"]
