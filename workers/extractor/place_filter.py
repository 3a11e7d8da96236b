"""Is a known name a place here? Names of people, units and newspapers are not, nor are ordinary words that look like villages."""

from __future__ import annotations

from workers.extractor.gazetteer import WIDE, Place, place
from workers.extractor.place_phrase import Phrase
from workers.extractor.place_spans import homonyms
from workers.extractor.place_words import as_class, in_class, words
from workers.extractor.tokens import Token

_FOREIGN = frozenset(("IR", "TR", "EG", "IL", "SO", "AE", "OM", "QA", "BH", "JO", "SA"))  # their small towns are named only in news of theirs
_LARGE = 50_000
_MIDDLING = 10_000
_DISTINCT = 5  # letters: a longer name is seldom another word


def name_of_something(phrase: Phrase) -> str:
    """What other thing the name belongs to (``unit``, ``paper``, ``person``), or an empty string."""
    before, after = phrase.before, phrase.after
    word = homonyms().get(phrase.word)
    if word and ((before and _bare_match(before, word.not_after)) or (after and _bare_match(after, word.not_before))):
        return "homonym"
    if after and after.key in words()["paper_tail"] and not phrase.cued and not phrase.prep:
        return "paper"
    if before is None or phrase.prep or phrase.cued:
        return ""
    if in_class(before, "unit"):
        return "unit"
    if before.key in words()["given"] or as_class(before, "title"):
        return "person"
    return ""


def _bare_match(token: Token, keys: frozenset[str]) -> bool:
    return token.key in keys or token.key.lstrip("وفبل") in keys


def is_place(phrase: Phrase) -> bool:
    """May the words mean a place of the gazetteer? Which one is settled later."""
    if not phrase.rows:
        return True
    word = homonyms().get(phrase.word)
    if word and word.rule == "cue" and not (phrase.cued or phrase.parent):
        return False
    if word and word.rule == "prep" and not (phrase.cued or phrase.prep or phrase.parent or phrase.joined):
        return False
    spots = [place(row) for row in phrase.rows]
    if not phrase.exact and not _loose_spelling(phrase, spots):
        return False
    return any(_fits(phrase, spot) for spot in spots)


def _loose_spelling(phrase: Phrase, spots: list[Place]) -> bool:
    """An article too many or too few is let pass with a word that says place, and in long names."""
    if phrase.word in words()["head"]:
        return False
    if any(spot.feature in WIDE for spot in spots):
        return True
    return phrase.cued or (len(phrase.word) > _DISTINCT and bool(phrase.prep))


def _fits(phrase: Phrase, spot: Place) -> bool:
    if spot.feature in WIDE or spot.feature == "district" or (spot.by_hand and spot.population >= _LARGE):
        return True
    told = phrase.cued or bool(phrase.prep) or phrase.joined or phrase.parent is not None
    distinct = len(phrase.word) >= _DISTINCT
    if spot.by_hand:
        return told or distinct
    if spot.population >= _LARGE and spot.country not in _FOREIGN:
        return told or distinct
    if spot.population >= _MIDDLING:
        return told
    return phrase.cued or (told and distinct)
