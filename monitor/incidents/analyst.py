"""What a person decides by hand: merge two incidents, split one, retract one, restore it.

Each decision is written into ``Incident.analyst`` and stays: a report never undoes it. A merged-away incident keeps its number and
its own reports and says where they went: what matches it joins that one. A retracted one goes on collecting reports in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.errors import AnalystError
from monitor.incidents.merge import rebuilt
from monitor.model import Change, Incident


def merge(kept: Incident, other: Incident, now: datetime, why: str) -> tuple[Change, Change]:
    """The first incident takes the second's reports; the second remains as a pointer to it."""
    if kept.incident_id == other.incident_id:
        raise AnalystError(f"{kept.incident_id} cannot be merged with itself")
    for incident in (kept, other):
        _not_merged_away(incident)
    note = _note(now, f"merged {other.incident_id} into this", why)
    whole = rebuilt(kept, (*kept.reports, *(report for report in other.reports if report not in kept.reports)))
    whole = replace(whole, analyst=(*kept.analyst, note), related=_without(kept, other))
    gone = replace(other, merged_into=kept.incident_id, analyst=(*other.analyst, _note(now, f"merged into {kept.incident_id}", why)))
    return _change(whole, now, "merged", note), _change(gone, now, "merged", gone.analyst[-1])


def _without(kept: Incident, other: Incident) -> tuple[str, ...]:
    return tuple(link for link in dict.fromkeys((*kept.related, *other.related)) if link not in (kept.incident_id, other.incident_id))


def split(
    incident: Incident, article_ids: Collection[str], new_id: str, now: datetime, why: str, merged_away: Sequence[Incident] = ()
) -> tuple[Change, Change]:
    """The reports of these articles become an incident of their own, linked to what they leave.

    Where they are all that one of ``merged_away`` had, that one comes back in place of ``new_id``: who was told of it is not told
    again of the same strike as of a new one.
    """
    _not_merged_away(incident)
    strange = sorted(set(article_ids) - _articles(incident))
    if strange:
        raise AnalystError(
            f"{incident.incident_id} has no report of {', '.join(strange)}; see: rasd incident {incident.incident_id} --json"
        )
    moved = [report for report in incident.reports if report.article_id in article_ids]
    left = [report for report in incident.reports if report.article_id not in article_ids]
    if not moved or not left:
        raise AnalystError(f"a split of {incident.incident_id} must leave reports on both sides")
    fresh = Incident(new_id, 0, now, now, incident.merged, ())
    whole = [one for one in merged_away if one.merged_into == incident.incident_id and _articles(one) <= set(article_ids)]
    goes = max(whole, key=lambda one: len(one.reports), default=fresh)
    goes = replace(goes, merged_into=None, related=tuple(dict.fromkeys((*goes.related, incident.incident_id))))
    stays = replace(rebuilt(incident, left), related=(*incident.related, goes.incident_id))
    away, here = _note(now, f"split off into {goes.incident_id}", why), _note(now, f"split off from {incident.incident_id}", why)
    return (
        _change(replace(stays, analyst=(*incident.analyst, away)), now, "split", away),
        _change(replace(rebuilt(goes, moved), analyst=(*goes.analyst, here)), now, "split", here),
    )


def _articles(incident: Incident) -> set[str]:
    return {report.article_id for report in incident.reports}


def retract(incident: Incident, now: datetime, why: str) -> Change:
    """The event did not happen, or was no strike: everyone who was told of it hears so."""
    _not_merged_away(incident)
    if incident.retracted:
        raise AnalystError(f"{incident.incident_id} is retracted already")
    note = _note(now, "retracted", why)
    return _change(replace(incident, retracted=True, analyst=(*incident.analyst, note)), now, "retracted", note)


def restore(incident: Incident, now: datetime, why: str) -> Change:
    """Take a retraction back."""
    _not_merged_away(incident)
    if not incident.retracted:
        raise AnalystError(f"{incident.incident_id} is not retracted")
    note = _note(now, "restored", why)
    return _change(replace(incident, retracted=False, analyst=(*incident.analyst, note)), now, "restored", note)


def _not_merged_away(incident: Incident) -> None:
    if incident.merged_into:
        raise AnalystError(f"{incident.incident_id} was already merged into {incident.merged_into}")


def _note(now: datetime, what: str, why: str) -> str:
    return f"{now.isoformat(timespec='seconds')} {what}: {why}"


def _change(incident: Incident, now: datetime, what: str, note: str) -> Change:
    return Change(replace(incident, revision=incident.revision + 1, updated=now), (what,), None, (note,))
