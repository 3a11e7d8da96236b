"""The candidate index: which incidents may be the event that a strike tells of.

An incident has one row per region and type. Nearly all span a day or two; those that span more than a week (a text that
says "last month") are marked wide and looked up apart, so that the common case is one narrow range of the index: the cost
follows the number of incidents in that region in those days, not the number in the store. A date of more than two months
identifies nothing: such an incident is not indexed. ``monitor.incidents.index`` keeps the same rules in memory for a replay.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, select, union

from monitor.model import Incident, Role, Strike
from monitor.store.rows import CandidateKey
from monitor.store.schema import candidate_index, incidents

NARROW = timedelta(days=7)
LONGEST = timedelta(days=61)  # from the first day to the last: 62 days
_INDEX = candidate_index.c


def candidate_keys(incident: Incident) -> frozenset[CandidateKey]:
    """Every way in which the incident may be looked up."""
    start, end = _days(incident)
    if end - start > LONGEST:
        return frozenset()
    families = {strike.event_type.value for strike in (incident.merged, *(report.strike for report in incident.reports))}
    return frozenset(CandidateKey(region, start, end, family) for region in _regions(incident.merged) for family in families)


def _days(incident: Incident) -> tuple[date, date]:
    occurred = incident.merged.occurred
    first_report = min((report.published for report in incident.reports), default=incident.first_seen).date()
    start = (occurred.start if occurred else None) or first_report
    end = (occurred.end if occurred else None) or start
    return start, max(start, end)


def _regions(strike: Strike) -> set[str]:
    targets = [place for place in strike.locations if place.role is Role.TARGET]
    return {code for place in targets for code in (place.admin1, place.country) if code}


def find_candidates(
    connection: Connection, regions: Collection[str], from_day: date, to_day: date, families: Collection[str]
) -> list[Incident]:
    """Incidents that share a region and a day with what is asked, by id, so that equal ones are weighed in a settled order."""
    found = select(_INDEX.incident_id).where(_INDEX.region.in_(regions), _INDEX.start_day <= to_day)
    if families:
        found = found.where(_INDEX.family.in_(families))
    narrow = found.where(_INDEX.wide == 0, _INDEX.end_day.between(from_day, to_day + NARROW))
    wide = found.where(_INDEX.wide == 1, _INDEX.end_day.between(from_day, to_day + LONGEST))
    return list(connection.execute(_load(union(narrow, wide).subquery())).scalars())


def _load(found: Any) -> Select[Any]:
    chosen = incidents.c.incident_id.in_(select(found.c.incident_id))
    return select(incidents.c.incident).where(chosen).order_by(incidents.c.incident_id)


def reindex(connection: Connection, incident: Incident) -> None:
    """Make the incident's rows say what it now is. Most changes leave them as they are."""
    wanted = candidate_keys(incident)
    mine = _INDEX.incident_id == incident.incident_id
    rows = connection.execute(select(_INDEX.region, _INDEX.start_day, _INDEX.end_day, _INDEX.family).where(mine))
    if {CandidateKey(*row) for row in rows} == wanted:
        return
    connection.execute(delete(candidate_index).where(mine))
    if wanted:
        connection.execute(candidate_index.insert(), [_row(incident.incident_id, key) for key in wanted])


def _row(incident_id: str, key: CandidateKey) -> dict[str, Any]:
    return {
        "incident_id": incident_id,
        "region": key.region,
        "family": key.family,
        "start_day": key.start,
        "end_day": key.end,
        "wide": int(key.end - key.start > NARROW),
    }
