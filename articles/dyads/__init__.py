"""Two states or alliances, and what articles state of one towards the other.

Three counters, the same wherever they stand: articles; distinct statements, of which the copies of one story make one;
events, the statements of one type that lie within three days of one another.
"""
