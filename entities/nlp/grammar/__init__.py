"""What quotes and relations both need to know of a French sentence: its bounds, words, verbs and who takes part."""
