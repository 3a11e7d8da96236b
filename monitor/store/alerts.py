"""Alerts and the ledger of their deliveries.

A delivery is recorded after the receiver took the alert, so a crash between the two sends it again: at least once, under an
id that stays the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from monitor.errors import MissingRow
from monitor.model import Alert, Delivery
from monitor.store.base import Part, columns, insert, make
from monitor.store.rows import DIGEST, AlertState, DisabledChannel, Json, StoredAlert, Told
from monitor.store.schema import alerts, deliveries, disabled_channels

SENDABLE = AlertState.PENDING, AlertState.FAILED
_OPEN_CHANNEL = alerts.c.channel.not_in(select(disabled_channels.c.channel))
_ALERT_FIELDS = [field.name for field in fields(Alert)]
_OTHER_FIELDS = [field.name for field in fields(StoredAlert) if field.name != "alert"]
_STORED = [alerts.c[name] for name in _ALERT_FIELDS + _OTHER_FIELDS]


class Alerts(Part):
    """The alerts' part of the store."""

    def due_alerts(self, now: datetime, limit: int = 1000) -> list[str]:
        due = alerts.c.due_at <= now, alerts.c.state.in_(SENDABLE), _OPEN_CHANNEL
        with self._database.read() as connection:
            found = select(alerts.c.alert_id).where(*due).order_by(alerts.c.due_at, alerts.c.alert_id).limit(limit)
            return list(connection.execute(found).scalars())

    def mark_alerts_enqueued(self, ids: Collection[str], again_at: datetime) -> None:
        sooner = alerts.c.alert_id.in_(ids), alerts.c.state.in_(SENDABLE), alerts.c.due_at < again_at
        with self._database.write() as connection:
            connection.execute(update(alerts).where(*sooner).values(due_at=again_at))

    def claim_alert(self, alert_id: str, now: datetime, lease: timedelta) -> StoredAlert | None:
        free = or_(alerts.c.not_before.is_(None), alerts.c.not_before <= now)
        unsent = alerts.c.alert_id == alert_id, alerts.c.state.in_(SENDABLE), free, _OPEN_CHANNEL
        taken = {"due_at": now + lease, "not_before": now + lease, "attempts": alerts.c.attempts + 1}
        with self._database.write() as connection:
            row = connection.execute(update(alerts).where(*unsent).values(taken).returning(*_STORED)).first()
            return _stored(row) if row else None

    def alert(self, alert_id: str) -> StoredAlert | None:
        found = self._select(alerts.c.alert_id == alert_id)
        return found[0] if found else None

    def record_delivery(self, alert_id: str, now: datetime, *, message_id: str | None = None, detail: str = "") -> None:
        done = {"state": AlertState.DELIVERED, "due_at": None, "not_before": None, "delivered_at": now, "last_error": None}
        with self._database.write() as connection:
            _enter(connection, alert_id, now, ok=True, detail=detail)
            connection.execute(update(alerts).where(alerts.c.alert_id == alert_id).values(**done, message_id=message_id))
            connection.execute(update(alerts).where(alerts.c.digest_id == alert_id).values(done))

    def record_delivery_failure(self, alert_id: str, error: str, now: datetime, next_attempt_at: datetime | None) -> None:
        state = AlertState.DEAD if next_attempt_at is None else AlertState.FAILED
        failed = {"state": state, "due_at": next_attempt_at, "not_before": next_attempt_at, "last_error": error}
        unsent = alerts.c.alert_id == alert_id, alerts.c.state.in_(SENDABLE)
        with self._database.write() as connection:
            _enter(connection, alert_id, now, ok=False, detail=error)
            connection.execute(update(alerts).where(*unsent).values(failed))

    def deliveries(self, alert_id: str) -> list[Delivery]:
        with self._database.read() as connection:
            rows = connection.execute(
                select(*columns(Delivery, deliveries)).where(deliveries.c.alert_id == alert_id).order_by(deliveries.c.id)
            )
            return [make(Delivery, row) for row in rows]

    def list_alerts(self, states: Collection[AlertState] = (), limit: int = 100) -> list[StoredAlert]:
        wanted = [alerts.c.state.in_(states)] if states else []
        return self._select(*wanted, newest_first=True, limit=limit)

    def retry_alerts(self, now: datetime, alert_ids: Collection[str] | None = None) -> int:
        given_up = [alerts.c.state.in_((AlertState.DEAD, AlertState.FAILED))]
        if alert_ids is not None:
            given_up.append(alerts.c.alert_id.in_(alert_ids))
        again = {"state": AlertState.PENDING, "due_at": now, "not_before": None, "attempts": 0}
        with self._database.write() as connection:
            return connection.execute(update(alerts).where(*given_up).values(again)).rowcount

    def message_ids(self, incident_id: str, channel: str) -> list[str]:
        sent = self._select(alerts.c.incident_id == incident_id, alerts.c.channel == channel, alerts.c.message_id.is_not(None))
        return [one.message_id for one in sent if one.message_id]

    def due_digests(self, now: datetime) -> dict[tuple[str, str], list[StoredAlert]]:
        held = self._select(alerts.c.due_at <= now, alerts.c.state == AlertState.DIGEST, alerts.c.digest_id.is_(None))
        groups: dict[tuple[str, str], list[StoredAlert]] = {}
        for one in held:
            groups.setdefault((one.alert.watch, one.alert.channel), []).append(one)
        return groups

    def fold_into_digest(self, digest: Alert, payload: Json, alert_ids: Collection[str], now: datetime) -> bool:
        held = alerts.c.alert_id.in_(alert_ids), alerts.c.state == AlertState.DIGEST, alerts.c.digest_id.is_(None)
        with self._database.write() as connection:
            if not insert_alert(connection, digest, payload, AlertState.PENDING, now):
                return False
            connection.execute(update(alerts).where(*held).values(digest_id=digest.alert_id, due_at=None))
            return True

    def disable_channel(self, channel: str, reason: str, now: datetime) -> None:
        with self._database.write() as connection:
            disabled = insert(connection, disabled_channels).values(channel=channel, reason=reason, at=now)
            connection.execute(disabled.on_conflict_do_nothing())

    def enable_channel(self, channel: str) -> bool:
        with self._database.write() as connection:
            return bool(connection.execute(delete(disabled_channels).where(disabled_channels.c.channel == channel)).rowcount)

    def disabled_channels(self) -> list[DisabledChannel]:
        with self._database.read() as connection:
            rows = connection.execute(select(*columns(DisabledChannel, disabled_channels)).order_by(disabled_channels.c.channel))
            return [make(DisabledChannel, row) for row in rows]

    def _select(self, *where: ColumnElement[bool], newest_first: bool = False, limit: int | None = None) -> list[StoredAlert]:
        order = (alerts.c.created.desc(), alerts.c.alert_id) if newest_first else (alerts.c.created, alerts.c.alert_id)
        with self._database.read() as connection:
            return [_stored(row) for row in connection.execute(select(*_STORED).where(*where).order_by(*order).limit(limit))]


def _stored(row: Row[Any]) -> StoredAlert:
    values = row._mapping
    alert = Alert(**{name: values[name] for name in _ALERT_FIELDS})
    return StoredAlert(alert, **{name: values[name] for name in _OTHER_FIELDS})


def _enter(connection: Connection, alert_id: str, now: datetime, *, ok: bool, detail: str) -> None:
    """Enter one attempt in the ledger."""
    attempt = connection.execute(select(alerts.c.attempts).where(alerts.c.alert_id == alert_id)).scalar()
    if attempt is None:
        raise MissingRow(f"there is no alert {alert_id}")
    connection.execute(deliveries.insert().values(alert_id=alert_id, attempt=attempt, at=now, ok=ok, detail=detail))


def insert_alert(connection: Connection, alert: Alert, payload: Json, state: AlertState, due_at: datetime) -> bool:
    """Add an alert; False when one of that id is there already, however far it has come."""
    values = {name: getattr(alert, name) for name in _ALERT_FIELDS} | {"payload": payload, "state": state, "due_at": due_at}
    added = insert(connection, alerts).values(values).on_conflict_do_nothing().returning(alerts.c.alert_id)
    return connection.execute(added).first() is not None


def told_of(connection: Connection, incident_id: str) -> list[Told]:
    """The alerts decided on an incident, oldest first."""
    told = [alerts.c.watch, alerts.c.channel, alerts.c.revision, alerts.c.reason, alerts.c.created.label("at")]
    order = alerts.c.created, alerts.c.revision, alerts.c.alert_id
    given = alerts.c.incident_id == incident_id, alerts.c.reason != DIGEST
    rows = connection.execute(select(*told).where(*given).order_by(*order))
    return [make(Told, row) for row in rows]
