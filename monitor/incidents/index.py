"""Incidents in memory, found by region, day and family: what the store's candidate table does, for a replay.

An incident is indexed under its targets' provinces and countries, by the days of its merged date, else of its first report. One whose
date is a year or more cannot be found: such a date identifies nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from monitor.incidents import place
from monitor.incidents.match import Search
from monitor.incidents.profile import Profile, of_incident
from monitor.model import Incident

_LONGEST = 62  # days
Slot = tuple[str, date]


class Index:
    """The incidents so far, and where each may be found."""

    def __init__(self) -> None:
        self.incidents: dict[str, Incident] = {}
        self._slots: dict[Slot, set[str]] = defaultdict(set)
        self._of: dict[str, frozenset[Slot]] = {}
        self._by_article: dict[str, set[str]] = defaultdict(set)
        self._families: dict[str, frozenset[str]] = {}
        self._profiles: dict[str, tuple[Incident, Profile]] = {}

    def put(self, incident: Incident) -> None:
        """Add an incident or its next revision."""
        self.incidents[incident.incident_id] = incident
        self._families[incident.incident_id] = _families(incident)
        for report in incident.reports:
            self._by_article[report.article_id].add(incident.incident_id)
        slots, former = frozenset(_slots(incident)), self._of.get(incident.incident_id, frozenset())
        for slot in former - slots:
            self._slots[slot].discard(incident.incident_id)
        for slot in slots - former:
            self._slots[slot].add(incident.incident_id)
        self._of[incident.incident_id] = slots

    def candidates(self, search: Search, article_id: str) -> list[Incident]:
        """What the search finds and what already holds a report of the article, in a settled order."""
        days = [search.start + timedelta(days=n) for n in range((search.end - search.start).days + 1)]
        found = {one for region in search.regions for day in days for one in self._slots.get((region, day), ())}
        fitting = {one for one in found if self._families[one] & search.families}
        return [self.incidents[one] for one in sorted(fitting | self._by_article.get(article_id, set()))]

    def profile(self, incident: Incident) -> Profile:
        """The incident's profile, remembered until its next revision."""
        kept = self._profiles.get(incident.incident_id)
        if kept is None or kept[0] is not incident:
            kept = self._profiles[incident.incident_id] = (incident, of_incident(incident))
        return kept[1]


def _families(incident: Incident) -> frozenset[str]:
    return frozenset({str(incident.merged.event_type), *(str(report.strike.event_type) for report in incident.reports)})


def _slots(incident: Incident) -> Iterator[Slot]:
    targets = place.targets(incident.merged)
    regions = {code for target in targets for code in (target.admin1, target.country) if code}
    return ((region, day) for day in _days(incident) for region in regions)


def _days(incident: Incident) -> list[date]:
    occurred = incident.merged.occurred
    first = min((report.published for report in incident.reports), default=incident.first_seen).date()
    start = (occurred.start if occurred else None) or first
    end = max((occurred.end if occurred else None) or start, start)
    length = (end - start).days + 1
    return [] if length > _LONGEST else [start + timedelta(days=n) for n in range(length)]
