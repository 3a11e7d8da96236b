"""Where a list of names begins that stands off from the word announcing it, and the unknown names inside such a list.

``البلدات التالية: أ، ب``, ``أحياء المدينة، وهي أ وب``, ``15 قرية وبلدة من بينها أ وب``: between the word and the names stand at most a few
words, the last of which says that names follow (class ``namely``). Between two known towns of a list an unknown word is a town too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import place
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import in_class, words

_REACH = 12  # words between the plural and its names
_SPOTS = frozenset(("village", "town", "city", "quarter", "camp", "district", "colony", "hill", "farm", "base", "airport"))
_DISTRICTS = frozenset(("district", "subdistrict"))
_SHORTEST = 4  # letters of an unknown name, its و aside
_COMMAS = frozenset("،,")
_ENDS = frozenset(".؛;!؟?")
_LIST_OF = ("كل", "من")


def names_begin(tokens: tuple[Token, ...], cue: int, *, plural: bool) -> int:
    """Where the names begin that are announced at a distance from the plural at ``cue``, or -1."""
    if not plural and not _counted(tokens, cue):
        return -1
    for at in range(cue + 1, min(cue + _REACH, len(tokens) - 1)):
        if in_class(tokens[at], "namely"):
            return _past_colon(tokens, at + 1)
        if tokens[at].norm in _ENDS or any(reading.pos == "verb" for reading in tokens[at].readings):
            return -1
        if tokens[at].norm == ":":
            return at + 1
    return -1


def _counted(tokens: tuple[Token, ...], cue: int) -> bool:
    """``15 قرية``: one word in the singular for many."""
    return cue > 0 and tokens[cue - 1].kind == "number"


def _past_colon(tokens: tuple[Token, ...], at: int) -> int:
    if tuple(token.key for token in tokens[at : at + 2]) == _LIST_OF:
        at += 2
    return at + 1 if at < len(tokens) and tokens[at].norm == ":" else at


def gaps(tokens: tuple[Token, ...], known: Sequence[Phrase]) -> Iterator[tuple[Phrase, int, int]]:
    """Each run of tokens ``[first, last)`` that alone stands between two known towns of one list, with the town before it."""
    for earlier, later in pairwise(known):
        for first, last in _words_between(tokens, earlier.last, later.first):
            if _is_town(earlier) and ((_is_town(later) and _share_province((earlier, later))) or _contains_it(later)):
                yield earlier, first, last


def _contains_it(phrase: Phrase) -> bool:
    """``وكذا بمديرية كذا``: the district in which the word before it lies."""
    return phrase.prep in ("ب", "في") and not _DISTRICTS.isdisjoint(phrase.features)


def _words_between(tokens: tuple[Token, ...], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The one word between two commas, or joined by و on both sides."""
    if not 0 < end - start < 4 or end >= len(tokens):
        return
    inner = [at for at in range(start, end) if tokens[at].norm not in _COMMAS]
    if len(inner) == 1 and tokens[inner[0]].kind == "word":
        at = inner[0]
        if _is_joined(tokens, at) and (_is_joined(tokens, end) or at + 1 == end):
            yield at, at + 1


def _is_joined(tokens: tuple[Token, ...], at: int) -> bool:
    key = tokens[at].key
    return tokens[at - 1].norm in _COMMAS or (key.startswith("و") and len(key) > _SHORTEST)


def _is_town(phrase: Phrase) -> bool:
    return bool(phrase.rows) and any(place(row).feature in _SPOTS for row in phrase.rows)


def _share_province(phrases: Iterable[Phrase]) -> bool:
    """May the towns lie in one province?"""
    codes = [{place(row).admin1 for row in phrase.rows} for phrase in phrases]
    return bool(set.intersection(*codes) - {None})


def is_list_word(token: Token) -> bool:
    """Could the word be a name in a list of towns by its looks alone?"""
    return token.kind == "word" and not token.readings and len(token.key) >= _SHORTEST and token.key not in words()["stop"]
