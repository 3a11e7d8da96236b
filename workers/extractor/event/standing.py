"""Are the words of striking in a clause those of a strike? Strong ones always are; weak ones by a means, an army or somebody hurt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from monitor.model import EventType
from workers.extractor.grammar import STOPS, Labels, Match
from workers.extractor.tokens import Sentence
from workers.extractor.word_sets import word_set

Armed = Callable[[int, int], AbstractSet[str]]


def nobody(first: int, last: int) -> AbstractSet[str]:  # noqa: ARG001 - the signature of Armed
    """No trigger has an agent."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class ToldNext:
    """What the next sentence says of an attack that the reader has just met: its means, if it tells them, and whether it calls it a
    strike (``وأضاف أن القصف``)."""

    means: EventType | None
    calls_it_strike: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What a clause is judged by; ``going_on`` is set right after a clause that told a strike, ``adding`` also right after a sentence."""

    sentence: Sentence
    labels: Sequence[Labels]
    matches: Sequence[Match]
    armed: Armed
    going_on: bool
    adding: bool
    elsewhere: Sequence[int] = ()  # where those begin who died elsewhere, by a verb told before
    next: ToldNext | None = None


def stands(scene: Scene, match: Match, span: tuple[int, int], means: Sequence[tuple[int, str]]) -> bool:
    """Is this trigger one of a strike, in this clause?"""
    labels, strength = scene.labels, match.rule.says.split(".")[1]
    here = labels[match.first]
    if span[0] in scene.elsewhere and strength in ("hurt", "means"):
        return True
    armed = bool(means) or scene.next is not None
    if strength != "strong" and _of_another_kind(_around(match, span, labels), armed):
        return False
    if strength == "weak":
        known = armed or _is_one_more(scene, match) or _is_of_an_army(scene, match)
        return "blow" not in here and known  # ضربة is spelt like "struck it", but here the noun
    if strength == "blow":
        return bool(means) or not here.isdisjoint(("blow+al", "blow:plural")) or bool(scene.armed(match.first, match.last))
    fell = any(not _FALLEN.isdisjoint(each) for each in labels[match.first : match.last])
    return strength == "strong" or _has_effect(labels, span, strength, fell)


_GUNMEN = frozenset("=" + word for word in word_set("gunmen"))


def _of_another_kind(around: Sequence[Labels], means: bool) -> bool:
    """A raid on foot, a shooting, a mine, gunmen on a motorcycle; ``دراجة نارية`` alone is only what was struck."""
    if not means and any(not _GUNMEN.isdisjoint(here) for here in around):
        return True
    shot = any(
        "other_kind" in here and not any(label.startswith("=دراج") for label in before) for before, here in pairwise((frozenset(), *around))
    )
    return (shot and not means) or any("raid" in here for here in around)


def _around(match: Match, span: tuple[int, int], labels: Sequence[Labels]) -> Sequence[Labels]:
    """What stands between the commas around a trigger; for a known strike (الضربة), what is behind the comma is of something else."""
    end = next((at for at in range(match.last, span[1]) if not STOPS.isdisjoint(labels[at])), span[1])
    return labels[span[0] : end if "blow+al" in labels[match.first] else span[1]]


def _is_of_an_army(scene: Scene, match: Match) -> bool:
    """Is a weak word one of a strike without a means, by who struck or because such a strike was told?"""
    here = scene.labels[match.first]
    behind = scene.labels[match.last : match.last + _NEXT]
    if not here.isdisjoint(_KNOWN) or ("attack:plural" in here and behind and not _DAYS.isdisjoint(behind[0])):
        return True
    before = scene.labels[max(0, match.first - _NEXT) : match.first]
    if "hit" in here and any("suicide" in each for each in before) and not any("drone" in each for each in before):
        return False  # هجوم انتحاري استهدف
    agents = scene.armed(match.first, match.last)
    if match.rule.name == "attack abroad" and agents:
        return True
    if "hit" in here and (scene.going_on or (scene.adding and not agents & _ON_FOOT)):
        return True
    if any(not _REPELS.isdisjoint(each) for each in before):
        return False  # who beats back an attack stands on the ground
    goes_in = "attack" in here and any(not _HELD.isdisjoint(each) for each in behind)
    return bool(agents & _FROM_AFAR) or (not here.isdisjoint(_HITS) and not goes_in and bool(agents - _ON_FOOT))


_ANOTHER = frozenset("=" + word for word in word_set("standing.another"))
_SHOT = _GUNMEN | frozenset("=" + word for word in word_set("standing.shot"))


def _is_one_more(scene: Scene, match: Match) -> bool:
    """Right behind a strike that was told, ``هجوم آخر`` is another one, unless somebody shoots."""
    behind = scene.labels[match.last : match.last + 2 * _NEXT]
    told = scene.going_on or scene.adding
    another = bool(behind) and is_another(scene.labels[match.first], behind[0])
    return told and another and all(_SHOT.isdisjoint(each) for each in behind)


def is_another(here: Labels, behind: Labels) -> bool:
    """``هجوم آخر``: one more of the kind that was told."""
    return "attack:noun" in here and "attack+al" not in here and not _ANOTHER.isdisjoint(behind)


_DAYS = frozenset("=" + word for word in word_set("standing.days"))  # هجمات الاثنين: those of a day that is told
_REPELS = frozenset("=" + word for word in word_set("standing.repels"))
_FROM_AFAR = frozenset(
    ("israel", "usa", "coalition", "iran", "saudi_coalition", "nato", "uk", "france")
)  # whose "attack" abroad is a strike
_ON_FOOT = frozenset(("isis", "unknown", "tribes"))  # whose "targeting" without a weapon named is an ambush or a shooting
_HITS = frozenset(("hit", "aggression", "massacre"))
_NEXT = 3  # words behind the verb in which its object stands
_HELD = frozenset("=" + word for word in word_set("standing.held"))  # who attacks these goes in
_KNOWN = frozenset(("hit:verbal_noun+al", "hit:adjective+al", "attack+al"))  # the targeting, the attack: one that was told
_HURT = frozenset("=" + word for word in word_set("standing.hurt")) | {"kill_v"}
_FALLEN = frozenset(("fall_v", "=وقع", "=وقعت", "=وقعا", "=انهالت", "=انهال", "=هوت"))
_AT = frozenset("=" + word for word in word_set("standing.at")) | {"hit"}


_NONE = frozenset(("=دون", "=بدون", "=بلا", "=لا", "=عدم", "negation"))


def _has_effect(labels: Sequence[Labels], span: tuple[int, int], strength: str, fell: bool) -> bool:
    """Something was aimed at, or someone was hurt; a means alone needs somebody hurt or something hit, and
    a drone that came down somebody hurt."""
    if strength == "hurt":
        hurt = (labels[max(span[0], at - 2) : at] for at in range(*span) if not _HURT.isdisjoint(labels[at]))
        return any(all(_NONE.isdisjoint(here) for here in before) for before in hurt)
    wanted = _HURT | {"hit"} if strength == "means" else _HURT | _AT | ({"=في"} if fell else frozenset())
    return any(not wanted.isdisjoint(here) for here in labels[span[0] : span[1]])
