"""What the store hands out and takes in: one frozen dataclass per kind of row, and the states that a row can be in.

``due_at`` means the same in every table: the instant from which the row wants attention. A claim moves it to the end of
the lease, so a process that dies with the row in hand gives it back by doing nothing. ``None`` is "wants nothing more".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from monitor.model import Alert, Incident, Strike

Json = dict[str, Any]


class PollStatus(StrEnum):
    """How a poll ended. ``unchanged`` is a 304: it proves that the server lives, not that the feed works."""

    FRESH = "fresh"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class EntryState(StrEnum):
    """Where an entry is on its way to being an article."""

    BACKFILL = "backfill"  # already old when its feed was first polled: recorded, never processed
    DUE = "due"
    FETCHED = "fetched"
    DUPLICATE = "duplicate"  # its article was already there under the same address
    FAILED = "failed"


class ArticleState(StrEnum):
    """Where an article is on its way to being strikes."""

    FETCHED = "fetched"
    DONE = "done"
    DUPLICATE = "duplicate"  # the same text is already there under another address
    FAILED = "failed"


class AlertState(StrEnum):
    """Where an alert is on its way to its receiver."""

    PENDING = "pending"
    FAILED = "failed"  # the last attempt failed; it will be tried again
    DELIVERED = "delivered"
    DEAD = "dead"  # given up; only ``retry_alerts`` brings it back
    DIGEST = "digest"  # waits for a digest, or (``digest_id``) is part of one


class MuteKind(StrEnum):
    """What a mute silences."""

    INCIDENT = "incident"
    REGION = "region"
    FEED = "feed"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """One feed as the configuration gives it. ``key`` stays the same when the address changes."""

    key: str
    url: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as the store knows it. Poll ``current_url``, and without conditions while it is not ``healthy``."""

    key: str
    url: str
    current_url: str
    due_at: datetime | None
    etag: str | None = None
    last_modified: str | None = None
    interval: float | None = None  # seconds, as the last poll decided it
    failures: int = 0
    healthy: bool = True
    first_polled_at: datetime | None = None
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    last_new_entry_at: datetime | None = None
    last_status: int | None = None
    last_error: str | None = None
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One item of a feed as parsed. ``published`` is ``None`` when no plausible date was given; the flag says why."""

    identity: str
    url: str
    canonical_url: str
    title: str = ""
    summary: str = ""
    author: str = ""
    published: datetime | None = None
    published_raw: str = ""
    published_flag: str = ""
    updated: datetime | None = None  # the latest date of it that can be believed


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An entry that is to be read again: the identity it is known by, from when on, and what the feed says of it now."""

    identity: str
    due_at: datetime
    words: NewEntry


@dataclass(frozen=True, slots=True)
class PollOutcome:
    """What one poll brought. ``next_poll_at`` and ``interval`` are the polling policy's decision."""

    result: PollStatus
    next_poll_at: datetime
    interval: float | None = None
    status: int | None = None
    error: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # a permanent redirect: the address to ask from now on
    entries: tuple[NewEntry, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as stored. ``attempts`` counts the fetches begun since it was last read; due with an article, it is to be read again."""

    id: int
    feed_key: str
    identity: str
    url: str
    canonical_url: str
    title: str
    summary: str
    author: str
    published: datetime | None
    published_raw: str
    published_flag: str
    seen_at: datetime
    state: EntryState
    due_at: datetime | None
    attempts: int = 0
    last_error: str | None = None
    article_id: str | None = None
    updated: datetime | None = None
    readings: int = 0  # how often it was read again
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page in hand: the evidence. ``body`` is the decoded response body, ``headers`` those worth keeping."""

    canonical_url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class RecordedFetch:
    """Where a fetched entry ended up: its article, and whether that article is new."""

    article_id: str
    new: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One article without its raw page (ask ``raw_page``). ``summary`` is the feed's own, for pages without text."""

    id: str
    canonical_url: str
    final_url: str
    feed_key: str
    outlet: str
    country: str
    zone: str
    title: str
    summary: str
    text: str
    text_fingerprint: str
    duplicate_of: str | None
    published: datetime
    published_source: str  # feed, json_ld, meta or seen; of a later version: updated
    fetched_at: datetime
    summary_only: bool
    state: ArticleState
    due_at: datetime | None
    attempts: int = 0
    last_error: str | None = None
    processed_at: datetime | None = None
    raw_sha256: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int | None = None
    version_of: str | None = None  # the first article at its address, which this one replaces there


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """What was read from a page: saved with the strikes, in the same transaction. An empty fingerprint matches nothing."""

    title: str
    text: str
    fingerprint: str
    published: datetime
    published_source: str


@dataclass(frozen=True, slots=True)
class PlacedStrike:
    """One strike of an article, the incident that it went to (``None``: to none), and why."""

    strike: Strike
    incident_id: str | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredStrike:
    """One strike as stored: the ``n``-th of its article."""

    article_id: str
    n: int
    strike: Strike
    incident_id: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidateKey:
    """One row of the candidate index: an incident may be found by this region, in these days, as this event type."""

    region: str  # ISO 3166-2 or ISO 3166-1 alpha-2
    start: date
    end: date
    family: str  # an event type


@dataclass(frozen=True, slots=True)
class Revision:
    """One step in an incident's life: what changed, by which report, why, and the incident as it then was."""

    incident_id: str
    revision: int
    what: tuple[str, ...]
    article_id: str | None
    details: tuple[str, ...]
    at: datetime
    incident: Incident


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """One decision as stored, with the time and the article that led to it."""

    watch: str
    incident_id: str
    revision: int
    fire: bool
    reason: str
    detail: str
    article_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One alert that a watch was already given on an incident."""

    watch: str
    channel: str
    revision: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredAlert:
    """One alert as stored: the decision, what is to be sent, and how far it has come."""

    alert: Alert
    payload: Json
    state: AlertState
    due_at: datetime | None
    attempts: int = 0
    last_error: str | None = None
    delivered_at: datetime | None = None
    message_id: str | None = None
    digest_id: str | None = None


@dataclass(frozen=True, slots=True)
class Mute:
    """Silence for one incident, region, feed or watch until an instant."""

    id: int
    kind: MuteKind
    value: str
    until: datetime
    note: str
    created: datetime


@dataclass(frozen=True, slots=True)
class DisabledChannel:
    """A channel that is not to be used until an operator enables it again (a webhook answered 410)."""

    channel: str
    reason: str
    at: datetime


DIGEST = "digest"  # the reason of an alert that others were folded into: it tells what they told


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The last sign of life of one component."""

    component: str
    at: datetime
    detail: Json


@dataclass(frozen=True, slots=True)
class Counts:
    """The status line. Maps are by state; a state without rows is missing."""

    feeds_due: int
    feeds_healthy: int
    feeds_failing: int
    entries: Mapping[str, int]
    articles: Mapping[str, int]
    articles_today: int  # fetched since the day's start
    incidents: int
    alerts: Mapping[str, int]
