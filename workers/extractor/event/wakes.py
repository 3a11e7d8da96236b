"""What a clause opens with that is not its strike: بعد مقتل جنديين في كذا، قصفت المدفعية; بالتزامن مع مظاهرات في كذا، شن.

The places and the dead among those words are of another event. A strike among them is told like any other; so is what no verb of
striking follows (``بعد مقتل خمسة بقصف كذا، أعلن الحداد``), and what the verb behind them points back to (``بعد وصول الرتل إلى كذا،
استهدفته``).
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.event.stances import MEANWHILE, NEAR, NOW, OPENING, THEN
from workers.extractor.grammar import DOTS, STOPS, Labels, Match
from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll.causes import died_otherwise
from workers.extractor.word_sets import word_set

_TIMES = word_set("hours_and_spells")
_OF_HARM = frozenset(("dying", "hurting", "dead", "hurt", "loss", "end", "lives", "injury", "blast", "destroy"))
_FALLEN = frozenset(("dying", "hurting"))  # وقتل اثنان بقصف
_SHORTEST = 3  # words of a clause of its own
_LONGEST = 30  # words of what came before
_ITS = ("ه", "ها", "هم", "هما")  # هجوم شنه تنظيم كذا: a verb of the other event; استهدفته: of what was named


def wake_of(sentence: Sentence, span: tuple[int, int], inside: Sequence[Match], labels: Sequence[Labels]) -> tuple[int, int] | None:
    """From the word for "after" to the comma, the dots or the verb behind what it names; None where the clause opens otherwise."""
    match = next((match for match in inside if match.rule.says == "wake" and match.first <= span[0] + OPENING), None)
    if match is None or _tells_when(sentence, match.last):
        return None
    behind = range(match.last + 1, min(span[1], match.last + _LONGEST))
    stop = next((at for at in behind if _ends(sentence, labels, at)), None)
    if stop is None or any(_tells_strike(other) and match.first <= other.first < stop for other in inside):
        return None
    beside = match.rule.name in MEANWHILE and _harms(sentence.tokens[match.last : stop])
    return None if beside else (match.first, stop)


def prelude_of(
    sentence: Sentence, span: tuple[int, int], trigger: Match, inside: Sequence[Match], labels: Sequence[Labels]
) -> tuple[int, int] | None:
    """``أغلقت المدارس في كذا، وقصفت المدفعية كذا``: what stands before the verb that goes on with the strike, where it tells of neither
    strikes nor dead."""
    verbs = range(trigger.first, max(span[0] + _SHORTEST, trigger.first - NEAR), -1)
    tokens = sentence.tokens
    verb = next((at for at in verbs if _goes_on(tokens[at]) and (tokens[at].has_any(_FALLEN) or not THEN.isdisjoint(labels[at]))), None)
    if verb is None or any(_tells_strike(match) and match.first < verb for match in inside):
        return None
    return None if _harms(tokens[span[0] : verb]) else (span[0], verb)


def _harms(tokens: Sequence[Token]) -> bool:
    """``قتل ثلاثة في كذا، وقصفت المدفعية كذا``: by a strike, as far as is said; not ``توفي ثلاثة بحادث سير في كذا، وقصفت``."""
    return any(token.has_any(_OF_HARM) for token in tokens) and not any(map(died_otherwise, tokens))


def _goes_on(token: Token) -> bool:
    return any("w" in reading.proclitics and reading.form in ("perfect", "passive") for reading in token.readings)


def _tells_when(sentence: Sentence, at: int) -> bool:
    """``بعد ظهر اليوم``, ``بعد 48 ساعة``"""
    return at >= len(sentence.tokens) or sentence.tokens[at].kind == "number" or sentence.tokens[at].key in _TIMES


def _ends(sentence: Sentence, labels: Sequence[Labels], at: int) -> bool:
    if not DOTS.isdisjoint(labels[at]):
        return True
    if STOPS.isdisjoint(labels[at]):
        return _is_deed(sentence, labels, at, THEN)
    following = range(at + 1, min(at + 1 + NEAR, len(labels)))
    return any(_is_deed(sentence, labels, one, THEN if one == at + 1 else NOW) for one in following)


def _is_deed(sentence: Sentence, labels: Sequence[Labels], at: int, forms: frozenset[str]) -> bool:
    return not forms.isdisjoint(labels[at]) and not sentence.tokens[at].key.endswith(_ITS)


def _tells_strike(match: Match) -> bool:
    return match.rule.says.startswith("trigger") and match.rule.says != "trigger.weak"
