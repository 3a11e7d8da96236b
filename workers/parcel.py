"""An alert as stored -> everything that its message is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol

from monitor.alerts.deliver import Digest, Package, still_to_reach
from monitor.alerts.map import Spot, draw_map
from monitor.alerts.phrasing import struck
from monitor.config import Config, EmailChannel
from monitor.model import Decision, Incident, Watch
from monitor.record import from_json
from monitor.store.protocol import AlertStore, IncidentStore
from monitor.store.rows import StoredAlert
from workers.extractor.where.gazetteer import surroundings

_KM_SHOWN = 150.0
_DAYS_SHOWN = timedelta(days=7)


class Desk(AlertStore, IncidentStore, Protocol):
    """The parts of the store that a parcel is made from."""


def parcel(stored: StoredAlert, store: Desk, config: Config) -> Package | Digest:
    """What to send for an alert, by what it was when it was decided, not by what has become of it since."""
    return _digest(stored, store, config) if "digest" in stored.payload else _package(stored, store, config)


def _package(stored: StoredAlert, store: Desk, config: Config) -> Package:
    facts = stored.payload
    return Package(
        alert=stored.alert,
        incident=from_json(Incident, facts["incident"]),
        decision=from_json(Decision, facts["decision"]),
        watch=_watch(facts["watch"], config),
        previous=from_json(Incident, facts["previous"]) if facts.get("previous") else None,
        first_alert_id=_first(stored, store),
        remaining=_remaining(stored, store),
        instance=config.instance,
        picture=_picture(from_json(Incident, facts["incident"]), stored, store, config),
    )


def _picture(incident: Incident, stored: StoredAlert, store: Desk, config: Config) -> bytes | None:
    """The map for a mail: the place, the towns around it, the region's other incidents of the last week."""
    place = next(iter(struck(incident.merged)), None)
    channel = config.channel(stored.alert.channel)
    if not isinstance(channel, EmailChannel) or place is None or place.lat is None or place.lon is None:
        return None
    towns = [
        Spot(each.name_en, each.lat, each.lon, each.population) for each in surroundings(place.lat, place.lon, _KM_SHOWN) if each.name_en
    ]
    recent = store.incidents(region=place.admin1 or place.country, since=stored.alert.created - _DAYS_SHOWN)
    others = [spot for one in recent if one.incident_id != incident.incident_id for spot in _spots(one)]
    return draw_map(incident, towns, others)


def _spots(incident: Incident) -> list[Spot]:
    return [Spot(place.name, place.lat, place.lon) for place in struck(incident.merged) if place.lat is not None and place.lon is not None]


def _digest(stored: StoredAlert, store: Desk, config: Config) -> Digest:
    facts = stored.payload
    incidents = tuple(from_json(Incident, each) for each in facts["digest"])
    return Digest(
        alert=stored.alert,
        incidents=incidents,
        watch=_watch(facts["watch"], config),
        held=facts["held"],
        reasons=facts.get("reasons", {}) | {each.incident_id: "retracted" for each in incidents if _withdrawn(each, store)},
        remaining=_remaining(stored, store),
        instance=config.instance,
    )


def _withdrawn(incident: Incident, store: IncidentStore) -> bool:
    """Withdrawn by now: a retraction does not wait for the digest, which must not bring the strike up after it."""
    latest = store.incident(incident.incident_id)
    return latest is not None and latest.retracted


def _first(stored: StoredAlert, store: AlertStore) -> str | None:
    """The first mail on this incident to this channel, which later ones thread under."""
    sent = store.message_ids(stored.alert.incident_id, stored.alert.channel)
    return next((each for each in sent if each != stored.alert.alert_id), None)


def _remaining(stored: StoredAlert, store: AlertStore) -> tuple[str, ...]:
    """The recipients that earlier attempts did not reach; none recorded means all.

    An attempt that failed for everyone it was made for names nobody: who had got the mail before it has it still.
    """
    newest_first = reversed(store.deliveries(stored.alert.alert_id))
    left = (still_to_reach(each.detail) for each in newest_first if not each.ok)
    return next(filter(None, left), ())


def _watch(facts: Mapping[str, Any], config: Config) -> Watch:
    """The watch as it is now, else what is known of one that the operator has removed since."""
    found = config.watch(facts["name"]) or Watch(name=facts["name"], regions=(), channels=())
    return replace(found, languages=tuple(facts["languages"]), severity=facts["severity"])
