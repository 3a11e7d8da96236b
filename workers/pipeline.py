"""One article, from the page in hand to strikes, incidents and alerts. It calls things in order and decides nothing.

What takes time (reading the page, extracting) happens before the transaction; what must be one (text, strikes, incidents,
decisions, alerts) happens in it. Called twice for one article, it does nothing the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.canonical import fingerprint
from monitor.errors import BodyError
from monitor.fetch.body import Body, extract_body
from monitor.incidents.assign import assign, followed, incident_id
from monitor.incidents.match import search
from monitor.model import ArticleContext, Change, Incident, Report, Strike
from monitor.store.protocol import ProcessingTx, Store
from monitor.store.rows import Article, ArticleBody, ArticleState, PlacedStrike
from workers.decisions import Decisions, Rules

Extract = Callable[[str, str, ArticleContext], Sequence[Strike]]
BROUGHT_UP_AGAIN = timedelta(days=2)  # a story that is updated for a day or two is still that day's news
_OWN_STATEMENT = ("json_ld", "meta")
HOSTILE_AFTER = 3  # attempts that ended without a word; then the page is left alone and the feed's own words are used


def process(store: Store, extract: Extract, rules: Rules, article_id: str, *, now: datetime, lease: timedelta) -> tuple[str, ...]:
    """Process one due article; the ids of the alerts to send now. Raises ``StoreError`` with nothing kept."""
    article = store.claim_article(article_id, now, lease)
    if article is None:
        return ()
    body, strikes = _understood(store, extract, article, now)
    with store.processing(article_id, now) as tx:
        if not tx.needed:
            return ()
        if tx.save_body(body) is not None:
            tx.finish(ArticleState.DUPLICATE)
            return ()
        alerts = Placing(tx, Decisions(tx, rules, now, article.feed_key), now).take(article, body, strikes)
        tx.finish()
    return alerts


def reprocess(store: Store, extract: Extract, rules: Rules, article_id: str, *, now: datetime) -> int:
    """Extract an article again from its kept page. Incidents are revised; nobody is alerted of what is old. How many strikes."""
    article = store.article(article_id)
    if article is None:
        return 0
    body, strikes = _understood(store, extract, article, now)
    with store.processing(article_id, now, reprocess=True) as tx:
        tx.save_body(body)
        Placing(tx, Decisions(tx, rules, now, article.feed_key), now).take(article, body, strikes)
        tx.finish()
    return len(strikes)


def _understood(store: Store, extract: Extract, article: Article, now: datetime) -> tuple[ArticleBody, Sequence[Strike]]:
    """What takes time, before any transaction: the article's words, and the strikes that they tell."""
    body = read(article, store.raw_page(article.id), now)
    return body, extract(body.title, body.text, context_of(article, body.published))


def read(article: Article, raw: bytes | None, now: datetime) -> ArticleBody:
    """The article's words: from its page, else the feed's own title and summary."""
    if raw is None or article.summary_only or article.attempts > HOSTILE_AFTER:
        return _summary(article)
    try:
        page = extract_body(raw, article.final_url, article.headers.get("x-charset"), now, zone=article.zone)
    except BodyError:
        return _summary(article)
    if not page.text.strip():
        return _summary(article)
    published, source = _published(article, page)
    return ArticleBody(page.title or article.title, page.text, page.fingerprint, published, source)


def _summary(article: Article) -> ArticleBody:
    text = article.summary or article.title
    return ArticleBody(article.title, text, fingerprint(text), article.published, article.published_source)


def _published(article: Article, page: Body) -> tuple[datetime, str]:
    """The feed's date, else the page's own, else the time that it was seen: never a guess presented as fact.

    A page that states a much earlier day for itself than its feed is believed: feeds that stamp every entry with the present,
    or bring an old story up again, would make old strikes new.
    """
    if page.published is None:
        return article.published, article.published_source
    brought_up_again = page.published_source in _OWN_STATEMENT and article.published - page.published > BROUGHT_UP_AGAIN
    if article.published_source == "feed" and not brought_up_again:
        return article.published, article.published_source
    return page.published, page.published_source


def context_of(article: Article, published: datetime) -> ArticleContext:
    """What the extractor is told of an article."""
    return ArticleContext(published=published, zone=article.zone, outlet=article.outlet, country=article.country, url=article.canonical_url)


@dataclass(frozen=True, slots=True)
class Placing:
    """Places the strikes of one article and has each change decided on, within one transaction."""

    tx: ProcessingTx
    decisions: Decisions
    now: datetime

    def take(self, article: Article, body: ArticleBody, strikes: Sequence[Strike]) -> tuple[str, ...]:
        """Place each strike and decide on what it changed; the ids of the alerts to send now."""
        placed: list[PlacedStrike] = []
        alerts: list[str] = []
        for number, strike in enumerate(strikes):
            change = self._place(report_of(article, body, strike, number))
            placed.append(PlacedStrike(strike, change.incident.incident_id if change else None, change.details if change else ()))
            if change is not None:
                alerts += self.decisions.take(change)
        self.tx.save_strikes(placed)
        return tuple(alerts)

    def _place(self, report: Report) -> Change | None:
        change = assign(report, self._candidates(report), self.now, incident_id(report.article_id, report.n))
        if change is not None:
            self.tx.save_change(change)
        return change

    def _candidates(self, report: Report) -> list[Incident]:
        """What the report may belong to: what is near, and what already holds a report of its article."""
        wanted = search(report)
        near = self.tx.candidates(wanted.regions, wanted.start, wanted.end, wanted.families)
        own = [incident for each in self.tx.incidents_of(report.article_id) if (incident := self.tx.incident(each))]
        return followed(list({incident.incident_id: incident for incident in [*own, *near]}.values()), self.tx.incident)


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
