"""An incident's values from its reports.

The merged values are a function of the *set* of reports: order of arrival changes nothing, a report that comes late falls
into its place by publication. Each field takes what most independent voices say, ties going to the more precise and then to the
earlier report. Retellings, threats and denials give no values while a report of the event itself does. Evidence is that of the leading
report, and for a toll that of the report which gives the number shown; each piece names its article, since offsets point into one.
Every other report keeps its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from monitor.incidents import figures, place
from monitor.incidents.grade import grade
from monitor.incidents.independence import order, voices
from monitor.incidents.kin import NOBODY, actors_agree
from monitor.model import (
    Actor,
    Attribution,
    Casualties,
    Conflict,
    EventType,
    Evidence,
    Incident,
    Kind,
    Location,
    Occurred,
    Precision,
    Report,
    Role,
    Strike,
)

T = TypeVar("T")
_KINDS = (Kind.NEW, Kind.UPDATE, Kind.BACKGROUND, Kind.DENIED, Kind.THREAT)
_FINENESS = {Precision.HOUR: 0, Precision.DAY: 1, Precision.WEEK: 2, Precision.MONTH: 3, Precision.YEAR: 4}
_ATTRIBUTIONS = (Attribution.CLAIMED, Attribution.STATED, Attribution.REPORTED, Attribution.SUSPECTED, Attribution.DISPUTED)
_MEANS = (EventType.DRONE, EventType.MISSILE, EventType.NAVAL, EventType.AIR, EventType.ARTILLERY, EventType.UNSPECIFIED)
_CERTAIN = 0.99


def merged(reports: Sequence[Report]) -> Strike:
    """The best attested values over these reports (at least one)."""
    heard = figures.telling(reports) or sorted(reports, key=order)
    lead = _lead(heard)
    casualties = figures.merged(reports)
    evidence = _evidence(lead, heard, casualties)
    if len(reports) == 1:
        return replace(lead.strike, casualties=casualties, evidence=evidence)
    event_type = _event_type(heard)
    actors, attribution, by = _attribution(heard)
    confidence, reasons = _certainty(heard)
    return replace(
        lead.strike,
        kind=min((report.strike.kind for report in reports), key=_KINDS.index),
        event_type=event_type,
        acled=next(report.strike.acled for report in heard if report.strike.event_type is event_type),
        occurred=_occurred(heard),
        locations=_locations(heard),
        actors=actors,
        attribution=attribution,
        attributed_by=by,
        targets=_union((target for report in heard for target in report.strike.targets), lambda target: (target.class_, target.group)),
        casualties=casualties,
        evidence=evidence,
        sources=_union((source for report in heard for source in report.strike.sources), lambda source: source.id or source.name),
        confidence=confidence,
        confidence_reasons=reasons,
        intercepted=all(report.strike.intercepted for report in heard),
    )


def conflicts(reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """Every field on which reports differ, with all its values."""
    heard = figures.telling(reports)
    if len(heard) < 2:
        return ()
    others = (
        _differing("actor", heard, lambda strike: "+".join(sorted(_actor_ids(strike)))),
        _differing("event_type", heard, lambda strike: "" if strike.event_type is EventType.UNSPECIFIED else strike.event_type.value),
        _differing("day", heard, day_text),
    )
    return (*figures.conflicts(reports), *(conflict for conflict in others if conflict is not None))


def rebuilt(incident: Incident, reports: Sequence[Report]) -> Incident:
    """The incident with these reports and all that follows from them; nothing else is touched."""
    ordered = tuple(sorted(reports, key=order))
    return replace(incident, merged=merged(ordered), reports=ordered, conflicts=conflicts(ordered), evidence_grade=grade(ordered))


# ---- one field each --------------------------------------------------------------------------------------------------


def _lead(heard: Sequence[Report]) -> Report:
    """The report whose words speak for the incident: it names a place, it is sure, it was first."""
    return min(heard, key=lambda r: (not place.targets(r.strike), r.strike.kind is not Kind.NEW, -round(r.strike.confidence, 1), order(r)))


def _evidence(lead: Report, heard: Sequence[Report], casualties: Casualties) -> tuple[Evidence, ...]:
    """The leading report's words, but for a toll the words of the report that gives the number which is shown."""
    pieces = _words_of(lead)
    for field, pick in (("casualties.killed", figures.killed), ("casualties.wounded", figures.wounded)):
        giver = _giver(pick, casualties, [lead, *heard])
        if giver is not None and giver is not lead:
            own = [piece for piece in _words_of(giver) if piece.field == field]
            pieces = [piece for piece in pieces if piece.field != field] + own
    return tuple(pieces)


def _words_of(report: Report) -> list[Evidence]:
    return [replace(piece, article_id=report.article_id) for piece in report.strike.evidence]


def _giver(pick: figures.Pick, casualties: Casualties, heard: Sequence[Report]) -> Report | None:
    shown = pick(casualties)
    if shown is None:
        return None
    return next((report for report in heard if (own := pick(report.strike.casualties)) and own.text == shown.text), None)


def _votes(heard: Sequence[Report], key: Callable[[Report], Iterable[Hashable]]) -> Counter[Hashable]:
    """How many voices give each value."""
    voice_of = voices(heard)
    said = {(voice_of[(report.article_id, report.n)], value) for report in heard for value in key(report)}
    return Counter(value for _, value in said)


def _event_type(heard: Sequence[Report]) -> EventType:
    votes = _votes(heard, lambda report: (report.strike.event_type,))
    said = [event_type for event_type in _MEANS if votes[event_type]]
    specific = [event_type for event_type in said if event_type is not EventType.UNSPECIFIED] or said
    return max(specific, key=lambda event_type: votes[event_type])  # ties to the more specific: _MEANS is in that order


def _occurred(heard: Sequence[Report]) -> Occurred | None:
    """The best attested of the finest dates; hours from whoever gives them for that day."""
    dated = [(report, report.strike.occurred) for report in heard if report.strike.occurred and report.strike.occurred.start]
    if not dated:
        return None
    votes = _votes(heard, lambda report: (_days(report.strike.occurred),))
    _, best = min(dated, key=lambda item: (_coarseness(item[1]), not item[1].text, -votes[_days(item[1])], order(item[0])))
    return best if best.time_of_day else replace(best, time_of_day=_hour_of(best, [occurred for _, occurred in dated]))


def _coarseness(occurred: Occurred) -> int:
    return max(_FINENESS[occurred.precision], 1)  # an hour dates no better than a day


def _days(occurred: Occurred | None) -> Hashable:
    return (occurred.start, occurred.end) if occurred else None


def _hour_of(best: Occurred, others: Sequence[Occurred]) -> str | None:
    return next((other.time_of_day for other in others if other.time_of_day and other.start == best.start), None)


def _locations(heard: Sequence[Report]) -> tuple[Location, ...]:
    """Targets by attestation, the finest first; provinces and countries only where nothing finer is known in them; then other roles."""
    votes = _votes(heard, lambda report: {place.key(target) for target in place.targets(report.strike)})
    every = [location for report in heard for location in report.strike.locations]
    struck = _union((location for location in every if location.role is Role.TARGET), place.key)
    fine = {code for location in struck if place.is_place(location) for code in (location.admin1, location.country)}
    kept = [location for location in struck if place.is_place(location) or (location.admin1 or location.country) not in fine]
    ranked = sorted(kept, key=lambda location: (place.coarse(location), -votes[place.key(location)]))
    rest = (location for location in every if location.role is not Role.TARGET)
    return (*ranked, *_union(rest, lambda location: (place.key(location), location.role)))


def _attribution(heard: Sequence[Report]) -> tuple[tuple[Actor, ...], Attribution, str | None]:
    """Who is named, best attested first, and how sure: a claim settles it, named hands that differ are disputed."""
    naming = [report for report in heard if _actor_ids(report.strike)]
    if not naming:
        return heard[0].strike.actors, Attribution.UNKNOWN, None
    surest = min(naming, key=lambda report: (_sureness(report.strike), order(report)))
    votes = _votes(naming, lambda report: _actor_ids(report.strike))
    actors = _union((actor for r in naming for actor in r.strike.actors if actor.id not in NOBODY), lambda actor: actor.id)
    own = _actor_ids(surest.strike)
    ranked = tuple(sorted(actors, key=lambda actor: (actor.id not in own, -votes[actor.id])))
    if surest.strike.attribution is Attribution.CLAIMED or not _actors_differ(naming):
        return ranked, surest.strike.attribution, surest.strike.attributed_by
    return ranked, Attribution.DISPUTED, None


def _sureness(strike: Strike) -> int:
    return _ATTRIBUTIONS.index(strike.attribution) if strike.attribution in _ATTRIBUTIONS else len(_ATTRIBUTIONS)


def _actor_ids(strike: Strike) -> frozenset[str]:
    return frozenset(actor.id for actor in strike.actors) - NOBODY


def _actors_differ(naming: Sequence[Report]) -> bool:
    sets = [_actor_ids(report.strike) for report in naming]
    return any(actors_agree(one, other) is False for one in sets for other in sets)


def _certainty(heard: Sequence[Report]) -> tuple[float, tuple[str, ...]]:
    """Independent voices add up; repeats of one voice do not."""
    voice_of = voices(heard)
    surest: dict[str, float] = {}
    for report in heard:
        voice = voice_of[(report.article_id, report.n)]
        surest[voice] = max(surest.get(voice, 0.0), report.strike.confidence)
    doubt = 1.0
    for confidence in surest.values():
        doubt *= 1.0 - confidence
    reasons = _lead(heard).strike.confidence_reasons
    return round(min(1.0 - doubt, _CERTAIN), 3), (*reasons, f"{len(surest)} independent voices")


def _union(values: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    found: dict[Hashable, T] = {}
    for value in values:
        found.setdefault(key(value), value)
    return tuple(found.values())


def _differing(name: str, heard: Sequence[Report], shown: Callable[[Strike], str]) -> Conflict | None:
    values: dict[str, list[str]] = {}
    for report in heard:
        if text := shown(report.strike):
            values.setdefault(text, []).append(report.article_id)
    return Conflict(name, tuple((text, tuple(ids)) for text, ids in values.items())) if len(values) > 1 else None


def day_text(strike: Strike) -> str:
    """The day of a strike that is dated to the day."""
    occurred = strike.occurred
    if occurred is None or occurred.start is None or _coarseness(occurred) > 1:
        return ""
    return occurred.start.isoformat()
