"""A feed's text to entries. The only feedparser import.

Policy: a plain, well-formed feed is read from its XML tree (``wellformed``); feedparser reads the rest, as far as it goes. A
document that is no feed at all is an error which names what it is. feedparser is handed text that we decoded and cleaned,
and is asked neither to sanitise (everything is reduced to text here) nor to read dates (see ``monitor.dates``). Entries
without link, title and summary are dropped. The order of the feed is kept.
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
from monitor.feeds import wellformed
from monitor.feeds.identity import identity, shared_guids
from monitor.feeds.raw import RawEntry, RawFeed, ends
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
    updated: datetime | None = None  # the latest date of it that can be believed: outlets that write on say so here, if anywhere
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
    raw = wellformed.read(text, MAX_ENTRIES) or _by_feedparser(text)
    useless = shared_guids(one.guid for one in raw.entries)
    dated = ((one, [judge(strip(date), zone, now, arabic=arabic) for date in one.dates]) for one in raw.entries)
    return ParsedFeed(
        entries=tuple(entry for one, when in dated if (entry := _entry(one, feed_url, useless, when))),
        version=raw.version,
        title=title_text(raw.title),
        ttl=_ttl(raw.ttl),
        malformed=raw.malformed,
    )


def _by_feedparser(text: str) -> RawFeed:
    # It is not told where the feed was found: resolving links is left to us, and costs it a sixth of its time otherwise.
    headers = {"content-type": "application/xml; charset=utf-8"}
    data = io.BytesIO(text.encode("utf-8", "ignore"))
    try:
        found = feedparser.parse(data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
        if not found.get("version"):
            raise FeedError(f"this is not a feed but {what_it_is(text)}")
        return _raw_feed(found)
    except _ITS_ERRORS as error:
        raise FeedError(f"the feed cannot be read: {type(error).__name__}: {str(error)[:200]}") from error


def _raw_feed(found: Any) -> RawFeed:
    return RawFeed(
        version=found.version,
        entries=tuple(_raw_entry(one) for one in ends(found.entries, MAX_ENTRIES)),
        title=_text(found.feed, "title"),
        ttl=_text(found.feed, "ttl"),
        malformed=bool(found.bozo),
    )


def _raw_entry(one: Any) -> RawEntry:
    # dict.get: feedparser's own answers "updated" with "published" and warns about it.
    dates = (dict.get(one, key) for key in ("published", "updated", "created"))
    return RawEntry(
        guid=_text(one, "id"),
        links=(_text(one, "link"), *(_text(link, "href") for link in one.get("links", ()))),
        title=_text(one, "title"),
        summary=_text(one, "summary"),
        contents=tuple(_text(part, "value") for part in one.get("content", ())),
        author=_text(one, "author"),
        dates=tuple(date for date in dates if isinstance(date, str)),
        categories=tuple(_text(tag, "label") or _text(tag, "term") for tag in one.get("tags", ())),
    )


def _text(holder: Any, key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _entry(one: RawEntry, feed_url: str, useless: frozenset[str], dates: list[Judged]) -> FeedEntry | None:
    url = _link(one, feed_url)
    content = max(map(summary_text, one.contents), key=len, default="")
    title, summary = title_text(one.title), summary_text(one.summary) or content
    if not (url or title or summary):
        return None
    when = _published(dates)
    return FeedEntry(
        identity=identity("" if one.guid in useless else one.guid, url, f"{title}\n{summary}"),
        url=url,
        title=title or summary.split("\n")[0][:200],
        summary=summary,
        content=content if len(content) > len(summary) else "",
        author=title_text(one.author)[:200],
        published=when.at,
        published_raw=when.raw,
        published_flag=when.flag,
        updated=max((date.at for date in dates if date.at), default=None),
        categories=_categories(one),
    )


def _link(one: RawEntry, feed_url: str) -> str:
    """The entry's address: its link, else a guid that is one."""
    candidates = (_absolute(link.strip(), feed_url) for link in (*one.links, one.guid))
    return next(filter(None, candidates), "")


def _absolute(link: str, feed_url: str) -> str:
    if not link or (":" not in link and "/" not in link):
        return ""  # a bare number or word is a guid, not a relative link
    try:
        url = urljoin(feed_url, link)
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return url if scheme in ("http", "https") and len(url) <= 4096 else ""


def _published(dates: list[Judged]) -> Judged:
    """The first date that can be believed, else what is wrong with the first that is there."""
    believed = (date for date in dates if date.at)
    return next(believed, next((date for date in dates if date.raw), Judged(None, "missing")))


def _categories(one: RawEntry) -> tuple[str, ...]:
    terms = map(title_text, one.categories)
    return tuple(dict.fromkeys(term[:100] for term in terms if term))[:20]


def _ttl(minutes: str) -> float | None:
    """RSS gives it in minutes."""
    digits = minutes.strip()
    return float(digits) * 60 if digits.isdecimal() and len(digits) < 6 else None


def what_it_is(text: str) -> str:
    """A name for a document that is no feed."""
    head = text.lstrip()[:2000].lower()
    for mark, name in _MARKS.items():
        if mark in head:
            return name
    if head.startswith("<!doctype html") or re.match(r"<(?:head|body|div|p|script|meta|!--)\b", head):
        return "an HTML page"
    if head.startswith(("{", "[")):
        return "JSON"
    if head.startswith("%pdf"):
        return "a PDF file"
    return "another XML document" if head.startswith("<") else "plain text or binary data"
