"""What a page says of itself: title, publication date, description, canonical address. Reads the parsed page.

Only statements count: JSON-LD, meta elements, ``<time datetime>``. A date is never taken from the running text, nor from
``dateModified``. JSON-LD is read leniently (comments, trailing commas and raw line breaks are common), and what cannot be
read is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from monitor.canonical import canonical_url
from monitor.fetch.boilerplate import plain

_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Blog|NewsArticle|LiveBlog\w*)$")
_META_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "publish-date", "publishdate", "publish_date", "pubdate",
    "dc.date.issued", "dcterms.created", "dc.date", "date", "parsely-pub-date", "sailthru.date",
    "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_SITE_TAIL = re.compile(r"\s+[|\-–—»:•]\s+([^|\-–—»•]{2,60})$")
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>)\s*$", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MAX_JSON = 1_000_000


@dataclass(frozen=True, slots=True)
class DateStatement:
    """A date as the page states it, and where: ``json_ld``, ``meta`` or ``time``."""

    raw: str
    source: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; empty where it is silent."""

    title: str = ""
    description: str = ""
    article_body: str = ""
    canonical_url: str = ""
    dates: tuple[DateStatement, ...] = ()


def metadata(tree: HtmlElement, url: str) -> Metadata:
    """Read a parsed page."""
    meta = _meta(tree)
    items = [item for item in _json_ld(tree) if _is_article(item)]
    return Metadata(
        title=_title(tree, meta, items),
        description=_first_text(meta.get("og:description"), *(_str(item, "description") for item in items), meta.get("description")),
        article_body=max((_str(item, "articleBody") for item in items), key=len, default=""),
        canonical_url=_canonical(tree, meta, url),
        dates=tuple(_dates(tree, meta, items)),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The first value of each meta element, by lower-case name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _MAX_JSON:
            yield from _walk(_loads(script.text), 0)


def _loads(text: str) -> Any:
    text = _COMMENT.sub("", text).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(node, list):
        for one in node[:200]:
            yield from _walk(one, depth + 1)
    elif isinstance(node, dict):
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(node.get(key), depth + 1)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _str(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def _first_text(*texts: str | None) -> str:
    return next((text for text in texts if text), "")


def _title(tree: HtmlElement, meta: dict[str, str], items: list[dict[str, Any]]) -> str:
    """The headline; of the page's title, what is left without the site's name."""
    stated = _first_text(*(_str(item, "headline") for item in items), meta.get("og:title"), meta.get("twitter:title"))
    element = tree.find(".//title")
    whole = _one_line(stated or (element.text_content() if element is not None else ""))
    for heading in tree.iter("h1"):
        text = _one_line(heading.text_content())
        if text and (plain(whole).startswith(plain(text)) or not whole):
            return text
    return _without_site(whole, meta.get("og:site_name", ""), stated=bool(stated))


def _without_site(title: str, site: str, *, stated: bool) -> str:
    if match := _SITE_TAIL.search(title):
        tail, head = match.group(1), title[: match.start()]
        named = bool(site) and (plain(tail) in plain(site) or plain(site) in plain(tail))
        if named or (not stated and len(head) > len(tail)):
            return head
    return title


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _dates(tree: HtmlElement, meta: dict[str, str], items: list[dict[str, Any]]) -> Iterator[DateStatement]:
    for item in items:
        if raw := _str(item, "datePublished"):
            yield DateStatement(raw, "json_ld")
    for name in _META_DATES:
        if raw := meta.get(name, ""):
            yield DateStatement(raw, "meta")
    yield from (DateStatement(raw, "time") for raw in _times(tree))


def _times(tree: HtmlElement) -> list[str]:
    """``<time datetime>`` where it can only be the article's own: marked so, inside its article or header, or the only one."""
    marked = tree.xpath("//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime")
    within = tree.xpath("(//article | //main | //header)//time[@datetime][not(ancestor::aside)]/@datetime")
    every = list(dict.fromkeys(tree.xpath("//time/@datetime")))
    return [str(one) for one in [*marked[:1], *within[:1], *(every if len(every) == 1 else [])]]


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str) -> str:
    """The address that the page gives for itself, believed on its own site only and never for a front page."""
    own = canonical_url(url)
    stated = [str(href) for href in tree.xpath("//link[translate(@rel,'CANOIL','canoil')='canonical']/@href")[:1]]
    for href in (*stated, meta.get("og:url", "")):
        try:
            claimed = canonical_url(urljoin(url, href.strip())) if href.strip() else ""
        except ValueError:
            continue
        parts = urlsplit(claimed)
        if claimed and parts.netloc == urlsplit(own).netloc and (parts.path.strip("/") or parts.query):
            return claimed
    return own
