"""Dead of which a verb told before: قتل خمسة في غارة على كذا، واثنان في كذا، وآخر بقصف كذا.

The verb is said once, and each number stands with a place or a strike of its own. Such a number is of the outcome of the claim before it.
The people must follow "and" (or, in a list, the sum and a colon), with the place or the strike right behind them, so that neither a part
of those before (بينهم امرأة وطفل) nor a state (واثنان في حالة خطرة) nor a list of people (امرأة وطفلان في غارة) is taken for one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from monitor.model import Count
from workers.extractor import numbers
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.causes import other_cause
from workers.extractor.toll.claims import CasualtyClaim
from workers.extractor.toll.groups import Group, group_at
from workers.extractor.toll.list_ends import MOSTLY, PART_MARKS
from workers.extractor.toll.marks import is_mark
from workers.extractor.word_sets import word_set

ELSEWHERE = "so many elsewhere"
_REACH = 18  # words from those told with the verb to those of the next place
_OWN = 5  # words from the people to the strike or the place that is theirs
_AT = word_set("compass", "elsewhere.at")
_STATES = word_set("state_of_hurt")  # how they are, not where they fell
_STOPS = frozenset((".", "؛", "؟", "!"))


def elsewhere(sentence: Sentence, told: Sequence[Mention[CasualtyClaim]], places: Collection[int]) -> list[Mention[CasualtyClaim]]:
    """The claims with those that no verb of their own tells; ``places`` are the tokens with which a place begins."""
    found: list[Mention[CasualtyClaim]] = []
    for at, claim in enumerate(told):
        end = told[at + 1].first if at + 1 < len(told) else len(sentence.tokens)
        found.append(claim)
        while (following := _next(sentence, found[-1], end, places)) is not None:
            found[-1] = _of_what_is_before(found[-1], following)
            found.append(following)
    return found


def _of_what_is_before(claim: Mention[CasualtyClaim], following: Mention[CasualtyClaim]) -> Mention[CasualtyClaim]:
    """قتل ثلاثة في اشتباكات وأربعة في غارة: the strike behind the second number is not what the first died of."""
    cause = other_cause(claim.sentence.tokens[: following.first], claim.first, claim.last)
    return replace(claim, value=replace(claim.value, other_cause=cause))


def _next(sentence: Sentence, claim: Mention[CasualtyClaim], end: int, places: Collection[int]) -> Mention[CasualtyClaim] | None:
    tokens = sentence.tokens
    if claim.value.outcome not in ("killed", "wounded") or claim.value.count.explicit_none:
        return None
    opening = _past_the_day(tokens, claim.last, end)
    listed = opening < end and tokens[opening].key in (":", "منهم", "بينهم") and claim.rule != ELSEWHERE
    listed = listed and _opens_list(sentence, opening + 1)
    start = opening + 1 if listed else _past_the_part(tokens, claim.last, end, places)
    for at in range(start, min(end, start + _REACH)):
        if _goes_elsewhere(tokens[at]):
            return None
        if not (_is_added(tokens, at) or (listed and at == opening + 1)):
            continue
        group = group_at(sentence, at)
        apart = listed or any(index in places or _begins_where(tokens[index]) for index in range(claim.last, at))
        if group is not None and any(map(vocabulary.his_men, tokens[group.first : group.last])):
            return None  # ومرافقيه
        if group is not None and apart and _are_people(group) and _of_their_own(tokens, group.last, end, places):
            return _claim(sentence, claim, group)
    return None


_DAY = 5  # words of a day between the sum and its parts


def _past_the_day(tokens: tuple[Token, ...], at: int, end: int) -> int:
    """Where the parts begin behind a sum and its day: قتل سبعة، فجر اليوم، بينهم أربعة في كذا."""
    for index in range(at, min(end, at + _DAY)):
        if tokens[index].key not in ("،", ",") and not is_mark(tokens[index], "recent"):
            return index
    return at


def _opens_list(sentence: Sentence, at: int) -> bool:
    """``سبعة، بينهم أربعة في كذا وثلاثة في كذا``; not ``بينهم ضابط برتبة عميد``."""
    group = group_at(sentence, at)
    return group is not None and not group.noun


_PART = 5  # words of those who were among the dead


def _past_the_part(tokens: tuple[Token, ...], at: int, end: int, places: Collection[int]) -> int:
    """Behind the place of a number that tells who was among it: قتل أربعة بينهم سيدة في غارة على كذا، وطفل في كذا."""
    if at >= end or tokens[at].key not in PART_MARKS:
        return at
    where = next((index for index in range(at, min(end, at + _PART)) if index in places or _begins_where(tokens[index])), end)
    comma = next((index for index in range(where, min(end, where + _REACH)) if tokens[index].norm == "،"), end)
    return comma + 1 if comma + 1 < end and any(index in places for index in range(where, comma)) else at


def _is_added(tokens: tuple[Token, ...], at: int) -> bool:
    return numbers.conjoined(tokens[at]) or tokens[at - 1].key == "و"


def _goes_elsewhere(token: Token) -> bool:
    """A stop, a part of those before, another who died or was hurt: what follows is not of the verb."""
    if token.key in _STOPS or token.key in PART_MARKS or token.key in MOSTLY:
        return True
    verb = any(reading.pos == "verb" and "w" in reading.proclitics for reading in token.readings)
    return verb or vocabulary.has(token, "dying", "hurting")


def _begins_where(token: Token) -> bool:
    return token.key in _AT or is_mark(token, "strike_cause") or (token.key.startswith("ب") and len(token.key) > 4)


def _are_people(group: Group) -> bool:
    return group.min is not None and not group.named and group.noun in ("", "person")


def _of_their_own(tokens: tuple[Token, ...], at: int, end: int, places: Collection[int]) -> bool:
    """Does a place or a strike of their own stand right behind the people?"""
    if at >= end or not (_begins_where(tokens[at]) or at in places):
        return False
    if at + 1 < end and tokens[at + 1].key in _STATES:
        return False
    stop = next((index for index in range(at, min(end, at + _OWN)) if tokens[index].kind == "punct"), min(end, at + _OWN))
    return any(index in places or is_mark(tokens[index], "strike_cause") for index in range(at, stop))


def _claim(sentence: Sentence, before: Mention[CasualtyClaim], group: Group) -> Mention[CasualtyClaim]:
    tokens = sentence.tokens
    text = sentence.text[tokens[group.first].start - sentence.start : tokens[group.last - 1].end - sentence.start]
    count, cause = Count(group.min, group.max, text, vague=group.vague), other_cause(tokens, group.first, group.last)
    claim = CasualtyClaim(before.value.outcome, count, cumulative=before.value.cumulative, other_cause=cause)
    return Mention(claim, ELSEWHERE, sentence, group.first, group.last)
