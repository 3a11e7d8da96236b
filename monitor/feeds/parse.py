"""A feed's text to entries. The only feedparser import.

Policy: a feed that is not well formed is read as far as it goes; a document that is no feed at all is an error which names
what it is. feedparser is handed text that we decoded and cleaned, and is asked neither to sanitise (everything is reduced
to text here, at a third of the cost) nor to read dates (see ``monitor.dates``). Entries without a link and a title are
dropped. The order of the feed is kept.
"""

from __future__ import annotations

import io
import re
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from monitor.dates import Judged, judge
from monitor.errors import FeedError
from monitor.feeds.identity import identity, shared_guids
from monitor.feeds.strip import strip, summary_text, title_text

MAX_ENTRIES = 2000
MAX_MARKUP = 300_000  # pieces of markup; a real feed has a fifth of this, a hostile one would keep feedparser busy for minutes

# feedparser tries a dozen date formats on every date; ours answers first, and its answer is not used.
feedparser.registerDateHandler(lambda _: time.gmtime(0))

# What its regular expressions and SAX handlers raise on malformed input, as met by feeding it random bytes.
_ITS_ERRORS = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, OverflowError)
_MARKS = {"<opml": "an OPML list of feeds", "<urlset": "a sitemap", "<sitemapindex": "a sitemap", "<html": "an HTML page"}


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One item of a feed, as the feed gives it, in plain text. ``published`` is in UTC; its flag is that of ``monitor.dates``."""

    identity: str
    url: str
    title: str
    summary: str = ""
    content: str = ""  # the whole text, where the feed carries it
    author: str = ""
    published: datetime | None = None
    published_raw: str = ""
    published_flag: str = "missing"
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as read. ``ttl`` is in seconds; ``malformed`` says that it was read as far as it goes."""

    entries: tuple[FeedEntry, ...]
    version: str
    title: str = ""
    ttl: float | None = None
    malformed: bool = False


def parse(text: str, feed_url: str, zone: str, now: datetime, *, arabic: bool = True) -> ParsedFeed:
    """Read a feed's text; relative links are resolved against ``feed_url``, dates without a zone in ``zone``."""
    if not text.strip():
        raise FeedError("the feed is empty")
    if text.count("<") > MAX_MARKUP:
        raise FeedError("the feed has more markup than any feed needs")
    try:
        found = _feedparser(text, feed_url)
        if not found.get("version"):
            raise FeedError(f"this is not a feed but {what_it_is(text)}")
        return _parsed(found, feed_url, zone, now, arabic)
    except _ITS_ERRORS as error:
        raise FeedError(f"the feed cannot be read: {type(error).__name__}: {str(error)[:200]}") from error


def _feedparser(text: str, feed_url: str) -> Any:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": feed_url}
    data = io.BytesIO(text.encode("utf-8", "ignore"))
    return feedparser.parse(data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)


def _parsed(found: Any, feed_url: str, zone: str, now: datetime, arabic: bool) -> ParsedFeed:
    raw = found.entries[:MAX_ENTRIES]
    useless = shared_guids(_text(one, "id") for one in raw)
    entries = [entry for one in raw if (entry := _entry(one, feed_url, useless, _published(one, zone, now, arabic)))]
    return ParsedFeed(
        entries=tuple(entries),
        version=found.version,
        title=title_text(_text(found.feed, "title")),
        ttl=_ttl(_text(found.feed, "ttl")),
        malformed=bool(found.bozo),
    )


def _entry(one: Any, feed_url: str, useless: frozenset[str], when: Judged) -> FeedEntry | None:
    guid = _text(one, "id")
    url = _link(one, guid, feed_url)
    title, summary = title_text(_text(one, "title")), summary_text(_text(one, "summary"))
    if not (url or title or summary):
        return None
    return FeedEntry(
        identity=identity("" if guid in useless else guid, url, f"{title}\n{summary}"),
        url=url,
        title=title or summary.split("\n")[0][:200],
        summary=summary,
        content=_content(one, summary),
        author=title_text(_text(one, "author"))[:200],
        published=when.at,
        published_raw=when.raw,
        published_flag=when.flag,
        categories=_categories(one),
    )


def _text(holder: Any, key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _link(one: Any, guid: str, feed_url: str) -> str:
    """The entry's address: its link, else a guid that is one."""
    for candidate in (_text(one, "link"), *(_text(link, "href") for link in one.get("links", ())), guid):
        url = _absolute(candidate.strip(), feed_url)
        if url:
            return url
    return ""


def _absolute(link: str, feed_url: str) -> str:
    if not link or (":" not in link and "/" not in link):
        return ""  # a bare number or word is a guid, not a relative link
    url = urljoin(feed_url, link)
    return url if urlsplit(url).scheme in ("http", "https") and len(url) <= 4096 else ""


def _content(one: Any, summary: str) -> str:
    """The longest of the contents, if it says more than the summary."""
    texts = [summary_text(_text(part, "value")) for part in one.get("content", ())]
    longest = max(texts, key=len, default="")
    return longest if len(longest) > len(summary) else ""


def _published(one: Any, zone: str, now: datetime, arabic: bool) -> Judged:
    """The first date that can be believed, else what is wrong with the first that is there."""
    judged = [judge(_raw_date(one, key), zone, now, arabic=arabic) for key in ("published", "updated", "created")]
    for one_date in judged:
        if one_date.at:
            return one_date
    return next((one_date for one_date in judged if one_date.raw), judged[0])


def _raw_date(one: Any, key: str) -> str:
    # dict.get: feedparser's own answers "updated" with "published" and warns about it.
    value = dict.get(one, key)
    return strip(value) if isinstance(value, str) else ""


def _categories(one: Any) -> tuple[str, ...]:
    terms = (title_text(_text(tag, "label") or _text(tag, "term")) for tag in one.get("tags", ()))
    return tuple(dict.fromkeys(term[:100] for term in terms if term))[:20]


def _ttl(minutes: str) -> float | None:
    """RSS gives it in minutes."""
    digits = minutes.strip()
    return float(digits) * 60 if digits.isdecimal() and len(digits) < 6 else None


def what_it_is(text: str) -> str:
    """A name for a document that is no feed."""
    head = text.lstrip()[:2000].lower()
    for mark, name in (
        ("<opml", "an OPML list of feeds"),
        ("<urlset", "a sitemap"),
        ("<sitemapindex", "a sitemap"),
        ("<html", "an HTML page"),
    ):
        if mark in head:
            return name
    if head.startswith("<!doctype html") or re.match(r"<(?:head|body|div|p|script|meta|!--)\b", head):
        return "an HTML page"
    if head.startswith(("{", "[")):
        return "JSON"
    if head.startswith("%pdf"):
        return "a PDF file"
    return "another XML document" if head.startswith("<") else "plain text or binary data"
