"""All facets of a large archive from memory: what `narrowing` and `tallies` ask PostgreSQL, from Roaring bitmaps.

`postings` holds which articles have each value of one axis, `statements` what each statement says, and `ends` who takes
part in it; a `segment` is all of it for a set of articles, newest first. `reading` loads segments from PostgreSQL,
`selecting` finds what a form asks for, `words` what answers to search words, `counting` counts it. An `archive` is a
large segment and small ones with what has changed since; `following` tells what that is, `keeping` stores the large
one, `holding` has the archive of this process. `answering` answers a form, `naming` and `stating` pages of actors and
states. SQL answers where there is none. What takes long even so is `remembered`.
"""
