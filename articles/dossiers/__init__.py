"""Dossiers: articles and statements that a reader collects, with notes, without an account. Whoever has the signed
address changes one; whoever has its plain address reads it."""
