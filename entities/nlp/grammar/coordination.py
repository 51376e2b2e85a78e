"""Which participants "et", "ainsi que" and commas join into one group."""

from __future__ import annotations

from entities.nlp.grammar.noun_phrases import Group, Participant
from entities.nlp.grammar.tokens import Tag, Word

_LINKS = {
    ("et",),
    (",",),
    ("ou",),
    ("ni",),
    ("ainsi", "que"),
    ("ainsi", "qu'"),
    ("comme",),
    ("tout", "comme"),
    ("mais", "aussi"),
    ("puis",),
    ("-",),
    ("et", "aussi"),
}


def coordinate(words: list[Word], found: list[Participant]) -> list[Group]:
    groups: list[Group] = []
    for one in found:
        if groups and _coordinates(words, groups[-1], one, found):
            groups[-1].members.append(one)
        else:
            groups.append(Group([one]))
    return groups


def _coordinates(words: list[Word], group: Group, one: Participant, found: list[Participant]) -> bool:
    last = group.members[-1]
    if last.is_pronoun and one.is_pronoun:
        return False
    if (last.prep == "adj") != (one.prep == "adj"):
        return False
    stop = one.prep_start if one.prep not in ("", "adj") else one.start
    between = [w.low for w in words[last.end : stop]]
    if between[:1] == [","] and len(between) > 1:
        between = between[1:]
    if group.members[0].is_office and between[-1:] in (["celui"], ["celle"], ["ceux"], ["celles"]):
        between = between[:-1]
    if tuple(between) not in _LINKS and not _holds_unknown(words, last.end, stop, one):
        return False
    if one.prep in ("", "adj"):
        fits = group.prep in ("", "adj") or between != [","] or _list_goes_on(words, one, found)
    else:
        fits = one.prep == group.prep or (group.members[0].is_office and one.prep == "de")
    if between == [","] and (group.prep == "" or group.members[0].is_office) and not _list_goes_on(words, one, found):
        return False
    if (
        between == [","]
        and one.prep == ""
        and group.prep not in ("", "adj")
        and _lists_subjects(words, group, one, found)
    ):
        return False
    return fits and not _starts_clause(words, group, one)


def _lists_subjects(words: list[Word], group: Group, one: Participant, found: list[Participant]) -> bool:
    """ "S'agissant de X, Y et Z ont condamné": the first verb of the sentence follows the list."""
    if any(w.tag is Tag.VERB and w.tenses() & set("PIJFC") for w in words[: group.start]):
        return False
    last = one.end
    for after in found:
        if after.start >= last and all(w.low in ("et", ",") for w in words[last : after.start]):
            last = after.end
    while last < len(words) and words[last].tag in (Tag.ADVERB, Tag.CLITIC):
        last += 1
    return last < len(words) and words[last].tag is Tag.VERB


def _holds_unknown(words: list[Word], start: int, stop: int, one: Participant) -> bool:
    """ "avec X, l'Europe et Y": one name that is no actor's stands in the list."""
    inner = words[start + 1 : stop - 1]
    return (
        3 <= stop - start <= 6
        and words[start].low == ","
        and words[stop - 1].low == "et"
        and one.prep == ""
        and all(w.tag in (Tag.NOUN, Tag.DETERMINER) for w in inner)
    )


def _list_goes_on(words: list[Word], one: Participant, found: list[Participant]) -> bool:
    """A comma lists only when an "et" closes the list."""
    following = [p for p in found if p.start >= one.end][:6]
    end = one.end
    for after in following:
        stop = after.prep_start if after.prep not in ("", "adj") else after.start
        between = [w.low for w in words[end:stop]]
        if between in (["et"], ["ainsi", "que"], [",", "et"], ["ou"], ["ainsi", "qu'"]):
            return True
        if between != [","]:
            return False
        end = after.end
    return False


def _starts_clause(words: list[Word], group: Group, one: Participant) -> bool:
    """ "X a rencontré Y et Z a protesté": a verb follows Z, and one already stands before Y."""
    j = one.end
    while j < len(words) and words[j].tag in (Tag.CLITIC, Tag.ADVERB):
        j += 1
    follows = j < len(words) and words[j].tag is Tag.VERB and bool(words[j].tenses() & set("PIJFC"))
    if not follows or one.prep not in ("",):
        return False
    k = group.start - 1
    while (
        k >= 0
        and (
            words[k].tag not in (Tag.SUBORDINATOR, Tag.RELATIVE, Tag.VERB)
            or (words[k].tenses() and words[k].tenses() <= {"G", "K"})
        )
        and words[k].low not in (";", ":", "«", "“")
    ):
        k -= 1
    return k >= 0 and words[k].tag is Tag.VERB
