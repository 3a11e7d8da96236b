"""Which incident a report joins, or whether it opens one. Policy, in prose.

- The closest ``same`` candidate takes the report. Where several are the same, the others are linked as related: a report may
  bind two towns, but it does not undo that others told them apart.
- Without one, a candidate that is the same "if it is the only one" takes it when it is the only one, or the only one of that toll.
- Else the report opens an incident, linked to those of which we are unsure.
- A retelling joins the incident that it retells, or opens one of kind ``background``, which never alerts. Without a place
  nothing is opened.
- A denial joins the incident that it denies; without one it is recorded with its article only, as threats always are.
- A report that is already there changes nothing, and one whose strike was extracted anew takes its own former place.
- What a rewritten article goes on telling (``versions``) stays with the incident that its earlier version was of.
- What an analyst retracted stays retracted, what they merged stays merged: reports of it join the record in silence.

Order: where every comparison is clear (``same`` or ``different``) the incidents are the same in whatever order reports arrive,
and their merged values always are functions of the set of their reports. Where a comparison is unsure, or a report binds two
incidents, the partition may depend on which came first; an alert already sent is never taken back for it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.incidents import place
from monitor.incidents.difference import difference
from monitor.incidents.grade import grade
from monitor.incidents.match import Verdict, judge
from monitor.incidents.merge import conflicts, merged, rebuilt
from monitor.incidents.profile import Profile, of_incident, of_report
from monitor.model import Change, Incident, Kind, Report

_RELATED = 8  # links beyond these tell nobody anything


def assign(
    report: Report, candidates: Sequence[Incident], now: datetime, new_id: str, read: Callable[[Incident], Profile] = of_incident
) -> Change | None:
    """What the report does to the incidents. ``None``: nothing beyond its own article (a threat, a denial of nothing known).

    Among ``candidates`` must be the incidents that already hold a report of this article, whatever their region.
    ``new_id`` is used if an incident is opened: derive it from article and strike, so that processing twice makes one.
    ``read`` may remember profiles.
    """
    told = of_report(report)
    holding = [incident for incident in candidates if told.strikes <= read(incident).strikes]
    own = min(holding, key=lambda incident: incident.merged_into is not None, default=None)
    if own is not None:
        return _again(report, _holder(own, candidates), now)
    if report.strike.kind is Kind.THREAT:
        return None
    judged = [(incident, judge(told, read(incident))) for incident in candidates]
    found = _home(judged)
    if found is None:
        return _open(report, _related(judged, None), now, new_id)
    home = _holder(found[0], candidates)
    return _join(report, home, found[1], _related(judged, home), now)


def carry_on(report: Report, home: Incident, candidates: Sequence[Incident], now: datetime) -> Change:
    """What a rewritten article now says of the incident that an earlier version of it told of."""
    holder = _holder(home, candidates)
    if any((other.article_id, other.n) == (report.article_id, report.n) for other in holder.reports):
        return _again(report, holder, now)
    return _join(report, holder, Verdict("same", ("an earlier version of the article tells of it",)), (), now)


def followed(candidates: Sequence[Incident], fetch: Callable[[str], Incident | None]) -> list[Incident]:
    """The candidates, and those that the analyst merged them into: what :func:`assign` needs to see."""
    known = {incident.incident_id: incident for incident in candidates}
    waiting = [incident.merged_into for incident in candidates if incident.merged_into]
    while waiting:
        incident_id = waiting.pop()
        holder = None if incident_id in known else fetch(incident_id)
        if holder is not None:
            known[incident_id] = holder
            waiting += [holder.merged_into] if holder.merged_into else []
    return list(known.values())


def _holder(incident: Incident, candidates: Sequence[Incident]) -> Incident:
    """The incident that holds its reports now: itself, unless the analyst merged it away.

    Then it is the one it was merged into, or that which the analyst split off from that one with more of its reports.
    """
    by_id = {candidate.incident_id: candidate for candidate in candidates}
    its, end = {(report.article_id, report.n) for report in incident.reports}, incident
    while end.merged_into in by_id:
        end = by_id[end.merged_into]
    if end is incident:
        return incident
    others = [candidate for candidate in candidates if candidate.merged_into is None and candidate is not end]
    return max((end, *others), key=lambda one: sum((report.article_id, report.n) in its for report in one.reports))


Judged = Sequence[tuple[Incident, Verdict]]


def _home(judged: Judged) -> tuple[Incident, Verdict] | None:
    same = [pair for pair in judged if pair[1].name == "same"]
    if same:
        return max(same, key=lambda pair: (pair[1].closeness, pair[0].reports[0].published.timestamp(), pair[0].incident_id))
    maybe = [pair for pair in judged if pair[1].name == "unsure"]
    marked = [pair for pair in maybe if pair[1].marked]
    chosen = marked if len(marked) == 1 else maybe
    return chosen[0] if len(chosen) == 1 and chosen[0][1].only else None


def _related(judged: Judged, home: Incident | None) -> tuple[str, ...]:
    linked = [one for one, verdict in judged if verdict.name != "different" and one is not home and one.merged_into is None]
    return tuple(sorted(incident.incident_id for incident in linked))[:_RELATED]


def _open(report: Report, related: tuple[str, ...], now: datetime, new_id: str) -> Change | None:
    kind = report.strike.kind
    if kind is Kind.DENIED or (kind is Kind.BACKGROUND and not place.targets(report.strike)):
        return None
    reports = (report,)
    incident = Incident(new_id, 1, now, now, merged(reports), reports, conflicts(reports), (), grade(reports), related)
    what = ("background",) if kind is Kind.BACKGROUND else ("opened",)
    details = (f"unsure whether it is {', '.join(related)}",) if related else ()
    return Change(incident, what, report.article_id, details)


def _join(report: Report, home: Incident, verdict: Verdict, related: tuple[str, ...], now: datetime) -> Change:
    reason = f"{report.article_id}: {'; '.join(verdict.reasons)}"
    links = tuple(dict.fromkeys((*home.related, *related)))[:_RELATED]
    linked = replace(home, merge_reasons=(*home.merge_reasons, reason), related=links)
    return _revised(home, rebuilt(linked, (*home.reports, report)), report, now, verdict.reasons)


def _again(report: Report, own: Incident, now: datetime) -> Change:
    """The same strike of the same article: nothing new, or a better reading of it."""
    if report in own.reports:
        return Change(own, ("repeated",), report.article_id)
    others = tuple(other for other in own.reports if (other.article_id, other.n) != (report.article_id, report.n))
    return _revised(own, rebuilt(own, (*others, report)), report, now, ("the article was read again",))


def _revised(before: Incident, after: Incident, report: Report, now: datetime, why: tuple[str, ...]) -> Change:
    what, details = difference(before, after)
    silent = "background" if report.strike.kind is Kind.BACKGROUND else "repeated"
    revised = replace(after, revision=before.revision + 1, updated=now)
    return Change(revised, what or (silent,), report.article_id, (*details, *why))


def incident_id(article_id: str, n: int) -> str:
    """The id of the incident that this strike opens: the same each time, in letters that a queue and a header take."""
    digest = hashlib.sha256(f"{article_id}\x00{n}".encode()).digest()[:9]
    return "i-" + base64.urlsafe_b64encode(digest).decode()
