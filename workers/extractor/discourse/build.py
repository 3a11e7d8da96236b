"""A draft made into a strike: the best attested value of each field, its evidence, and a confidence with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from monitor.model import Acled, Actor, EventType, Evidence, Kind, Location, Occurred, Precision, Source, Strike, Target
from workers.extractor.actors import canonical_name
from workers.extractor.casualties import combine
from workers.extractor.discourse.drafts import Draft, cities_alone, holds_unnamed, on_one_side
from workers.extractor.discourse.kinds import Verdict
from workers.extractor.discourse.provinces import NEIGHBOURS
from workers.extractor.discourse.where_they_fell import where_they_fell
from workers.extractor.tokens import Mention
from workers.extractor.where.gazetteer import WIDE
from workers.extractor.who.attribution import Testimony, judge
from workers.extractor.who.attribution import Verdict as Judged

_ACLED_EVENT = "Explosions/Remote violence"
_ACLED = {
    EventType.AIR: "Air/drone strike",
    EventType.DRONE: "Air/drone strike",
    EventType.MISSILE: "Shelling/artillery/missile attack",
    EventType.ARTILLERY: "Shelling/artillery/missile attack",
    EventType.NAVAL: "Shelling/artillery/missile attack",
    EventType.UNSPECIFIED: "Shelling/artillery/missile attack",
}


def build(draft: Draft, verdict: Verdict, today: date, since: date) -> Strike:
    """The strike that a draft tells. News that has no day happened from ``since`` on."""
    kind = event_type(draft)
    locations = locations_of(draft)
    casualties = combine([mention.value for statement in (*draft.statements, *draft.extra) for mention in statement.tolls])
    occurred = draft.when or _assumed(draft, verdict.kind, since, today)
    judged = judge(testimonies(draft))
    confidence, reasons = _confidence(draft, locations, verdict)
    return Strike(
        kind=verdict.kind,
        event_type=kind,
        acled=Acled(_ACLED_EVENT, _ACLED[kind]),
        occurred=occurred,
        locations=locations,
        actors=actors_of(judged),
        attribution=judged.attribution,
        attributed_by=judged.attributed_by,
        targets=_unique_targets(draft),
        casualties=casualties,
        sources=_unique_sources(draft),
        evidence=tuple(_evidence(draft)),
        confidence=confidence,
        confidence_reasons=reasons,
        intercepted=all(s.event.intercepted for s in draft.statements if s.event),
    )


def event_type(draft: Draft) -> EventType:
    """The first means told, of the place itself before those of several; aircraft that turn out to be unmanned are drones."""
    told = [statement for statement in draft.statements if statement.event and statement.event.type]
    alone = [statement for statement in told if statement.placed and not statement.shared]
    events = [statement.event for statement in (alone if told and told[0].shared and alone else told) if statement.event]
    own = [event for event in events if event.frame != "reply"]  # not what it answers
    types = [event.type for event in own or events if event.type]
    if types and types[0] is EventType.AIR and EventType.DRONE in types:
        return EventType.DRONE
    return types[0] if types else EventType.UNSPECIFIED


_ANSWERED = frozenset(("reply", "after", "known"))
_RECENTLY = timedelta(days=30)


def _assumed(draft: Draft, kind: Kind, since: date, today: date) -> Occurred | None:
    """The days in which news without a day of its own happened, or what such news answers: of the weeks before."""
    if kind in (Kind.NEW, Kind.UPDATE):
        return Occurred(since, today, Precision.DAY)
    if kind is Kind.BACKGROUND and all(s.event is not None and s.event.frame in _ANSWERED for s in draft.statements):
        return Occurred(today - _RECENTLY, today, Precision.MONTH)
    return None


_BROAD = WIDE | {"desert", "plain", "mountains", None}


def locations_of(draft: Draft) -> tuple[Location, ...]:
    """The places struck, each once; a province or country only where nothing inside it is named.

    What is the name of a province and of its city stays, beside a place inside it, where a statement names nothing finer: it is the city.
    What lies on one side of a city (``جنوبي دمشق``) is beside a place in the province around it no place of its own, nor is, beside any
    other of its province, a place of which only a town in or near it is told (``بلدة قرب صور``).
    """
    found: dict[tuple[str, str | None], Location] = {}
    cities: set[tuple[str, str | None]] = set()
    itself: set[tuple[str, str | None]] = set()
    meant: set[tuple[str, str | None]] = set()
    for statement in (*draft.statements, *where_they_fell(draft)):
        cities |= cities_alone(statement.places)
        itself |= {(m.value.location.name, m.value.location.admin1) for m in statement.places if not on_one_side(m)}
        meant |= {(m.value.location.name, m.value.location.admin1) for m in statement.places if not holds_unnamed(m)}
        for mention in statement.places:
            location = mention.value.location
            known = found.setdefault((location.name, location.admin1), location)
            if location.geo_precision < known.geo_precision:  # the city, after the province of its name
                found[location.name, location.admin1] = location
    fine = {place.admin1 for place in found.values() if place.is_inside_province}
    told = any(place.admin1 for place in found.values())
    outside = {key for key in found if key not in itself and NEIGHBOURS.get(key[1] or "") in fine}
    outside |= {key for key in found if key not in meant and any(key[1] == other[1] for other in meant)}
    return tuple(place for key, place in found.items() if key not in outside and (key in cities or not _is_covered(place, fine, told)))


def _is_covered(place: Location, fine: set[str | None], told: bool) -> bool:
    """A country beside a place with a province, a province beside a place inside it; not a village of which no more is known."""
    if place.admin1 is None:
        return told
    return place.geo_precision >= 3 and place.feature in _BROAD and place.admin1 in fine


def testimonies(draft: Draft) -> list[Testimony]:
    """All that is said of who did it, in the statements of the strike and beside them; not of who did what it answers."""
    own = [statement for statement in draft.statements if statement.event is None or statement.event.frame != "reply"]
    return [statement.testimony for statement in (*(own or draft.statements), *draft.extra) if statement.testimony]


def actors_of(judged: Judged) -> tuple[Actor, ...]:
    """Who struck, the best attested first; ``unknown`` alone where nobody is named."""
    if not judged.agents:
        return (Actor("unknown", canonical_name("unknown"), ""),)
    return tuple(Actor(agent.actor_id, canonical_name(agent.actor_id), agent.mention.text) for agent in judged.agents)


def _unique_targets(draft: Draft) -> tuple[Target, ...]:
    found: dict[tuple[str, str | None], Target] = {}
    for statement in draft.statements:
        for mention in statement.targets:
            found.setdefault((mention.value.class_, mention.value.group), mention.value)
    return tuple(found.values())


def _unique_sources(draft: Draft) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for testimony in testimonies(draft):
        for mention in testimony.sources:
            found.setdefault(mention.value.source_id, Source(mention.value.source_id, mention.value.name, mention.text))
    return tuple(found.values())


# ---- evidence and confidence -----------------------------------------------------------------------------------------


def _evidence(draft: Draft) -> Iterator[Evidence]:
    for statement in draft.statements:
        if statement.event:
            event = statement.event
            yield _of(Mention(None, event.rule, event.sentence, event.first, event.last), "event_type")
        yield from (_of(mention, "locations") for mention in statement.places)
        yield from (_of(mention, "occurred") for mention in statement.dates)
        yield from (_of(mention, "targets") for mention in statement.targets)
    for testimony in testimonies(draft):
        yield from (_of(mention, "sources") for mention in testimony.sources)
    for statement in (*draft.statements, *draft.extra):
        yield from (_of(agent.mention, "actors", agent.rule) for agent in statement.agents)
        yield from (_of(mention, f"casualties.{mention.value.outcome}") for mention in statement.tolls)


def _of(mention: Mention[Any], field: str, rule: str | None = None) -> Evidence:
    sentence = mention.sentence
    return Evidence(field, rule or mention.rule, mention.text, mention.start, mention.end, sentence.text, sentence.part)


def _confidence(draft: Draft, locations: tuple[Location, ...], verdict: Verdict) -> tuple[float, tuple[str, ...]]:
    """From 0 to 1: what was found, less what had to be assumed."""
    told = len(draft.statements)
    strengths = {statement.event.strength for statement in draft.statements if statement.event}
    parts = [
        (0.45, "a strike is told"),
        (0.15 if "strong" in strengths else 0.0, "in words that mean nothing else"),
        (0.15 if any(place.is_inside_province for place in locations) else 0.0, "a place is named"),
        (0.1 if draft.when else 0.0, "a day is given"),
        (0.05 if draft.actor_ids else 0.0, "an agent is named"),
        (0.05 if told > 1 else 0.0, "told more than once"),
        (-0.2 if not locations else 0.0, "no place is known"),
    ]
    reasons = tuple(reason for weight, reason in parts if weight)
    return round(min(1.0, sum(weight for weight, _ in parts)), 2), (*reasons, verdict.reason)
