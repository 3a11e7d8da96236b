"""The transactions that change incidents: the processing of an article, and the analyst's hand.

Both run alone (see ``Database.merging``), so what they read stays true until they end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from monitor.errors import StoreError
from monitor.model import Alert, Change, Decision, Incident
from monitor.store.alerts import insert_alert, told_of
from monitor.store.base import columns, insert, make
from monitor.store.candidates import find_candidates, reindex
from monitor.store.rows import DIGEST, AlertState, Article, ArticleBody, ArticleState, Json, Mute, PlacedStrike, Told
from monitor.store.schema import alerts, articles, decisions, incident_reports, incidents, mutes, revisions, strikes


class SqlIncidentTx:
    """One transaction in which nobody else merges."""

    def __init__(self, connection: Connection, now: datetime, article_id: str | None = None) -> None:
        self._connection = connection
        self._now = now
        self._article_id = article_id

    def candidates(self, regions: Collection[str], from_day: date, to_day: date, families: Collection[str] = ()) -> list[Incident]:
        return find_candidates(self._connection, regions, from_day, to_day, families)

    def incident(self, incident_id: str) -> Incident | None:
        return find_incident(self._connection, incident_id)

    def revision(self, incident_id: str, revision: int) -> Incident | None:
        asked = revisions.c.incident_id == incident_id, revisions.c.revision == revision
        found = select(revisions.c.incident).where(*asked).order_by(revisions.c.id.desc())
        return self._connection.execute(found).scalars().first()

    def incidents_of(self, article_id: str) -> list[str]:
        return incident_ids_of(self._connection, article_id)

    def told(self, incident_id: str) -> list[Told]:
        return told_of(self._connection, incident_id)

    def active_mutes(self) -> list[Mute]:
        return mutes_at(self._connection, self._now)

    def alerts_since(self, since: datetime, watch: str) -> int:
        given = alerts.c.watch == watch, alerts.c.created >= since, alerts.c.reason != DIGEST
        told = select(alerts.c.incident_id, alerts.c.revision).where(*given).distinct().subquery()
        return self._connection.execute(select(func.count()).select_from(told)).scalar_one()

    def save_change(self, change: Change) -> None:
        _write_incident(self._connection, change.incident)
        step = {
            "incident_id": change.incident.incident_id,
            "revision": change.incident.revision,
            "what": change.what,
            "article_id": change.article_id,
            "details": change.details,
            "at": self._now,
            "incident": change.incident,
        }
        self._connection.execute(revisions.insert().values(step))
        reindex(self._connection, change.incident)
        _link_reports(self._connection, change.incident)

    def save_decisions(self, decided: Iterable[Decision]) -> None:
        rows = [_decision_row(decision) | {"article_id": self._article_id, "at": self._now} for decision in decided]
        if rows:
            self._connection.execute(decisions.insert(), rows)

    def add_alert(self, alert: Alert, payload: Json, due_at: datetime | None = None, *, digest: bool = False) -> bool:
        state = AlertState.DIGEST if digest else AlertState.PENDING
        return insert_alert(self._connection, alert, payload, state, due_at or self._now)


class SqlProcessingTx(SqlIncidentTx):
    """The one transaction in which an article becomes strikes, incidents and alerts."""

    def __init__(self, connection: Connection, now: datetime, article: Article, *, reprocess: bool) -> None:
        super().__init__(connection, now, article.id)
        self.article = article
        self.needed = reprocess or article.state is ArticleState.FETCHED
        self.finished = False

    def save_body(self, body: ArticleBody) -> str | None:
        original = self._same_text(body.fingerprint)
        values = {
            "title": body.title,
            "text": body.text,
            "text_fingerprint": body.fingerprint,
            "published": body.published,
            "published_source": body.published_source,
            "duplicate_of": original,
        }
        self._update_article(values)
        return original

    def save_strikes(self, placed: Sequence[PlacedStrike]) -> None:
        self._connection.execute(delete(strikes).where(strikes.c.article_id == self.article.id))
        rows = [
            {"article_id": self.article.id, "n": n, "strike": one.strike, "incident_id": one.incident_id, "reasons": one.reasons}
            for n, one in enumerate(placed)
        ]
        if rows:
            self._connection.execute(strikes.insert(), rows)

    def finish(self, state: ArticleState = ArticleState.DONE) -> None:
        self._update_article({"state": state, "processed_at": self._now, "due_at": None, "not_before": None})
        self.finished = True

    def _same_text(self, fingerprint: str) -> str | None:
        """The first article with this text. One that is itself a copy, or failed, is no original."""
        if not fingerprint:
            return None
        same = articles.c.text_fingerprint == fingerprint, articles.c.state == ArticleState.DONE, articles.c.id != self.article.id
        first = select(articles.c.id).where(*same).order_by(articles.c.processed_at, articles.c.id)
        return self._connection.execute(first).scalars().first()

    def _update_article(self, values: dict[str, Any]) -> None:
        self._connection.execute(update(articles).where(articles.c.id == self.article.id).values(values))


def find_incident(connection: Connection, incident_id: str) -> Incident | None:
    """One incident as it now is."""
    return connection.execute(select(incidents.c.incident).where(incidents.c.incident_id == incident_id)).scalar()


def incident_ids_of(connection: Connection, article_id: str) -> list[str]:
    """The incidents that hold a report of an article."""
    held = select(incident_reports.c.incident_id).where(incident_reports.c.article_id == article_id)
    return list(connection.execute(held.order_by(incident_reports.c.incident_id)).scalars())


def mutes_at(connection: Connection, now: datetime) -> list[Mute]:
    """The mutes in force at an instant."""
    rows = connection.execute(select(*columns(Mute, mutes)).where(mutes.c.until > now).order_by(mutes.c.id))
    return [make(Mute, row) for row in rows]


def _write_incident(connection: Connection, incident: Incident) -> None:
    values = {"revision": incident.revision, "first_seen": incident.first_seen, "updated": incident.updated, "incident": incident}
    mine = incidents.c.incident_id == incident.incident_id
    stored = connection.execute(select(incidents.c.revision).where(mine)).scalar()
    if stored is None:
        connection.execute(incidents.insert().values(incident_id=incident.incident_id, **values))
    elif incident.revision in (stored, stored + 1):
        connection.execute(update(incidents).where(mine).values(values))
    else:
        told = f"incident {incident.incident_id} is at revision {stored}; a change to {incident.revision} was made from another"
        raise StoreError(told, "conflict")


def _link_reports(connection: Connection, incident: Incident) -> None:
    mine = incident_reports.c.incident_id == incident.incident_id
    linked = set(connection.execute(select(incident_reports.c.article_id).where(mine)).scalars())
    wanted = {report.article_id for report in incident.reports}
    if gone := linked - wanted:
        connection.execute(delete(incident_reports).where(mine, incident_reports.c.article_id.in_(gone)))
    if new := wanted - linked:
        rows = [{"incident_id": incident.incident_id, "article_id": article_id} for article_id in new]
        connection.execute(insert(connection, incident_reports), rows)


def _decision_row(decision: Decision) -> dict[str, Any]:
    return {
        "watch": decision.watch,
        "incident_id": decision.incident_id,
        "revision": decision.revision,
        "fire": decision.fire,
        "reason": decision.reason,
        "detail": decision.detail,
    }
