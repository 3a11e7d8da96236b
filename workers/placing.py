"""Strikes of one article into incidents, within the transaction of its processing. It calls the deciders in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.incidents import place
from monitor.incidents.assign import assign, carry_on, followed, incident_id
from monitor.incidents.match import search
from monitor.incidents.parting import parted
from monitor.incidents.profile import Profile, of_incident
from monitor.incidents.versions import Carried, carried, is_live
from monitor.model import Change, Incident, Report, Strike
from monitor.store.protocol import ProcessingTx
from monitor.store.rows import Article, ArticleBody, PlacedStrike
from workers.decisions import Decisions

Read = Callable[[Incident], Profile]


@dataclass(frozen=True, slots=True)
class Found:
    """The strikes of an article. Where it is a later version: those of the lines that were added, and the ids of the earlier ones."""

    strikes: Sequence[Strike]
    added: Sequence[Strike] = ()
    earlier: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """Places the strikes of one article and has each change decided on, within one transaction."""

    tx: ProcessingTx
    decisions: Decisions
    now: datetime

    def take(self, article: Article, body: ArticleBody, found: Found) -> tuple[str, ...]:
        """Place each strike and decide on what it changed; the ids of the alerts to send now.

        What a rewritten article goes on telling comes first: what is new in it must not take its place.
        """
        before = self._holding(found.earlier)
        live = is_live(before, found.earlier)
        posted = [strike for strike in found.added if place.targets(strike)]  # without a place it could be any of them
        strikes = posted if live else parted(found.strikes, _told_by(found.earlier, before))
        reports = [report_of(article, body, strike, number) for number, strike in enumerate(strikes)]
        known = carried(reports, before, found.earlier, body.text)
        read = of_incident if live else _beside(article.id, {one.home.incident_id for one in known if one})
        posts = {incident.incident_id for incident in before} if live else set[str]()
        placed: dict[int, PlacedStrike] = {}
        alerts: list[str] = []
        for number in sorted(range(len(reports)), key=lambda n: known[n] is None):
            change = self._change(reports[number], known[number], read, posts)
            placed[number] = _placed(strikes[number], change, known[number])
            alerts += self.decisions.take(change) if change else []
        self.tx.save_strikes([placed[number] for number in range(len(reports))])
        return tuple(alerts)

    def _change(self, report: Report, known: Carried | None, read: Read, posts: Collection[str]) -> Change | None:
        if known is None:
            candidates = [each for each in self._candidates(report) if each.incident_id not in posts or not _apart(report, each)]
            change = assign(report, candidates, self.now, incident_id(report.article_id, report.n), read)
        elif known.report is not None:  # read anew: another strike of this article may have changed it since
            home = self.tx.incident(known.home.incident_id) or known.home
            change = carry_on(known.report, home, followed([home], self.tx.incident), self.now)
        else:
            return None
        if change is not None:
            self.tx.save_change(change)
        return change

    def _candidates(self, report: Report) -> list[Incident]:
        """What the report may belong to: what is near, and what already holds a report of its article."""
        wanted = search(report)
        near = self.tx.candidates(wanted.regions, wanted.start, wanted.end, wanted.families)
        own = self._holding([report.article_id])
        return followed(list({incident.incident_id: incident for incident in [*own, *near]}.values()), self.tx.incident)

    def _holding(self, article_ids: Iterable[str]) -> list[Incident]:
        """The incidents that hold reports of these articles now; one that the analyst merged away only points to where they went."""
        ids = dict.fromkeys(each for article_id in article_ids for each in self.tx.incidents_of(article_id))
        return [incident for each in ids if (incident := self.tx.incident(each)) and incident.merged_into is None]


def _told_by(article_ids: Sequence[str], incidents: Sequence[Incident]) -> list[Strike]:
    return [report.strike for incident in incidents for report in incident.reports if report.article_id in article_ids]


def _beside(article_id: str, incident_ids: set[str]) -> Read:
    """Reads an incident; those that the article goes on telling of are told by it, though it may add no report to them."""

    def read(incident: Incident) -> Profile:
        profile = of_incident(incident)
        if incident.incident_id not in incident_ids:
            return profile
        return replace(profile, articles=profile.articles | {article_id})

    return read


def _apart(report: Report, incident: Incident) -> bool:
    """Two posts of one live page tell neighbouring villages apart, though outlets that differ so may mean one strike."""
    return place.neighbours(place.targets(report.strike), place.targets(incident.merged))


def _placed(strike: Strike, change: Change | None, known: Carried | None) -> PlacedStrike:
    if change is not None:
        return PlacedStrike(strike, change.incident.incident_id, change.details)
    if known is not None:
        return PlacedStrike(strike, known.home.incident_id, ("an earlier version of the article tells the same",))
    return PlacedStrike(strike, None)


def report_of(article: Article, body: ArticleBody, strike: Strike, number: int) -> Report:
    """The ``number``-th strike of an article as a report."""
    return Report(
        article_id=article.id,
        outlet=article.outlet,
        url=article.final_url,  # the address to open; the canonical one only tells articles apart
        title=body.title,
        published=body.published,
        strike=strike,
        text_fingerprint=body.fingerprint,
        n=number,
    )
