"""Articles: from the page in hand to strikes."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from monitor.store.base import Part, columns, make
from monitor.store.rows import Article, ArticleState, StoredStrike
from monitor.store.schema import articles, raw_pages, strikes

_ARTICLE = columns(Article, articles)
_STRIKE = columns(StoredStrike, strikes)


class Articles(Part):
    """The articles' part of the store."""

    def due_articles(self, now: datetime, limit: int = 1000) -> list[str]:
        due = select(articles.c.id).where(articles.c.due_at <= now).order_by(articles.c.due_at, articles.c.id).limit(limit)
        with self._database.read() as connection:
            return list(connection.execute(due).scalars())

    def mark_articles_enqueued(self, ids: Collection[str], again_at: datetime) -> None:
        sooner = articles.c.id.in_(ids), articles.c.due_at < again_at
        with self._database.write() as connection:
            connection.execute(update(articles).where(*sooner).values(due_at=again_at))

    def claim_article(self, article_id: str, now: datetime, lease: timedelta) -> Article | None:
        free = or_(articles.c.not_before.is_(None), articles.c.not_before <= now)
        undone = articles.c.id == article_id, articles.c.state == ArticleState.FETCHED, free
        taken = {"due_at": now + lease, "not_before": now + lease, "attempts": articles.c.attempts + 1}
        with self._database.write() as connection:
            row = connection.execute(update(articles).where(*undone).values(taken).returning(*_ARTICLE)).first()
            return make(Article, row) if row else None

    def article(self, article_id: str) -> Article | None:
        with self._database.read() as connection:
            return find_article(connection, article_id)

    def earlier_versions(self, article_id: str) -> list[Article]:
        with self._database.read() as connection:
            article = find_article(connection, article_id)
            if article is None or article.version_of is None:
                return []
            first = article.version_of
            here = or_(articles.c.id == first, articles.c.version_of == first), articles.c.fetched_at < article.fetched_at
            rows = connection.execute(select(*_ARTICLE).where(*here).order_by(articles.c.fetched_at, articles.c.id))
            return [make(Article, row) for row in rows]

    def raw_page(self, article_id: str) -> bytes | None:
        with self._database.read() as connection:
            body = connection.execute(select(raw_pages.c.body).where(raw_pages.c.article_id == article_id)).scalar()
            return None if body is None else zlib.decompress(body)

    def record_article_failure(self, article_id: str, error: str, now: datetime, next_attempt_at: datetime | None) -> None:
        final = next_attempt_at is None
        failed = {
            "state": ArticleState.FAILED if final else ArticleState.FETCHED,
            "due_at": next_attempt_at,
            "not_before": next_attempt_at,
            "last_error": error,
            "processed_at": now if final else None,
        }
        undone = articles.c.id == article_id, articles.c.state == ArticleState.FETCHED
        with self._database.write() as connection:
            connection.execute(update(articles).where(*undone).values(failed))

    def article_ids(self, since: datetime, until: datetime) -> list[str]:
        within = articles.c.fetched_at >= since, articles.c.fetched_at < until
        with self._database.read() as connection:
            return list(connection.execute(select(articles.c.id).where(*within).order_by(articles.c.fetched_at, articles.c.id)).scalars())

    def strikes_of(self, article_id: str) -> list[StoredStrike]:
        with self._database.read() as connection:
            rows = connection.execute(select(*_STRIKE).where(strikes.c.article_id == article_id).order_by(strikes.c.n))
            return [make(StoredStrike, row) for row in rows]


def find_article(connection: Connection, article_id: str) -> Article | None:
    """One article, on a transaction that is already open."""
    row = connection.execute(select(*_ARTICLE).where(articles.c.id == article_id)).first()
    return make(Article, row) if row else None
