"""One article, from the page in hand to strikes, incidents and alerts. It calls things in order and decides nothing.

What takes time (reading the page, extracting) happens before the transaction; what must be one (text, strikes, incidents,
decisions, alerts) happens in it. Called twice for one article, it does nothing the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from monitor.canonical import fingerprint
from monitor.errors import BodyError
from monitor.fetch.body import Body, extract_body
from monitor.incidents.additions import additions, in_the_whole
from monitor.model import ArticleContext, Strike
from monitor.store.protocol import Store
from monitor.store.rows import Article, ArticleBody, ArticleState
from workers.decisions import Decisions, Rules
from workers.placing import Found, Placing

Extract = Callable[[str, str, ArticleContext], Sequence[Strike]]
BROUGHT_UP_AGAIN = timedelta(days=2)  # a story that is updated for a day or two is still that day's news
_OWN_STATEMENT = ("json_ld", "meta")
_FEEDS = ("feed", "updated")
HOSTILE_AFTER = 3  # attempts that ended without a word; then the page is left alone and the feed's own words are used


def process(store: Store, extract: Extract, rules: Rules, article_id: str, *, now: datetime, lease: timedelta) -> tuple[str, ...]:
    """Process one due article; the ids of the alerts to send now. Raises ``StoreError`` with nothing kept."""
    article = store.claim_article(article_id, now, lease)
    if article is None:
        return ()
    body, found = _understood(store, extract, article, now)
    with store.processing(article_id, now) as tx:
        if not tx.needed:
            return ()
        if tx.save_body(body) is not None:
            tx.finish(ArticleState.DUPLICATE)
            return ()
        alerts = Placing(tx, Decisions(tx, rules, now, article.feed_key), now).take(article, body, found)
        tx.finish()
    return alerts


def reprocess(store: Store, extract: Extract, rules: Rules, article_id: str, *, now: datetime) -> int:
    """Extract an article again from its kept page. Incidents are revised; nobody is alerted of what is old. How many strikes."""
    article = store.article(article_id)
    if article is None:
        return 0
    body, found = _understood(store, extract, article, now)
    with store.processing(article_id, now, reprocess=True) as tx:
        tx.save_body(body)
        Placing(tx, Decisions(tx, rules, now, article.feed_key), now).take(article, body, found)
        tx.finish()
    return len(found.strikes)


def _understood(store: Store, extract: Extract, article: Article, now: datetime) -> tuple[ArticleBody, Found]:
    """What takes time, before any transaction: the article's words, and the strikes that they tell."""
    body = read(article, store.raw_page(article.id), now)
    return body, _found(store, extract, article, body)


def _found(store: Store, extract: Extract, article: Article, body: ArticleBody) -> Found:
    """The strikes of an article, and of what it has added to its earlier versions."""
    context = context_of(article, body.published)
    strikes = extract(body.title, body.text, context)
    earlier = store.earlier_versions(article.id) if article.version_of else []
    if not earlier:
        return Found(strikes)
    added = additions(body.text, (one.text for one in earlier))
    title = "" if body.title in {one.title for one in earlier} else body.title
    alone = in_the_whole(extract(title, added.text, context), added, body.text) if added.text or title else []
    ids = [each for one in earlier for each in (one.id, one.duplicate_of) if each is not None]
    return Found(strikes, alone, tuple(dict.fromkeys(ids)))


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
    if article.published_source in _FEEDS and not brought_up_again:
        return article.published, article.published_source
    return page.published, page.published_source


def context_of(article: Article, published: datetime) -> ArticleContext:
    """What the extractor is told of an article."""
    return ArticleContext(published=published, zone=article.zone, outlet=article.outlet, country=article.country, url=article.canonical_url)
