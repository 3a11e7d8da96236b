"""Datelines and section headers: where a text was written, or which province the lines below it are about.

دمشق - سانا, بيروت (رويترز) -, بلدي نيوز - إدلب (فلان), محافظة حلب: ..., حلب::, إدلب.. قتلى بقصف. They give the region of what follows,
and are never themselves struck.
"""

from __future__ import annotations

from functools import cache

from workers.extractor.tokens import Token
from workers.extractor.when.calendar import month_at
from workers.extractor.where.gazetteer import key_of_name
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import CAPITALS, in_class

_DASHES = frozenset("-–—|/")
_COLONS = frozenset(":")
_DATELINE = 12  # tokens
_ROAD = 4  # tokens from the word for a road to its second end
_WRITER = 3  # tokens from the day of writing to the mark behind who wrote it
_NOUNS = frozenset(("verbal_noun", "noun", "dual", "plural"))
_EARLY = 6  # tokens: what comes later in a sentence is no dateline


def mark_headers(phrases: list[Phrase]) -> None:
    """Mark the phrases of one sentence that are its header."""
    dash = _dateline_end(phrases[0].sentence.tokens) if phrases else 0
    for phrase in phrases:
        if phrase.last <= dash or (phrase.first <= _EARLY and _is_header(phrase)):
            phrase.header = True
            phrase.section = phrase.last > dash and _opens_section(phrase) and (not _is_capital(phrase) or _heads_strike(phrase, phrases))


def _dateline_end(tokens: tuple[Token, ...]) -> int:
    """Where ``دبي، الإمارات العربية المتحدة (CNN)--`` ends, or 0."""
    for index in range(min(_DATELINE, len(tokens) - 1)):
        if tokens[index].norm == ")" and tokens[index + 1].norm in _DASHES:
            return index
    return 0


def _is_header(phrase: Phrase) -> bool:
    before, after = phrase.before, phrase.after
    if _names_agency(phrase) or _is_dated(phrase):
        return True
    if before is None and after is None:
        return not phrase.listed
    if before is None and after is not None:
        return after.norm in _COLONS or after.norm in _DASHES or after.norm.startswith("..") or _agency_follows(phrase)
    return _in_dateline(phrase, before, after)


def _opens_section(phrase: Phrase) -> bool:
    """A header with a colon or dots, or alone on its line, tells where what follows happened; a dateline where it was written."""
    after = phrase.after
    return phrase.before is None and (after is None or after.norm in _COLONS or after.norm.startswith(".."))


def _is_capital(phrase: Phrase) -> bool:
    """``تل أبيب: سقط عدد من الصواريخ``: a bare capital with a colon is where a reporter sits."""
    return not phrase.features and phrase.word in capitals()


def _heads_strike(phrase: Phrase, phrases: list[Phrase]) -> bool:
    """``صنعاء: قصف جوي يخلف قتلى``: a title that names no other place, and goes on with a strike and not with what somebody says."""
    behind = phrase.sentence.tokens[phrase.last + 1 : phrase.last + 2]
    told = (("strike" in reading.tags and reading.form in _NOUNS) or "dead" in reading.tags for each in behind for reading in each.readings)
    return phrase.sentence.part == "title" and len(phrases) == 1 and any(told)


@cache
def capitals() -> frozenset[str]:
    """The keys of capitals' names."""
    return frozenset(key_of_name(name) for name in (*CAPITALS, "تل أبيب", "رام الله", "دبي"))


def _names_agency(phrase: Phrase) -> bool:
    """``دير الزور (قاسيون) -``: an agency that is named like a place."""
    if phrase.before is None or phrase.before.norm != "(" or phrase.after is None or phrase.after.norm != ")":
        return False
    behind = phrase.sentence.tokens[phrase.last + 1 : phrase.last + 2]
    return bool(behind) and behind[0].norm in _DASHES


def _agency_follows(phrase: Phrase) -> bool:
    """``بيروت (رويترز) -``"""
    tokens = phrase.sentence.tokens[phrase.last : phrase.last + 6]
    if not tokens or tokens[0].norm != "(":
        return False
    closing = next((index for index, token in enumerate(tokens) if token.norm == ")"), None)
    if closing is None:
        return False
    if any(in_class(token, "wire") for token in tokens[1:closing]):
        return True
    return closing == len(tokens) - 1 or tokens[closing + 1].norm in _DASHES | _COLONS | {"--", "—"}


def _is_dated(phrase: Phrase) -> bool:
    """``بغداد 3 آذار 2026 (شينخوا)``, ``رام الله 3-5-2026 وفا-``: a bare name, the day of writing, who wrote it."""
    tokens = phrase.sentence.tokens
    if phrase.before is not None or phrase.cued or phrase.clitics or phrase.area:
        return False
    at = phrase.last + (phrase.after is not None and phrase.after.key == "في")
    if at >= len(tokens) or (tokens[at].kind != "number" and tokens[at].key != "اول"):
        return False
    month = month_at(tokens, at + 1)
    if month is None and (tokens[at].norm.isdigit() or tokens[at].kind != "number"):
        return False
    end = month.last if month is not None else at + 1
    behind = [token.norm for token in tokens[end + (end < len(tokens) and tokens[end].kind == "number") :][:_WRITER]]
    return any(norm == "(" or norm in _DASHES | _COLONS for norm in behind)


def _in_dateline(phrase: Phrase, before: Token | None, after: Token | None) -> bool:
    """``بلدي نيوز - إدلب (فلان)``, ``جسر – درعا``"""
    if before is None or before.norm not in _DASHES or phrase.prep or phrase.follows or _ends_road(phrase):
        return False
    return after is None or after.norm in _DASHES or after.norm in "(:،" or after.norm.startswith(".")


def _ends_road(phrase: Phrase) -> bool:
    """``على طريق المصنع – جديدة يابوس``"""
    return any(in_class(token, "road") for token in phrase.sentence.tokens[max(0, phrase.first - _ROAD) : phrase.first])
