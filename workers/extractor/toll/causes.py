"""What people died of, where it was no strike: clashes, mines, the sea, an aircraft that fell, an ailment.

The cause is the nearest cause word behind the claim, else the nearest before it; a claim with a strike word nearby keeps none.
"""

from __future__ import annotations

from workers.extractor.tokens import Token
from workers.extractor.toll.list_ends import PART_MARKS
from workers.extractor.toll.marks import is_mark
from workers.extractor.when.timewords import phrase
from workers.extractor.word_sets import word_set

NEAR = 14  # words from the dead to what they died of
_OTHERWISE = word_set("causes.otherwise")
_TURNS = word_set("causes.turns") | {"؛", "."}
_FALLEN = 30  # words from the aircraft brought down to those who died aboard
_TOLD_OF = 26  # words from the dead to what is said to have led to their death
_LEADS = word_set("causes.leads")
_ABOARD = 6  # words from the dead to "aboard", or from the fall to what fell
_MEANWHILE = frozenset(("مع", "وسط"))
_PERIODS = word_set("causes.periods")
_OF_IT = word_set("causes.of_it")
_AND_BROKE_OUT = frozenset("و" + word for word in word_set("broke_out"))


def other_cause(tokens: tuple[Token, ...], first: int, last: int, following: int = 0) -> str:
    """The nearest cause, when it is no strike and no strike is named beside it; what stands before the next dead (``following``) first."""
    if (fallen := _of_the_fallen(tokens, first, last)) is not None:
        return fallen.surface
    turn = next((i for i in range(last, min(len(tokens), last + NEAR)) if tokens[i].key in _TURNS), last + NEAR)
    behind = tokens[last:turn]
    ahead = tokens[max(0, first - (_TOLD_OF if _led_to(tokens, first) else NEAR)) : first][::-1]
    own = tokens[last : min(turn, following)]
    own = own if any(_kills_otherwise(tokens, token.index) for token in own) else ()
    for words in (own, behind, ahead):
        if any(_by_strike(tokens, token.index) for token in words):
            return ""
        other = next((token for token in words if _kills_otherwise(tokens, token.index)), None)
        if other:
            return other.surface
    return ""


def died_otherwise(token: Token) -> bool:
    """``بحادث سير``, ``برصاص``, ``وأعدم``: does the word alone tell that no strike killed or hurt?"""
    return is_mark(token, "other_cause") or token.key.removeprefix("و").removeprefix("ب") in _OTHERWISE


def _led_to(tokens: tuple[Token, ...], first: int) -> bool:
    """دارت اشتباكات بين كذا وكذا على محور كذا، أدت إلى مقتل: the subject may stand far before its dead."""
    return any(token.key in _LEADS for token in tokens[max(0, first - 2) : first])


def _kills_otherwise(tokens: tuple[Token, ...], at: int) -> bool:
    """A cause that is no strike, somebody's hand (على يد مسلحين); an ailment where it is said to be one (بالكوليرا, جراء المجاعة; not مركز
    لعلاج الكوليرا)."""
    if tokens[at].key == "يد":
        return at > 0 and tokens[at - 1].key == "علي"
    if at and tokens[at - 1].key in PART_MARKS:
        return False  # مقتل خمسة بينهم قناص
    if is_mark(tokens[at], "ailment"):
        return tokens[at].key.startswith("ب") or (at > 0 and tokens[at - 1].key in _OF_IT)
    return is_mark(tokens[at], "other_cause") and not _no_cause(tokens, at)


def _by_strike(tokens: tuple[Token, ...], at: int) -> bool:
    return is_mark(tokens[at], "strike_cause") and not _left_over(tokens, at) and not _amid(tokens, at)


def _amid(tokens: tuple[Token, ...], at: int) -> bool:
    """اشتباكات أدت إلى مقتل خمسة وسط قصف: what went on beside it."""
    return any(token.key == "وسط" for token in tokens[max(0, at - 3) : at])  # وسط قصف مدفعي وصاروخي


def _left_over(tokens: tuple[Token, ...], at: int) -> bool:
    """مخلفات القصف: what did not go off, and kills later."""
    return at > 0 and tokens[at - 1].key.endswith("مخلفات")


def _of_the_fallen(tokens: tuple[Token, ...], first: int, last: int) -> Token | None:
    """تحطمت مروحية ما أودى بحياة أربعة, أسقطت الدفاعات طائرة ومقتل 15 كانوا على متنها: the aircraft that fell with or on them."""
    aboard = any(token.key.startswith("متن") for token in tokens[last : last + _ABOARD])
    for token in tokens[max(0, first - (_FALLEN if aboard else NEAR)) : first][::-1]:
        falls = is_mark(token, "crashes") or (aboard and is_mark(token, "downs"))
        if falls and any(is_mark(near, "aircraft") for near in tokens[token.index + 1 : token.index + 1 + _ABOARD]):
            return token
    return None


def _no_cause(tokens: tuple[Token, ...], at: int) -> bool:
    """``مقتل أربعة واندلاع حريق``, ``وانهيار المبنى``: what broke out is a result like the dead, not their cause; nor is a truce (وقف إطلاق
    النار), nor what only says which day it was (في اليوم الثالث من المواجهات) or since when (منذ اندلاع الاشتباكات)."""
    if at < 2:
        return False
    if tokens[at].key == "وانهيار":
        return True
    if any(token.key in _MEANWHILE for token in tokens[at - 2 : at]):
        return True  # بالتزامن مع الاشتباكات
    if is_mark(tokens[at - 2], "ceasing") or _counts_the_days(tokens, at) or any(token.key == "منذ" for token in tokens[at - 2 : at]):
        return True
    outbreak, before = tokens[at - 1].key, tokens[at - 2].key
    return outbreak in _AND_BROKE_OUT or ("و" + outbreak in _AND_BROKE_OUT and before in ("الي", "عن"))


def _counts_the_days(tokens: tuple[Token, ...], at: int) -> bool:
    """اليوم الثالث من المواجهات, الأسبوع الثاني للاشتباكات."""
    day = at - 2 - (tokens[at - 1].key == "من")
    said_of = tokens[at - 1].key == "من" or tokens[at].key.startswith("لل")
    return day >= 0 and said_of and tokens[day].key in _PERIODS and phrase("ordinal", tokens, day + 1) is not None
