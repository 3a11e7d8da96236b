"""The store, as everything else sees it.

The database is the truth. Whoever drives the pipeline asks what is due at ``now``, claims it for a lease, does the work
and records the outcome; work that nobody records becomes due again when its lease ends. No method reads the clock.

Every method is synchronous, thread-safe and one short transaction. When the database cannot do what was asked, nothing
was changed and :class:`monitor.errors.StoreError` says why; the work is still due, so the caller's only duty is to let
the next tick try again. Inside ``processing`` and ``editing`` use the transaction's own methods, never the store's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Protocol

from monitor.model import Alert, Change, Decision, Delivery, Incident, Outlet
from monitor.store.rows import (
    AlertState,
    Article,
    ArticleBody,
    ArticleState,
    Counts,
    DisabledChannel,
    Entry,
    Feed,
    FeedSpec,
    Heartbeat,
    Json,
    Mute,
    MuteKind,
    PlacedStrike,
    PollOutcome,
    RawPage,
    RecordedFetch,
    Revision,
    StoredAlert,
    StoredDecision,
    StoredStrike,
    Told,
)


class FeedStore(Protocol):
    """Feeds: when each is due, and what its polls brought."""

    def sync_feeds(self, specs: Iterable[FeedSpec], now: datetime) -> tuple[str, ...]:
        """Make the feeds those of the configuration; the keys that are new are due at once, and those that fail are asked again,
        unless they asked for a pause. The rest are retired: kept, not polled."""

    def due_feeds(self, now: datetime, limit: int = 1000) -> list[Feed]:
        """Feeds that are due and that nobody is polling, the longest overdue first."""

    def claim_feeds(self, keys: Collection[str], now: datetime, lease: timedelta) -> set[str]:
        """Take due feeds in hand until ``now + lease``; the keys that were really got."""

    def release_feed(self, key: str, now: datetime) -> None:
        """Hand a claimed feed back undone."""

    def record_poll(self, key: str, outcome: PollOutcome, now: datetime, backfill: timedelta) -> list[int]:
        """Record a poll, insert its unseen entries and put those that were rewritten up for another reading; the ids of the new
        ones that are due.

        At the first poll that succeeds, those older than ``backfill`` or without a date are recorded as ``backfill``.
        A 304 leaves ``healthy``, ``failures`` and ``last_error`` as they were.
        """

    def entries_read(self, key: str, seen_since: datetime) -> list[Entry]:
        """A feed's entries whose page was read, of those seen since then: they may have been rewritten."""

    def feed(self, key: str) -> Feed | None: ...

    def arrivals(self, key: str, limit: int = 20) -> list[datetime]:
        """When the feed's latest entries were published (or seen, where they say nothing), the newest first."""

    def feed_statuses(self) -> list[Feed]:
        """Every feed that is not retired, by key."""


class EntryStore(Protocol):
    """Entries: from the feed's item to the page in hand."""

    def due_entries(self, now: datetime, limit: int = 1000) -> list[Entry]:
        """Entries to fetch, oldest due first, of each feed the first few. The caller picks so that no host is asked twice at once."""

    def claim_entries(self, ids: Collection[int], now: datetime, lease: timedelta) -> set[int]:
        """Take due entries in hand and count an attempt. One whose article is already there becomes ``duplicate`` instead."""

    def release_entry(self, entry_id: int, now: datetime) -> None:
        """Hand a claimed entry back undone; the attempt does not count."""

    def release_entries_in_hand(self, now: datetime) -> int:
        """Make due what a monitor that was killed had in hand at its first attempt; how many. Another that lives and has one in
        hand, too, asks for its page twice at worst."""

    def entry(self, entry_id: int) -> Entry | None: ...

    def record_fetch(self, entry_id: int, page: RawPage, outlet: Outlet, now: datetime) -> RecordedFetch:
        """Keep the page and open its article, due for processing; or link to the article of the same canonical address.

        An entry that was read before gets a further article, the next version, unless its page is the same byte for byte.
        """

    def record_summary_only(self, entry_id: int, error: str, outlet: Outlet, now: datetime) -> RecordedFetch:
        """Give up on the page: open an article, marked ``summary_only``, whose words are the feed's own. Where an earlier reading
        had the page, that one stands."""

    def record_fetch_failure(self, entry_id: int, error: str, now: datetime, next_attempt_at: datetime | None) -> None:
        """Record a failed fetch. ``None``: it is final and there is no summary to fall back on."""


class ArticleStore(Protocol):
    """Articles: from the page in hand to strikes. Ids hold only letters, digits, ``_`` and ``-``."""

    def due_articles(self, now: datetime, limit: int = 1000) -> list[str]:
        """Ids to enqueue: the fast path and the sweep ask the same."""

    def mark_articles_enqueued(self, ids: Collection[str], again_at: datetime) -> None:
        """They are on the queue; should they still be undone at ``again_at`` the sweep enqueues them again."""

    def claim_article(self, article_id: str, now: datetime, lease: timedelta) -> Article | None:
        """Take an unprocessed article in hand and count an attempt; ``None`` when it is done or in other hands."""

    def article(self, article_id: str) -> Article | None: ...

    def earlier_versions(self, article_id: str) -> list[Article]:
        """The articles that stood at this one's address before it was rewritten, the oldest first; none for a first version."""

    def raw_page(self, article_id: str) -> bytes | None:
        """The page as fetched; ``None`` when there was none or it has been purged."""

    def record_article_failure(self, article_id: str, error: str, now: datetime, next_attempt_at: datetime | None) -> None:
        """Record that processing failed; ``None`` makes it final."""

    def article_ids(self, since: datetime, until: datetime) -> list[str]:
        """Articles fetched in ``[since, until)``, oldest first."""

    def strikes_of(self, article_id: str) -> list[StoredStrike]: ...


class IncidentTx(Protocol):
    """One transaction in which nobody else merges: what it reads stays true until it ends."""

    def candidates(self, regions: Collection[str], from_day: date, to_day: date, families: Collection[str] = ()) -> list[Incident]:
        """Incidents that may be the event: a target in one of ``regions`` (ISO 3166-1 or -2), days that overlap, and one of
        ``families`` (event types; empty is any) among the merged type or any report's; by id. An incident is indexed under
        its targets' provinces and countries, by the days of its merged date, else of its first report."""

    def incident(self, incident_id: str) -> Incident | None: ...

    def revision(self, incident_id: str, revision: int) -> Incident | None:
        """The incident as it was at that revision."""

    def incidents_of(self, article_id: str) -> list[str]:
        """Ids of the incidents that hold a report of this article."""

    def told(self, incident_id: str) -> list[Told]:
        """The alerts already decided on this incident, whether sent yet or not, oldest first."""

    def active_mutes(self) -> list[Mute]:
        """Mutes in force at the transaction's ``now``."""

    def alerts_since(self, since: datetime, watch: str) -> int:
        """How often that watch was told of something since, on however many channels (the burst guard asks)."""

    def save_change(self, change: Change) -> None:
        """Write the incident, its index rows and a history row. A revision that is neither the stored one nor its successor is refused."""

    def save_decisions(self, decisions: Iterable[Decision]) -> None: ...

    def add_alert(self, alert: Alert, payload: Json, due_at: datetime | None = None, *, digest: bool = False) -> bool:
        """Add an alert, due at ``due_at`` (now, if not given); ``digest`` holds it until then for a digest. False: it was there already."""


class ProcessingTx(IncidentTx, Protocol):
    """The one transaction in which an article becomes strikes, incidents and alerts. Nothing is kept unless ``finish`` was called."""

    @property
    def article(self) -> Article: ...

    @property
    def needed(self) -> bool:
        """False when the article was already processed: leave, there is nothing to do."""

    def save_body(self, body: ArticleBody) -> str | None:
        """Keep the text. The id of an older article with the same text, if there is one: then finish as ``DUPLICATE``."""

    def save_strikes(self, strikes: Sequence[PlacedStrike]) -> None:
        """Keep what was extracted, in place of what an earlier processing kept."""

    def finish(self, state: ArticleState = ArticleState.DONE) -> None:
        """Say that the article is processed; the end of the transaction commits."""


class IncidentStore(Protocol):
    """Incidents, and the two transactions that may change them."""

    def processing(self, article_id: str, now: datetime, *, reprocess: bool = False) -> AbstractContextManager[ProcessingTx]: ...

    def editing(self, now: datetime) -> AbstractContextManager[IncidentTx]:
        """The analyst's hand (merge, split, retract): committed when the block ends without an error."""

    def incident(self, incident_id: str) -> Incident | None: ...

    def incidents(self, *, region: str | None = None, since: datetime | None = None, limit: int = 50) -> list[Incident]:
        """Incidents last changed since then, newest first."""

    def revisions(self, incident_id: str) -> list[Revision]: ...

    def decisions_for(self, incident_id: str) -> list[StoredDecision]:
        """Why each watch was or was not told, oldest first."""

    def add_mute(self, kind: MuteKind, value: str, until: datetime, now: datetime, note: str = "") -> int: ...

    def remove_mute(self, mute_id: int) -> bool: ...

    def active_mutes(self, now: datetime) -> list[Mute]: ...


class AlertStore(Protocol):
    """Alerts and the ledger of their deliveries."""

    def due_alerts(self, now: datetime, limit: int = 1000) -> list[str]:
        """Ids to enqueue, oldest first; those of disabled channels wait."""

    def mark_alerts_enqueued(self, ids: Collection[str], again_at: datetime) -> None: ...

    def claim_alert(self, alert_id: str, now: datetime, lease: timedelta) -> StoredAlert | None:
        """Take an unsent alert in hand; ``None`` when it is sent, given up, held, disabled or in other hands."""

    def alert(self, alert_id: str) -> StoredAlert | None: ...

    def record_delivery(self, alert_id: str, now: datetime, *, message_id: str | None = None, detail: str = "") -> None:
        """After the receiver took it. Delivering a digest delivers what it holds."""

    def record_delivery_failure(self, alert_id: str, error: str, now: datetime, next_attempt_at: datetime | None) -> None:
        """``None``: dead, nobody tries again."""

    def deliveries(self, alert_id: str) -> list[Delivery]: ...

    def list_alerts(self, states: Collection[AlertState] = (), limit: int = 100) -> list[StoredAlert]:
        """Newest first; no states is all of them."""

    def retry_alerts(self, now: datetime, alert_ids: Collection[str] | None = None) -> int:
        """Make dead and failed alerts due now, all of them if none are named; how many."""

    def message_ids(self, incident_id: str, channel: str) -> list[str]:
        """Message-IDs already sent to that channel on the incident, oldest first: what a mail replies to."""

    def due_digests(self, now: datetime) -> dict[tuple[str, str], list[StoredAlert]]:
        """Held alerts whose time has come, by (watch, channel)."""

    def fold_into_digest(self, digest: Alert, payload: Json, alert_ids: Collection[str], now: datetime) -> bool:
        """Add the digest as a pending alert and make the held ones part of it; False when that was done before."""

    def disable_channel(self, channel: str, reason: str, now: datetime) -> None: ...

    def enable_channel(self, channel: str) -> bool: ...

    def disabled_channels(self) -> list[DisabledChannel]: ...


class OpsStore(Protocol):
    """What operators and health checks ask."""

    def heartbeat(self, component: str, now: datetime, detail: Json | None = None) -> None: ...

    def heartbeats(self) -> list[Heartbeat]: ...

    def forget_heartbeats(self, before: datetime, component: str | None = None) -> None:
        """Parts that have not shown themselves since then are no longer missed; only this one, if it is named."""

    def counts(self, now: datetime, day_start: datetime) -> Counts: ...

    def hasten(self, now: datetime) -> None:
        """The clock was set back: what was put off to a time that is far ahead now is due at once. Digests keep their hour."""

    def purge_raw_pages(self, fetched_before: datetime, limit: int = 1000) -> int:
        """Drop raw pages of processed articles fetched before then; how many. The hash and the text stay."""

    def purge_duplicates(self, seen_before: datetime) -> int:
        """Forget entries that only led to an article which was there already; how many. Some feeds give each entry a new guid
        at every poll, and would bring thousands a day."""

    def check(self) -> None:
        """Raise ``StoreError`` unless the database answers."""

    def close(self) -> None: ...


class Store(FeedStore, EntryStore, ArticleStore, IncidentStore, AlertStore, OpsStore, Protocol):
    """All of it. Ask for the smallest part that you need."""
