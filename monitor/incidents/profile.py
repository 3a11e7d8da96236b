"""What is compared of a report and of an incident, read once: comparing is done many times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.incidents import figures, moment, place
from monitor.incidents.kin import kin_types
from monitor.incidents.moment import Moment
from monitor.model import Count, EventType, Incident, Kind, Location, Report, Strike

PlaceName = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """One strike, or the merged one of an incident with what its reports add."""

    kind: Kind
    event_type: EventType
    kin: frozenset[EventType]
    when: Moment
    targets: tuple[Location, ...]
    names: frozenset[PlaceName]
    actors: frozenset[str]
    classes: frozenset[str]
    sources: frozenset[str]
    tolls: frozenset[tuple[str, int, int | None]]  # every count that was given, by what it counts
    killed: Count | None
    articles: frozenset[str]
    strikes: frozenset[tuple[str, int]]  # article and number of each strike
    texts: frozenset[tuple[str, int]]  # text fingerprint and number of each strike
    first: datetime
    last: datetime


def of_report(report: Report) -> Profile:
    """The profile of one report."""
    return _profile(report.strike, (report,), report.published)


def of_incident(incident: Incident) -> Profile:
    """The profile of an incident, over all its reports."""
    return _profile(incident.merged, incident.reports, incident.first_seen)


def _profile(strike: Strike, reports: tuple[Report, ...], seen: datetime) -> Profile:
    published = [report.published for report in reports] or [seen]
    targets = place.targets(strike)
    return Profile(
        kind=strike.kind,
        event_type=strike.event_type,
        kin=kin_types(strike.event_type),
        when=moment.moment(strike, min(published)),
        targets=targets,
        names=frozenset(place.key(target) for target in targets if place.is_place(target)),
        actors=frozenset(actor.id for actor in strike.actors),
        classes=frozenset(target.class_ for target in strike.targets),
        sources=frozenset(source.id for source in strike.sources if source.id),
        tolls=frozenset(toll for report in reports for toll in _tolls(report.strike)),
        killed=strike.casualties.killed,
        articles=frozenset(report.article_id for report in reports),
        strikes=frozenset((report.article_id, report.n) for report in reports),
        texts=frozenset((report.text_fingerprint, report.n) for report in reports if report.text_fingerprint),
        first=min(published),
        last=max(published),
    )


def _tolls(strike: Strike) -> list[tuple[str, int, int | None]]:
    counts = (("killed", figures.killed(strike.casualties)), ("wounded", figures.wounded(strike.casualties)))
    return [(name, count.min, count.max) for name, count in counts if count is not None and count.min]
