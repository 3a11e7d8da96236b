"""The domain types: what a strike, an incident, a watch and an alert are.

Standard library only, frozen, and free of behaviour beyond what the words themselves promise. Field names are the
keys of the public record (see ``docs/record.md``); ``monitor.record`` turns them into JSON and back.

Vocabulary (binding): a *strike* is one claim by one article about one event; an *incident* is the event itself, merged
from the strikes of many articles. Instants are timezone-aware datetimes; days are dates in the outlet's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a strike is in its article."""

    NEW = "new"
    UPDATE = "update"
    BACKGROUND = "background"
    THREAT = "threat"
    DENIED = "denied"


class EventType(StrEnum):
    """How the place was struck."""

    AIR = "air_strike"
    DRONE = "drone_strike"
    MISSILE = "missile_strike"
    ARTILLERY = "artillery_shelling"
    NAVAL = "naval_strike"
    UNSPECIFIED = "unspecified_strike"


class Precision(StrEnum):
    """How finely the text dates the event."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Role(StrEnum):
    """What a place is to the strike. Only ``target`` may fire a watch."""

    TARGET = "target"
    ORIGIN = "origin"
    OTHER = "other"


class Attribution(StrEnum):
    """How sure the text is of who struck."""

    CLAIMED = "claimed"
    STATED = "stated"
    REPORTED = "reported"
    SUSPECTED = "suspected"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class Alignment(StrEnum):
    """Whose voice an outlet is."""

    STATE = "state"
    OPPOSITION = "opposition"
    AGENCY = "agency"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. ``zone`` is an IANA time-zone name; relative dates resolve in it."""

    name: str
    country: str = ""
    alignment: Alignment = Alignment.INDEPENDENT
    zone: str = "Asia/Damascus"


@dataclass(frozen=True, slots=True)
class Occurred:
    """When the event happened: an inclusive span of days, how finely dated, and the words that date it."""

    start: date | None
    end: date | None
    precision: Precision
    time_of_day: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place of a strike. ``geo_precision``: 1 the place, 2 an area near it, 3 the province only."""

    name: str
    mention: str
    country: str
    name_en: str | None = None
    admin1: str | None = None
    pcode: str | None = None
    lat: float | None = None
    lon: float | None = None
    geo_precision: int = 1
    role: Role = Role.TARGET
    feature: str | None = None  # what the gazetteer says it is: province, district, town, village, base, camp, field, ...

    @property
    def is_inside_province(self) -> bool:
        """Is it a place or an area near one, and no whole province or country?"""
        return self.geo_precision < 3


@dataclass(frozen=True, slots=True)
class Actor:
    """Who struck, by lexicon id, with the words that name them."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """What was struck: its class, whose it is (an actor id or a civilian group), and the words."""

    class_: str  # written "class" in the record
    text: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A part of a count that belongs to one group: civilians, children, women, fighters, ..."""

    group: str
    min: int | None
    max: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, as the words give it.

    ``min`` and ``max`` are inclusive; a missing ``max`` is "no upper bound said". Both missing with ``vague`` set means
    that the text says there were some and gives no number. Zero appears only with ``explicit_none``.
    """

    min: int | None
    max: int | None
    text: str
    explicit_none: bool = False
    vague: bool = False
    by: tuple[GroupCount, ...] = ()
    best: int | None = None  # of an incident: the best attested value inside the range over its reports

    @property
    def numberless(self) -> bool:
        """Do the words only say that there were some (قتلى, عدد من الجرحى)?"""
        return self.vague and self.min is None and self.max is None


@dataclass(frozen=True, slots=True)
class Casualties:
    """The killed and the wounded; ``None`` where nothing is said. ``earlier`` keeps totals that a newer one replaced."""

    killed: Count | None = None
    wounded: Count | None = None
    earlier: tuple[str, ...] = ()
    succumbed: int | None = None  # how many of ``killed`` were told as wounded before and have died since


@dataclass(frozen=True, slots=True)
class Source:
    """To whom the article attributes what it says (SOHR, SANA, CENTCOM, correspondent, local sources, ...)."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind one field. ``article[part][start:end] == text`` where part is ``text`` or ``title``."""

    field: str
    rule: str
    text: str
    start: int
    end: int
    sentence: str
    part: str = "text"
    article_id: str = ""  # whose words they are; set where an incident draws on several articles


@dataclass(frozen=True, slots=True)
class Acled:
    """The event in ACLED's words (Codebook 2023): event type and sub-event type."""

    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class Strike:
    """One claim by one article about one event."""

    kind: Kind
    event_type: EventType
    acled: Acled
    occurred: Occurred | None
    locations: tuple[Location, ...] = ()
    actors: tuple[Actor, ...] = ()
    attribution: Attribution = Attribution.UNKNOWN
    attributed_by: str | None = None
    targets: tuple[Target, ...] = ()
    casualties: Casualties = field(default_factory=Casualties)
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.5
    confidence_reasons: tuple[str, ...] = ()
    intercepted: bool = False  # the article says that what was fired was shot down


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What the extractor is told beside the words. ``published`` is aware; ``zone`` is the outlet's IANA zone."""

    published: datetime
    zone: str = "Asia/Damascus"
    outlet: str = ""
    country: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One strike as a report on an incident: whose it is, when it was published, and what it says."""

    article_id: str
    outlet: str
    url: str
    title: str
    published: datetime
    strike: Strike
    text_fingerprint: str = ""  # equal for syndicated copies of one agency's text
    n: int = 0  # which strike of its article this is


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which reports differ: every value, with who gives it. All are kept."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]  # (value as text, article ids)


@dataclass(frozen=True, slots=True)
class Incident:
    """The event itself, merged from reports; it lives and is revised. ``merged`` holds the best attested values."""

    incident_id: str
    revision: int
    first_seen: datetime
    updated: datetime
    merged: Strike
    reports: tuple[Report, ...]
    conflicts: tuple[Conflict, ...] = ()
    merge_reasons: tuple[str, ...] = ()
    evidence_grade: str = "single_source"  # single_source, corroborated, claimed, contested, denied
    related: tuple[str, ...] = ()
    retracted: bool = False
    analyst: tuple[str, ...] = ()  # what was decided by hand; no later report undoes it
    merged_into: str | None = None  # by the analyst's hand: the incident that holds its reports now


@dataclass(frozen=True, slots=True)
class Change:
    """What one report did to an incident. ``what`` uses fixed words: opened, toll_rise, claimed, corroborated, denied, place,
    date, type, actor, retracted, corrected, repeated, background, and by hand: merged, split, restored."""

    incident: Incident
    what: tuple[str, ...]
    article_id: str | None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one watch is told of one revision of one incident, and the named reason either way."""

    watch: str
    incident_id: str
    revision: int
    fire: bool
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """One decision to tell one channel of one revision of one incident. ``alert_id`` is stable: same decision, same id."""

    alert_id: str
    incident_id: str
    revision: int
    watch: str
    channel: str
    reason: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to send an alert."""

    alert_id: str
    attempt: int
    at: datetime
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """One region of a watch, resolved. Exactly one of the ways below is set, from the widest to the finest."""

    text: str  # as the operator wrote it
    country: str | None = None  # ISO 3166-1 alpha-2: the whole country
    admin1: str | None = None  # ISO 3166-2: the whole governorate
    pcode: str | None = None  # an OCHA place code
    place: str | None = None  # canonical Arabic name of a town or district, with lat and lon beside it
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None  # a circle around lat and lon
    polygon: tuple[tuple[float, float], ...] = ()  # (lon, lat) corners, as GeoJSON gives them


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours in which alerts wait for one digest: local ``start`` to ``end`` (``HH:MM``, may cross midnight) in ``zone``."""

    start: str
    end: str
    zone: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What an operator wants to hear of. Empty sets mean "any"."""

    name: str
    regions: tuple[Region, ...]
    channels: tuple[str, ...]
    exclude: tuple[Region, ...] = ()
    event_types: frozenset[EventType] = frozenset()
    actors: frozenset[str] = frozenset()
    target_classes: frozenset[str] = frozenset()
    min_killed: int = 0
    min_confidence: float = 0.0
    min_grade: str = "single_source"
    languages: tuple[str, ...] = ("ar", "en")
    updates: frozenset[str] = frozenset({"toll_rise", "claimed", "retracted"})
    toll_step: int = 5  # a rise in the killed by fewer than this is not worth a word
    quiet_hours: QuietHours | None = None
    severity: str = "normal"
