"""Invented articles, to see the pages full: texts of many wordings, always marked as invented. PURE: an authority and
a number in, the bytes of files out."""
