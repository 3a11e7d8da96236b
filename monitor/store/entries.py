"""Entries: from the feed's item to the page in hand."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, select, update

from monitor.errors import MissingRow
from monitor.model import Outlet
from monitor.store.base import Part, columns, insert, make
from monitor.store.rows import ArticleState, Entry, EntryState, RawPage, RecordedFetch
from monitor.store.schema import articles, entries, feeds, raw_pages

FROM_ONE_FEED = 50  # entries that are looked at together; they are fetched a second apart
_ENTRY = columns(Entry, entries)


def article_id_for(canonical_url: str) -> str:
    """The id of the article at an address. The same on every machine, and fit for a job's name."""
    return "a" + hashlib.blake2b(canonical_url.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Entries(Part):
    """The entries' part of the store."""

    def due_entries(self, now: datetime, limit: int = 1000) -> list[Entry]:
        some = exists().where(entries.c.feed_key == feeds.c.key, entries.c.due_at <= now)
        with self._database.read() as connection:
            keys = connection.execute(select(feeds.c.key).where(some)).scalars().all()
            rows = [row for key in keys for row in connection.execute(_first_due(key, now))]
        return sorted((make(Entry, row) for row in rows), key=lambda entry: (entry.due_at or now, entry.id))[:limit]

    def claim_entries(self, ids: Collection[int], now: datetime, lease: timedelta) -> set[int]:
        free = select(entries.c.id).where(entries.c.id.in_(ids), entries.c.due_at <= now).order_by(entries.c.id)
        with self._database.write() as connection:
            got = list(connection.execute(free.with_for_update(skip_locked=True)).scalars())
            wanted = set(got) - _link_to_known(connection, got)
            taken = {"due_at": now + lease, "attempts": entries.c.attempts + 1}
            connection.execute(update(entries).where(entries.c.id.in_(wanted)).values(taken))
            return wanted

    def release_entry(self, entry_id: int, now: datetime) -> None:
        claimed = entries.c.id == entry_id, entries.c.state == EntryState.DUE, entries.c.attempts > 0
        with self._database.write() as connection:
            connection.execute(update(entries).where(*claimed).values(due_at=now, attempts=entries.c.attempts - 1))

    def release_entries_in_hand(self, now: datetime) -> int:
        in_hand = entries.c.due_at > now, entries.c.state == EntryState.DUE, entries.c.attempts > 0, entries.c.last_error.is_(None)
        with self._database.write() as connection:
            return connection.execute(update(entries).where(*in_hand).values(due_at=now)).rowcount

    def entry(self, entry_id: int) -> Entry | None:
        with self._database.read() as connection:
            row = connection.execute(select(*_ENTRY).where(entries.c.id == entry_id)).first()
            return make(Entry, row) if row else None

    def record_fetch(self, entry_id: int, page: RawPage, outlet: Outlet, now: datetime) -> RecordedFetch:
        packed = zlib.compress(page.body)
        fetched = {
            "canonical_url": page.canonical_url,
            "final_url": page.final_url,
            "status": page.status,
            "headers": dict(page.headers),
            "fetched_at": page.fetched_at,
            "raw_sha256": hashlib.sha256(page.body).hexdigest(),
            "summary_only": False,
        }
        with self._database.write() as connection:
            recorded = _open_article(connection, entry_id, fetched, outlet, now)
            if recorded.new:
                connection.execute(raw_pages.insert().values(article_id=recorded.article_id, fetched_at=page.fetched_at, body=packed))
            return recorded

    def record_summary_only(self, entry_id: int, error: str, outlet: Outlet, now: datetime) -> RecordedFetch:
        with self._database.write() as connection:
            entry = _load(connection, entry_id)
            if _had_its_page(connection, entry):
                _settle(connection, entry, EntryState.FETCHED, entry.article_id, now, last_error=error)
                return RecordedFetch(entry.article_id, new=False)
            fetched = {
                "canonical_url": entry.canonical_url,
                "final_url": entry.url,
                "headers": {},
                "fetched_at": now,
                "raw_sha256": None,
                "summary_only": True,
                "last_error": error,
            }
            return _open_article(connection, entry_id, fetched, outlet, now)

    def record_fetch_failure(self, entry_id: int, error: str, now: datetime, next_attempt_at: datetime | None) -> None:  # noqa: ARG002
        state = EntryState.FAILED if next_attempt_at is None else EntryState.DUE
        unfinished = entries.c.id == entry_id, entries.c.state == EntryState.DUE
        with self._database.write() as connection:
            connection.execute(update(entries).where(*unfinished).values(state=state, due_at=next_attempt_at, last_error=error))


def _first_due(feed_key: str, now: datetime) -> Select[Any]:
    """The entries of one feed that wait longest: a feed that floods us must not hide what the others brought."""
    due = entries.c.feed_key == feed_key, entries.c.due_at <= now
    return select(*_ENTRY).where(*due).order_by(entries.c.due_at, entries.c.id).limit(FROM_ONE_FEED)


def _load(connection: Connection, entry_id: int) -> Row[Any]:
    row = connection.execute(select(entries).where(entries.c.id == entry_id)).first()
    if row is None:
        raise MissingRow(f"there is no entry {entry_id}")
    return row


def _link_to_known(connection: Connection, ids: Collection[int]) -> set[int]:
    """Entries whose article another feed has brought already need no fetch: link them, and say which they are."""
    known = (
        select(entries.c.id, articles.c.id.label("article_id"))
        .join(articles, articles.c.canonical_url == entries.c.canonical_url)
        .where(entries.c.id.in_(ids), entries.c.article_id.is_(None))
    )
    found = connection.execute(known).all()
    for row in found:
        done = {"state": EntryState.DUPLICATE, "article_id": row.article_id, "due_at": None}
        connection.execute(update(entries).where(entries.c.id == row.id).values(done))
    return {row.id for row in found}


def _settle(connection: Connection, entry: Row[Any], state: EntryState, article_id: str, now: datetime, **more: Any) -> None:
    again = entry.article_id is not None
    done = {"state": state, "article_id": article_id, "due_at": None, "read_at": now, "readings": entry.readings + again}
    connection.execute(update(entries).where(entries.c.id == entry.id).values(**done, **more))


def _open_article(connection: Connection, entry_id: int, fetched: dict[str, Any], outlet: Outlet, now: datetime) -> RecordedFetch:
    entry = _load(connection, entry_id)
    if entry.article_id is not None and entry.state is not EntryState.DUE:  # a slow fetch whose lease ran out, recorded after the next
        return RecordedFetch(entry.article_id, new=False)
    if entry.article_id is not None:
        return _open_version(connection, entry, fetched, outlet, now)
    opened = insert(connection, articles).values(**_article_row(entry, fetched, outlet, now)).on_conflict_do_nothing()
    new = connection.execute(opened.returning(articles.c.id)).scalar()
    article_id = new or connection.execute(select(articles.c.id).where(articles.c.canonical_url == fetched["canonical_url"])).scalar_one()
    _settle(connection, entry, EntryState.FETCHED if new else EntryState.DUPLICATE, article_id, now)
    return RecordedFetch(article_id, new=new is not None)


def _had_its_page(connection: Connection, entry: Row[Any]) -> bool:
    former = select(articles.c.summary_only).where(articles.c.id == entry.article_id)
    return connection.execute(former).scalar() is False


def _open_version(connection: Connection, entry: Row[Any], fetched: dict[str, Any], outlet: Outlet, now: datetime) -> RecordedFetch:
    """The article that its outlet has rewritten at its address, beside the one that was read before."""
    former = connection.execute(select(articles).where(articles.c.id == entry.article_id)).one()
    if fetched["raw_sha256"] is not None and fetched["raw_sha256"] == former.raw_sha256:
        _settle(connection, entry, EntryState.FETCHED, former.id, now)
        return RecordedFetch(former.id, new=False)
    address = f"{fetched['canonical_url']}#version-{entry.readings + 2}"  # canonical addresses have no fragment
    later = entry.updated is not None and entry.updated > (entry.read_at or entry.seen_at)
    row = _article_row(entry, fetched | {"canonical_url": address}, outlet, now) | {
        "published": min(entry.updated, now) if later else now,
        "published_source": "updated",
        "version_of": former.version_of or former.id,
    }
    opened = insert(connection, articles).values(**row).on_conflict_do_nothing().returning(articles.c.id)
    new = connection.execute(opened).scalar()
    _settle(connection, entry, EntryState.FETCHED, new or former.id, now)
    return RecordedFetch(new or former.id, new=new is not None)


def _article_row(entry: Row[Any], fetched: dict[str, Any], outlet: Outlet, now: datetime) -> dict[str, Any]:
    return {
        "id": article_id_for(fetched["canonical_url"]),
        "feed_key": entry.feed_key,
        "outlet": outlet.name,
        "country": outlet.country,
        "zone": outlet.zone,
        "title": entry.title,
        "summary": entry.summary,
        "published": entry.published or entry.seen_at,
        "published_source": "seen" if entry.published is None else "feed",
        "state": ArticleState.FETCHED,
        "due_at": now,
        **fetched,
    }
