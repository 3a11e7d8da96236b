"""Extraction, merging and decisions over an archive, in memory, at the articles' own times.

Articles are taken by (published, id), so the same archive gives the same incidents and alerts in whatever order its lines are. The
clock of every decision is the article's own publication. No database and no queue: the same pure parts that the service uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from monitor.alerts.burst import BurstLimit, Hold, hold
from monitor.alerts.decide import DecisionContext, Told, alerts_for, decide, told
from monitor.incidents.assign import assign, incident_id
from monitor.incidents.index import Index
from monitor.incidents.match import search
from monitor.model import Alert, ArticleContext, Change, Decision, Incident, Report, Strike, Watch
from monitor.record import incident_record, to_json

Extract = Callable[[str, str, ArticleContext], Sequence[Strike]]
Fingerprint = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ReplayArticle:
    """One line of an archive."""

    id: str
    title: str
    text: str
    published: datetime
    url: str = ""
    source: str = ""
    zone: str = "Asia/Damascus"
    country: str = ""


@dataclass(frozen=True, slots=True)
class ReplaySettings:
    """What the service would have been set to. Without a burst limit nothing is held but for quiet hours."""

    max_age: timedelta = timedelta(days=3)
    max_update_age: timedelta = timedelta(days=10)
    burst: BurstLimit = field(default_factory=BurstLimit)
    fingerprint: Fingerprint | None = None  # of a text: equal for syndicated copies


@dataclass(frozen=True, slots=True)
class Raised:
    """One alert that would have been sent, why, and until when it would have been held for a digest."""

    alert: Alert
    detail: str
    held: Hold | None = None


@dataclass(slots=True)
class Replay:
    """The archive so far. Feed it with :meth:`take` in order, or use :func:`replay`."""

    extract: Extract
    watches: Sequence[Watch]
    settings: ReplaySettings
    index: Index = field(default_factory=Index)
    raised: dict[str, list[Raised]] = field(default_factory=lambda: defaultdict(list))
    decisions: dict[str, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    _told: dict[tuple[str, str], Told] = field(default_factory=dict)
    _given: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def take(self, article: ReplayArticle) -> None:
        """One article: its strikes into incidents, the incidents into alerts."""
        context = ArticleContext(article.published, article.zone, article.source, article.country, article.url)
        strikes = self.extract(article.title, article.text, context)
        mark = self.settings.fingerprint(article.text) if self.settings.fingerprint and strikes else ""
        for n, strike in enumerate(strikes):
            self._take(Report(article.id, article.source, article.url, article.title, article.published, strike, mark, n))

    def _take(self, report: Report) -> None:
        candidates = self.index.candidates(search(report), report.article_id)
        change = assign(report, candidates, report.published, incident_id(report.article_id, report.n), self.index.profile)
        if change is None:
            return
        self.index.put(change.incident)
        for watch in self.watches:
            self._decide(watch, change, report.published)

    def _decide(self, watch: Watch, change: Change, now: datetime) -> None:
        key = (watch.name, change.incident.incident_id)
        context = DecisionContext(now, max_age=self.settings.max_age, max_update_age=self.settings.max_update_age)
        decision = decide(watch, change, self._told.get(key), context)
        self.decisions[change.incident.incident_id].append(decision)
        if decision.fire:
            self._raise(watch, decision, now)
            self._remember(key, change.incident, decision.reason)

    def _raise(self, watch: Watch, decision: Decision, now: datetime) -> None:
        limit, given = self.settings.burst, self._given[watch.name]
        given[:] = [at for at in given if at > now - limit.window]
        held = hold(watch, decision.reason, len(given), limit, now)
        given.append(now)
        for alert in alerts_for(decision, watch, now):
            self.raised[decision.incident_id].append(Raised(alert, decision.detail, held))

    def _remember(self, key: tuple[str, str], incident: Incident, reason: str) -> None:
        former = self._told.get(key)
        fresh = told((incident,), (*(former.reasons if former else ()), reason), former.killed if former else 0)
        if fresh:
            self._told[key] = fresh

    def records(self) -> Iterator[dict[str, Any]]:
        """One record per incident, by first publication: the public record with ``alerts`` beside it."""
        for incident in sorted(self.index.incidents.values(), key=lambda one: (one.first_seen, one.incident_id)):
            yield {**incident_record(incident), "alerts": [_alert_record(one) for one in self.raised.get(incident.incident_id, ())]}


def replay(
    articles: Iterable[ReplayArticle],
    extract: Extract,
    watches: Sequence[Watch],
    settings: ReplaySettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Replay:
    """Run an archive; ``progress`` hears how many of how many articles are done."""
    ordered = sorted(articles, key=lambda article: (article.published, article.id, article.title, article.text))
    state = Replay(extract, watches, settings or ReplaySettings())
    for done, article in enumerate(ordered, 1):
        state.take(article)
        if progress:
            progress(done, len(ordered))
    return state


def _alert_record(raised: Raised) -> dict[str, Any]:
    held = {"held_until": raised.held.until.isoformat(), "held_for": raised.held.reason} if raised.held else {}
    return {**to_json(raised.alert), "detail": raised.detail, **held}
