"""Feeds: when each is due, and what its polls brought."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, Update, bindparam, case, func, select, update

from monitor.store.base import Part, columns, insert, make
from monitor.store.rows import Entry, EntryState, Feed, FeedSpec, NewEntry, PollOutcome, PollStatus
from monitor.store.schema import entries, feeds

_FEED = columns(Feed, feeds)
_ENTRY = columns(Entry, entries)
_PAUSE_ASKED_FOR = (429, 503)


class Feeds(Part):
    """The feeds' part of the store."""

    def sync_feeds(self, specs: Iterable[FeedSpec], now: datetime) -> tuple[str, ...]:
        wanted = {spec.key: spec for spec in specs}
        with self._database.write() as connection:
            known = {row.key: row for row in connection.execute(select(feeds.c.key, feeds.c.url, feeds.c.retired_at))}
            new = [spec for key, spec in wanted.items() if key not in known]
            moved = [spec for key, spec in wanted.items() if key in known and known[key].url != spec.url]
            back = [key for key in wanted if key in known and known[key].retired_at is not None]
            gone = [key for key, row in known.items() if key not in wanted and row.retired_at is None]
            _add(connection, new, now)
            _readdress(connection, moved, now)
            _set(connection, back, retired_at=None, due_at=now)
            _set(connection, gone, retired_at=now, due_at=None)
            connection.execute(_ask_failing_again(wanted, now))
        return tuple(spec.key for spec in new)

    def due_feeds(self, now: datetime, limit: int = 1000) -> list[Feed]:
        with self._database.read() as connection:
            rows = connection.execute(select(*_FEED).where(feeds.c.due_at <= now).order_by(feeds.c.due_at, feeds.c.key).limit(limit))
            return [make(Feed, row) for row in rows]

    def claim_feeds(self, keys: Collection[str], now: datetime, lease: timedelta) -> set[str]:
        free = select(feeds.c.key).where(feeds.c.key.in_(keys), feeds.c.due_at <= now).order_by(feeds.c.key)
        claim = (
            update(feeds).where(feeds.c.key.in_(free.with_for_update(skip_locked=True))).values(due_at=now + lease).returning(feeds.c.key)
        )
        with self._database.write() as connection:
            return set(connection.execute(claim).scalars())

    def release_feed(self, key: str, now: datetime) -> None:
        with self._database.write() as connection:
            connection.execute(update(feeds).where(feeds.c.key == key, feeds.c.retired_at.is_(None)).values(due_at=now))

    def record_poll(self, key: str, outcome: PollOutcome, now: datetime, backfill: timedelta) -> list[int]:
        with self._database.write() as connection:
            due, inserted = _insert_entries(connection, key, outcome.entries, now, backfill) if outcome.entries else ([], 0)
            _read_again(connection, key, outcome)
            connection.execute(_AFTER[outcome.result], _facts(key, outcome, now, now if inserted else None))
            return due

    def entries_read(self, key: str, seen_since: datetime) -> list[Entry]:
        read = entries.c.feed_key == key, entries.c.state == EntryState.FETCHED, entries.c.seen_at >= seen_since
        with self._database.read() as connection:
            return [make(Entry, row) for row in connection.execute(select(*_ENTRY).where(*read))]

    def feed(self, key: str) -> Feed | None:
        with self._database.read() as connection:
            row = connection.execute(select(*_FEED).where(feeds.c.key == key)).first()
            return make(Feed, row) if row else None

    def arrivals(self, key: str, limit: int = 20) -> list[datetime]:
        at = func.coalesce(entries.c.published, entries.c.seen_at, type_=entries.c.seen_at.type)
        latest = select(at).where(entries.c.feed_key == key).order_by(entries.c.id.desc()).limit(limit)
        with self._database.read() as connection:
            return sorted(connection.execute(latest).scalars(), reverse=True)

    def feed_statuses(self) -> list[Feed]:
        with self._database.read() as connection:
            rows = connection.execute(select(*_FEED).where(feeds.c.retired_at.is_(None)).order_by(feeds.c.key))
            return [make(Feed, row) for row in rows]


def _add(connection: Connection, specs: list[FeedSpec], now: datetime) -> None:
    rows = [{"key": spec.key, "url": spec.url, "current_url": spec.url, "due_at": now, "healthy": True} for spec in specs]
    if rows:
        connection.execute(insert(connection, feeds).on_conflict_do_nothing(), rows)


def _readdress(connection: Connection, specs: list[FeedSpec], now: datetime) -> None:
    """The operator wrote another address: what was learnt of the old one no longer holds."""
    fresh = {"etag": None, "last_modified": None, "failures": 0, "healthy": True, "last_error": None, "due_at": now}
    for spec in specs:
        connection.execute(update(feeds).where(feeds.c.key == spec.key).values(url=spec.url, current_url=spec.url, **fresh))


def _set(connection: Connection, keys: list[str], **values: Any) -> None:
    if keys:
        connection.execute(update(feeds).where(feeds.c.key.in_(keys)).values(**values))


def _ask_failing_again(keys: Iterable[str], now: datetime) -> Update:
    """The operator may just have mended what was wrong, and must not wait out a day's pause; but who asked for a pause has it."""
    failing = feeds.c.key.in_(list(keys)), feeds.c.failures > 0, func.coalesce(feeds.c.last_status, 0).not_in(_PAUSE_ASKED_FOR)
    return update(feeds).where(*failing, feeds.c.due_at > now).values(due_at=now)


def _given(name: str, column: Any) -> BindParameter[Any]:
    return bindparam(name, type_=column.type)


def _after(**values: Any) -> Update:
    """What a poll leaves in its feed's row. A feed that was retired while it was polled stays out of the schedule.

    Built once: a statement made anew for each poll costs more than the poll.
    """
    common = {
        "due_at": case((feeds.c.retired_at.is_(None), _given("next_poll_at", feeds.c.due_at)), else_=None),
        "last_polled_at": _given("now", feeds.c.due_at),
        "last_status": _given("status", feeds.c.last_status),
        "interval": _given("seconds", feeds.c.interval),
        "current_url": func.coalesce(_given("moved_to", feeds.c.current_url), feeds.c.current_url),
        "last_new_entry_at": func.coalesce(_given("brought", feeds.c.due_at), feeds.c.last_new_entry_at),
    }
    return update(feeds).where(feeds.c.key == bindparam("feed")).values(**common | values)


_NOW, _ETAG, _LAST_MODIFIED = _given("now", feeds.c.due_at), _given("tag", feeds.c.etag), _given("changed", feeds.c.last_modified)
_AFTER = {
    PollStatus.FRESH: _after(
        failures=0,
        healthy=True,
        last_error=None,
        last_success_at=_NOW,
        first_polled_at=func.coalesce(feeds.c.first_polled_at, _NOW),
        etag=_ETAG,
        last_modified=_LAST_MODIFIED,
    ),
    PollStatus.UNCHANGED: _after(
        last_success_at=case((feeds.c.healthy, _NOW), else_=feeds.c.last_success_at),
        etag=func.coalesce(_ETAG, feeds.c.etag),
        last_modified=func.coalesce(_LAST_MODIFIED, feeds.c.last_modified),
    ),
    PollStatus.FAILED: _after(failures=feeds.c.failures + 1, healthy=False, last_error=_given("error", feeds.c.last_error)),
}


def _facts(key: str, outcome: PollOutcome, now: datetime, brought: datetime | None) -> dict[str, Any]:
    common = {"feed": key, "next_poll_at": outcome.next_poll_at, "now": now, "status": outcome.status, "seconds": outcome.interval}
    common |= {"moved_to": outcome.moved_to, "brought": brought}
    if outcome.result is PollStatus.FAILED:
        return common | {"error": outcome.error}
    return common | {"tag": outcome.etag, "changed": outcome.last_modified}


def _insert_entries(
    connection: Connection, key: str, found: Sequence[NewEntry], now: datetime, backfill: timedelta
) -> tuple[list[int], int]:
    """Insert those not seen before: the ids that are due, and how many were new."""
    by_identity = {entry.identity: entry for entry in reversed(found)}  # oldest first; the newest of two that share one wins
    seen = select(entries.c.identity).where(entries.c.feed_key == key, entries.c.identity.in_(by_identity))
    unseen = by_identity.keys() - set(connection.execute(seen).scalars())
    if not unseen:
        return [], 0
    first = connection.execute(select(feeds.c.first_polled_at).where(feeds.c.key == key)).scalar() is None
    cutoff = now - backfill if first else None
    rows = [_entry_row(key, entry, now, cutoff) for identity, entry in by_identity.items() if identity in unseen]
    stored = insert(connection, entries).on_conflict_do_nothing().returning(entries.c.id, entries.c.state)
    inserted = connection.execute(stored, rows).all()
    return sorted(row.id for row in inserted if row.state is EntryState.DUE), len(inserted)


def _read_again(connection: Connection, key: str, outcome: PollOutcome) -> None:
    """What was rewritten is due once more, in the words that the feed now has for it; what is in hand stays as it is."""
    for one in outcome.rewritten:
        words = {"title": one.words.title, "summary": one.words.summary, "updated": one.words.updated}
        again = {"state": EntryState.DUE, "due_at": one.due_at, "attempts": 0, "last_error": None}
        read = entries.c.feed_key == key, entries.c.identity == one.identity, entries.c.state == EntryState.FETCHED
        connection.execute(update(entries).where(*read).values(**words, **again))


def _entry_row(key: str, entry: NewEntry, now: datetime, cutoff: datetime | None) -> dict[str, Any]:
    old = cutoff is not None and (entry.published is None or entry.published < cutoff)
    return {
        "feed_key": key,
        "identity": entry.identity,
        "url": entry.url,
        "canonical_url": entry.canonical_url,
        "title": entry.title,
        "summary": entry.summary,
        "author": entry.author,
        "published": entry.published,
        "published_raw": entry.published_raw,
        "published_flag": entry.published_flag,
        "updated": entry.updated,
        "seen_at": now,
        "state": EntryState.BACKFILL if old else EntryState.DUE,
        "due_at": None if old else now,
    }
