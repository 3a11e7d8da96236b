"""Polls the feeds that are due: asks the store, asks the feed, asks the policy, records. It decides nothing itself."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor import log
from monitor.canonical import canonical_url
from monitor.config import Config, FeedConfig
from monitor.feeds.parse import FeedEntry
from monitor.feeds.policy import Ending, Health, NextPoll, ask_conditionally, next_poll
from monitor.feeds.poll import PollRequest, PollResult, poll
from monitor.feeds.rereading import WITHIN, rewritten
from monitor.habits import health_of
from monitor.http import Client
from monitor.store import rows
from monitor.store.protocol import FeedStore
from monitor.store.rows import Feed, FeedSpec, NewEntry, PollOutcome, Rewritten
from monitor.turns import Rounds

LEASE = timedelta(seconds=60)  # twice the longest exchange
_SLOW_SECONDS = 5.0


class Poller(Rounds[Feed]):
    """Polls feeds. ``arrived`` is called when a poll has brought entries that are due."""

    def __init__(
        self, store: FeedStore, client: Client, config: Config, clock: Callable[[], datetime], arrived: Callable[[], None]
    ) -> None:
        super().__init__("poll", config.polling.concurrency, clock)
        self._store = store
        self._client = client
        self._arrived = arrived
        self._silent: set[str] = set()
        self._slow: set[str] = set()
        self._use(config)

    def _use(self, config: Config) -> None:
        self._config = config
        self._feeds = {feed.url: feed for feed in config.feeds if feed.enabled}
        self.tasks.limit = config.polling.concurrency

    async def configure(self, config: Config) -> None:
        """Poll these feeds from now on; new ones are due at once, feeds that are gone are kept and rest."""
        self._use(config)
        specs = [FeedSpec(feed.url, feed.url) for feed in self._feeds.values()]
        await asyncio.to_thread(self._store.sync_feeds, specs, self._clock())

    def _due(self, now: datetime) -> Sequence[Feed]:
        return self._store.due_feeds(now)

    def _claimed(self, chosen: Sequence[Feed], now: datetime) -> Sequence[Feed]:
        claimed = self._store.claim_feeds([feed.key for feed in chosen], now, LEASE)
        return [feed for feed in chosen if feed.key in claimed]

    def _doubtful(self, feed: Feed) -> bool:
        return feed.failures > 0 or feed.key in self._slow

    def _key_of(self, feed: Feed) -> str:
        return feed.key

    def _url_of(self, feed: Feed) -> str:
        return feed.current_url

    def _release(self, feed: Feed) -> None:
        self._store.release_feed(feed.key, self._clock())

    async def _work(self, feed: Feed) -> None:
        settings = self._feeds.get(feed.key)
        if settings is None:
            return  # the configuration no longer has it
        conditional = ask_conditionally(feed.failures)
        request = PollRequest(
            url=feed.current_url,
            zone=settings.zone,
            arabic=settings.arabic,
            etag=feed.etag if conditional else None,
            last_modified=feed.last_modified if conditional else None,
        )
        began = self._loop.time()
        result = await self._asked(request)
        (self._slow.add if self._loop.time() - began > _SLOW_SECONDS else self._slow.discard)(feed.key)
        outcome = self._outcome(feed, settings, result)
        if result.entries:
            outcome = await asyncio.to_thread(self._with_rewritten, feed.key, settings, outcome)
        due = await asyncio.to_thread(self._store.record_poll, feed.key, outcome, self._clock(), self._config.backfill)
        _log(feed, result, outcome, due)
        if due or outcome.rewritten:
            self._arrived()
        else:
            await asyncio.to_thread(self._tell_silence, feed.key)

    async def _asked(self, request: PollRequest) -> PollResult:
        """How a poll ended; one that a defect of ours ends is a failed one, so that it is seen and asked ever less."""
        try:
            return await poll(self._client, request, self._clock())
        except Exception as error:  # noqa: BLE001 - logged whole, and counted against this feed alone
            log.get("poll").exception("poll ended by a defect of ours", feed=request.url)
            words = f"a defect of ours: {type(error).__name__}: {error}"
            return PollResult(Ending.FAILED, etag=request.etag, last_modified=request.last_modified, error=words, problem="defect")

    def _with_rewritten(self, key: str, settings: FeedConfig, outcome: PollOutcome) -> PollOutcome:
        now = self._clock()
        known = self._store.entries_read(key, now - WITHIN)
        found = rewritten(known, outcome.entries, now, self._config.interval_of(settings))
        return replace(outcome, rewritten=tuple(Rewritten(*one) for one in found))

    def _tell_silence(self, key: str) -> None:
        """A feed that answers and brings nothing for days is told of once, until it speaks again."""
        feed = self._store.feed(key)
        found, why = health_of(self._store, feed, self._clock()) if feed else (Health.NEW, "")
        if found is Health.SILENT and key not in self._silent:
            log.get("poll").warning("feed is silent", feed=key, why=why)
        (self._silent.add if found is Health.SILENT else self._silent.discard)(key)

    def _outcome(self, feed: Feed, settings: FeedConfig, result: PollResult) -> PollOutcome:
        following = next_poll(
            result.ending,
            feed.failures,
            self._clock(),
            random.random(),  # noqa: S311 - jitter, not a secret
            wishes=result.wishes,
            interval=self._config.interval_of(settings),
            floor=self._config.polling.floor,
        )
        return outcome_of(result, following)


def outcome_of(result: PollResult, following: NextPoll) -> PollOutcome:
    """A poll that ended, as the store takes it, with the next one that the policy set."""
    return PollOutcome(
        result=rows.PollStatus(result.ending.value),
        next_poll_at=following.at,
        interval=following.wait.total_seconds(),
        status=result.status,
        error=result.error,
        etag=result.etag,
        last_modified=result.last_modified,
        moved_to=result.permanent_url,
        entries=tuple(new_entry(entry) for entry in result.entries),
    )


def new_entry(entry: FeedEntry) -> NewEntry:
    """An entry as the store takes it; where the feed carries the whole text, that is its summary."""
    return NewEntry(
        identity=entry.identity,
        url=entry.url,
        canonical_url=canonical_url(entry.url) if entry.url else f"entry:{entry.identity}",
        title=entry.title,
        summary=entry.content or entry.summary,
        author=entry.author,
        published=entry.published,
        published_raw=entry.published_raw,
        published_flag=entry.published_flag,
        updated=entry.updated,
    )


def _log(feed: Feed, result: PollResult, outcome: PollOutcome, due: list[int]) -> None:
    logger = log.get("poll")
    next_poll_at = outcome.next_poll_at.isoformat(timespec="seconds")
    if result.error:
        logger.warning(
            "feed failed", feed=feed.key, error=result.error, problem=result.problem, failures=feed.failures + 1, next=next_poll_at
        )
        return
    if result.malformed:
        logger.info("feed is not well formed and was read as far as it goes", feed=feed.key)
    if result.permanent_url and result.permanent_url != feed.current_url:
        logger.warning("feed has moved for good", feed=feed.key, to=result.permanent_url)
    if outcome.rewritten:
        logger.info("entries were rewritten and will be read again", feed=feed.key, entries=len(outcome.rewritten))
    if due:
        logger.info("new entries", feed=feed.key, entries=len(due))
    elif not outcome.rewritten:
        logger.debug("nothing new", feed=feed.key, status=result.status, next=next_poll_at)
