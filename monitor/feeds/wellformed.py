"""Feeds that are what they say: well-formed RSS and Atom, read straight from the XML tree.

That is nearly every feed, at a tenth of feedparser's cost. Whatever is unusual (a syntax error, a document type, another
root, relative bases) is left to feedparser: ``None`` means "not by me". Both must agree on what both can read; a test
holds them to it. Without a document type no entity can be declared, so none can multiply or name a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from monitor.feeds.raw import RawEntry, RawFeed, ends

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DATES = ("pubDate", "{http://purl.org/dc/elements/1.1/}date", f"{_ATOM}updated", "{http://purl.org/dc/terms/}modified")
_PREFIX = re.compile(r"<(/?)\w+:")
_UNUSUAL = ("<!DOCTYPE", "<!ENTITY", "xml:base", "base64")


def read(text: str, limit: int) -> RawFeed | None:
    """The feed, with at most ``limit`` entries (of both ends), or nothing if it is not plain RSS or Atom."""
    if any(sign in text for sign in _UNUSUAL):
        return None
    try:
        return _feed(fromstring(text), limit)  # noqa: S314 - no document type, so no entities
    except (ParseError, RecursionError):  # the second: elements nested by the thousand, which are written out one in the other
        return None


def _feed(root: Element, limit: int) -> RawFeed | None:
    if root.tag == _ATOM + "feed":
        return _atom(root, limit)
    channel = root.find("channel") if root.tag == "rss" else None
    return None if channel is None else _rss(root, channel, limit)


def _rss(root: Element, channel: Element, limit: int) -> RawFeed:
    items = channel.findall("item") or root.findall("item")
    return RawFeed(
        version="rss" + root.get("version", "").replace(".", ""),
        entries=tuple(_item(item) for item in ends(items, limit)),
        title=_markup(channel.find("title")),
        ttl=_markup(channel.find("ttl")),
    )


def _item(item: Element) -> RawEntry:
    held = _first_of_each(item)
    guid = held.get("guid")
    links = [_markup(held.get("link")), held[_ATOM + "link"].get("href", "") if _ATOM + "link" in held else ""]
    return RawEntry(
        guid=_markup(guid).strip(),
        links=tuple(filter(None, links)),
        title=_markup(held.get("title")),
        summary=_markup(held.get("description")),
        contents=tuple(_markup(one) for one in item.findall(_CONTENT)),
        author=_markup(held.get(_CREATOR)) or _markup(held.get("author")),
        dates=_present(_markup(held.get(tag)) for tag in _DATES),
        categories=_present(_markup(one) for one in item.findall("category")),
    )


def _atom(root: Element, limit: int) -> RawFeed:
    entries = ends(root.findall(_ATOM + "entry"), limit)
    return RawFeed(version="atom10", entries=tuple(map(_entry, entries)), title=_atom_text(root.find(_ATOM + "title")))


def _entry(entry: Element) -> RawEntry:
    held = _first_of_each(entry)
    return RawEntry(
        guid=_markup(held.get(_ATOM + "id")).strip(),
        links=tuple(_atom_links(entry)),
        title=_atom_text(held.get(_ATOM + "title")),
        summary=_atom_text(held.get(_ATOM + "summary")),
        contents=_present(_atom_text(one) for one in entry.findall(_ATOM + "content")),
        author=_markup(entry.find(f"{_ATOM}author/{_ATOM}name")),
        dates=_present(_markup(held.get(_ATOM + name)) for name in ("published", "updated")),
        categories=_present(one.get("label") or one.get("term") or "" for one in entry.findall(_ATOM + "category")),
    )


def _first_of_each(parent: Element) -> dict[str, Element]:
    return {child.tag: child for child in reversed(parent)}


def _present(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())


def _atom_links(entry: Element) -> Iterator[str]:
    links = [(one.get("rel", "alternate"), one.get("href", "")) for one in entry.findall(_ATOM + "link")]
    yield from (href for rel, href in links if rel == "alternate")
    yield from (href for rel, href in links if rel == "self")


def _markup(element: Element | None) -> str:
    """What an element holds: its text, or with elements inside all of it as markup."""
    if element is None:
        return ""
    return _PREFIX.sub(r"<\1", tostring(element, encoding="unicode")) if len(element) else element.text or ""


def _atom_text(element: Element | None) -> str:
    """A text construct as markup; contents that are neither text nor HTML are passed over."""
    if element is None:
        return ""
    kind = element.get("type", "text")
    if kind in ("html", "xhtml", "text/html", "application/xhtml+xml"):
        return _markup(element)
    return _markup(element).replace("&", "&amp;").replace("<", "&lt;") if kind in ("text", "text/plain") else ""
