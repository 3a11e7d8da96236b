"""What operators and health checks ask, and the little that is cleaned up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, text, update

from monitor.store.alerts import SENDABLE
from monitor.store.base import Part, columns, insert, make
from monitor.store.rows import ArticleState, Counts, EntryState, Heartbeat, Json
from monitor.store.schema import alerts, articles, entries, feeds, heartbeats, incidents, raw_pages


class Ops(Part):
    """The operators' part of the store."""

    def heartbeat(self, component: str, now: datetime, detail: Json | None = None) -> None:
        beat = {"at": now, "detail": detail or {}}
        with self._database.write() as connection:
            first = insert(connection, heartbeats).values(component=component, **beat)
            connection.execute(first.on_conflict_do_update(index_elements=["component"], set_=beat))

    def heartbeats(self) -> list[Heartbeat]:
        with self._database.read() as connection:
            rows = connection.execute(select(*columns(Heartbeat, heartbeats)).order_by(heartbeats.c.component))
            return [make(Heartbeat, row) for row in rows]

    def forget_heartbeats(self, before: datetime, component: str | None = None) -> None:
        silent = [heartbeats.c.at < before] + ([] if component is None else [heartbeats.c.component == component])
        with self._database.write() as connection:
            connection.execute(delete(heartbeats).where(*silent))

    def counts(self, now: datetime, day_start: datetime) -> Counts:
        active = feeds.c.retired_at.is_(None)
        with self._database.read() as connection:
            return Counts(
                feeds_due=_count(connection, feeds, feeds.c.due_at <= now),
                feeds_healthy=_count(connection, feeds, active, feeds.c.healthy, feeds.c.last_success_at.is_not(None)),
                feeds_failing=_count(connection, feeds, active, feeds.c.healthy.is_(False)),
                entries=_by_state(connection, entries),
                articles=_by_state(connection, articles),
                articles_today=_count(connection, articles, articles.c.fetched_at >= day_start),
                incidents=_count(connection, incidents),
                alerts=_by_state(connection, alerts),
            )

    def hasten(self, now: datetime) -> None:
        with self._database.write() as connection:
            for table in (feeds, entries):
                connection.execute(update(table).where(table.c.due_at > now).values(due_at=now))
            connection.execute(update(articles).where(articles.c.due_at > now).values(due_at=now, not_before=None))
            unsent = alerts.c.due_at > now, alerts.c.state.in_(SENDABLE)
            connection.execute(update(alerts).where(*unsent).values(due_at=now, not_before=None))

    def purge_raw_pages(self, fetched_before: datetime, limit: int = 1000) -> int:
        unprocessed = select(articles.c.id).where(articles.c.state == ArticleState.FETCHED)
        dispensable = raw_pages.c.fetched_at < fetched_before, raw_pages.c.article_id.not_in(unprocessed)
        old = select(raw_pages.c.article_id).where(*dispensable).order_by(raw_pages.c.fetched_at).limit(limit)
        with self._database.write() as connection:
            return connection.execute(delete(raw_pages).where(raw_pages.c.article_id.in_(old))).rowcount

    def purge_duplicates(self, seen_before: datetime) -> int:
        old = entries.c.state == EntryState.DUPLICATE, entries.c.seen_at < seen_before
        with self._database.write() as connection:
            return connection.execute(delete(entries).where(*old)).rowcount

    def check(self) -> None:
        with self._database.read() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        self._database.close()


def _count(connection: Connection, table: Table, *where: Any) -> int:
    return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def _by_state(connection: Connection, table: Table) -> dict[str, int]:
    rows = connection.execute(select(table.c.state, func.count()).group_by(table.c.state))
    return {state.value: count for state, count in rows}
