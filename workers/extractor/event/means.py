"""By what means a clause says that something was struck: drone, aircraft, missile, gun, ship.

Means that only fly, that stand in a depot, or that are civil aviation do not count; neither do the contents of what was struck.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.model import EventType
from workers.extractor.grammar import STOPS, Labels, Match
from workers.extractor.word_sets import word_set

_BESIDE = 3  # tokens after words of striking in which their means stands: قصف صاروخي
_OF_IT = 6  # tokens from an aircraft and whose it is to what it did: الطائرات الحربية التابعة للجيش استهدفت بالصواريخ
_OBJECTS = frozenset("=" + word for word in word_set("means.objects"))
_OF_A_FORCE = frozenset(("==للقوه", "==لقوه"))  # موقع للقوة البحرية
_CIVIL = frozenset("=" + word for word in word_set("means.civil"))
_DAMAGE = frozenset("=" + word for word in word_set("damage"))
_HOLDS = frozenset(
    "=" + word for word in "تضم تضمنت يضم تحوي تحتوي يحتوي يحوي كانت_تضم لتخزين لتصنيع".split()
)  # what follows is in the store
_BAHRI = frozenset(("=خرطوم", "=مدينه"))
_MARCH = frozenset("=" + word for word in word_set("means.march"))  # what a مسيرة is when it walks
_MEDIA = frozenset("=" + word for word in word_set("means.media"))
_DEFENCES = frozenset("=" + word for word in word_set("means.defences"))
_QUOTES = frozenset("()\"'«»“”")
_ON_THE_GROUND = "arms destroyed on their ground"  # what was struck, and not by what
_MEANS = ("drone", "air", "missile", "artillery", "naval")


def means_of(labels: Sequence[Labels], span: tuple[int, int], inside: Sequence[Match]) -> list[tuple[int, str]]:
    """The means that the clause names and where, in order, leaving out aircraft that only fly and weapons that are what was struck."""
    start, end = span
    found = [
        (m.first, m.rule.says.split(".")[1])
        for m in inside
        if m.rule.says.startswith("means") and m.last <= end and not _is_object(labels, start, m.first)
    ]
    end = next((at for at in range(start, end) if not _HOLDS.isdisjoint(labels[at])), end)
    for at in range(start, end):
        kinds = [kind for kind in _MEANS if kind in labels[at]]
        if kinds and ("strike" in labels[at] or not _is_object(labels, start, at)):  # وزير الدفاع: غارات
            found += [(at, kind) for kind in kinds]
    others = [(at, kind) for at, kind in found if not _of_defences(labels, at)]
    return sorted(others or found, key=lambda item: item[0])


def _of_defences(labels: Sequence[Labels], at: int) -> bool:
    """``صاروخ اعترضته الدفاعات الجوية``: "air" says what they defend, not what came."""
    return at > 0 and "air" in labels[at] and "platform" not in labels[at] and not _DEFENCES.isdisjoint(labels[at - 1])


def _is_object(labels: Sequence[Labels], start: int, at: int) -> bool:
    """Does the word name a thing on the ground, civil aviation, or an aircraft that only flies?"""
    if ("drone" in labels[at] and (_walks(labels, at) or _broadcasts(labels, start, at))) or _is_hit(labels, start, at):
        return True
    before = labels[max(start, at - 3) : at]
    if "naval" in labels[at] and any(here & _BAHRI for here in before[-1:]):
        return True  # الخرطوم بحري is a city
    if "air" in labels[at] and "platform" not in labels[at] and any("=قاعده" in here for here in labels[max(start, at - 4) : at]):
        return True  # قاعدة عين الأسد الجوية
    damaged = any(not _DAMAGE.isdisjoint(here) for here in before[-1:])  # ألحق الضرر بطائرتين
    downed = any("intercept" in here for here in labels[max(start, at - 4) : at])  # اعترضت الدفاعات الجوية مسيّرة
    if not downed and (
        damaged
        or any("fly" in here for here in labels[max(start, at - 4) : at])
        or any(not _OBJECTS.isdisjoint(here) for here in before[-2:])
    ):
        return True
    if any("=قوه" in here and not _OF_A_FORCE.isdisjoint(here) for here in before[-1:]):
        return True
    beside = labels[max(start, at - 1) : at + 2]
    return "air" in labels[at] and any(not _CIVIL.isdisjoint(here) for here in beside)


_HITS = frozenset(("hit:imperfect", "hit:perfect"))
_NO_DOER = frozenset("=" + word for word in word_set("means.no_doer"))


def _is_hit(labels: Sequence[Labels], start: int, at: int) -> bool:
    """``الاحتلال يستهدف دبابات في كذا``: behind a verb whose doer stands before it, a gun or a ship is what was struck."""
    if labels[at].isdisjoint(("artillery", "naval")) or "platform" not in labels[at] or at - 2 < start or _HITS.isdisjoint(labels[at - 1]):
        return False
    doer = labels[at - 2]
    return doer.isdisjoint(_NO_DOER) and doer.isdisjoint(STOPS) and not any(label.endswith(("+b", "+al")) for label in labels[at])


def _walks(labels: Sequence[Labels], at: int) -> bool:
    """``مسيرة تضامنية``."""
    return at + 1 < len(labels) and not _MARCH.isdisjoint(labels[at + 1])


def _broadcasts(labels: Sequence[Labels], start: int, at: int) -> bool:
    """``قناة ((المسيرة))``, ``المسيرة نت``: a broadcaster of that name."""
    if "==المسيره" not in labels[at]:
        return False
    before = [here for here in labels[max(start, at - 4) : at] if here.isdisjoint(_QUOTES)]
    online = any("=نت" in here for here in labels[at + 1 : at + 2])
    return online or any(not _MEDIA.isdisjoint(here) for here in before[-1:])


def type_of(means: Sequence[tuple[int, str]], trigger: Match, labels: Sequence[Labels]) -> EventType | None:
    """By what the chosen words say beside them, else by what the clause names; a raid by a drone is a drone's, but not one by fighters."""
    if trigger.rule.name == _ON_THE_GROUND:
        return None
    means = [(at, kind) for at, kind in means if not _is_struck(at, kind, means, trigger, labels)]
    everywhere = [kind for _, kind in means]
    beside = [kind for at, kind in means if trigger.first <= at < trigger.last + _BESIDE]
    if "drone" in everywhere and any(_by_pilots(at, kind, labels) for at, kind in means[: everywhere.index("drone")]):
        return EventType.AIR
    if _missile_and_drone(means, labels):
        return EventType.MISSILE
    if fired_by := _fired_by(means, trigger, labels):
        return fired_by
    told = _named(beside)
    return EventType.DRONE if told in (None, EventType.AIR) and "drone" in everywhere else told or _named(everywhere)


def _fired_by(means: Sequence[tuple[int, str]], trigger: Match, labels: Sequence[Labels]) -> EventType | None:
    """``الطائرة أطلقت صاروخين``, ``استهدفت طائرة بالصواريخ``: a missile of an aircraft is the aircraft's, a shell of a boat the boat's."""
    if _DEEDS.isdisjoint(labels[trigger.first]):
        return None
    near = [(at, kind) for at, kind in means if 0 < trigger.first - at <= _OF_IT and kind in _CARRIERS]
    if not any("platform" in labels[at] for at, _ in near):
        return None
    if all(kind == "naval" for _, kind in near):
        return EventType.NAVAL
    return EventType.DRONE if any(kind == "drone" for _, kind in near) else EventType.AIR


def _is_struck(at: int, kind: str, means: Sequence[tuple[int, str]], trigger: Match, labels: Sequence[Labels]) -> bool:
    """``استهدفت مسيّرات دبابات``: guns and launchers behind aircraft that strike are what was struck."""
    boats = kind == "naval" and at >= trigger.last and labels[at].isdisjoint(("platform+b", "platform+al"))
    if boats and any(first > at and by in ("missile", "drone") for first, by in means):
        return True  # استهداف زوارق بصواريخ
    ground = kind not in _IN_THE_AIR and "platform" in labels[at] and "platform+b" not in labels[at]
    return ground and at >= trigger.last and any(first < trigger.first and by in _IN_THE_AIR for first, by in means)


_DEEDS = frozenset(f"{verb}:{form}" for verb in ("fire_v", "hit", "strike") for form in ("perfect", "imperfect"))
_IN_THE_AIR = frozenset(("air", "drone"))
_CARRIERS = _IN_THE_AIR | {"naval"}


def _by_pilots(at: int, kind: str, labels: Sequence[Labels]) -> bool:
    """``المقاتلات``, and ``الطائرات الحربية والمسيرة``: of those the first."""
    here = labels[at : at + _BESIDE + 1]
    return kind == "air" and ("manned" in labels[at] or any("war" in one and "drone+w" in two for one, two in pairwise(here)))


def _missile_and_drone(means: Sequence[tuple[int, str]], labels: Sequence[Labels]) -> bool:
    """``بصواريخ ومسيرات``: what is told first, unless the drone fires the missile."""
    at = next((at for at, kind in means if kind == "drone"), 0)
    joined = any(not _JOINED.isdisjoint(here) for here in labels[max(0, at - 1) : at + 1])
    return joined and any(kind == "missile" and 0 < at - where <= _BESIDE + 1 for where, kind in means)


_JOINED = frozenset(("drone+w", "platform+w"))


def _named(means: Sequence[str]) -> EventType | None:
    if "drone" in means:
        return EventType.DRONE
    first = next(iter(means), None)
    if "air" in means and first != "artillery":
        return EventType.AIR
    if "missile" in means and "artillery" in means and means.index("missile") - means.index("artillery") == 1:
        return EventType.MISSILE
    named = {"missile": EventType.MISSILE, "artillery": EventType.ARTILLERY, "naval": EventType.NAVAL, "air": EventType.AIR}
    return named.get(first or "")
