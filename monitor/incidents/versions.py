"""What a rewritten article goes on telling, and what is new in it. Policy, in prose.

Outlets write on under one address: a toll rises, a live page gets a further raid at its top. Read again, most of such a page is
known, and what is known must not be told as new, nor be dated by the day of the second reading. So each strike of the new version
is held against those that the earlier versions told:

- What stands in a sentence that stood there before is the strike that was told there, and happened when it was then said to have.
- A strike whose sentence is gone goes on in the one that keeps most of its words: the sentence was rewritten. Where all the news of a
  page was one strike and is one still, at one place and without a day between them, that is one strike, too, in whatever words.
- Other places, be it the next village, and kinds of strike that are not told for one another, are never one.
- All else is new to this article and is weighed like the report of any other article, by the time at which it was rewritten; but
  what the article tells beside it is told apart, unless the page is live.
- A page is live when earlier versions told of several strikes. Of such a page only the added lines are read (``additions``); a toll
  that rises in a post which names no place is then not understood.

A strike that goes on and says nothing new adds no report. One that is gone stays with its incident: an outlet that shortens a page
takes nothing back.

It misses on purpose: a second raid on one place in the very words of the first, which its page no longer shows.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.incidents import figures, moment, place
from monitor.incidents.kin import NOBODY, kin_types
from monitor.model import Attribution, Count, EventType, Incident, Kind, Report, Strike

_NEWS = frozenset({Kind.NEW, Kind.UPDATE})
_TOLD_BY = frozenset({"event_type", "locations"})  # the evidence whose sentences tell of the strike itself
_KEPT_WORDS, _ENOUGH_WORDS = 0.6, 4
_APART = frozenset({"elsewhere", "country"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Carried:
    """A strike that goes on: the incident it belongs to, and the report to add (``None``: it says nothing new)."""

    home: Incident
    report: Report | None


@dataclass(frozen=True, slots=True)
class _Told:
    """A strike as an earlier version told it."""

    report: Report
    incident: Incident


def is_live(incidents: Sequence[Incident], earlier: Sequence[str]) -> bool:
    """Did the earlier versions tell of several strikes as news? Then the page is a row of posts, and what was added is read by itself."""
    return sum(_is_news(incident, earlier) for incident in incidents) > 1


def _is_news(incident: Incident, earlier: Sequence[str]) -> bool:
    return any(report.strike.kind in _NEWS for report in incident.reports if report.article_id in earlier)


def carried(reports: Sequence[Report], incidents: Sequence[Incident], earlier: Sequence[str], text: str) -> list[Carried | None]:
    """For each report of the new version, what it goes on telling; ``None`` where it is new.

    ``earlier`` are the ids of the earlier versions, the oldest first; ``incidents`` are those that hold reports of them; ``text`` is
    the new version's whole text.
    """
    rank = {article_id: number for number, article_id in enumerate(earlier)}
    told = [_Told(report, incident) for incident in incidents for report in incident.reports if report.article_id in rank]
    told.sort(key=lambda one: (-rank[one.report.article_id], one.report.n))
    found: dict[int, _Told] = {n: one for n, report in enumerate(reports) if (one := _still_there(report, told))}
    shown = " ".join(text.split())
    kept = {
        one.incident.incident_id for one in told if one in found.values() or any(each in shown for each in _sentences(one.report.strike))
    }
    gone = [one for one in told if one.incident.incident_id not in kept]
    come = {n: report for n, report in enumerate(reports) if n not in found}
    rewritten = _rewritten(come, gone)
    if not rewritten and not any(one.report.strike.kind in _NEWS for one in told if one.incident.incident_id in kept):
        rewritten = _only(come, gone)
    found |= rewritten
    return [_carried(report, found[n]) if n in found else None for n, report in enumerate(reports)]


def _still_there(report: Report, told: Sequence[_Told]) -> _Told | None:
    """The strike that was told in the same sentence, the closest in place, in the latest version that had it."""
    sentences = _sentences(report.strike)
    same = [one for one in told if sentences & _sentences(one.report.strike) and _may_be(report, one)]
    return min(same, key=lambda one: place.RANKS.index(_where(report, one)), default=None)


def _rewritten(come: dict[int, Report], gone: Sequence[_Told]) -> dict[int, _Told]:
    """Those that go on in other words, the likest first; each incident goes on in one of them."""
    found: dict[int, _Told] = {}
    pairs = [(likeness, n, one) for n, report in come.items() for one in gone if (likeness := _likeness(report, one)) >= _KEPT_WORDS]
    for _, n, one in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        taken = {other.incident.incident_id for other in found.values()}
        if n not in found and one.incident.incident_id not in taken:
            found[n] = one
    return found


def _only(come: dict[int, Report], gone: Sequence[_Told]) -> dict[int, _Told]:
    """The one piece of news that came, as the one that went."""
    news = [n for n, report in come.items() if report.strike.kind in _NEWS]
    left = {one.incident.incident_id: one for one in reversed(gone) if one.report.strike.kind in _NEWS}
    if len(news) != 1 or len(left) != 1:
        return {}
    (one,) = left.values()
    return {news[0]: one} if _at_one_time_and_place(come[news[0]], one) else {}


def _may_be(report: Report, one: _Told) -> bool:
    strike, earlier = report.strike, one.report.strike
    kinds = strike.kind is earlier.kind or {strike.kind, earlier.kind} <= _NEWS | {Kind.BACKGROUND}
    return kinds and earlier.event_type in kin_types(strike.event_type) and _where(report, one) not in _APART


def _where(report: Report, one: _Told) -> str:
    return place.relate(place.targets(report.strike), place.targets(one.report.strike))


def _likeness(report: Report, one: _Told) -> float:
    """How much of the shorter of two sentences stands in the other, at best."""
    news = report.strike.kind in _NEWS, one.report.strike.kind in _NEWS
    if news[0] != news[1] or not _may_be(report, one) or _other_name(report, one):
        return 0.0
    return max((_share(a, b) for a in _sentences(report.strike) for b in _sentences(one.report.strike)), default=0.0)


def _other_name(report: Report, one: _Told) -> bool:
    """Do both name places, and the new sentence none of the old ones? Posts of a live page are alike but for the village."""
    new, old = place.targets(report.strike), place.targets(one.report.strike)
    if not new or not old or {place.key(each) for each in new} & {place.key(each) for each in old}:
        return False
    return not any(each.name in sentence for each in old for sentence in _sentences(report.strike))


def _share(one: str, other: str) -> float:
    ones, others = frozenset(_WORD.findall(one)), frozenset(_WORD.findall(other))
    shorter = min(len(ones), len(others))
    return len(ones & others) / shorter if shorter >= _ENOUGH_WORDS else 0.0


def _at_one_time_and_place(report: Report, one: _Told) -> bool:
    when = moment.relate(moment.moment(report.strike, report.published), moment.moment(one.report.strike, one.report.published))
    timely = when in ("same", "within", "close") or (when == "next_day" and _same_words_of_day(report.strike, one.report.strike))
    return timely and _may_be(report, one) and _where(report, one) in ("same", "nested", "province")


def _same_words_of_day(strike: Strike, earlier: Strike) -> bool:
    return bool(strike.occurred and earlier.occurred and strike.occurred.text and strike.occurred.text == earlier.occurred.text)


def _sentences(strike: Strike) -> frozenset[str]:
    told = [piece for piece in strike.evidence if piece.field in _TOLD_BY]
    in_text = [piece for piece in told if piece.part == "text"]
    return frozenset(" ".join(piece.sentence.split()) for piece in in_text or told)


# ---- what a strike that goes on adds ---------------------------------------------------------------------------------


def _carried(report: Report, one: _Told) -> Carried:
    strike, earlier = report.strike, one.report.strike
    if (_sentences(strike) & _sentences(earlier)) or _same_words_of_day(strike, earlier):
        strike = replace(strike, occurred=earlier.occurred, kind=earlier.kind)
    if strike.kind in _NEWS and _tolls(strike) - _tolls(earlier):
        strike = replace(strike, kind=Kind.UPDATE)
    known = {fact for other in one.incident.reports if other.article_id == one.report.article_id for fact in _facts(other.strike)}
    return Carried(one.incident, replace(report, strike=strike) if _facts(strike) - known else None)


def _facts(strike: Strike) -> frozenset[Hashable]:
    """What a reader would call a statement. One that is missing now takes nothing back, and is no news."""
    days = strike.occurred and (strike.occurred.start, strike.occurred.end)
    stated: dict[str, Iterable[Hashable]] = {
        "denied": [True] if strike.kind is Kind.DENIED else [],
        "type": [] if strike.event_type is EventType.UNSPECIFIED else [strike.event_type],
        "place": [place.key(target) for target in place.targets(strike)],
        "actor": [actor.id for actor in strike.actors if actor.id not in NOBODY],
        "attribution": [] if strike.attribution is Attribution.UNKNOWN else [strike.attribution],
        "target": [(target.class_, target.group) for target in strike.targets],
        "toll": _tolls(strike),
        "days": [days] if days else [],
    }
    return frozenset((name, value) for name, values in stated.items() for value in values)


def _tolls(strike: Strike) -> frozenset[tuple[str, int | None, int | None, bool]]:
    counts = (("killed", figures.killed(strike.casualties)), ("wounded", figures.wounded(strike.casualties)))
    return frozenset(_toll(name, count) for name, count in counts if count is not None)


def _toll(name: str, count: Count) -> tuple[str, int | None, int | None, bool]:
    return (name, count.min, count.max, count.explicit_none)
