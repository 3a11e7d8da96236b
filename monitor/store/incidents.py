"""Incidents: what is known of them, why each watch was or was not told, and the mutes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete, select

from monitor.errors import MissingRow
from monitor.model import Incident
from monitor.store.articles import find_article
from monitor.store.base import Part, columns, make
from monitor.store.rows import Mute, MuteKind, Revision, StoredDecision
from monitor.store.schema import candidate_index, decisions, incidents, mutes, revisions
from monitor.store.transaction import SqlIncidentTx, SqlProcessingTx, find_incident, mutes_at

_REVISION = columns(Revision, revisions)
_DECISION = columns(StoredDecision, decisions)


class Incidents(Part):
    """The incidents' part of the store."""

    @contextmanager
    def processing(self, article_id: str, now: datetime, *, reprocess: bool = False) -> Iterator[SqlProcessingTx]:
        with self._database.merging() as connection:
            article = find_article(connection, article_id)
            if article is None:
                raise MissingRow(f"there is no article {article_id}")
            tx = SqlProcessingTx(connection, now, article, reprocess=reprocess)
            yield tx
            if not tx.finished:
                connection.rollback()

    @contextmanager
    def editing(self, now: datetime) -> Iterator[SqlIncidentTx]:
        with self._database.merging() as connection:
            yield SqlIncidentTx(connection, now)

    def incident(self, incident_id: str) -> Incident | None:
        with self._database.read() as connection:
            return find_incident(connection, incident_id)

    def incidents(self, *, region: str | None = None, since: datetime | None = None, limit: int = 50) -> list[Incident]:
        found = select(incidents.c.incident).order_by(incidents.c.updated.desc(), incidents.c.incident_id).limit(limit)
        if region is not None:
            inside = select(candidate_index.c.incident_id).where(candidate_index.c.region == region)
            found = found.where(incidents.c.incident_id.in_(inside))
        if since is not None:
            found = found.where(incidents.c.updated >= since)
        with self._database.read() as connection:
            return list(connection.execute(found).scalars())

    def revisions(self, incident_id: str) -> list[Revision]:
        with self._database.read() as connection:
            rows = connection.execute(select(*_REVISION).where(revisions.c.incident_id == incident_id).order_by(revisions.c.id))
            return [make(Revision, row) for row in rows]

    def decisions_for(self, incident_id: str) -> list[StoredDecision]:
        with self._database.read() as connection:
            rows = connection.execute(select(*_DECISION).where(decisions.c.incident_id == incident_id).order_by(decisions.c.id))
            return [make(StoredDecision, row) for row in rows]

    def add_mute(self, kind: MuteKind, value: str, until: datetime, now: datetime, note: str = "") -> int:
        row = {"kind": kind, "value": value, "until": until, "note": note, "created": now}
        with self._database.write() as connection:
            mute_id: int = connection.execute(mutes.insert().values(row).returning(mutes.c.id)).scalar_one()
            return mute_id

    def remove_mute(self, mute_id: int) -> bool:
        with self._database.write() as connection:
            return bool(connection.execute(delete(mutes).where(mutes.c.id == mute_id)).rowcount)

    def active_mutes(self, now: datetime) -> list[Mute]:
        with self._database.read() as connection:
            return mutes_at(connection, now)
