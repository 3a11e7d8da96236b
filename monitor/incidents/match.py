"""Does a report tell of an incident? Policy, in prose.

A report is compared with an incident on type, place, time, culprit, toll, what was hit, who is quoted, and text. The answer is
``same``, ``different`` or ``unsure``, with its reasons; there is no score. Headlines are not compared at all.

- The same strike of the same article, and a syndicated copy of its text, are the same.
- Types that cannot be told for one another, places apart, days apart, and hours that exclude each other make two events.
- At one place on one day it is one event, unless two things contradict (culprits of two camps, tolls out of proportion, other
  kinds of target), or one does and nothing supports. Then we are unsure.
- Neighbouring villages need support: an equal toll, the same hour, or the same kind of target by the same hand.
- A day apart is another strike, unless one day is an inference and the tolls or the targets agree.
- What names only the province, or an area, is the event of that province or area if it is the only one there that day from the
  same hand (``only``: :mod:`monitor.incidents.assign` sees the other candidates), and nothing contradicts.
- Two strikes that one article tells apart are two events.
- A denial is held against the same place and day; culprit and toll do not matter to it.

What this deliberately misses: two waves on one town that no report dates by the hour become one incident; a report that gets the
day wrong by more than one opens its own; a report without any place is never merged. Unsure ones stay apart, linked as related.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.incidents import figures, moment, place
from monitor.incidents.kin import actors_agree, kin_provinces, kin_types
from monitor.model import Count, Incident, Kind, Precision, Report, Strike

_SLACK = timedelta(days=1)
_LONGEST = timedelta(days=62)  # a date coarser than two months identifies nothing
_ONLY_WITHIN = timedelta(hours=14)
_TOLL_RATIO, _TOLL_STEP = 3, 10
_TELLING_TOLL = 3
_Test = tuple[str, bool] | None  # what was compared and whether it agrees; None where a side says nothing


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
    families = frozenset(str(event_type) for event_type in kin_types(report.strike.event_type))
    return Search(frozenset() if coarse else _regions(report.strike), when.start - _SLACK, when.end + _SLACK, families)


def _precision(strike: Strike) -> Precision | None:
    return strike.occurred.precision if strike.occurred else None


def _regions(strike: Strike) -> frozenset[str]:
    found: set[str] = set()
    for target in place.targets(strike):
        found |= kin_provinces(target.admin1) if target.admin1 else {target.country}
    return frozenset(found)


def compare(report: Report, incident: Incident) -> Verdict:
    """Does the report tell of this incident?"""
    if holds(report, incident):
        return Verdict("same", ("this report is already in it",), closeness=(9,))
    if any(other.article_id == report.article_id for other in incident.reports):
        return _sibling(report, incident)
    where = _where(report, incident)
    if where not in ("elsewhere", "unknown") and _is_copy(report, incident):
        return Verdict("same", ("a copy of a text that is already in it",), closeness=(8,))
    barrier = _barrier(report, incident, where)
    if barrier:
        return Verdict("different", (barrier,))
    return _weigh(report, incident, where)


def holds(report: Report, incident: Incident) -> bool:
    """Is this strike of this article among the incident's reports?"""
    return any(other.article_id == report.article_id and other.n == report.n for other in incident.reports)


def _sibling(report: Report, incident: Incident) -> Verdict:
    """Another strike of one article is another event, unless it repeats itself: one place and day, and no second toll."""
    facts = _facts(report, incident, _where(report, incident))
    fits = facts.where == "same" and facts.when == "same" and not facts.contradictions
    counted = [one for one in (report.strike.casualties, incident.merged.casualties) if one.killed or one.wounded]
    repeats = fits and (len(counted) < 2 or "toll" in facts.supports)
    if repeats and report.strike.event_type in kin_types(incident.merged.event_type):
        return Verdict("same", ("the article says the same of it twice",), closeness=(0,))
    return Verdict("different", ("the same article tells the two apart",))


def _is_copy(report: Report, incident: Incident) -> bool:
    mark = report.text_fingerprint
    return bool(mark) and any(other.text_fingerprint == mark and other.n == report.n for other in incident.reports)


def _where(report: Report, incident: Incident) -> str:
    """Against all that any report gave as the place."""
    return place.relate(place.targets(report.strike), place.targets(incident.merged))


# ---- what makes two events -------------------------------------------------------------------------------------------


def _barrier(report: Report, incident: Incident, where: str) -> str | None:
    if report.strike.event_type not in kin_types(incident.merged.event_type):
        return f"type: {report.strike.event_type} is not told as {incident.merged.event_type}"
    if where in ("elsewhere", "unknown"):
        return "place: apart" if where == "elsewhere" else "place: not named"
    return _time_barrier(report, incident)


def _time_barrier(report: Report, incident: Incident) -> str | None:
    when = _when(report, incident)
    if when == "apart":
        return "time: days apart"
    if when == "next_day":
        return "time: the day before or after"
    if when == "wave":
        return "time: another wave of the day"
    first = incident.reports[0].published if incident.reports else incident.first_seen
    mine = moment.moment(report.strike, report.published)
    if moment.foretold(report.published, _moment(incident)) or moment.foretold(first, mine):
        return "time: published before it happened"
    return None


def _moment(incident: Incident) -> moment.Moment:
    first = incident.reports[0].published if incident.reports else incident.first_seen
    return moment.moment(incident.merged, first)


def _when(report: Report, incident: Incident) -> str:
    return moment.relate(moment.moment(report.strike, report.published), _moment(incident))


# ---- what supports, what contradicts ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Facts:
    where: str
    when: str
    supports: tuple[str, ...]
    contradictions: tuple[str, ...]


def _facts(report: Report, incident: Incident, where: str) -> _Facts:
    strike = report.strike
    tests: tuple[_Test, ...] = (_hand(strike, incident), _toll(report, incident), _object(strike, incident))
    tests += (_hour(report, incident), _quoted(strike, incident))
    return _Facts(
        where,
        _when(report, incident),
        tuple(word for word, speaks_for in filter(None, tests) if speaks_for),
        tuple(word for word, speaks_for in filter(None, tests) if not speaks_for),
    )


def _hand(strike: Strike, incident: Incident) -> _Test:
    ids = frozenset(actor.id for actor in strike.actors)
    agree = actors_agree(ids, frozenset(actor.id for actor in incident.merged.actors))
    return None if agree is None else ("actor", agree)


def _toll(report: Report, incident: Incident) -> _Test:
    """Equal numbers support; numbers out of proportion contradict, unless the toll may have grown from one to the other."""
    for pick in (figures.killed, figures.wounded):
        said, known = pick(report.strike.casualties), [pick(other.strike.casualties) for other in incident.reports]
        if any(_equal(said, other) for other in known):
            return ("toll", True)
    said, total = report.strike.casualties.killed, incident.merged.casualties.killed
    if _out_of_proportion(said, total) and not _grown(report, incident):
        return ("toll", False)
    return None


def _grown(report: Report, incident: Incident) -> bool:
    """Tolls grow: is the higher one the later?"""
    said, total = (figures.value(one.casualties.killed) or 0 for one in (report.strike, incident.merged))
    if report.strike.kind is Kind.UPDATE or said > total:
        return report.published >= incident.reports[0].published
    return report.published <= incident.reports[-1].published


def _equal(one: Count | None, other: Count | None) -> bool:
    return one is not None and other is not None and bool(one.min) and (one.min, one.max) == (other.min, other.max)


def _out_of_proportion(said: Count | None, total: Count | None) -> bool:
    if said is None or total is None or not said.min or not total.min:
        return False
    low, high = sorted((said.max or said.min, total.max or total.min))
    return high > low * _TOLL_RATIO and high - low >= _TOLL_STEP


def _object(strike: Strike, incident: Incident) -> _Test:
    here, there = ({target.class_ for target in one.targets} for one in (strike, incident.merged))
    return ("target", True) if here & there else None


def _hour(report: Report, incident: Incident) -> _Test:
    mine, theirs = moment.moment(report.strike, report.published).hours, _moment(incident).hours
    return ("hour", True) if mine and theirs and _when(report, incident) == "same" else None


def _quoted(strike: Strike, incident: Incident) -> _Test:
    here, there = ({source.id for source in one.sources if source.id} for one in (strike, incident.merged))
    return ("source", True) if here & there else None


# ---- the verdict -----------------------------------------------------------------------------------------------------


def _weigh(report: Report, incident: Incident, where: str) -> Verdict:
    facts = _facts(report, incident, where)
    if report.strike.kind is Kind.DENIED:
        return _denial(facts)
    if facts.when in ("within", "close"):
        return _loosely_dated(facts)
    if where == "same":
        return _at_one_place(facts)
    if where == "near":
        return _at_neighbours(facts)
    return _in_one_area(report, incident, facts)


def _verdict(name: str, facts: _Facts, only: bool = False) -> Verdict:
    reasons = (f"place: {facts.where}", f"time: {facts.when}", *(f"{word}: agrees" for word in facts.supports))
    reasons += tuple(f"{word}: differs" for word in facts.contradictions)
    nearness = -place.RANKS.index(facts.where)
    return Verdict(name, reasons, only, closeness=(nearness, facts.when == "same", len(facts.supports) - len(facts.contradictions)))


def _denial(facts: _Facts) -> Verdict:
    near = facts.where in ("same", "nested", "near")
    return _verdict("same" if near else "unsure", facts, only=not near)


def _at_one_place(facts: _Facts) -> Verdict:
    against = len(facts.contradictions)
    sure = against == 0 or (against == 1 and bool(set(facts.supports) - {"source"}))
    return _verdict("same" if sure else "unsure", facts)


def _at_neighbours(facts: _Facts) -> Verdict:
    agree = set(facts.supports)
    sure = not facts.contradictions and bool({"toll", "hour"} & agree or {"target", "actor"} <= agree)
    return _verdict("same" if sure else "unsure", facts)


def _loosely_dated(facts: _Facts) -> Verdict:
    """The day is an inference (``close``) or a longer span (``within``): the toll must agree, for an inferred day the target may."""
    agree = set(facts.supports)
    firm = "toll" in agree or (facts.when == "close" and {"target", "actor"} <= agree)
    sure = facts.where in ("same", "nested", "near") and firm and not facts.contradictions
    return _verdict("same" if sure else "unsure", facts)


def _in_one_area(report: Report, incident: Incident, facts: _Facts) -> Verdict:
    """One of the two is vague on the place: it must be the only candidate, and fresh."""
    needed = {"actor", "toll", "target"} if facts.where != "nested" else {"actor", "toll", "target", "hour", "source"}
    fresh = any(abs(report.published - other.published) <= _ONLY_WITHIN for other in incident.reports)
    agree = bool(needed & set(facts.supports)) and not facts.contradictions and facts.where != "country"
    return replace(_verdict("unsure", facts, only=agree and fresh), marked="toll" in facts.supports and _telling(report.strike))


def _telling(strike: Strike) -> bool:
    """Is the toll one that few strikes share?"""
    casualties = strike.casualties
    return any((count.min or 0) >= _TELLING_TOLL for count in (casualties.killed, casualties.wounded) if count)
