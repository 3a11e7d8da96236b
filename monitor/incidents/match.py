"""Does a report tell of an incident? Policy, in prose.

A report is compared with an incident on type, place, time, culprit, toll, what was hit, who is quoted, and text. The answer is
``same``, ``different`` or ``unsure``, with its reasons; there is no score. Headlines are not compared at all.

- The same strike of the same article, and a syndicated copy of its text, are the same.
- Places apart and days apart make two events. So do hours that exclude each other, and types that cannot be told for one
  another (a raid and shelling), unless place and day are the same and so is a toll of three or more.
- At one place on one day it is one event, unless two things contradict (culprits of two camps, tolls out of proportion, other
  kinds of target), or one does and nothing supports. Then we are unsure.
- Neighbouring villages need an equal toll: of three or more, or with the same hour, hand or kind of target.
- A day apart is another strike, unless one day is an inference and the tolls or the targets agree.
- What names only the province, or an area, is the event of that province or area if it is the only one there that day from the
  same hand (``only``: :mod:`monitor.incidents.assign` sees the other candidates), and nothing contradicts.
- Two strikes that one article tells apart are two events.
- A denial is held against the same place and day; culprit and toll do not matter to it.

What this deliberately misses: two waves on one town that no report dates by the hour become one incident; a report that gets the
day wrong by more than one opens its own; a report without any place is never merged. Unsure ones stay apart, linked as related.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from monitor.incidents import figures, moment, place
from monitor.incidents.kin import actors_agree, kin_provinces, kin_types
from monitor.incidents.profile import Profile, of_incident, of_report
from monitor.model import Count, EventType, Incident, Kind, Precision, Report, Strike

_SLACK = timedelta(days=1)
_LONGEST = timedelta(days=62)  # a date coarser than two months identifies nothing
_ONLY_WITHIN = timedelta(hours=14)
_TOLL_RATIO, _TOLL_STEP = 3, 10
_TELLING_TOLL = 3


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look for candidates: no regions, no candidates. ``families`` are event types."""

    regions: frozenset[str]
    start: date
    end: date
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``same``, ``different`` or ``unsure``, and why. ``only``: same if no other candidate is, or if the toll tells it (``marked``)
    from all others. ``closeness`` orders the same ones."""

    name: str
    reasons: tuple[str, ...]
    only: bool = False
    marked: bool = False
    closeness: tuple[int, ...] = ()


def search(report: Report) -> Search:
    """The regions, days and families in which an incident must be to be this report's."""
    when = moment.moment(report.strike, report.published)
    coarse = when.end - when.start > _LONGEST or _precision(report.strike) is Precision.YEAR
    regions = frozenset[str]() if coarse else _regions(report.strike)
    return Search(regions, when.start - _SLACK, when.end + _SLACK, frozenset(map(str, _families(report.strike))))


def _families(strike: Strike) -> frozenset[EventType]:
    """With a toll that few strikes share, a raid may be told as shelling."""
    counted = any((count.min or 0) >= _TELLING_TOLL for count in (strike.casualties.killed, strike.casualties.wounded) if count)
    return frozenset(EventType) if counted else kin_types(strike.event_type)


def _precision(strike: Strike) -> Precision | None:
    return strike.occurred.precision if strike.occurred else None


def _regions(strike: Strike) -> frozenset[str]:
    found: set[str] = set()
    for target in place.targets(strike):
        found |= kin_provinces(target.admin1) if target.admin1 else {target.country}
    return frozenset(found)


def compare(report: Report, incident: Incident) -> Verdict:
    """Does the report tell of this incident?"""
    return judge(of_report(report), of_incident(incident))


def judge(told: Profile, known: Profile) -> Verdict:
    """As :func:`compare`, of what was read of the two."""
    if told.strikes <= known.strikes:
        return Verdict("same", ("this report is already in it",), closeness=(9,))
    if told.articles <= known.articles:
        return _sibling(told, known)
    copied = bool(told.texts & known.texts)
    barrier = None if copied else _time_barrier(told, known)
    if barrier:
        return Verdict("different", (f"time: {barrier}",))
    where = _where(told, known)
    if copied and where not in ("elsewhere", "unknown"):
        return Verdict("same", ("a copy of a text that is already in it",), closeness=(8,))
    barrier = _barrier(told, known, where)
    return Verdict("different", (barrier,)) if barrier else _weigh(told, known, where)


def _marked(told: Profile, known: Profile) -> bool:
    """Do the two share a toll that few strikes share?"""
    return any(low >= _TELLING_TOLL for _, low, _ in told.tolls & known.tolls)


def _where(told: Profile, known: Profile) -> str:
    return "same" if told.names & known.names else place.relate(told.targets, known.targets)


def _sibling(told: Profile, known: Profile) -> Verdict:
    """Another strike of one article is another event, unless it repeats itself: one place and day, and no second toll."""
    facts = _facts(told, known, _where(told, known))
    fits = facts.where == "same" and facts.when == "same" and not facts.contradictions and told.event_type in known.kin
    if fits and not (told.tolls and known.tolls and "toll" not in facts.supports):
        return Verdict("same", ("the article says the same of it twice",), closeness=(0,))
    return Verdict("different", ("the same article tells the two apart",))


# ---- what makes two events -------------------------------------------------------------------------------------------

_TIMES = {"apart": "days apart", "next_day": "the day before or after"}


def _time_barrier(told: Profile, known: Profile) -> str | None:
    when = moment.relate(told.when, known.when)
    if when in _TIMES:
        return _TIMES[when]
    if when == "wave" and not _marked(told, known):
        return "another wave of the day"
    if moment.foretold(told.last, known.when) or moment.foretold(known.first, told.when):
        return "published before it happened"
    return None


def _barrier(told: Profile, known: Profile, where: str) -> str | None:
    if where in ("elsewhere", "unknown"):
        return f"place: {'apart' if where == 'elsewhere' else 'not named'}"
    if where == "same" and _marked(told, known):
        return None
    if told.event_type not in known.kin:
        return f"type: {told.event_type} is not told as {known.event_type}"
    return "time: another wave of the day" if moment.relate(told.when, known.when) == "wave" else None


# ---- what supports, what contradicts ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Facts:
    where: str
    when: str
    supports: tuple[str, ...]
    contradictions: tuple[str, ...]


def _facts(told: Profile, known: Profile, where: str) -> _Facts:
    when = moment.relate(told.when, known.when)
    hours = when == "same" if told.when.hours and known.when.hours and when in ("same", "wave") else None
    tests: dict[str, bool | None] = {
        "actor": actors_agree(told.actors, known.actors),
        "toll": _toll(told, known),
        "target": bool(told.classes & known.classes) or None,
        "hour": hours,
        "type": None if told.event_type in known.kin else False,
        "source": bool(told.sources & known.sources) or None,
    }
    supports = tuple(name for name, agrees in tests.items() if agrees)
    return _Facts(where, when, supports, tuple(name for name, agrees in tests.items() if agrees is False))


def _toll(told: Profile, known: Profile) -> bool | None:
    """Equal numbers support; numbers out of proportion contradict, unless the toll may have grown from one to the other."""
    if told.tolls & known.tolls:
        return True
    if (_says_none(told) and known.tolls and told.last >= known.first) or (_says_none(known) and told.tolls and told.last <= known.last):
        return False
    return False if _out_of_proportion(told.killed, known.killed) and not _grown(told, known) else None


def _says_none(one: Profile) -> bool:
    return one.killed is not None and one.killed.explicit_none and not one.tolls


def _grown(told: Profile, known: Profile) -> bool:
    """Tolls grow: is the higher one the later?"""
    if told.kind is Kind.UPDATE or (figures.value(told.killed) or 0) > (figures.value(known.killed) or 0):
        return told.last >= known.first
    return told.last <= known.last


def _out_of_proportion(said: Count | None, total: Count | None) -> bool:
    if said is None or total is None or not said.min or not total.min:
        return False
    low, high = sorted((said.max or said.min, total.max or total.min))
    return high > low * _TOLL_RATIO and high - low >= _TOLL_STEP


# ---- the verdict -----------------------------------------------------------------------------------------------------


def _weigh(told: Profile, known: Profile, where: str) -> Verdict:
    facts = _facts(told, known, where)
    if told.kind is Kind.DENIED:
        return _denial(facts)
    if facts.when in ("within", "close"):
        return _loosely_dated(facts)
    if where == "same":
        return _at_one_place(facts)
    if where == "near":
        return _at_neighbours(told, known, facts)
    return _in_one_area(told, known, facts)


def _verdict(name: str, facts: _Facts, only: bool = False, marked: bool = False) -> Verdict:
    reasons = (f"place: {facts.where}", f"time: {facts.when}", *(f"{word}: agrees" for word in facts.supports))
    reasons += tuple(f"{word}: differs" for word in facts.contradictions)
    nearness = -place.RANKS.index(facts.where)
    closeness = (nearness, facts.when == "same", len(facts.supports) - len(facts.contradictions))
    return Verdict(name, reasons, only, marked, closeness)


def _denial(facts: _Facts) -> Verdict:
    near = facts.where in ("same", "nested", "near")
    return _verdict("same" if near else "unsure", facts, only=not near)


def _at_one_place(facts: _Facts) -> Verdict:
    against = len(facts.contradictions)
    sure = against == 0 or (against == 1 and bool(set(facts.supports) - {"source"}))
    return _verdict("same" if sure else "unsure", facts)


def _at_neighbours(told: Profile, known: Profile, facts: _Facts) -> Verdict:
    """Neighbouring villages are hit on one morning by one hand more often than not: only a toll tells that it was one strike."""
    agree = set(facts.supports)
    sure = not facts.contradictions and (_marked(told, known) or ("toll" in agree and bool({"target", "actor", "hour"} & agree)))
    return _verdict("same" if sure else "unsure", facts)


def _loosely_dated(facts: _Facts) -> Verdict:
    """The day is an inference (``close``) or a longer span (``within``): the toll must agree, for an inferred day the target may."""
    agree = set(facts.supports)
    firm = "toll" in agree or (facts.when == "close" and {"target", "actor"} <= agree)
    sure = facts.where in ("same", "nested", "near") and firm and not facts.contradictions
    return _verdict("same" if sure else "unsure", facts)


def _in_one_area(told: Profile, known: Profile, facts: _Facts) -> Verdict:
    """One of the two is vague on the place: it must be the only candidate, and fresh."""
    needed = {"actor", "toll", "target"} if facts.where != "nested" else {"actor", "toll", "target", "hour", "source"}
    fresh = told.last - known.last <= _ONLY_WITHIN and known.first - told.last <= _ONLY_WITHIN
    agree = bool(needed & set(facts.supports)) and not facts.contradictions and facts.where != "country"
    return _verdict("unsure", facts, agree and fresh, _marked(told, known))
