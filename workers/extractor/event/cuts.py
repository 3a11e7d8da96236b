"""Where a sentence is cut into statements: at words that begin a new one, and where somebody died elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from workers.extractor.event.stances import OPENING
from workers.extractor.grammar import STOPS, Labels, Match
from workers.extractor.word_sets import word_set


def cuts(matches: Sequence[Match], labels: Sequence[Labels]) -> list[int]:
    """Where new statements begin: at cut words and at frames that step back, when an event follows them and one stands before."""
    triggers = sorted(match.first for match in matches if match.rule.says.startswith("trigger"))
    found = set()
    for match in matches:
        if _is_no_cut(match, triggers, matches, labels):
            continue
        if match.rule.says.startswith("cut") or match.rule.says.startswith(("frame.lag", "frame.reply", "frame.after")):
            if match.rule.says.startswith("frame.after") and _massacre_by_it(match.first, matches):
                continue
            before = match.rule.name in _TURNS or any(first < match.first for first in triggers)
            aside = match.rule.says == "cut.aside"
            if before and (aside or any(first >= match.first for first in triggers)):
                found.add(_with_verb(_with_comma(match.first, labels), match, labels))
    return sorted(found - {0})


def _of_one_pursuit(cut: Match, matches: Sequence[Match]) -> bool:
    """``لاحقت مسيّرة دراجة وأطلقت صوبها صاروخا``: one strike."""
    return any(match.rule.name == "drone that pursues and fires" and match.first < cut.first < match.last for match in matches)


def _is_no_cut(match: Match, triggers: list[int], matches: Sequence[Match], labels: Sequence[Labels]) -> bool:
    """Does the statement go on at these words, though they begin a new one elsewhere?"""
    name, says = match.rule.name, match.rule.says
    if name == "and struck":
        noun = not labels[match.first].isdisjoint(_NOUNS)  # "raids and shelling" is no new statement
        return (noun and not _one_struck(match.first, labels)) or _where_they_struck(match.first, labels) or _of_one_pursuit(match, matches)
    if name == "as also":
        return _amid_clause(match.first, labels)
    if says == "cut.dated":
        return not _each_with_its_month(match.first, triggers, matches)
    if says == "cut.other":
        return not _another_kind(match.first, triggers, matches, labels)
    needed = _ONLY_BEHIND.get(says)
    behind = (m for m in matches if m.first <= OPENING) if says == "cut.opened" else (m for m in matches if m.first < match.first)
    return needed is not None and not any(m.rule.says.startswith(needed) for m in behind)


# cuts that need other words before them: قتل عشرة منذ بدء الغارات، بينهم اثنان قتلا في قصف كذا; نفى قصف كذا، مؤكدا أنه استهدف كذا
_ONLY_BEHIND = {"cut.opened": "frame.after", "cut.tally": "status.tally", "cut.coincided": "coincide", "cut.denied": "status.denied.after"}


_BY_IT = 4  # words from the massacre to what brought it about


def _massacre_by_it(at: int, matches: Sequence[Match]) -> bool:
    """``ارتكبت الطائرات مجزرة بعد استهدافها معبرا``: the massacre is what the strike brought about, and no older one."""
    return any(match.rule.says == "trigger.weak" and match.rule.name == "massacre" and 0 < at - match.first <= _BY_IT for match in matches)


_STRIKER = frozenset("=" + word for word in word_set("cuts.striker"))
_THERE = frozenset(("=علي", "=ل", "=في"))
_WHOM = 3  # words from the noun or verb of striking to what was struck, with who did it


def _one_struck(at: int, labels: Sequence[Labels]) -> bool:
    """``سقط صاروخ في X، وقصف الجيش بلدة كذا``: a verb with its subject and object, behind another; not ``وقصف الجيش على``."""
    behind = labels[at + 1 : at + 1 + _WHOM]
    if not behind or behind[0].isdisjoint(_STRIKER) or any(not here.isdisjoint(_THERE) for here in behind):
        return False
    return (at > 0 and "=،" in labels[at - 1]) or any(not here.isdisjoint(_VERBS) for here in labels[:at])


_VERBS = frozenset(f"{verb}:{tense}" for verb in ("strike", "hit", "light", "fall_v", "fire_v") for tense in ("perfect", "imperfect"))
_LAUNCHED = frozenset("=" + word for word in "نفذتها نفذها شنتها شنها".split())
_BY_WHOM = 6  # words from the verb to the second one, with who launched them


def _where_they_struck(at: int, labels: Sequence[Labels]) -> bool:
    """``ضربات نفذتها مقاتلات واستهدفت كذا``: the raids that somebody launched are those that struck."""
    if "hit:perfect+w" not in labels[at]:
        return False
    if _happened(at, labels):
        return True
    before = labels[max(0, at - _BY_WHOM) : at]
    launched = max((number for number, here in enumerate(before) if not _LAUNCHED.isdisjoint(here)), default=None)
    return launched is not None and not any(here & (STOPS | {"=علي"}) for here in before[launched:])


_HAPPENED = frozenset("=" + word for word in word_set("cuts.happened"))
_ATTACKS = frozenset(("attack:noun", "blow:noun", "strike:noun", "strike:verbal_noun"))
_THAT_DAY = 9  # words of when and where an attack happened


def _happened(at: int, labels: Sequence[Labels]) -> bool:
    """``هجوما مماثلا وقع صباح الأربعاء، واستهدف حقلا``: the attack that happened is the one that struck."""
    first = max(2, at - _THAT_DAY)
    verbs = (here for here in range(first, at) if not _HAPPENED.isdisjoint(labels[here]))
    return any(not _ATTACKS.isdisjoint(labels[verb - 1] | labels[verb - 2]) for verb in verbs)


def of_their_own(matches: Sequence[Match], elsewhere: Sequence[int]) -> list[int]:
    """Those of the people who died elsewhere whose strike is told with them."""
    triggers = [match.first for match in matches if match.rule.says.startswith("trigger")]
    ends = (*elsewhere[1:], sys.maxsize)[: len(elsewhere)]
    told = min(triggers, default=0)
    return [start for start, end in zip(elsewhere, ends, strict=True) if told < start and any(start < at < end for at in triggers)]


def _each_with_its_month(at: int, triggers: Sequence[int], matches: Sequence[Match]) -> bool:
    """``غارة على X في 11 مايو، وقصف مدفعي على Y في 13 يونيو``: two strikes, each of its own day."""
    months = [match.first for match in matches if match.rule.says == "month"]
    before = next((first for first in triggers if first < at), at)
    return any(before < month < at for month in months) and any(month > at for month in months)


def _another_kind(at: int, triggers: Sequence[int], matches: Sequence[Match], labels: Sequence[Labels]) -> bool:
    """``مجزرة بسيارة مفخخة في X، وجرحى بقصف على Y``: what stands before is a car bomb, or an armed attack, not the strike that hurt the
    others."""
    before = [first for first in triggers if first < at]
    on_foot = any(match.rule.name == "armed attack" and match.first < at for match in matches)
    return bool(before) and (on_foot or any("other_kind" in here for here in labels[before[-1] : at]))


_TURNS = frozenset(
    (
        "as also",
        "while",
        "and their guns",
        "and another struck",
        "then struck",
        "who was killed in",
        "and after an ellipsis",
        "and it had announced",
    )
)  # these begin a statement even where none of a strike stands before
_NOUNS = frozenset(("strike:verbal_noun", "hit:verbal_noun", "light:verbal_noun"))


_DIES = frozenset(("kill_v", "undergo"))


def _amid_clause(at: int, labels: Sequence[Labels]) -> bool:
    """``استهدفت الغارات كذلك ميناء``: what it adds has begun before it."""
    if "==كذلك" not in labels[at] or at == 0:
        return False
    return STOPS.isdisjoint(labels[at - 1]) and _DIES.isdisjoint(labels[at - 1])


def _with_verb(first: int, match: Match, labels: Sequence[Labels]) -> int:
    """``حيث استشهد كذلك 30``: the verb before belongs to what is added."""
    dies = first > 0 and match.rule.name == "as also" and not _DIES.isdisjoint(labels[first - 1])
    return first - 1 if dies else first


def _with_comma(first: int, labels: Sequence[Labels]) -> int:
    """A cut after ``في`` or a comma takes it along."""
    while first > 0 and labels[first - 1] & {"=في", "=وفي"}:
        first -= 1
    return first
