"""What other thing a known name belongs to: a person, a unit, a newspaper, another word."""

from __future__ import annotations

from workers.extractor.tokens import Token
from workers.extractor.when.timewords import weekdays
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_spans import Homonym, homonym
from workers.extractor.where.place_words import as_class, in_class, words
from workers.extractor.word_sets import word_set

_SITES = word_set("other_names.sites")
_OPERATIONS, _CALLED = word_set("other_names.operations"), word_set("other_names.called")
_SEAT = 5  # tokens from the seat to the name of the town
_PARTS_OF_DAY = frozenset(("صباحا", "مسا", "فجرا"))


def name_of_something(phrase: Phrase) -> str:
    """What other thing the name belongs to (``unit``, ``paper``, ``person``), or an empty string."""
    before = phrase.before
    word = homonym(phrase.word, article=phrase.has_article)
    if word and _is_homonym(phrase, word):
        return "homonym"
    if kind := next((kind for kind, is_one in _BEARERS if is_one(phrase)), ""):
        return kind
    if before is None or phrase.prep or phrase.cued:
        return ""
    if in_class(before, "unit") and not seat_of_council(phrase, before) and not in_its_town_hall(phrase):
        return "unit"
    if _is_operation(phrase, before):
        return "operation"
    return "person" if (as_class(before, "given") and not phrase.joined) or as_class(before, "title") else ""


def _is_unit_of(phrase: Phrase) -> bool:
    """``اللواء 47 بالحشد الشعبي``: no base of an army that numbers its brigades too."""
    tokens = phrase.sentence.tokens
    behind = tokens[phrase.last : phrase.last + 2]
    numbered = phrase.last - phrase.first > 1 and tokens[phrase.last - 1].kind == "number"
    return numbered and any(token.key in _MILITIAS for token in behind)


_MILITIAS = word_set("other_names.militias")


def _is_reporter(phrase: Phrase) -> bool:
    """``أفاد مراسلنا في X، فلان Y``: the second name of a reporter."""
    tokens, first = phrase.sentence.tokens, phrase.first
    if phrase.prep or phrase.cued or phrase.joined or first < _NAMED_BY or phrase.last - first > 1:
        return False
    given = tokens[first - 1]
    before = tokens[max(0, first - _POST) : first - 1]
    plain = given.kind == "word" and not given.readings and not in_class(given, "cue") and not in_class(given, "prep")
    return plain and before[-1:] != () and before[-1].norm == "،" and any(in_class(token, "reporter") for token in before)


_NAMED_BY, _POST = 3, 10  # tokens: مراسل "كذا 24" في بغداد، ديلان بارزان


def _is_operation(phrase: Phrase, before: Token) -> bool:
    """``عملية برق أوديسا``."""
    called = phrase.sentence.tokens[phrase.first - 2].key if phrase.first > 1 else ""
    return before.key in _CALLED and called.removeprefix("ل") in _OPERATIONS


def _is_homonym(phrase: Phrase, word: Homonym) -> bool:
    """Behind a cue its own word may tell: ``ميناء بحري`` is of the sea, and of no town."""
    if phrase.features:
        return phrase.name_first > 0 and _bare_match(phrase.sentence.tokens[phrase.name_first - 1], word.not_after)
    before, after = phrase.before, phrase.after
    return bool((before and _bare_match(before, word.not_after)) or (after and _bare_match(after, word.not_before)))


def in_its_town_hall(phrase: Phrase) -> bool:
    """``مبنى بلدية X``, ``محيط بلدية X``: where the town hall stands."""
    before = phrase.sentence.tokens[max(0, phrase.first - 2) : phrase.first]
    return len(before) > 1 and before[0].key in _BUILDINGS and before[1].key == "بلديه"


_BUILDINGS = word_set("other_names.buildings")


def seat_of_council(phrase: Phrase, before: Token) -> bool:
    """``مقر في مجلس X العسكري``: the council of a town has its seat there."""
    tokens, after = phrase.sentence.tokens[max(0, phrase.first - _SEAT) : phrase.first - 1], phrase.after
    return (
        before.key.removeprefix("ل") == "مجلس"
        and after is not None
        and after.key == "العسكري"
        and not _lies_elsewhere(phrase)
        and any(in_class(token, "seat") for token in tokens)
    )


def _lies_elsewhere(phrase: Phrase) -> bool:
    """``نقطة لمجلس X العسكري في قرية كذا``"""
    behind = phrase.sentence.tokens[phrase.last + 1 : phrase.last + 4]
    return any(found is not None and found[1] in ("في", "ب", "قرب") for token in behind[:2] if (found := as_class(token, "prep")))


def _is_paper(phrase: Phrase) -> bool:
    """``عدن الغد``, ``بوابة أفريقيا الإخبارية``, ``موقع بوابة كذا``: a gate may be a paper on the net."""
    before, after, portal = phrase.before, phrase.after, phrase.features == ["gate"]
    if phrase.joined or (after and after.key == "اليوم" and _is_struck_today(phrase)):
        return False
    if after and after.key in words()["paper_tail"] and (portal or not phrase.cued) and not phrase.prep:
        return True
    return portal and before is not None and before.key in _SITES


def _is_struck_today(phrase: Phrase) -> bool:
    """``قصف عسقلان اليوم الخميس``: the day, no paper's name."""
    behind = phrase.sentence.tokens[phrase.last + 1 : phrase.last + 2]
    return phrase.after_strike or any(token.kind == "punct" or token.key in _PARTS_OF_DAY or token.key in weekdays() for token in behind)


_BEARERS = (("paper", _is_paper), ("unit", _is_unit_of), ("person", _is_reporter))


def _bare_match(token: Token, keys: frozenset[str]) -> bool:
    return token.key in keys or token.key.lstrip("وفبل") in keys
