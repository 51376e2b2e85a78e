"""The read-only JSON API: the pages' filters, the files' records, a page at a time."""
