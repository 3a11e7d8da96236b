"""How many were killed and wounded, over the reports of an incident.

- Each voice is heard once, with its newest figure: a newer total replaces an older one of the same source.
- The range runs from the lowest to the highest of these; nothing that an outlet said is dropped from its own report.
- The best attested value is the one that most independent voices give; of equally attested ones the highest, since tolls grow
  and slow outlets repeat the first count. A report that says itself that its count replaces another (an ``update``) beats older
  ones, however many they are.
- Counts in words ("dozens") widen the range by what they promise; "some" without a number tells only when nothing else does.
- The wounded who die are added to the killed and taken from the wounded, unless the report that tells of it gives the new total.
- Retellings count only where there is nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from monitor.incidents.independence import order, voices
from monitor.model import Casualties, Conflict, Count, Kind, Report

Pick = Callable[[Casualties], Count | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One voice's newest figure of one kind, and the report that gives it."""

    count: Count
    voice: str
    report: Report


def killed(casualties: Casualties) -> Count | None:
    return casualties.killed


def wounded(casualties: Casualties) -> Count | None:
    return casualties.wounded


def value(count: Count | None) -> int | None:
    """The one number to show and compare: the best attested, else what is promised at least."""
    if count is None:
        return None
    return count.best if count.best is not None else count.min


def telling(reports: Sequence[Report]) -> list[Report]:
    """The reports whose figures count, by publication."""
    standing = sorted((report for report in reports if report.strike.kind is not Kind.DENIED), key=order)
    fresh = [report for report in standing if report.strike.kind is not Kind.BACKGROUND]
    return fresh or standing


def merged(reports: Sequence[Report]) -> Casualties:
    """The casualties of an incident. Who is only said to have died of wounds since comes on top of what was counted before."""
    heard = telling(reports)
    if len(heard) == 1:
        return _alone(heard[0].strike.casualties)
    later = [report for report in heard if _is_increment(report)]
    counted = _figures([report for report in heard if report not in later], killed)
    moved = max((report.strike.casualties.succumbed or 0 for report in later), default=0)
    dead = _shift(_merge(counted), moved) if counted else _merge(_figures(later, killed))
    reduced = any(report.strike.casualties.wounded for report in later)  # their own count is without those who died
    hurt = _shift(_merge(_figures(heard, wounded)), 0 if reduced else -moved)
    since = max((report.strike.casualties.succumbed or 0 for report in heard), default=0)
    return Casualties(dead, hurt, _earlier(heard), since or None)


def _alone(casualties: Casualties) -> Casualties:
    killed_, wounded_ = (None if count is None else replace(count, best=count.min) for count in (casualties.killed, casualties.wounded))
    return replace(casualties, killed=killed_, wounded=wounded_)


def conflicts(reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """The figures on which voices differ, every value with the articles that give it."""
    heard = telling(reports)
    if len(heard) < 2:
        return ()
    counted = [report for report in heard if not _is_increment(report)]
    found = (_conflict("killed", _figures(counted, killed)), _conflict("wounded", _figures(heard, wounded)))
    return tuple(conflict for conflict in found if conflict is not None)


def _figures(heard: Sequence[Report], pick: Pick) -> list[Figure]:
    """The newest figure of each voice, by publication. A number is not replaced by a "some"."""
    voice_of = voices(heard)
    newest: dict[str, Figure] = {}
    for report in heard:
        count = pick(report.strike.casualties)
        if count is None:
            continue
        voice = voice_of[(report.article_id, report.n)]
        if voice not in newest or count.min is not None or newest[voice].count.min is None:
            newest[voice] = Figure(count, voice, report)
    return sorted(newest.values(), key=lambda figure: order(figure.report))


def _merge(figures: Sequence[Figure]) -> Count | None:
    numeric = [figure for figure in figures if figure.count.min is not None or figure.count.max is not None]
    if not numeric:
        return figures[-1].count if figures else None
    best = _best(numeric)
    lows = [figure.count.min for figure in numeric if figure.count.min is not None]
    highest = max(_top(figure.count) for figure in numeric)
    # the range is open above only where the best attested value is, and nobody goes beyond it
    high = None if best.count.max is None and (best.count.min or 0) >= highest else highest
    by = best.count.by or next((figure.count.by for figure in reversed(numeric) if figure.count.by), ())
    zero = all(figure.count.explicit_none for figure in numeric)
    return Count(min(lows, default=None), high, best.count.text, zero, best.count.vague, by, best.count.min)


def _top(count: Count) -> int:
    return max(count.min or 0, count.max or 0)


def _best(figures: Sequence[Figure]) -> Figure:
    """The figure that is most attested; see the policy above."""
    since = max((order(figure.report) for figure in figures if _replaces(figure)), default=None)
    current = [figure for figure in figures if since is None or order(figure.report) >= since]
    votes = Counter(figure.count.min for figure in current)
    return max(current, key=lambda figure: (votes[figure.count.min], figure.count.min or 0, order(figure.report)))


def _replaces(figure: Figure) -> bool:
    """Does the report itself say that its figure takes the place of an earlier one?"""
    strike = figure.report.strike
    return strike.kind is Kind.UPDATE or bool(strike.casualties.earlier)


def _earlier(heard: Sequence[Report]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for report in heard for text in report.strike.casualties.earlier))


def _conflict(name: str, figures: Sequence[Figure]) -> Conflict | None:
    values: dict[str, list[str]] = {}
    for figure in figures:
        values.setdefault(shown(figure.count), []).append(figure.report.article_id)
    if len(values) < 2:
        return None
    return Conflict(name, tuple((text, tuple(ids)) for text, ids in values.items()))


def shown(count: Count | None) -> str:
    """A count as short text: ``3``, ``3-5``, ``10+``, ``some``, ``none``."""
    if count is None:
        return "not said"
    if count.explicit_none:
        return "none"
    if count.min is None:
        return "some" if count.max is None else f"up to {count.max}"
    if count.max is None:
        return f"{count.min}+"
    return str(count.min) if count.min == count.max else f"{count.min}-{count.max}"


# ---- the wounded who die ---------------------------------------------------------------------------------------------


def _is_increment(report: Report) -> bool:
    """The report counts only those who died since, not all. Outlets repeat each other: the highest counts, not the sum."""
    casualties = report.strike.casualties
    return bool(casualties.succumbed) and casualties.killed is not None and casualties.killed.min == casualties.succumbed


def _shift(count: Count | None, by: int) -> Count | None:
    """The count with some added or taken away; nothing is taken from what has no number."""
    if count is None or count.best is None or by == 0:
        return count
    low, high = max((count.min or 0) + min(by, 0), 0), count.max
    top = None if high is None else max(high + max(by, 0), low)
    return replace(count, min=low, max=top, explicit_none=False, best=max(count.best + by, 0))
